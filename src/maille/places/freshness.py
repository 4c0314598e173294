"""How long ago a place's own team last said how it is."""

import datetime as dt

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from maille.web.dates import long_date

# Past this, a reader is told since when nobody confirmed the page.
FRESH_FOR = dt.timedelta(days=365)


def is_stale(confirmed_on: dt.date | None, today: dt.date) -> bool:
    """Tell whether nobody confirmed for a year.

    Examples
    --------
    >>> is_stale(dt.date(2019, 5, 2), dt.date(2026, 3, 1)), is_stale(None, dt.date(2026, 3, 1))
    (True, True)
    """
    return confirmed_on is None or confirmed_on < today - FRESH_FOR


def freshness_sentence(confirmed_on: dt.date | None, today: dt.date) -> str:
    """Say when a page was last confirmed, by its month.

    Examples
    --------
    >>> from django.utils.translation import override
    >>> with override("en"):
    ...     freshness_sentence(dt.date(2026, 3, 1), dt.date(2026, 11, 22))
    ...     freshness_sentence(dt.date(2019, 5, 2), dt.date(2026, 11, 22))
    'Confirmed by its team in March 2026'
    'Not confirmed by its team since May 2019'
    """
    if confirmed_on is None:
        return _("Not confirmed by its team yet")
    language = "en" if (get_language() or "fr").startswith("en") else "fr"
    month = long_date(confirmed_on.isoformat()[:7], language)
    if is_stale(confirmed_on, today):
        return _("Not confirmed by its team since %s") % month
    return _("Confirmed by its team in %s") % month
