"""Reading a mapping from TOML, strictly: what is not understood is said, never left aside."""

import datetime as dt
import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any, Final, TypeVar

from django.utils.translation import gettext as _

from maille.directory.errors import MappingError
from maille.directory.fields import FIELDS
from maille.directory.importing.mapping import (
    ADDRESS_FIELD,
    DAYS,
    FORMATS,
    RULED,
    FieldRule,
    KeyRule,
    Layout,
    PointRule,
    SourceMapping,
)

_SECTIONS: Final = ("file", "record", "fields", "values", "ignore", "places")
_KINDS: Final[Mapping[str, type]] = {
    "format": str,
    "encoding": str,
    "separator": str,
    "sheet": str,
    "layer": str,
    "rows": str,
    "heading_row": int,
    "unescape": bool,
    "dated_on": dt.date,
    "date": str,
    "country": str,
    "join": str,
    "weeks": str,
    "scheme": str,
    "longitude": str,
    "latitude": str,
    "order": str,
    "geometry": bool,
    "first": bool,
    "epsg": int,
    "score": str,
    "least": float,
    "values": dict,
    "flags": dict,
    "days": dict,
}
_LISTS: Final = ("key", "empty", "columns", "ignore", "yes")
_ORDERS: Final = ("lat,lon", "lon,lat")
Rule = TypeVar("Rule")


def read_mapping(text: str) -> SourceMapping:
    r"""Read a mapping.

    Raises
    ------
    MappingError
        When it is no TOML, names a key, a field or a code that does not exist, gives something
        of another kind than what is asked, or never says which column holds the name.

    Examples
    --------
    >>> read_mapping('[fields]\nname = "NOM"\npostcode = "CP"').fields["postcode"].columns
    ('CP',)
    """
    try:
        read = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise MappingError(_("this mapping is no TOML: %s") % error) from error
    _refuse_unknown("", read, _SECTIONS)
    for name in _SECTIONS:
        if not isinstance(read.get(name, {}), dict):
            raise MappingError(_("[%s] is a table: write it between brackets") % name)
    told: dict[str, Any] = dict(read.get("fields", {}))
    point = told.pop("point", None)
    ignored = read.get("ignore", {})
    _refuse_unknown("ignore", ignored, ("columns",))
    mapping = SourceMapping(
        layout=_layout(read.get("file", {})),
        record=_made(KeyRule, "record", read.get("record", {})),
        fields={name: _field_rule(name, rule) for name, rule in told.items()},
        point=None if point is None else _point_rule(point),
        values=_values(read.get("values", {})),
        ignore=frozenset(_texts("ignore.columns", ignored.get("columns", []))),
        places=_words("places", read.get("places", {})),
        text=text,
    )
    if "name" not in mapping.fields:
        raise MappingError(_('say which column holds the name: name = "…" under [fields]'))
    return mapping


def toml_text(value: object) -> str:
    """Write a text, a number, a flag or a list: JSON says these as TOML does, but one character."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _layout(told: Mapping[str, Any]) -> Layout:
    layout = _made(Layout, "file", told)
    if layout.format and layout.format not in FORMATS:
        _refuse("file.format", layout.format, FORMATS)
    if layout.heading_row < 1:
        _refuse("file.heading_row", str(layout.heading_row), ("1", "2", "…"))
    return layout


def _field_rule(name: str, told: object) -> FieldRule:
    if name not in RULED:
        _refuse("fields", name, (*RULED, "point"))
    if isinstance(told, str | list):
        told = {"columns": told}
    if not isinstance(told, dict):
        raise MappingError(_("fields.%s is the name of a column, or a table") % name)
    if "column" in told:
        told = {**told, "columns": told["column"]}
        del told["column"]
    rule = _made(FieldRule, f"fields.{name}", told)
    _check_codes(name, rule)
    _refuse_unknown(f"fields.{name}.days", rule.days, DAYS)
    if not (rule.columns or rule.flags or rule.days):
        raise MappingError(_("fields.%s does not say which column it is read from") % name)
    return rule


def _check_codes(name: str, rule: FieldRule) -> None:
    """Refuse codes that a field does not have."""
    if name == ADDRESS_FIELD:
        return
    codes = FIELDS[name].codes
    if codes is None:
        if rule.flags:
            raise MappingError(_("fields.%s takes no codes: it has no flags") % name)
        return
    for code in (*rule.values.values(), *rule.flags.values()):
        if code not in codes.values:
            _refuse(f"fields.{name}", code, codes.values)


def _point_rule(told: object) -> PointRule:
    if not isinstance(told, dict):
        raise MappingError(_('fields.point is a table: { longitude = "…", latitude = "…" }'))
    rule = _made(PointRule, "fields.point", told)
    if rule.order not in _ORDERS:
        _refuse("fields.point.order", rule.order, _ORDERS)
    if bool(rule.longitude) != bool(rule.latitude):
        raise MappingError(_("fields.point takes a longitude and a latitude"))
    if not (rule.longitude or rule.column or rule.geometry):
        raise MappingError(_("fields.%s does not say which column it is read from") % "point")
    return rule


def _values(told: Mapping[str, Any]) -> Mapping[str, Any]:
    """Read the values that hold for every row."""
    for name, value in told.items():
        if name not in FIELDS:
            _refuse("values", name, tuple(FIELDS))
        codes = FIELDS[name].codes
        for code in value if isinstance(value, list) else [value]:
            if codes and code not in codes.values:
                _refuse(f"values.{name}", str(code), codes.values)
    return {
        name: [value] if FIELDS[name].several and isinstance(value, str) else value
        for name, value in told.items()
    }


def _made(rule: type[Rule], where: str, told: Mapping[str, Any]) -> Rule:
    """Make a rule of what is told, each part of its own kind."""
    known = {one.name for one in fields(rule)}  # type: ignore[arg-type] # rules are dataclasses
    known |= {"column"} if rule is FieldRule else set()
    _refuse_unknown(where, told, sorted(known))
    return rule(**{name: _part(f"{where}.{name}", name, value) for name, value in told.items()})


def _part(where: str, name: str, value: object) -> object:
    if name in _LISTS or (name == "separator" and where.startswith("fields.")):
        return _texts(where, value)
    kind = _KINDS.get(name, str)
    if kind is float and isinstance(value, int) and not isinstance(value, bool):
        value = float(value)
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        names = {str: _("a text"), int: _("a number"), float: _("a number")}
        names |= {bool: "true, false", dict: _("a table"), dt.date: _("a day: 2024-08-01")}
        raise MappingError(_("%(where)s takes %(kind)s") % {"where": where, "kind": names[kind]})
    if name == "days" and isinstance(value, dict):
        return {day: _texts(f"{where}.{day}", columns) for day, columns in value.items()}
    return _words(where, value) if kind is dict else value


def _texts(where: str, value: object) -> tuple[str, ...]:
    listed = [value] if isinstance(value, str) else value
    if not isinstance(listed, list) or not all(isinstance(one, str) for one in listed):
        raise MappingError(
            _("%(where)s takes %(kind)s")
            % {"where": where, "kind": _("a text, or a list of texts")}
        )
    return tuple(listed)


def _words(where: str, value: object) -> Mapping[str, str]:
    if not isinstance(value, dict) or not all(isinstance(one, str) for one in value.values()):
        raise MappingError(
            _("%(where)s takes %(kind)s") % {"where": where, "kind": _("a table of texts")}
        )
    return value


def _refuse_unknown(where: str, told: Iterable[str], known: Iterable[str]) -> None:
    for name in told:
        if name not in known:
            _refuse(where, name, known)


def _refuse(where: str, name: str, known: Iterable[str]) -> None:
    raise MappingError(
        _("“%(name)s” does not belong in [%(where)s]; there may be: %(known)s")
        % {"name": name, "where": where or "…", "known": ", ".join(known)}
    )
