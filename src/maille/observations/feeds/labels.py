"""What people read of a calendar that was read."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from maille.observations.enums import FeedStatus
from maille.observations.importing.rows import RowStatus

# In the order of a report.
ROW_STATUSES: Final = {
    RowStatus.RECORDED: _("noted"),
    RowStatus.KNOWN: _("known already"),
    RowStatus.VERSION: _("said otherwise than before"),
    RowStatus.QUARANTINED: _("set aside, to be looked at"),
    RowStatus.REFUSED: _("could not be read"),
    RowStatus.SKIPPED: _("passed over"),
}
STATUSES: Final = {
    FeedStatus.NEW: _("not read yet"),
    FeedStatus.READ: _("read"),
    FeedStatus.UNCHANGED: _("read, nothing new"),
    FeedStatus.FAILED: _("could not be read"),
}
