"""Places that may be one, from the command line."""

import json

import pytest
from click.testing import CliRunner
from django.core.exceptions import ImproperlyConfigured

from maille.directory.enums import PairDecision
from maille.directory.models import Merge, Pair
from maille.places.models import Place
from maille.project.commands import maille
from maille.project.merge_above import read_merge_above
from tests.factories.directory import make_source, tell
from tests.factories.places import CommuneFactory, MembershipFactory
from tests.factories.reports import make_edition

SILENT = ("website", "phone", "email", "siret", "organisation")
WIP = {"name": "Le Wip", "street": "7 rue des Ateliers", "postcode": "14460", "insee": "14167"}


def run(*words):
    return CliRunner().invoke(maille, ["places", "duplicates", *words])


@pytest.fixture
def places(db):
    CommuneFactory()
    tell(make_source("Région"), ("1", WIP), ("2", {**WIP, "name": "La Cantine"}))
    tell(make_source("Pays"), ("1", {**WIP, "name": "WIP", "website": "https://lewip.fr"}))
    return list(Place.objects.order_by("pk"))


def test_pairs_are_listed_with_their_reasons_and_kept(places):
    told = run("--format", "json")
    [pair] = json.loads(told.stdout)["pairs"]
    assert (pair["first"]["slug"], pair["second"]["slug"]) == ("le-wip", "wip")
    assert pair["first"]["address"] == "7 rue des Ateliers, 14460 Colombelles"
    assert pair["probability"] > 0.99
    cases = {reason["field"]: (reason["level"], reason["case"]) for reason in pair["reasons"]}
    assert cases == {
        "name": ("agree", "same"),
        "address": ("agree", "same_address"),
        "point": ("missing", "missing"),
        "commune": ("agree", "same_town"),
        **dict.fromkeys(SILENT, ("missing", "missing")),
    }
    assert Pair.objects.get().probability == pytest.approx(pair["probability"], abs=1e-4)
    assert not Merge.objects.exists()


def test_pairs_are_told_in_words(places):
    told = run()
    assert told.stdout.splitlines()[0].endswith(" %  le-wip  wip")
    assert "Nom : concordent, le même nom, à l'orthographe près" in told.stdout
    assert told.stderr == "1 paire.\n"


def test_same_places_give_the_same_words(places):
    assert run("--format", "json").stdout == run("--format", "json").stdout


def test_dry_run_keeps_nothing(places, settings):
    settings.MERGE_ABOVE = 0.9
    assert "le-wip" in run("--dry-run").stdout
    assert (Pair.objects.count(), Merge.objects.count()) == (0, 0)


def test_above_and_source_choose(places):
    assert run("--above", "1").stdout == ""
    assert "wip" in run("--source", "pays").stdout
    tell(make_source("Autre"), ("1", {**WIP, "name": "La Cantine"}))
    assert "la-cantine" not in run("--source", "pays").stdout
    assert "la-cantine" in run().stdout
    refused = run("--source", "nulle")
    assert (refused.exit_code, "nulle" in refused.stderr) == (1, True)


def test_low_probabilities_are_listed_and_not_kept(places):
    tell(make_source("Loin"), ("1", {**WIP, "name": "Wip café", "street": "2 quai du Port"}))
    listed = json.loads(run("--above", "0.001", "--format", "json").stdout)["pairs"]
    assert min(pair["probability"] for pair in listed) < 0.5
    assert Pair.objects.filter(probability__lt=0.5).count() == 0


def test_merges_by_itself_only_where_asked_for(places, settings):
    settings.MERGE_ABOVE = 0.99
    told = run()
    assert "1 paire réunie.\n" in told.stderr
    merge = Merge.objects.get()
    assert (merge.kept, merge.merged, merge.by) == (places[0], places[2], None)
    assert Pair.objects.get().decision == PairDecision.SAME
    assert "0 paire réunie.\n" in run().stderr


@pytest.mark.parametrize("spare", ["team", "edition", "unsure", "threshold"])
def test_what_a_person_must_decide_is_left_alone(places, settings, spare):
    settings.MERGE_ABOVE = 0.99999999 if spare == "threshold" else 0.99
    if spare == "team":
        MembershipFactory(place=places[2])
    elif spare == "edition":
        make_edition(places[0])
    elif spare == "unsure":
        run("--format", "json")
        Merge.objects.all().delete()
        Place.objects.update(merged_into=None)
        Pair.objects.update(decision=PairDecision.UNSURE)
    run()
    assert not Merge.objects.exists()


def test_three_that_are_one_are_merged_one_after_another(places, settings):
    tell(make_source("Ville"), ("1", {**WIP, "name": "Wip"}))
    settings.MERGE_ABOVE = 0.99
    run()
    run()
    standing = Place.objects.filter(merged_into=None).order_by("pk")
    assert list(standing) == places[:2]


@pytest.mark.parametrize("text", ["yes", "0.5", "1.2", "nan"])
def test_threshold_is_a_high_probability(text):
    with pytest.raises(ImproperlyConfigured):
        read_merge_above(text)
