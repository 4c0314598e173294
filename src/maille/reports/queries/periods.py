"""What a place has for a period that somebody names: an edition, a draft, or neither yet."""

from maille.core.kernel.period import Period
from maille.places.models import Place
from maille.reports.enums import DraftState
from maille.reports.models import Draft, Edition
from maille.reports.queries.editions import editions_of


def edition_of_period(place: Place, period: Period) -> Edition | None:
    """Give the edition in force for exactly these days; the latest, when there are several."""
    same = editions_of(place).filter(start=period.start, end=period.end)
    return next((edition for edition in same if not edition.replaced_by.all()), None)


def draft_of_period(place: Place, period: Period) -> Draft:
    """Give the open draft for exactly these days, or an empty one that is not saved."""
    opened = place.drafts.filter(start=period.start, end=period.end, state=DraftState.OPEN)
    return opened.first() or Draft(place=place, start=period.start, end=period.end)
