"""Stories: consent, waiting for a steward, withdrawal."""

import json

import pytest

from maille.core.effects.checking import InvalidAnswerError
from maille.core.effects.integrity import digest_story, verify
from maille.core.effects.values import Direction
from maille.db.models import Change
from maille.db.trail import changes_of
from maille.reports import actions
from maille.reports.enums import Hold, Reason
from maille.reports.errors import DraftPublishedError, WithdrawnStoryError
from maille.reports.models import EditionStory, ImportedFile, Story
from maille.reports.queries import (
    answers_of,
    draft_document,
    edition_document,
    edition_state,
    stories_to_decide,
    told_stories,
)
from maille.reports.renderings import rendering
from tests.factories.places import PersonFactory
from tests.factories.reports import WORDS, make_draft, make_edition, told

pytestmark = pytest.mark.django_db
SENSITIVE = "Hier, Marie Dupont est sortie de prison."


def tell(draft=None, **values):
    return actions.tell_story(draft=draft or make_draft(), story=told(**values), by=None)


def test_tell_story_is_printed_with_consent():
    row = tell(direction=Direction.UNFAVOURABLE, pseudonym=" Lou ")
    (story,) = answers_of(row.draft).stories
    assert (story.id, story.text) == (str(row.origin), WORDS)
    assert (story.direction, story.pseudonym) == (Direction.UNFAVOURABLE, "Lou")


def test_tell_story_without_consent_is_kept_and_not_printed():
    row = tell(consent=False)
    assert row.consented_at is None
    assert answers_of(row.draft).stories == ()


def test_tell_story_notes_how_consent_was_given():
    draft = make_draft()
    row = actions.tell_story(draft=draft, story=told(), consent_note="par oral", by=None)
    assert (row.consent_note, row.consented_at is not None) == ("par oral", True)


def test_tell_story_that_says_too_much_waits_for_a_steward():
    row = tell(text=SENSITIVE)
    assert row.hold == Hold.HELD
    assert row.hold_reasons == [
        {"concern": "name", "words": "Marie Dupont"},
        {"concern": "justice", "words": "prison"},
    ]
    assert draft_document(row.draft)["stories"] == []
    assert list(stories_to_decide(row.draft.place)) == [row]


def test_tell_story_reads_the_pseudonym_too():
    assert tell(pseudonym="Marie Dupont").hold == Hold.HELD


def test_tell_story_knows_the_names_of_the_place(place):
    draft = make_draft(place)
    place.partners.create(kind="private", name="Nouvelle Vague", position=0)
    assert tell(draft, text="Hier, Nouvelle Vague a joué à La Filature.").hold == Hold.NONE


def test_tell_story_refuses_an_impossible_date():
    with pytest.raises(InvalidAnswerError):
        tell(told_on="2025-02-30")


def test_decide_story_releases_it():
    row, person = tell(text=SENSITIVE), PersonFactory()
    actions.decide_story(row=row, release=True, by=person)
    assert row.decided_by == person
    assert [story.text for story in answers_of(row.draft).stories] == [SENSITIVE]
    assert list(stories_to_decide(row.draft.place)) == []


def test_decide_story_keeps_it_out():
    row = tell(text=SENSITIVE)
    actions.decide_story(row=row, release=False, by=None)
    assert row.hold == Hold.REJECTED
    assert answers_of(row.draft).stories == ()


def test_rewrite_story_reads_new_words_again():
    row = tell(text=SENSITIVE)
    actions.decide_story(row=row, release=True, by=None)
    actions.rewrite_story(row=row, story=told(text=SENSITIVE, truncated=True), by=None)
    assert row.hold == Hold.RELEASED
    actions.rewrite_story(row=row, story=told(text=f"{SENSITIVE} Bravo."), by=None)
    assert (row.hold, row.decided_at) == (Hold.HELD, None)
    actions.rewrite_story(row=row, story=told(), by=None)
    assert (row.hold, row.hold_reasons) == (Hold.NONE, [])


def test_rewrite_story_takes_consent_back():
    row = actions.tell_story(draft=make_draft(), story=told(), consent_note="oral", by=None)
    actions.rewrite_story(row=row, story=told(consent=False), consent_note="oral", by=None)
    assert (row.consent, row.consented_at, row.consent_note) == (False, None, "")


def test_the_trail_of_a_story_never_holds_its_words():
    row = tell(text=SENSITIVE, pseudonym="Lou")
    actions.rewrite_story(row=row, story=told(), by=None)
    actions.withdraw_story(story=row, by=None)
    trail = json.dumps(list(Change.objects.values("field", "previous", "new")))
    assert "Dupont" not in trail
    assert "jardin" not in trail
    assert {change.field for change in changes_of(row)} == {
        *("theme", "kind", "consent", "hold", "length", "withdrawn_at"),
    }


def test_withdraw_story_of_a_draft_erases_it_and_publishes_nothing():
    row = tell(text=SENSITIVE, pseudonym="Lou")
    assert actions.withdraw_story(story=row, by=None) == []
    row.refresh_from_db()
    assert (row.text, row.pseudonym, row.hold_reasons, row.consent) == ("", "", [], False)
    assert list(stories_to_decide(row.draft.place)) == []


def test_withdraw_story_erases_words_and_salt_and_publishes_again_without_them():
    edition = make_edition()
    row, before = edition.draft.stories.get(), edition.document
    (newer,) = actions.withdraw_story(story=row, by=None)
    kept = edition.words.get()
    assert (kept.text, kept.salt, kept.pseudonym) == (None, None, "")
    edition.refresh_from_db()
    assert edition.document == before
    document = edition_document(edition)
    (tombstone,) = document["stories"]
    assert (tombstone["text"], tombstone["withdrawn"]) == (None, True)
    assert tombstone["digest"] == kept.digest
    assert verify(document)
    assert (newer.number, newer.replaces, newer.reason) == (2, edition, Reason.WITHDRAWAL)
    assert edition_document(newer)["stories"] == []
    assert verify(edition_document(newer))


def test_withdraw_story_lowers_what_the_story_alone_had_raised():
    edition = make_edition()
    (newer,) = actions.withdraw_story(story=edition.draft.stories.get(), by=None)
    grades = [
        {one["id"]: one["grade"] for one in edition_document(each)["findings"]}
        for each in (edition, newer)
    ]
    assert [one["agency.initiatives"] for one in grades] == ["E1", "E0"]


def test_withdraw_story_reaches_every_copy_and_replaces_only_what_is_in_force():
    first = make_edition()
    correction = actions.correct_edition(edition=first, by=None)
    second = actions.publish_edition(draft=correction, by=None)
    open_again = actions.correct_edition(edition=second, by=None)
    (third,) = actions.withdraw_story(story=first.draft.stories.get(), by=None)
    assert third.replaces == second
    assert set(Story.objects.values_list("text", flat=True)) == {""}
    assert set(EditionStory.objects.values_list("text", "salt")) == {(None, None)}
    assert answers_of(open_again).stories == ()
    assert [edition_document(one)["stories"][0]["withdrawn"] for one in (first, second)] == [
        True,
        True,
    ]


def test_withdraw_story_leaves_the_words_of_others():
    draft = make_draft()
    row, other = tell(draft), tell(draft, text="Une chorale répète le mardi soir.")
    edition = actions.publish_edition(draft=draft, by=None)
    (newer,) = actions.withdraw_story(story=row, by=None)
    assert [one["text"] for one in edition_document(newer)["stories"]] == [other.text]
    texts = {one["id"]: one["text"] for one in edition_document(edition)["stories"]}
    assert texts == {str(row.origin): None, str(other.origin): other.text}


def test_withdraw_story_twice_is_refused():
    row = tell()
    actions.withdraw_story(story=row, by=None)
    for act in (
        lambda: actions.withdraw_story(story=row, by=None),
        lambda: actions.rewrite_story(row=row, story=told(), by=None),
        lambda: actions.decide_story(row=row, release=True, by=None),
    ):
        with pytest.raises(WithdrawnStoryError):
            act()


def test_withdraw_story_deletes_the_files_made_from_its_editions(
    django_capture_on_commit_callbacks, tmp_path
):
    edition = make_edition()
    folder = str(edition.public_id)
    rendering(folder, "pdf", state=edition_state(edition), make=WORDS.encode)
    with django_capture_on_commit_callbacks(execute=True):
        actions.withdraw_story(story=edition.draft.stories.get(), by=None)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def imported(place, content, name="a.json"):
    return ImportedFile.objects.create(
        place=place, name=name, sha256=name, content=content, report={}
    )


def test_withdraw_story_takes_its_words_out_of_imported_files():
    row = tell()
    place = row.draft.place
    raw = {"nom": "La Filature", "recits": [f"<p>{WORDS}</p>", "Autre chose."], "n": 3}
    passage = imported(place, json.dumps({"a": WORDS[:30]}).encode(), "passage")
    quoted = imported(place, json.dumps(raw).encode(), "quoted")
    broken = imported(place, f"{{ {WORDS}".encode(), "broken")
    foreign = imported(place, b'{"a": "rien"}', "foreign")
    strange = imported(place, b"\xff\xfe no json", "strange")
    actions.withdraw_story(story=row, by=None)
    for file in (passage, quoted, broken, foreign, strange):
        file.refresh_from_db()
    assert json.loads(quoted.content) == {**raw, "recits": [None, "Autre chose."]}
    assert json.loads(passage.content) == {"a": None}
    assert bytes(broken.content) == b""
    assert (bytes(foreign.content), foreign.redacted_at) == (b'{"a": "rien"}', None)
    assert (bytes(strange.content), strange.redacted_at) == (b"\xff\xfe no json", None)
    assert quoted.sha256 == "quoted"
    assert quoted.redacted_at is not None


def test_withdraw_story_of_few_letters_redacts_only_what_is_exactly_it():
    row = tell(text="Merci !")
    content = json.dumps({"a": "Merci", "b": "Un grand merci"}).encode()
    file = imported(row.draft.place, content)
    actions.withdraw_story(story=row, by=None)
    file.refresh_from_db()
    assert json.loads(file.content) == {"a": None, "b": "Un grand merci"}


def test_published_words_match_their_digest():
    words = make_edition().words.get()
    assert words.digest == digest_story(words.text, words.salt)


def test_stories_of_a_published_draft_change_no_more():
    row = make_edition().draft.stories.get()
    for act in (
        lambda: tell(row.draft),
        lambda: actions.rewrite_story(row=row, story=told(), by=None),
        lambda: actions.decide_story(row=row, release=False, by=None),
    ):
        with pytest.raises(DraftPublishedError):
            act()


def test_told_stories_gives_each_once_however_often_it_was_copied():
    edition = make_edition()
    copy = actions.correct_edition(edition=edition, by=None).stories.get()
    assert list(told_stories(edition.place)) == [copy]
