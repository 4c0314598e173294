"""What may leave a place."""

from maille.core.disclosure.released import (
    Headcount,
    NotReleasedError,
    Released,
    Withheld,
    release,
)

__all__ = ["Headcount", "NotReleasedError", "Released", "Withheld", "release"]
