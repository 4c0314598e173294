"""The command ``report``: which period, which edition of it, in which layout."""

import json

import pytest
from click.testing import CliRunner
from django.utils import translation

from maille.core.kernel.period import read_period
from maille.project.commands import maille
from maille.project.commands.reports import join_days
from maille.reports.actions import publish_edition
from tests.factories.places import PlaceFactory
from tests.factories.reports import YEAR_2025, answered_draft, make_draft
from tests.reports.noting import note, weekly_meals

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    return PlaceFactory(name="La Filature", slug="la-filature")


@pytest.fixture
def run(place):
    def call(*arguments):
        with translation.override("en"):
            return CliRunner().invoke(
                maille, ["report", "la-filature", *arguments], catch_exceptions=False
            )

    return call


def document_of(done):
    assert done.exit_code == 0
    return json.loads(done.stdout)


@pytest.mark.parametrize(
    ("words", "joined"),
    [
        (["--period", "2025-01-01", "2025-06-30"], ["--period=2025-01-01..2025-06-30"]),
        (["--period=2025-01-01", "2025-06-30"], ["--period=2025-01-01..2025-06-30"]),
        (["--period", "1/1/2025", "30/6/2025", "x"], ["--period=1/1/2025..30/6/2025", "x"]),
        (["--period", "2025", "le-wip"], ["--period=2025", "le-wip"]),
        (["--period", "2025-01-01", "--out"], ["--period=2025-01-01", "--out"]),
        (["le-wip", "--period"], ["le-wip", "--period"]),
        (["le-wip", "2025-01-01"], ["le-wip", "2025-01-01"]),
    ],
)
def test_two_days_are_one_period(words, joined):
    assert join_days(words) == joined


@pytest.mark.parametrize(
    "said",
    [
        ["--period", "2025-01-01..2025-06-30"],
        ["--period", "2025-01-01", "2025-06-30"],
        ["--period=2025-Q1..2025-Q2"],
    ],
)
def test_a_draft_of_a_period_needs_no_row(run, said):
    document = document_of(run(*said, "--edition", "draft", "--format", "json"))
    assert document["period"] == {"start": "2025-01-01", "end": "2025-06-30", "stated": True}
    assert document["edition"]["draft"]


def test_a_draft_of_a_period_holds_its_answers(run, place):
    answered_draft(place)
    make_draft(place, read_period("2024"))
    document = document_of(run("--period", "2025", "--edition", "draft", "--format", "json"))
    assert len(document["findings"]) > 0


def test_a_period_gives_the_edition_in_force(run, place):
    publish_edition(draft=answered_draft(place), by=None)
    publish_edition(draft=answered_draft(place), by=None)
    publish_edition(draft=answered_draft(place, read_period("2026-Q1")), by=None)
    done = run("--period", "2025", "--format", "json")
    assert (document_of(done)["edition"]["number"], done.stderr) == (2, "")


def test_a_period_without_edition_gives_its_draft_and_says_so(run, place):
    answered_draft(place)
    done = run("--period", "2025", "--format", "json")
    assert document_of(done)["edition"]["draft"]
    assert done.stderr == (
        "La Filature has published nothing for 2025-01-01..2025-12-31: this is its draft\n"
    )


def test_an_edition_of_another_period_is_refused(run, place):
    publish_edition(draft=answered_draft(place, YEAR_2025), by=None)
    same = run("--period", "2025", "--edition", "1", "--format", "json")
    assert document_of(same)["edition"]["number"] == 1
    other = run("--period", "2024", "--edition", "1", "--format", "json")
    assert other.exit_code == 1
    assert "is not about 2024-01-01..2024-12-31" in other.stderr


@pytest.mark.parametrize("wrong", ["2025-Q5", "last year", "2025..2024", "2025-02-30"])
def test_what_is_no_period_is_a_misspelt_option(run, wrong):
    done = run("--period", wrong, "--format", "json")
    assert done.exit_code == 2
    assert f"“{wrong}” is not a period" in done.stderr


@pytest.mark.parametrize("layout", ["full", "summary", "workshop"])
def test_a_layout_is_a_pdf(run, place, layout):
    answered_draft(place)
    done = run("--period", "2025", "--edition", "draft", "--layout", layout)
    assert (done.exit_code, done.stdout_bytes[:5]) == (0, b"%PDF-")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ([], "say what to write"),
        (["--format", "json", "--layout", "summary"], "only a PDF has layouts"),
        (["--layout", "poster"], "'poster' is not one of"),
    ],
)
def test_a_layout_that_cannot_be_is_a_misspelt_option(run, asked, said):
    done = run("--edition", "draft", *asked)
    assert done.exit_code == 2
    assert said in done.stderr


def test_the_whole_layout_changes_nothing_to_other_forms(run, place):
    answered_draft(place)
    done = run("--period", "2025", "--edition", "draft", "--format", "json", "--layout", "full")
    assert document_of(done)["edition"]["draft"]


def test_a_draft_of_a_period_holds_what_was_noted(run, place):
    note(place, *weekly_meals())
    document = document_of(run("--period", "2025", "--edition", "draft", "--format", "json"))
    assert document["general"]["pieces"] == 48
    [finding] = [one for one in document["findings"] if one["theme"] == "social_ties"]
    assert finding["grade_terms"]["S"] == 3
    assert set(finding["next_step"]) == {"fr", "en"}
