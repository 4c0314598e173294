"""Whether what a row says of where a place is holds together."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final, Protocol

from maille.directory.importing.cells import read_number
from maille.directory.importing.mapping import SourceMapping
from maille.directory.importing.points import kilometres
from maille.geography.enums import Country
from maille.geography.gazetteer import Gazetteer, KnownCommune

# Communes of France and Belgium reach some fifteen kilometres from their middle, but for these.
FAR_KILOMETRES: Final = 20.0
WIDE: Final[Mapping[str, float]] = {"973": 150.0, "974": 40.0, "988": 80.0, "987": 200.0}
_BELGIAN_DIGITS: Final = 4
_POSTCODE: Final = re.compile(r"(?:F-|FR-|B-|BE-)?(\d{4,5})(?:\.0)?")
_BEFORE: Final = re.compile(r"^\d{4,5}\s+(?=\D)")
_CEDEX: Final = re.compile(r"\s*\bcedex\b.*$", re.IGNORECASE)


class Row(Protocol):
    """A row that claims and doubts are kept for."""

    line: Any
    claims: dict[str, Any]

    def doubt(self, name: str, code: str, value: object = None) -> None:
        """Keep a doubt."""


def check_whereabouts(row: Row, mapping: SourceMapping, gazetteer: Gazetteer) -> None:
    """Put postcode and commune in their usual form, and doubt what does not fit together."""
    row.claims["locality"] = _bare_locality(str(row.claims.get("locality", "")))
    told = _told_commune(row, gazetteer)
    country = _postcode(row, mapping.record.country, gazetteer, told)
    postcode = str(row.claims.get("postcode", ""))
    locality = str(row.claims["locality"])
    named = gazetteer.named(country, locality) if locality else ()
    agreed = gazetteer.matching(country, locality, postcode)
    if told and agreed and told is not agreed and not told.may_have(postcode):
        row.doubt("insee", "code_elsewhere", f"{row.claims.pop('insee')} {told.name}")
        told = None
    commune = told or agreed
    served = gazetteer.of_postcode(country, postcode) if postcode else ()
    _check_names(row, commune, named, served)
    _check_distance(row, [commune] if commune else served)
    _check_score(row, mapping)


def _bare_locality(written: str) -> str:
    """Give the name of a town without the postcode before it nor what follows CEDEX.

    Examples
    --------
    >>> _bare_locality("20221 CERVIONE"), _bare_locality("AJACCIO CEDEX 1")
    ('CERVIONE', 'AJACCIO')
    """
    bare = _BEFORE.sub("", written)
    return _CEDEX.sub("", bare) if "cedex" in bare.lower() else bare


def _told_commune(row: Row, gazetteer: Gazetteer) -> KnownCommune | None:
    code = str(row.claims.get("insee", "")).strip().upper()
    code = code.removesuffix(".0")
    if code in ("", "0", "00000"):
        row.claims.pop("insee", None)
        return None
    for tried in (code, code.zfill(5), f"BE-{code}"):
        commune = gazetteer.by_code(tried)
        if commune:
            row.claims["insee"] = tried
            return commune
    row.doubt("insee", "unknown_commune", code)
    row.claims.pop("insee")
    return None


def _postcode(row: Row, country: str, gazetteer: Gazetteer, commune: KnownCommune | None) -> str:
    """Read the postcode of a row, and tell which country it is in."""
    written = str(row.claims.pop("postcode", "")).replace(" ", "")
    where = commune.country if commune else country or Country.FRANCE.value
    if written in ("", "0", "00000"):
        if written:
            row.doubt("postcode", "bad_postcode", written)
        return where
    found = _POSTCODE.fullmatch(written.upper())
    if not found:
        row.doubt("postcode", "bad_postcode", written)
        return where
    digits = found[1]
    if len(digits) == _BELGIAN_DIGITS:
        digits, where = _short_postcode(row, digits, country, gazetteer, commune)
    row.claims["postcode"] = digits
    return where


def _short_postcode(
    row: Row,
    digits: str,
    country: str,
    gazetteer: Gazetteer,
    commune: KnownCommune | None,
) -> tuple[str, str]:
    """Tell a Belgian postcode from a French one that lost its first zero."""
    whole = f"0{digits}"
    locality = str(row.claims["locality"])
    if country == Country.FRANCE or (commune and commune.country == Country.FRANCE):
        return whole, Country.FRANCE.value
    belgian = gazetteer.of_postcode(Country.BELGIUM, digits)
    french = gazetteer.of_postcode(Country.FRANCE, whole)
    in_belgium = bool(gazetteer.matching(Country.BELGIUM, locality, digits))
    in_france = bool(gazetteer.matching(Country.FRANCE, locality, whole))
    if in_france and not in_belgium:
        row.doubt("postcode", "lost_zero", digits)
        return whole, Country.FRANCE.value
    if belgian or country == Country.BELGIUM:
        return digits, Country.BELGIUM.value
    if french:
        row.doubt("postcode", "lost_zero", digits)
        return whole, Country.FRANCE.value
    row.doubt("postcode", "bad_postcode", digits)
    return digits, Country.BELGIUM.value


def _check_names(
    row: Row,
    commune: KnownCommune | None,
    named: Iterable[KnownCommune],
    served: Iterable[KnownCommune],
) -> None:
    postcode = str(row.claims.get("postcode", ""))
    locality = row.claims["locality"]
    if commune and postcode and commune not in served:
        if not commune.may_have(postcode):
            row.doubt("postcode", "postcode_commune", f"{postcode} {commune.name}")
    elif not commune and locality:
        if named and postcode:
            row.doubt("postcode", "postcode_commune", f"{postcode} {locality}")
        elif not named:
            row.doubt("locality", "unknown_commune", locality)


def _check_distance(row: Row, communes: Iterable[KnownCommune]) -> None:
    """Doubt a point that is far from where the row says it is."""
    point = row.claims.get("point")
    known = [one for one in communes if one.longitude is not None and one.latitude is not None]
    if not point or not known:
        return
    nearest = min(
        (kilometres((point[0], point[1]), (one.longitude or 0, one.latitude or 0)), one.code)
        for one in known
    )
    if nearest[0] > WIDE.get(nearest[1][:3], FAR_KILOMETRES):
        row.doubt("point", "far_point", {"kilometres": round(nearest[0]), "point": point})


def _check_score(row: Row, mapping: SourceMapping) -> None:
    rule = mapping.point
    if rule is None or not rule.score or "point" not in row.claims:
        return
    written = row.line.cells.get(rule.score)
    score = read_number(str(written)) if written not in (None, "") else None
    if score is not None and score < rule.least:
        row.doubt("point", "low_score", score)
