"""What each case weighs, and how weights become a probability."""

from typing import Final

from maille.core.linking.values import Field, Found, Level, Reason

# A weight in bits is the base of the case, and so much for each bit that the values agreed on
# tell (`Found.bits`) beyond ten. The bases were fitted on labelled pairs of ten public lists
# (benchmarks/linking/fit.py): left to itself, the usual estimate without labels takes bodies that
# share a building for one place. The lists held no true phone or e-mail and few SIRET: what those
# weigh was set by hand, low.
_WEIGHTS: Final[dict[Field, dict[str, tuple[float, float]]]] = {
    Field.NAME: {
        "same": (7.0, 0.01), "close": (3.9, 0.03), "held": (3.9, 0.09), "initials": (1.8, 0),
        "common": (4.5, 0), "alike": (0.0, 0), "differ": (-4.6, 0), "other_kind": (-4.0, 0.1),
        "other_site": (-6.5, 0),
    },
    Field.ADDRESS: {
        "same_address": (2.0, 0), "same_way": (2.0, 0), "same_street": (0.5, 0), "bis": (-0.5, 0),
        "neighbour": (-2.0, 0), "other_number": (-3.0, 0), "other_street": (-4.6, 0),
    },
    Field.POINT: {
        "spot": (1.0, 0), "door": (1.0, 0), "near": (0.55, 0), "far": (-2.8, 0),
        "elsewhere": (-4.0, 0),
    },
    Field.COMMUNE: {"same_town": (1.9, 0), "other_town": (-1.1, 0)},
    Field.WEBSITE: {
        "same_page": (2.3, 0.47), "same_site": (0.1, 0.06), "other_site": (-0.8, 0),
        "other_page": (-2.2, 0),
    },
    Field.PHONE: {"same": (2.0, 0.4), "differ": (-0.3, 0)},
    Field.EMAIL: {"same": (2.0, 0.4), "differ": (-0.3, 0)},
    Field.SIRET: {"same": (1.5, 0.4), "same_company": (-3.4, 0), "differ": (-3.4, 0)},
    Field.ORGANISATION: {"same": (0.3, 0.18), "differ": (-1.6, 0)},
}  # fmt: skip
_TEN_BITS: Final = 10.0
_MOST_BITS: Final = 20.0
# Before anything is compared, of two descriptions worth comparing.
PRIOR: Final = -2.3
# Of what no comparison can be surer.
_UTMOST: Final = 40.0


def weigh(found: dict[Field, Found]) -> tuple[Reason, ...]:
    """Give what each field weighs, in bits, for the same place when positive.

    Examples
    --------
    >>> weigh({Field.NAME: Found(Level.AGREE, "same", 10.0)})[0].weight
    7.0
    """
    return tuple(
        Reason(field, one.level, one.case, _weight(field, one)) for field, one in found.items()
    )


def _weight(field: Field, found: Found) -> float:
    if found.level is Level.MISSING:
        return 0.0
    base, each = _WEIGHTS[field][found.case]
    return round(base + each * (min(found.bits, _MOST_BITS) - _TEN_BITS), 2) if each else base


def probability(reasons: tuple[Reason, ...]) -> float:
    """Give how probably a pair is one place, between 0 and 1.

    Examples
    --------
    >>> round(probability(weigh({Field.NAME: Found(Level.AGREE, "same", 10.0)})), 3)
    0.963
    """
    total = PRIOR + sum(reason.weight for reason in reasons)
    return float(1 / (1 + 2 ** -max(-_UTMOST, min(_UTMOST, total))))
