"""What importing another file for the same place changes, and what it leaves alone."""

import json

import pytest

from maille.core.effects.values import Answer as AnswerValue
from maille.core.effects.values import AnswerState
from maille.core.kernel.period import Period
from maille.places.actions import (
    add_life_event,
    locate_place,
    set_links,
    update_portrait,
)
from maille.places.models import Place
from maille.places.queries.rows import lines_of
from maille.places.values import Address, LifeEventLine, LinkLine
from maille.reports.actions import open_draft, publish_edition, record_answer, withdraw_story
from maille.reports.actions.stories import rewrite_story
from maille.reports.commune_mesure.report import News
from maille.reports.models import Draft, Edition, ImportedFile, Story
from maille.reports.queries import story_value
from tests.reports.commune_mesure.bringing import bring_one
from tests.reports.commune_mesure.records import pilot, questionnaire

pytestmark = pytest.mark.django_db
EFFECTS = "blocs.impact_social.donnees"


def test_changed_file_updates_what_nobody_else_changed():
    bring_one(pilot())
    outcome = bring_one(
        pilot(
            {
                "blocs.presentation.donnees.idee_fondatrice": "Cuire et transmettre.",
                "blocs.presentation.donnees.date_ouverture": "2017-01-05",
                "blocs.moyens.donnees.benevoles": 30,
                "address.address": "5 impasse du Four",
                "reseaux_sociaux.donnees": {"web": "https://four.test/nouveau"},
                f"{EFFECTS}.lien_social": "On attend la cuisson, et l'on parle longtemps.",
            }
        )
    )
    place = Place.objects.get()
    assert outcome.written.news is News.UPDATED
    assert place.portrait.founding_idea == "Cuire et transmettre."
    assert place.portrait.volunteers == 30
    assert place.street == "5 impasse du Four"
    assert lines_of(place, "links") == (LinkLine("website", "https://four.test/nouveau"),)
    assert [event.date for event in place.life_events.all()] == ["2017-01-05"]
    assert (Draft.objects.count(), Story.objects.count(), ImportedFile.objects.count()) == (
        1,
        12,
        2,
    )
    story = Story.objects.get(theme="social_ties")
    assert story.text == "On attend la cuisson, et l'on parle longtemps."


def test_changed_file_leaves_what_the_team_changed():
    bring_one(questionnaire())
    place, draft = Place.objects.get(), Draft.objects.get()
    update_portrait(place=place, changes={"founding_idea": "À nous."}, by=None)
    set_links(place=place, links=[LinkLine("website", "https://ecluse.test")], by=None)
    locate_place(
        place=place, address=Address(locality="Caen", postcode="14000", street="2 quai"), by=None
    )
    add_life_event(place=place, event=LifeEventLine("opened", "2001"), by=None)
    add_life_event(place=place, event=LifeEventLine("opened", "2003"), by=None)
    ours = AnswerValue("", "social_ties", "frequency", AnswerState.ANSWERED, options=("monthly",))
    record_answer(draft=draft, answer=ours, by=None)
    story = Story.objects.get(theme="social_ties")
    rewrite_story(
        row=story, story=story_value(story).__class__(**_with(story, "Nos mots à nous.")), by=None
    )

    record = questionnaire(
        {
            "impact_social_frequence": ["Ponctuelle"],
            "solidarite_type": ["Biens"],
            "lien_social": "D'autres mots encore.",
        }
    )
    record["address"]["address"] = "9 quai"
    record["blocs"]["presentation"] = pilot()["blocs"]["presentation"]
    record["reseaux_sociaux"] = pilot()["reseaux_sociaux"]
    bring_one(record)

    place = Place.objects.get()
    assert (place.portrait.founding_idea, place.portrait.organisation_name, place.street) == (
        "À nous.",
        "Les Pains levés",
        "2 quai",
    )
    assert lines_of(place, "links") == (LinkLine("website", "https://ecluse.test"),)
    assert [event.date for event in place.life_events.all()] == ["2001", "2003"]
    assert draft.answers.get(question="frequency").options == ["monthly"]
    assert draft.answers.get(question="kinds").options == ["goods"]
    assert Story.objects.get(theme="social_ties").text == "Nos mots à nous."


def _with(row, text):
    value = story_value(row)
    return {name: getattr(value, name) for name in value.__slots__} | {"text": text}


def test_changed_file_that_says_less_takes_nothing_away():
    bring_one(pilot())
    bring_one({"name": "Le Fournil", "address": {"city": "Colombelles"}, "blocs": {}})
    place = Place.objects.get()
    assert place.portrait.founding_idea == "Rallumer le four du bourg et cuire ensemble."
    assert (place.street, Story.objects.count()) == ("3 impasse du Four", 12)


def test_changed_file_after_publication_opens_another_draft():
    bring_one(questionnaire())
    first = Draft.objects.get()
    edition = publish_edition(draft=first, by=None)
    bring_one(questionnaire({"solidarite_type": ["Biens"]}))
    second = Draft.objects.latest("pk")
    assert (second.copied_from, second.is_open) == (first, True)
    assert second.answers.get(theme="solidarity", question="kinds").options == ["goods"]
    assert first.answers.get(theme="solidarity", question="kinds").options == ["services", "skills"]
    assert list(Edition.objects.all()) == [edition]


def test_changed_file_joins_the_draft_that_the_team_opened():
    bring_one(questionnaire())
    publish_edition(draft=Draft.objects.get(), by=None)
    ours = open_draft(place=Place.objects.get(), period=Period(), by=None)
    outcome = bring_one(questionnaire({"lien_social": "Autre chose."}))
    assert outcome.written.draft == ours.public_id


def test_withdrawn_words_do_not_come_back():
    bring_one(pilot())
    story = Story.objects.get(theme="social_ties")
    words = story.text
    withdraw_story(story=story, by=None)
    record = pilot({"blocs.moyens.donnees.benevoles": 25})
    record["blocs"]["impact_social"]["donnees"]["Lien_Social"] = record["blocs"]["impact_social"][
        "donnees"
    ].pop("lien_social")
    bring_one(record)
    assert not Story.objects.filter(text=words).exists()
    for file in ImportedFile.objects.all():
        assert words not in json.dumps(json.loads(bytes(file.content)), ensure_ascii=False)
        assert file.redacted_at is not None
