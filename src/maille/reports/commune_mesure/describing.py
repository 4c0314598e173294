"""What a portrait would say, from what is taken of a record."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from maille.geography.enums import Country
from maille.places.actions.portraits import TICKS, WITHOUT_OWN_WORDS
from maille.places.enums import MeansKind, PartnerKind, SurfaceKind
from maille.places.values import (
    Address,
    LinkLine,
    MeansLine,
    OccupantsLine,
    PartnerLine,
    SurfaceLine,
)
from maille.reports.commune_mesure.taking import Taken
from maille.reports.commune_mesure.values import Field

_BETWEEN_PARTNERS = re.compile(r"[,;\n]+(?![^(]*\))")
_BELGIAN_DIGITS = 4
_LONGEST_PARTNER = 200
_LONGEST_OWN_WORDS = 120
_TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Description:
    """The sections of a portrait that a record fills; an empty one says nothing."""

    address: Address
    columns: Mapping[str, object]
    surfaces: tuple[SurfaceLine, ...]
    means: tuple[MeansLine, ...]
    composition: tuple[OccupantsLine, ...]
    partners: tuple[PartnerLine, ...]
    links: tuple[LinkLine, ...]
    opened: str


def describe(taken: Taken) -> Description:
    """Put the facts of a record under the names a portrait gives them."""
    by_target = {fact.target: fact for fact in taken.fields}
    return Description(
        address=_address(by_target),
        columns=_columns(by_target),
        surfaces=tuple(
            SurfaceLine(SurfaceKind.OTHER.value, count)
            for count in _counts(taken, "square_metres").values()
        ),
        means=tuple(_means(taken)),
        composition=tuple(
            OccupantsLine(kind, count) for kind, count in _counts(taken, "composition.").items()
        ),
        partners=tuple(_partners(by_target)),
        links=tuple(_links(taken)),
        opened=_text(by_target, "opened"),
    )


def _address(by_target: Mapping[str, Field]) -> Address:
    postcode = _text(by_target, "postcode")
    belgian = len(postcode) == _BELGIAN_DIGITS
    return Address(
        country=(Country.BELGIUM if belgian else Country.FRANCE).value,
        commune="" if belgian else _text(by_target, "insee"),
        locality=_text(by_target, "locality"),
        postcode=postcode,
        street=_text(by_target, "street"),
    )


def _columns(by_target: Mapping[str, Field]) -> dict[str, object]:
    columns: dict[str, object] = {
        "founding_idea": _text(by_target, "founding_idea"),
        "organisation_name": _text(by_target, "organisation_name"),
        "organisation_form": _text(by_target, "organisation_form"),
        "organisation_founded": _text(by_target, "founded"),
        "opening": ", ".join(_words(by_target, "opening")),
        "volunteers": _whole(by_target.get("volunteers")),
        "employees": _tenths(by_target.get("employees")),
    }
    for target in (one for one in TICKS if one not in WITHOUT_OWN_WORDS):
        ticked = _words(by_target, target)
        own = [word for word in _words(by_target, f"{target}_own") if word.strip()]
        columns[target] = [code for code in TICKS[target].values if code in ticked]
        columns[f"{target}_own"] = [word for word in own if len(word) <= _LONGEST_OWN_WORDS]
    return columns


def _means(taken: Taken) -> Iterator[MeansLine]:
    kinds = {"investment": MeansKind.INVESTMENT.value, "operating": MeansKind.OPERATING.value}
    for fact in taken.fields:
        part, _dot, rest = fact.target.partition(".")
        if part == "means" and isinstance(fact.value, float):
            kind, _dot, source = rest.partition(".")
            yield MeansLine(None, kinds[kind], source, Decimal(f"{fact.value:.2f}"))


def _counts(taken: Taken, start: str) -> dict[str, int]:
    return {
        fact.target.removeprefix(start): int(fact.value)
        for fact in taken.fields
        if fact.target.startswith(start)
        and isinstance(fact.value, float)
        and fact.value.is_integer()
    }


def _partners(by_target: Mapping[str, Field]) -> Iterator[PartnerLine]:
    for kind in PartnerKind.values:
        for name in _BETWEEN_PARTNERS.split(_text(by_target, f"partners.{kind}")):
            bare = " ".join(name.split()).strip(" .…")
            if bare and len(bare) <= _LONGEST_PARTNER:
                yield PartnerLine(kind, bare)


def _links(taken: Taken) -> Iterator[LinkLine]:
    for fact in taken.fields:
        part, _dot, kind = fact.target.partition(".")
        if part == "links" and isinstance(fact.value, str):
            yield LinkLine(kind, fact.value)


def _text(by_target: Mapping[str, Field], target: str) -> str:
    fact = by_target.get(target)
    return fact.value if fact is not None and isinstance(fact.value, str) else ""


def _words(by_target: Mapping[str, Field], target: str) -> tuple[str, ...]:
    fact = by_target.get(target)
    return fact.value if fact is not None and isinstance(fact.value, tuple) else ()


def _whole(fact: Field | None) -> int | None:
    if fact is None or not isinstance(fact.value, float) or not fact.value.is_integer():
        return None
    return int(fact.value)


def _tenths(fact: Field | None) -> Decimal | None:
    if fact is None or not isinstance(fact.value, float):
        return None
    return Decimal(str(fact.value)).quantize(_TENTH)
