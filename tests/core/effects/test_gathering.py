"""What evidence speaks for: a theme, a question or an option, in which direction."""

import datetime as dt

import pytest

from maille.core.effects.gathering import Address, gather, within
from maille.core.effects.observing import ObservationKind
from maille.core.kernel.period import Period
from tests.core.noting import FAVOURABLE, MIXED, NEUTRAL, UNFAVOURABLE, YEAR, noted
from tests.core.saying import GRID


def heard(piece):
    """Give where a piece is named, and where it counts, each with its direction."""
    bodies = gather([piece], GRID)
    named = {(str(one), way) for one, body in bodies.items() for way in body.named}
    counts = {(str(one), way) for one, body in bodies.items() for way in body.by_direction}
    return named, counts


@pytest.mark.parametrize(
    ("themes", "direction", "named", "way"),
    [
        (("agency",), FAVOURABLE, "agency", FAVOURABLE),
        (("agency",), None, "agency", NEUTRAL),
        (("agency.initiatives",), FAVOURABLE, "agency.initiatives", FAVOURABLE),
        (("agency.rain",), FAVOURABLE, "agency", FAVOURABLE),
        (("agency.carriers.martians",), FAVOURABLE, "agency.carriers", FAVOURABLE),
        (("solidarity.kinds.goods",), None, "solidarity.kinds.goods", NEUTRAL),
        (("solidarity.kinds.goods",), FAVOURABLE, "solidarity.kinds.goods", FAVOURABLE),
        (("solidarity.kinds.goods",), UNFAVOURABLE, "solidarity", UNFAVOURABLE),
        (("upkeep.degraded.noise",), None, "upkeep.degraded.noise", UNFAVOURABLE),
        (("upkeep.degraded.noise",), NEUTRAL, "upkeep.degraded.noise", UNFAVOURABLE),
        (("upkeep.degraded.noise",), FAVOURABLE, "upkeep", FAVOURABLE),
        (("upkeep.degraded.noise",), MIXED, "upkeep", MIXED),
        (("networks.around.none",), NEUTRAL, "networks", NEUTRAL),
    ],
)
def test_a_piece_is_named_where_it_can_be_affirmed(themes, direction, named, way):
    found, counts = heard(noted("a", themes=themes, direction=direction))
    assert found == {(named, way)}
    theme = named.split(".", maxsplit=1)[0]
    assert (theme, way) in counts


def test_a_piece_counts_at_all_that_contains_what_it_names():
    _named, counts = heard(noted("a", themes=("upkeep.degraded.noise",)))
    assert counts == {
        (one, UNFAVOURABLE) for one in ("upkeep", "upkeep.degraded", "upkeep.degraded.noise")
    }


def test_an_incident_without_direction_is_unfavourable():
    named, _counts = heard(noted("a", ObservationKind.INCIDENT, themes=("agency",)))
    assert named == {("agency", UNFAVOURABLE)}


def test_a_question_may_stand_apart_from_the_theme():
    piece = noted("a", themes=("agency",), question="carriers", option="team")
    assert heard(piece)[0] == {("agency.carriers.team", NEUTRAL)}
    foreign = noted("a", themes=("agency",), question="frequency", option="daily")
    assert heard(foreign)[0] == {("agency", NEUTRAL)}


def test_several_themes_are_heard_each_once():
    piece = noted("a", themes=("agency", "agency", "upkeep"), direction=FAVOURABLE)
    assert heard(piece)[0] == {("agency", FAVOURABLE), ("upkeep", FAVOURABLE)}
    bodies = gather([piece], GRID)
    assert bodies[Address("agency")].by_direction == {FAVOURABLE: [piece]}


@pytest.mark.parametrize("themes", [(), ("weather",)])
def test_evidence_without_a_theme_of_the_grid_speaks_for_none(themes):
    assert gather([noted("a", themes=themes)], GRID) == {}


def test_the_period_keeps_its_first_and_last_days():
    days = [dt.date(2024, 12, 31), dt.date(2025, 1, 1), dt.date(2025, 12, 31), dt.date(2026, 1, 1)]
    found = [noted(str(day), on=day) for day in days]
    assert within(found, YEAR) == found[1:3]
    assert within(found, Period()) == found
