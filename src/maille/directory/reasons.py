"""Why something in a row is in doubt, or why a row was refused: a sentence for each code."""

from collections.abc import Mapping
from types import MappingProxyType

from django.utils.translation import gettext_lazy as _

from maille.places.values import Label

REASONS: Mapping[str, Label] = MappingProxyType(
    {
        # Rows that are refused
        "no_name": _("this row names no place"),
        "same_row": _("this row says again what an earlier one says, word for word"),
        # Keys and rows
        "no_key": _("the columns that should identify this row are empty"),
        "same_key": _("another row has the same identifier: each has its own place"),
        "same_name": _("another row has the same name and the same postcode: is it the same?"),
        "beyond": _("this row has more cells than the table has columns"),
        "bad_date": _("this is no date"),
        # Words
        "html": _("this text holds marks of a web page: it is kept as text"),
        "formula": _("this text looks like a spreadsheet formula: it is kept as text"),
        "mojibake": _("letters were lost or changed on the way"),
        "escaped": _("letters are written as codes: unescape = true puts them back"),
        "cut": _("this text may have been cut short"),
        "too_long": _("this text is too long to be shown whole"),
        "no_code": _("nobody said what this word means: add it to the mapping"),
        # Where it is
        "unknown_commune": _("no commune has this code or this name"),
        "code_elsewhere": _(
            "this code is that of a commune elsewhere: name and postcode agree on another, taken"
        ),
        "bad_postcode": _("this is no postcode"),
        "lost_zero": _("this postcode lost its first zero: it was put back"),
        "postcode_commune": _("this postcode is not one of this commune"),
        "no_postcode": _("no postcode was found in this address"),
        "null_point": _("the coordinates 0, 0 are nowhere near: there is no point"),
        "bad_point": _("these coordinates cannot be read"),
        "swapped_point": _(
            "longitude and latitude seem to have changed places: no point was taken"
        ),
        "projected_point": _(
            "these coordinates look like Lambert 93: say epsg = 2154 in the mapping"
        ),
        "impossible_point": _("these coordinates are not on Earth"),
        "foreign_point": _("this point is neither in France nor in Belgium"),
        "far_point": _("this point is far from its commune"),
        "low_score": _("whoever placed this point was not sure of it"),
        # When it is open
        "unreadable_hours": _("these hours were not understood"),
        "reversed_hours": _("it closes before it opens"),
        "overlapping_hours": _("hours of one day overlap"),
        "night_hours": _("this hour does not exist on the day when summer time begins"),
        "midnight_hours": _("00:00 to 00:00 was taken for nothing"),
        "contradictory_dates": _("it closes before it opened"),
        "contradictory_state": _("it is said not to be closed, and closed on a date"),
        # How it is reached
        "bad_phone": _("this is no telephone number of France or Belgium"),
        "bad_email": _("this is no e-mail address"),
        "several": _("several values stand in one cell: the first one was taken"),
        "bad_siret": _("this SIRET number does not add up"),
        "bad_url": _("this is no web address"),
        "no_scheme": _("this address does not say https://: it was added"),
    }
)


def reason_of(code: str) -> str:
    """Give the sentence of a code, in the language of the page; an unknown code as it is."""
    return str(REASONS.get(code, code))
