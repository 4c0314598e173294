"""Where what a place shows comes from: every value side by side, which is shown, and why."""

import datetime as dt
import json
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maille.directory.fields import ADDRESS, words_of
from maille.directory.models import Shown
from maille.directory.queries.claims import claims_of
from maille.directory.values import Said, ToldField
from maille.places.models import Place
from maille.places.queries.columns import columns_of, with_columns
from maille.places.values import Label


@dataclass(frozen=True, slots=True)
class Line:
    """One value, who says it and since when; ``token`` names it to a form.

    ``other`` tells that the page shows something else.
    """

    words: str
    who: str
    said_on: dt.date | None
    shown: bool
    token: str
    other: bool = False


@dataclass(frozen=True, slots=True)
class FieldLines:
    """All that is told of a field, what is shown first, and the reason why it is."""

    field: str
    label: Label
    lines: tuple[Line, ...]
    differ: bool
    why: str

    @property
    def is_disputed(self) -> bool:
        """Whether two values are told of it, or one that the page does not show."""
        return self.differ or not any(line.shown for line in self.lines)


@dataclass(frozen=True, slots=True)
class Sources:
    """All that is told of a place, and how it is summed up in a few words."""

    fields: tuple[FieldLines, ...]
    summary: str

    @property
    def disputed(self) -> tuple[FieldLines, ...]:
        """The fields of which two values are told, or one that the page does not show."""
        return tuple(one for one in self.fields if one.is_disputed)

    @property
    def agreed(self) -> tuple[FieldLines, ...]:
        """The other fields: nobody says otherwise."""
        return tuple(one for one in self.fields if not one.is_disputed)


def sources_page(place: Place) -> Sources:
    """Give every field that somebody speaks of, ready to be read.

    A column that differs from what the directory wrote last was changed by the place's team: it
    is shown as the team's word, at once.
    """
    told = claims_of(place)
    columns = columns_of(with_columns(Place.objects.filter(pk=place.pk)).get())
    written = dict(Shown.objects.filter(place=place).values_list("field", "value"))
    fields = tuple(
        _lines(one, columns[one.field], changed=columns[one.field] != written.get(one.field))
        for one in told
    )
    return Sources(fields, summary_of(told))


def summary_of(told: tuple[ToldField, ...]) -> str:
    """Sum up in a few words: "3 sources, 2 addresses"; nothing when no source speaks."""
    sources = {one.source for field in told for one in field.said if one.source}
    if not sources:
        return ""
    parts = [ngettext("%d source", "%d sources", len(sources)) % len(sources)]
    addresses = _values(told, "street")
    if addresses > 1:
        parts.append(ngettext("%d address", "%d addresses", addresses) % addresses)
    others = sum(field.differ for field in told if field.field not in ADDRESS)
    if others:
        fields = ngettext("%d field where they differ", "%d fields where they differ", others)
        parts.append(fields % others)
    return ", ".join(parts)


def told_value(place: Place, field: str, token: str) -> object:
    """Give the value that a form names, among those told of this field.

    Raises
    ------
    LookupError
        When nobody says so.
    """
    for one in claims_of(place):
        for said in one.said:
            if one.field == field and token_of(said.value) == token:
                return said.value
    raise LookupError(field)


def token_of(value: object) -> str:
    """Write a value as a form sends it back."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _values(told: tuple[ToldField, ...], name: str) -> int:
    return len({one.words for field in told if field.field == name for one in field.said})


def _lines(told: ToldField, column: object, *, changed: bool) -> FieldLines:
    lines = [_line(one, shown=one.shown and not changed) for one in told.said]
    if changed:
        words = words_of(told.field, column)
        team = Line(words or _("nothing"), _("the place's team"), None, True, token_of(column))
        lines = [team, *(line for line in lines if line.said_on is not None)]
    shown = {line.words for line in lines if line.shown}
    return FieldLines(
        field=told.field,
        label=told.label,
        lines=tuple(replace(line, other=line.words not in shown) for line in lines),
        differ=len({line.words for line in lines}) > 1,
        why=_why(told, lines, changed=changed),
    )


def _line(said: Said, *, shown: bool) -> Line:
    who = _("the place's team") if said.by_team else said.source_name
    return Line(said.words or _("nothing"), who, said.said_on, shown, token_of(said.value))


def _why(told: ToldField, lines: list[Line], *, changed: bool) -> str:
    if changed or any(one.by_team and one.shown for one in told.said):
        return _("Shown because the place's own team says so: its word goes first.")
    if not any(line.shown for line in lines):
        return _("Nothing of this can be shown.")
    if len(lines) == 1:
        return _("Shown because nobody says otherwise.")
    if told.field in ADDRESS:
        return _("Shown with the rest of the address, which comes whole from one source.")
    return _("Shown because it was said last.")
