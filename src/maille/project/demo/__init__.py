"""The demonstration: Le Wip as its public pages tell it, and a fictional place."""

import datetime as dt
import tomllib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

from django.db import transaction

from maille.core.effects import values as effects
from maille.core.kernel.period import Period
from maille.core.kernel.text import Text
from maille.grids import load_grid
from maille.observations import actions as observation_actions
from maille.observations.enums import Origin
from maille.people.actions import add_person
from maille.places import actions as place_actions
from maille.places import values as place_values
from maille.places.enums import Role
from maille.places.models import Place
from maille.project.demo.days import days_of_la_filature, read_days
from maille.project.demo.programme import announce
from maille.project.demo.visitors import ask_visitors, count_visitors
from maille.reports import actions as report_actions
from maille.reports.models import Draft, Edition

FOLDER = Path(__file__).parent
PLACES = ("le_wip", "la_filature")
STEWARD = "equipe@la-filature.example"
BATCH = 200

# What a theme may hold beside the answers to its questions.
_BESIDE = frozenset(
    {
        *("story", "story_kind", "teller", "told_on", "truncated", "direction"),
        *("dissent", "intensity", "indicator"),
    }
)
Table = Mapping[str, Any]
Line = TypeVar("Line")


def load_demo() -> Iterator[Place]:
    """Add the places that are not here yet, each with its published editions."""
    for name in PLACES:
        told = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
        if not Place.objects.filter(name=told["place"]["name"]).exists():
            yield _add(told)


@transaction.atomic
def _add(told: Table) -> Place:
    place = _describe(told)
    announce(place, told.get("programme", ()))
    for edition in told["editions"]:
        _publish(place, edition)
    if "days" in told:
        _note_days(place, told["days"]["noted_at"])
        days = read_days()
        count_visitors(place, days["counting"])
        ask_visitors(place, days["survey"])
        _publish(place, {**told["editions"][-1], **told["days"]["edition"]})
    if place.fictional:
        steward = add_person(email=STEWARD, display_name="L'équipe de La Filature")
        place_actions.add_member(place=place, person=steward, role=Role.STEWARD, by=None)
    return place


def _note_days(place: Place, at: dt.datetime) -> None:
    items = days_of_la_filature()
    for first in range(0, len(items), BATCH):
        observation_actions.record_observations(
            place=place,
            items=items[first : first + BATCH],
            origin=Origin.IMPORT,
            by=None,
            at=at,
        )


def _describe(told: Table) -> Place:
    address = dict(told["place"])
    name, fictional = address.pop("name"), address.pop("fictional", False)
    place = place_actions.add_place(name=name, fictional=fictional, by=None)
    place_actions.locate_place(place=place, address=place_values.Address(**address), by=None)
    place_actions.update_portrait(place=place, changes=told["portrait"], by=None)
    place_actions.set_later_forms(
        place=place, forms=_lines(told, "later_forms", place_values.LaterFormLine), by=None
    )
    place_actions.set_surfaces(
        place=place, surfaces=_lines(told, "surfaces", place_values.SurfaceLine), by=None
    )
    place_actions.set_means(
        place=place, means=_lines(told, "means", place_values.MeansLine), by=None
    )
    place_actions.set_composition(
        place=place,
        composition=_lines(told, "composition", place_values.OccupantsLine),
        by=None,
    )
    place_actions.set_statements(place=place, statements=_charter(told["charter"]), by=None)
    for event in _lines(told, "life", place_values.LifeEventLine):
        place_actions.add_life_event(place=place, event=event, by=None)
    return place


def _lines(told: Table, part: str, line: Callable[..., Line]) -> list[Line]:
    return [line(**row) for row in told.get(part, [])]


def _charter(charter: Table) -> list[place_values.StatementLine]:
    note = charter.get("source_note", "")
    return [
        place_values.StatementLine(kind=kind, text=text, reported=bool(note), source_note=note)
        for kind in ("mission", "object", "principle")
        for text in charter[kind]
    ]


def _publish(place: Place, edition: Table) -> Edition:
    at: dt.datetime = edition["published_at"]
    period = Period(edition.get("start"), edition.get("end"))
    draft = report_actions.open_draft(place=place, period=period, by=None, on=at)
    for theme in load_grid().themes:
        if theme.id in edition:
            _declare(draft, theme.id, edition[theme.id], edition, at)
    imprint = report_actions.Imprint(
        place.text_licence, place.data_licence, edition.get("reviewed_by", "")
    )
    return report_actions.publish_edition(draft=draft, imprint=imprint, by=None, on=at)


def _declare(draft: Draft, theme: str, told: Table, edition: Table, at: dt.datetime) -> None:
    for question, said in told.items():
        if question not in _BESIDE:
            answer = _answer(theme, question, said)
            report_actions.record_answer(draft=draft, answer=answer, by=None, on=at)
    if "story" in told:
        story = _story(theme, {"story_kind": edition.get("story_kind", "team_account"), **told})
        note = "demonstration"
        report_actions.tell_story(draft=draft, story=story, consent_note=note, by=None, on=at)
    if "dissent" in told:
        dissent = effects.Dissent(id="", theme=theme, **told["dissent"])
        report_actions.sign_dissent(draft=draft, dissent=dissent, by=None, on=at)
    if "intensity" in told:
        intensity = effects.Intensity(id="", theme=theme, **told["intensity"])
        report_actions.record_intensity(draft=draft, intensity=intensity, by=None, on=at)
    if "indicator" in told:
        indicator = _indicator(theme, told["indicator"])
        report_actions.add_indicator(draft=draft, indicator=indicator, by=None, on=at)


def _answer(theme: str, question: str, said: object) -> effects.Answer:
    answered = effects.AnswerState.ANSWERED
    if isinstance(said, dict):
        number = {**said, "per": effects.Per(said["per"])}
        return effects.Answer("", theme, question, answered, **number)
    if isinstance(said, list):
        return effects.Answer("", theme, question, answered, options=tuple(said))
    return effects.Answer("", theme, question, answered, text=str(said))


def _story(theme: str, told: Table) -> effects.Story:
    direction = told.get("direction")
    return effects.Story(
        id="",
        theme=theme,
        text=told["story"],
        kind=effects.StoryKind(told["story_kind"]),
        teller=effects.TellerKind(told.get("teller", effects.TellerKind.UNSTATED)),
        told_on=told.get("told_on", ""),
        consent=True,
        truncated=told.get("truncated", False),
        direction=effects.Direction(direction) if direction else None,
    )


def _indicator(theme: str, told: Table) -> effects.Indicator:
    words = dict(told)
    label = Text(fr=words.pop("label_fr"), en=words.pop("label_en"))
    return effects.Indicator(id="", theme=theme, label=label, **words)
