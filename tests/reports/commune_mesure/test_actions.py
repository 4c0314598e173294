"""What an import writes, and what it leaves alone."""

import json

import pytest

from maille.db.models import Change
from maille.places.actions import (
    add_place,
)
from maille.places.enums import Role
from maille.places.models import Place
from maille.places.queries.rows import lines_of
from maille.reports.commune_mesure import Status, report_document, report_lines
from maille.reports.commune_mesure.actions import IncomingFile, import_records
from maille.reports.commune_mesure.report import News
from maille.reports.models import Answer, Draft, Edition, ImportedFile, Story
from tests.factories.places import CommuneFactory, PersonFactory
from tests.reports.commune_mesure.bringing import ON, bring, bring_one, incoming
from tests.reports.commune_mesure.records import pilot, questionnaire, rotonde

pytestmark = pytest.mark.django_db
EFFECTS = "blocs.impact_social.donnees"


def everything():
    models = (Place, Draft, Answer, Story, ImportedFile, Edition, Change)
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in models}


@pytest.fixture
def colombelles():
    return CommuneFactory()


@pytest.fixture
def person():
    return PersonFactory()


def test_portrait_and_draft_are_written(colombelles, person):
    outcome = bring_one(pilot(), by=person)
    place = Place.objects.get()
    assert (outcome.status, outcome.written.news, outcome.written.slug) == (
        Status.IMPORTED,
        News.ADDED,
        place.slug,
    )
    assert (place.name, place.is_public, place.commune, place.street) == (
        "Le Fournil",
        False,
        colombelles,
        "3 impasse du Four",
    )
    assert place.portrait.audiences == ["children", "families", "elderly"]
    assert (place.portrait.volunteers, place.portrait.opening) == (24, "")
    assert [line.amount for line in lines_of(place, "means")] == [18500, 4200, 9300, 31250.5]
    assert [line.name for line in lines_of(place, "partners")] == [
        "Commune",
        "communauté urbaine",
        "Minoterie Lenoir",
        "Le Blé d'or",
    ]
    assert [(event.kind, event.date) for event in place.life_events.all()] == [
        ("opened", "2016-09-03")
    ]
    assert {member.role for member in place.memberships.all()} == {Role.STEWARD}
    draft = place.drafts.get()
    assert (draft.public_id, draft.start, draft.stories.count()) == (
        outcome.written.draft,
        None,
        12,
    )
    assert set(draft.stories.values_list("consent", flat=True)) == {False}
    assert Edition.objects.count() == 0


def test_answers_of_a_questionnaire_are_recorded():
    outcome = bring_one(questionnaire())
    draft = Draft.objects.get()
    number = draft.answers.get(question="initiatives")
    assert (number.number, number.approximate, number.per, number.said) == (
        5,
        True,
        "year",
        "environ 5 par an",
    )
    assert draft.answers.count() == len(outcome.taken.answers) == 23


def test_raw_file_is_kept_with_what_was_made_of_it():
    data = json.dumps(pilot()).encode()
    bring_one(data)
    file = ImportedFile.objects.get()
    assert (bytes(file.content), file.name, file.imported_at, file.redacted_at) == (
        data,
        "0.json",
        ON,
        None,
    )
    assert file.report["key"] == "le fournil|colombelles"
    assert {doubt["flag"] for doubt in file.report["doubts"]} == {"placeholder"}


def test_same_file_again_changes_nothing():
    first = bring(pilot(), questionnaire())
    before = everything()
    second = bring(pilot(), questionnaire())
    assert everything() == before
    assert [outcome.written.news for outcome in second] == [News.UNCHANGED] * 2
    assert report_document(second) == report_document(first)


def test_same_bytes_twice_in_one_run_are_written_once():
    outcomes = bring(pilot(), pilot())
    assert [outcome.written.news for outcome in outcomes] == [News.ADDED, News.UNCHANGED]
    assert Place.objects.count() == ImportedFile.objects.count() == 1


def test_refused_files_stop_no_other_and_leave_nothing():
    files = [IncomingFile("none.json", None), *incoming(b"{", pilot(), b"[]")]
    seen = []
    outcomes = import_records(files=files, by=None, on=ON, on_progress=lambda: seen.append(1))
    assert [outcome.status.value for outcome in outcomes] == [
        "refused",
        "refused",
        "imported",
        "refused",
    ]
    assert outcomes[0].reason.in_words() == "The file cannot be opened."
    assert len(seen) == 4
    assert Place.objects.count() == ImportedFile.objects.count() == 1


def test_a_crash_while_writing_leaves_nothing_and_stops_no_other(caplog):
    bring_one(pilot())
    file = ImportedFile.objects.get()
    file.report["stories"] = {"lien social": "not an identifier"}
    file.save()
    outcomes = bring(pilot({"blocs.moyens.donnees.benevoles": 30}), rotonde())
    assert [outcome.status.value for outcome in outcomes] == ["refused", "imported"]
    assert outcomes[0].reason.in_words().startswith("The file could not be written down")
    assert [place.portrait.volunteers for place in Place.objects.order_by("name")] == [24, 24]
    assert ImportedFile.objects.count() == 2
    assert [record.message for record in caplog.records] == ["The import of a file failed"]


def test_story_that_names_a_person_is_held_and_counted():
    record = pilot(
        {f"{EFFECTS}.lien_social": "Madame Lefebvre, 06 12 34 56 78, vient chaque jour."}
    )
    outcome = bring_one(record)
    assert outcome.written.held == Story.objects.filter(hold="held").count() > 0


def test_doubted_values_are_not_written():
    record = pilot(
        {
            "blocs.moyens.donnees.benevoles": 3000,
            "blocs.moyens.donnees.investissement.Fonds publics": 3.5,
            "blocs.presentation.donnees.date_ouverture": "2010-01-01",
            "address.postalcode": "14167",
        }
    )
    bring_one(record)
    place = Place.objects.get()
    assert (place.portrait.volunteers, place.postcode, place.life_events.count()) == (None, "", 0)
    assert [line.source for line in lines_of(place, "means")] == [
        "private_funds",
        "grants",
        "income",
    ]


def test_values_that_a_portrait_cannot_hold_are_doubted_and_the_rest_is_kept():
    record = pilot(
        {
            "blocs.presentation.donnees.date_ouverture": "2031-01-01",
            "blocs.presentation.donnees.surface": 199_999,
            "blocs.presentation.donnees.emplois directs": 999.26,
            "reseaux_sociaux.donnees": {"web": "https://four.test/a b"},
        }
    )
    outcome = bring_one(record)
    place = Place.objects.get()
    doubts = {(doubt.path, doubt.reason.in_words()) for doubt in outcome.doubts}
    assert (
        "blocs.presentation.donnees.date_ouverture",
        "Cannot be kept as it stands: to be entered by hand.",
    ) in doubts
    assert str(place.portrait.employees) == "999.3"


def test_place_somebody_else_entered_is_not_merged():
    add_place(name="le fournil", by=None)
    outcome = bring_one(pilot())
    assert Place.objects.count() == 2
    assert outcome.written.slug == "le-fournil-2"
    assert [doubt.reason.in_words() for doubt in outcome.doubts if doubt.path == "name"] == [
        "A place of this name is already here (le-fournil): this one was added beside it."
    ]


def test_place_that_one_may_not_see_is_not_betrayed(person):
    bring_one(pilot())
    outcome = bring_one(pilot(), by=person)
    assert [place.slug for place in Place.objects.order_by("pk")] == ["le-fournil", "le-fournil-2"]
    assert outcome.written.news is News.ADDED
    assert [doubt for doubt in outcome.doubts if doubt.path == "name"] == []


def test_files_of_one_place_in_two_shapes_meet_in_one_draft():
    record = questionnaire()
    record.update(name="Le Fournil", address=pilot()["address"])
    outcomes = bring(pilot(), record)
    assert [outcome.written.news for outcome in outcomes] == [News.ADDED, News.UPDATED]
    draft = Draft.objects.get()
    assert (draft.answers.count(), draft.stories.count()) == (23, 13)


def test_belgian_place_is_not_put_in_france():
    record = pilot(
        {"iris_code": "", "address": {"city": "Tournai", "address": "1 rue", "postalcode": "7500"}}
    )
    bring_one(record)
    place = Place.objects.get()
    assert (place.country, place.postcode, place.locality) == ("BE", "7500", "Tournai")


def test_unknown_commune_is_found_by_nobody_and_kept_in_words():
    bring_one(pilot())
    place = Place.objects.get()
    assert (place.commune, place.locality, place.postcode) == (None, "Colombelles", "14460")


def test_unreadable_former_file_is_no_former():
    bring_one(pilot())
    ImportedFile.objects.update(content=b"")
    bring_one(pilot({"blocs.moyens.donnees.benevoles": 26, "blocs.valeurs.donnees": {}}))
    assert (Place.objects.get().portrait.volunteers, Story.objects.count()) == (24, 12)


def test_hostile_words_are_kept_as_text():
    words = "<script>alert(1)</script> le four\x00 est à tous"
    bring_one(pilot({f"{EFFECTS}.lien_social": words}))
    assert Story.objects.get(theme="social_ties").text == words.replace("\x00", "")


def test_lines_tell_where_the_place_is():
    (outcome,) = bring(pilot({f"{EFFECTS}.lien_social": "Madame Lefebvre vient le mardi."}))
    lines = list(report_lines(outcome))
    assert lines[1] == "  New place, shown to nobody but its team: le-fournil"
    assert lines[3].startswith("  Accounts that seem to name a person")


def test_nothing_to_import():
    assert import_records(files=[], by=None) == ()
