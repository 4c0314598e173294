"""What changed since the edition before, from the evidence that both froze."""

import pytest
from django.urls import reverse
from django.utils import translation

from maille.core.effects.changing import ToldChange
from maille.core.effects.estimate.changes import Change
from maille.core.effects.estimate.values import EstimateMethod
from maille.core.kernel.period import read_period
from maille.reports.actions import publish_edition
from maille.reports.queries import between, editions_of, since_the_one_before
from maille.reports.reading.evidence import read_change
from tests.factories.reports import make_draft, make_edition
from tests.reports.noting import note, weekly_meals

pytestmark = pytest.mark.django_db


def published(place, year, people=20):
    note(place, *weekly_meals(year, people=people))
    return publish_edition(draft=make_draft(place, read_period(str(year))), by=None)


def since(edition):
    return since_the_one_before(
        edition, [one for one in editions_of(edition.place) if one != edition]
    )


def test_the_latest_edition_of_the_same_season_is_compared(place):
    published(place, 2023)
    before, after = published(place, 2024), published(place, 2025)
    found = since(after)
    assert (found.before, found.after) == (before, after)
    assert [(one.subject, one.told) for one in found.changes] == [("attendance", False)]


def test_a_declared_edition_is_not_compared(place):
    make_edition(place, read_period("2024"))
    assert since(published(place, 2025)) is None


def test_another_season_is_not_compared(place):
    note(place, *weekly_meals(2025))
    publish_edition(draft=make_draft(place, read_period("2025-Q1")), by=None)
    later = publish_edition(draft=make_draft(place, read_period("2025-Q2")), by=None)
    assert since(later) is None


def test_an_edition_is_not_compared_to_itself(place):
    edition = published(place, 2025)
    assert between(edition, edition) is None


def test_what_changed_is_found_once(place, django_assert_num_queries):
    before, after = published(place, 2024), published(place, 2025)
    found = between(before, after)
    with django_assert_num_queries(1):
        assert between(before, after) == found


@pytest.mark.parametrize(
    ("people", "language", "verdict"),
    [
        (20, "fr", "pas d'évolution décelable"),
        (60, "fr", "en hausse"),
        (5, "en", "fewer"),
        (20, "en", "no change can be told"),
    ],
)
def test_a_change_is_said_or_said_not_to_be_told(place, people, language, verdict):
    before, after = published(place, 2024), published(place, 2025, people)
    [change] = between(before, after).changes
    read = read_change(change, language)
    assert f": {verdict}." in read.estimate.sentence
    assert 0 <= read.estimate.low <= read.estimate.high <= 320
    assert read.estimate.low <= read.estimate.zero <= read.estimate.high or change.told


def test_the_page_says_what_changed(place, client):
    published(place, 2024)
    edition = published(place, 2025)
    address = reverse("reports:edition", args=[place.slug, edition.number])
    with translation.override("fr"):
        page = client.get(address).content.decode()
    assert "Depuis l’édition 1" in page
    assert "pas d’évolution décelable" in page
    side_by_side = reverse("reports:compare", args=[place.slug, 1, 2])
    assert "pas d’évolution décelable" in client.get(side_by_side).content.decode()


def told(low, high, *, tells):
    change = Change(1.0, low, high, EstimateMethod.CONDITIONAL_BINOMIAL, 12, p_value=0.5)
    return read_change(ToldChange("incident", 3, 6, change, tells), "fr").estimate


def test_too_few_events_are_said_to_be_too_few():
    read = told(-0.8, 208.0, tells=False)
    assert read.sentence == (
        "6, contre 3 avant : pas d'évolution décelable, il y en a trop peu pour comparer."
    )
    assert not read.drawn


def test_a_change_of_events_is_a_part_and_no_less_than_all_of_them():
    read = told(-0.5, 2.0, tells=False)
    assert (read.drawn, read.axis) == (True, ("−100 %", "+325 %"))
    assert read.sentence.endswith("Écart de +100 %, entre −50 % et +200 %.")


def test_a_share_changes_in_points():
    change = Change(0.29, 0.12, 0.44, EstimateMethod.NEWCOMBE, 140, p_value=0.001)
    read = read_change(ToldChange("wellbeing.changes.relations_up", 0.33, 0.62, change, True), "fr")
    assert read.name == "Santé, bien-être : « De meilleures relations avec les autres »"
    assert read.estimate.sentence == (
        "62 % des personnes qui ont répondu, contre 33 % avant : en hausse. Écart de +29 points, "
        "entre +12 et +44."
    )
