"""Values every engine shares."""

from maille.core.kernel.errors import CoreError, InvalidPeriodError
from maille.core.kernel.period import Period
from maille.core.kernel.text import Text

__all__ = ["CoreError", "InvalidPeriodError", "Period", "Text"]
