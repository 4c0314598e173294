import datetime as dt

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from maille.db.trail import changes_of
from maille.places import life
from maille.places.actions import (
    add_life_event,
    change_state,
    remove_life_event,
    set_successor,
)
from maille.places.errors import ContradictoryDatesError, InvalidPlaceError
from maille.places.sentences import state_sentence, when
from maille.places.values import LifeEventLine
from tests.factories.places import PlaceFactory

TODAY = dt.date(2026, 11, 22)


def told(*events):
    return [LifeEventLine(kind=kind, date=date) for kind, date in events]


@pytest.mark.parametrize(
    ("events", "state"),
    [
        ([], None),
        ([("founded", "2016")], None),
        ([("opened", "")], None),
        ([("imagined", "2015")], "project"),
        ([("opened", "2019-10"), ("closed", "2023-07")], "closed"),
        ([("closed", "2023-07"), ("opened", "2019-10")], "closed"),
        ([("opened", "2019"), ("closed", "2020"), ("opened", "2021")], "open"),
        ([("opened", "2019"), ("seasonal", "2021")], "seasonal"),
        ([("opened", "2019"), ("moved", "2021")], "moved"),
        ([("opened", "2020"), ("closed", "2020")], "closed"),
    ],
)
def test_state_after_follows_the_latest_event(events, state):
    assert life.state_after(told(*events)) == state


@pytest.mark.parametrize(
    "events",
    [
        [("opened", "2019-10"), ("closed", "2019-09")],
        [("opened", "2020"), ("closed", "2019")],
        [("imagined", "2020"), ("opened", "2019")],
        [("imagined", "2021"), ("closed", "2020")],
        [("seasonal", "2020-06-02"), ("closed", "2020-06-01")],
    ],
)
def test_check_order_refuses_contradictions(events):
    with pytest.raises(ContradictoryDatesError):
        life.check_order(told(*events))


@pytest.mark.parametrize(
    "events",
    [
        [("opened", "2019-10"), ("closed", "2019")],
        [("opened", "2019"), ("closed", "2019-01-01")],
        [("closed", "2019")],
        [("opened", "2019"), ("closed", "2020"), ("opened", "2021"), ("closed", "2022")],
        [("imagined", ""), ("opened", "2019")],
        [("founded", "2022"), ("opened", "2019")],
    ],
)
def test_check_order_leaves_open_what_partial_dates_leave_open(events):
    life.check_order(told(*events))


@given(st.permutations([("imagined", "2015"), ("opened", "2019-10"), ("closed", "2023-07")]))
def test_order_of_telling_does_not_matter(events):
    life.check_order(told(*events))
    assert life.state_after(told(*events)) == "closed"


@pytest.mark.django_db
def test_a_closure_closes_and_its_removal_opens_again(place, steward):
    add_life_event(place=place, event=LifeEventLine("opened", "2019-10"), by=steward, on=TODAY)
    closure = add_life_event(
        place=place, event=LifeEventLine("closed", "2023-07"), by=steward, on=TODAY
    )
    assert (str(closure), place.state) == ("closed 2023-07", "closed")
    change = changes_of(place).filter(field="state").first()
    assert (change.previous, change.new, change.by) == ("open", "closed", steward)
    remove_life_event(event=closure, by=steward)
    place.refresh_from_db()
    assert place.state == "open"
    assert changes_of(place).filter(field="life_events").count() == 3


@pytest.mark.django_db
def test_an_undated_event_gives_the_state_when_no_date_tells(place):
    add_life_event(place=place, event=LifeEventLine("closed"), by=None)
    assert place.state == "closed"
    add_life_event(place=place, event=LifeEventLine("opened", "2019"), by=None)
    assert place.state == "open"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("event", "error"),
    [
        (LifeEventLine("opened", "2026-11-23"), ContradictoryDatesError),
        (LifeEventLine("opened", "2027"), ContradictoryDatesError),
        (LifeEventLine("opened", "hier"), InvalidPlaceError),
        (LifeEventLine("party", "2020"), InvalidPlaceError),
        (LifeEventLine("opened", "2020", note="x" * 301), InvalidPlaceError),
        (LifeEventLine("succeeded", "2020"), InvalidPlaceError),
        (LifeEventLine("closed", "2018"), ContradictoryDatesError),
    ],
)
def test_add_life_event_refuses(place, event, error):
    add_life_event(place=place, event=LifeEventLine("opened", "2019-10"), by=None, on=TODAY)
    with pytest.raises(error):
        add_life_event(place=place, event=event, by=None, on=TODAY)
    assert place.life_events.count() == 1


@pytest.mark.django_db
def test_change_state_tells_the_event_behind(place):
    change_state(place=place, state="seasonal", since="2024-05", by=None, on=TODAY)
    assert place.state == "seasonal"
    assert str(place.life_events.get()) == "seasonal 2024-05"
    change_state(place=place, state="closed", since="2025", note="bail rompu", by=None, on=TODAY)
    assert place.state == "closed"


@pytest.mark.django_db
def test_change_state_without_a_date(place):
    change_state(place=place, state="project", by=None)
    assert (place.state, place.life_events.get().date) == ("project", "")
    add_life_event(place=place, event=LifeEventLine("opened", "2019"), by=None)
    with pytest.raises(ContradictoryDatesError):
        change_state(place=place, state="closed", by=None)


@pytest.mark.django_db
def test_change_state_refuses_what_a_later_event_denies(place):
    change_state(place=place, state="closed", since="2023", by=None)
    with pytest.raises(ContradictoryDatesError):
        change_state(place=place, state="open", since="2019", by=None)
    place.refresh_from_db()
    assert (place.state, place.life_events.count()) == ("closed", 1)


@pytest.mark.django_db
def test_remove_life_event_refuses_to_leave_a_contradiction(place):
    first = add_life_event(place=place, event=LifeEventLine("opened", "2019"), by=None)
    for kind, date in (("closed", "2020"), ("opened", "2021")):
        add_life_event(place=place, event=LifeEventLine(kind, date), by=None)
    with pytest.raises(ContradictoryDatesError):
        remove_life_event(event=first, by=None)
    assert place.life_events.count() == 3


@pytest.mark.django_db
def test_set_successor_replaces_the_one_before(place):
    other = PlaceFactory(name="Le Tissage", slug="le-tissage")
    set_successor(place=place, successor="Un autre lieu", since="2024", by=None)
    event = set_successor(place=place, successor=other, since="2024", by=None)
    assert place.life_events.get() == event
    assert (event.successor, event.successor_name) == (other, "Le Tissage")
    with pytest.raises(InvalidPlaceError):
        set_successor(place=place, successor=place, by=None)
    with pytest.raises(InvalidPlaceError):
        set_successor(place=place, successor="  ", by=None)


@pytest.mark.parametrize(
    ("name", "state", "events", "french", "english"),
    [
        (
            "Le Wip",
            "closed",
            [("opened", "2019-10"), ("closed", "2023-07")],
            "Le Wip a fermé en juillet 2023.",
            "Le Wip closed in July 2023.",
        ),
        (
            "Les Ateliers",
            "closed",
            [("closed", "2023-07-01")],
            "Les Ateliers ont fermé le 1er juillet 2023.",
            "Les Ateliers closed on 1 July 2023.",
        ),
        ("Les Ateliers", "closed", [], "Les Ateliers ont fermé.", "Les Ateliers have closed."),
        ("L", "open", [], "Tiers-lieu ouvert.", "Third place, open."),
        (
            "L",
            "open",
            [("opened", "2019")],
            "Tiers-lieu, ouvert en 2019.",
            "Third place, opened in 2019.",
        ),
        (
            "L",
            "project",
            [("imagined", "2025")],
            "Tiers-lieu en projet, imaginé en 2025.",
            "Third place in project, first imagined in 2025.",
        ),
        (
            "L",
            "seasonal",
            [],
            "Tiers-lieu ouvert une partie de l'année.",
            "Third place, open part of the year.",
        ),
        (
            "L",
            "moved",
            [("moved", "2022-02")],
            "Ce tiers-lieu a déménagé en février 2022.",
            "This third place moved in February 2022.",
        ),
    ],
)
def test_state_sentence_says_since_when(name, state, events, french, english):
    with translation.override("fr"):
        assert state_sentence(name, state, told(*events)) == french
    with translation.override("en"):
        assert state_sentence(name, state, told(*events)) == english


def test_open_place_that_nobody_vouched_for_is_said_to_be_open():
    with translation.override("fr"):
        assert state_sentence("L", "open", [], vouched=False) == (
            "Tiers-lieu donné pour ouvert, sans confirmation de son équipe."
        )
        dated = told(("opened", "2019"))
        assert state_sentence("L", "open", dated, vouched=False) == "Tiers-lieu, ouvert en 2019."


def test_when_follows_the_precision_of_the_date():
    with translation.override("en"):
        assert [when(date) for date in ("2019", "2019-10", "2019-10-21")] == [
            "in 2019",
            "in October 2019",
            "on 21 October 2019",
        ]
