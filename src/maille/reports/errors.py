"""What this concept refuses; views turn each into a message that says what to do."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from maille.reports.models import Draft, Edition


class ReportsError(Exception):
    """Something asked of a draft or an edition that cannot be."""


class ImmutableEditionError(ReportsError):
    """An edition was about to change or disappear."""


class DraftPublishedError(ReportsError):
    """The draft became an edition: what it says can only be corrected by another."""


class DraftAlreadyOpenError(ReportsError):
    """Another draft is open for the same period: ``draft`` names it."""

    def __init__(self, draft: "Draft") -> None:
        super().__init__(str(draft))
        self.draft = draft


class NothingToPublishError(ReportsError):
    """The draft holds no answer, no story and no indicator."""


class EditionReplacedError(ReportsError):
    """A newer edition has taken the place of this one: ``edition`` names it."""

    def __init__(self, edition: "Edition") -> None:
        super().__init__(str(edition))
        self.edition = edition


class WithdrawnStoryError(ReportsError):
    """The story was withdrawn: its words are gone."""
