"""What comparing two places found, in words: one sentence for each case of each field."""

from types import MappingProxyType
from typing import Final

from django.utils.translation import gettext_lazy as _

from maille.core.linking.values import Field, Level

FIELDS: Final = MappingProxyType(
    {
        Field.NAME: _("Name"),
        Field.ADDRESS: _("Street and number"),
        Field.POINT: _("Point on the map"),
        Field.COMMUNE: _("Town"),
        Field.WEBSITE: _("Website"),
        Field.PHONE: _("Telephone"),
        Field.EMAIL: _("E-mail address"),
        Field.SIRET: _("SIRET number"),
        Field.ORGANISATION: _("Name of the organisation"),
    }
)
LEVELS: Final = MappingProxyType(
    {
        Level.AGREE: _("agree"),
        Level.CLOSE: _("close"),
        Level.DIFFER: _("differ"),
        Level.MISSING: _("missing"),
    }
)
_MISSING: Final = _("at least one of the two does not say it")
_SENTENCES: Final = MappingProxyType(
    {
        (Field.NAME, "same"): _("the same name, spelling aside"),
        (Field.NAME, "close"): _("almost the same name"),
        (Field.NAME, "held"): _("one name holds the other"),
        (Field.NAME, "initials"): _("one name is the initials of the other"),
        (Field.NAME, "common"): _("the same name, but made of words that many names hold"),
        (Field.NAME, "alike"): _("a few words in common"),
        (Field.NAME, "differ"): _("nothing telling in common"),
        (Field.NAME, "other_site"): _("one name marks another site: a number, an annexe, a bus"),
        (Field.NAME, "other_kind"): _("the names tell of two different services"),
        (Field.ADDRESS, "same_address"): _("the same street, the same number"),
        (Field.ADDRESS, "same_way"): _("the same street, without a number"),
        (Field.ADDRESS, "same_street"): _("the same street; only one gives a number"),
        (Field.ADDRESS, "bis"): _("the same number, but bis or ter"),
        (Field.ADDRESS, "neighbour"): _("the same street, a few numbers away"),
        (Field.ADDRESS, "other_number"): _("the same street, another number"),
        (Field.ADDRESS, "other_street"): _("another street"),
        (Field.POINT, "spot"): _("less than 40 metres apart"),
        (Field.POINT, "door"): _("less than 150 metres apart"),
        (Field.POINT, "near"): _("less than 700 metres apart"),
        (Field.POINT, "far"): _("less than 3 kilometres apart"),
        (Field.POINT, "elsewhere"): _("more than 3 kilometres apart"),
        (Field.POINT, "crowded"): _("a point that many places share says nothing"),
        (Field.COMMUNE, "same_town"): _("the same town"),
        (Field.COMMUNE, "other_town"): _("another town"),
        (Field.WEBSITE, "same_page"): _("the same address"),
        (Field.WEBSITE, "same_site"): _("two pages of one site"),
        (Field.WEBSITE, "other_page"): _("two pages of a site that many share"),
        (Field.WEBSITE, "other_site"): _("two different sites"),
        (Field.PHONE, "same"): _("the same number"),
        (Field.PHONE, "differ"): _("two different numbers"),
        (Field.EMAIL, "same"): _("the same address"),
        (Field.EMAIL, "differ"): _("two different addresses"),
        (Field.SIRET, "same"): _("the same establishment"),
        (Field.SIRET, "same_company"): _("two establishments of one organisation"),
        (Field.SIRET, "differ"): _("two different organisations"),
        (Field.ORGANISATION, "same"): _("the same organisation"),
        (Field.ORGANISATION, "differ"): _("two different organisations"),
    }
)
_FOR: Final = (_("strongly for"), _("for"), _("slightly for"))
_AGAINST: Final = (_("strongly against"), _("against"), _("slightly against"))


def sentence_of(field: str, case: str) -> str:
    """Say what comparing a field found, in the language of the page."""
    return str(_SENTENCES.get((Field(field), case), _MISSING))


def force_of(weight: float) -> str:
    """Say how much a weight counts, and which way."""
    if not weight:
        return str(_("does not count"))
    strength = next(place for place, least in enumerate((4.0, 1.5, 0.0)) if abs(weight) >= least)
    return str((_FOR if weight > 0 else _AGAINST)[strength])
