"""A place taken away with its reports, and brought back to the byte."""

import hashlib
import io
import json
import zipfile
from uuid import UUID

import pytest
from django.db.models import QuerySet

from maille.core.effects.values import Decision, DecisionKind, Dissent, Indicator, Intensity
from maille.core.kernel.text import Text
from maille.db.models import Change
from maille.grids import load_grid
from maille.places.errors import ArchiveError
from maille.places.exports.containers import as_json, pack, unpack
from maille.places.models import Place
from maille.reports import actions, models
from maille.reports.archive import read_place_archive, write_place_archive
from maille.reports.enums import WhyLeftOut
from maille.reports.queries import (
    draft_document,
    edition_document,
    freeze,
    latest_edition,
    offers_of,
    recomputed_bytes,
)
from tests.factories.places import PersonFactory
from tests.factories.reports import WORDS, answered_draft, make_edition, told
from tests.reports.noting import note, weekly_meals, words
from tests.reports.test_drafts import YEAR_2026

pytestmark = pytest.mark.django_db


@pytest.fixture
def archive(place):
    """A place with everything: corrected, withdrawn, imported, in progress."""
    draft = answered_draft(place)
    group = load_grid().respondents[0].id
    actions.tell_story(draft=draft, story=told("upkeep", "Une chorale répète le mardi."), by=None)
    actions.sign_dissent(draft=draft, dissent=Dissent("", "agency", "Non.", "bénévole"), by=None)
    actions.record_intensity(draft=draft, intensity=Intensity("", "agency", group, 4, 12), by=None)
    actions.add_indicator(
        draft=draft,
        indicator=Indicator("", "agency", Text("Repas", "Meals"), "repas", 12.5),
        by=PersonFactory(),
    )
    note(place, *weekly_meals(), words(), words("Autre chose.", "2025-08-01"))
    actions.decide_finding(
        draft=draft,
        decision=Decision("", "social_ties@C0.favourable", DecisionKind.CONFIRMED),
        basis="",
        by=None,
    )
    [first_words, other_words] = offers_of(draft)
    actions.choose_story(draft=draft, story=first_words.story, by=None)
    actions.leave_story_out(
        draft=draft, origin=UUID(other_words.story.id), reason=WhyLeftOut.ALIKE, by=None
    )
    first = actions.publish_edition(draft=draft, by=PersonFactory())
    correction = actions.correct_edition(edition=first, by=None)
    actions.publish_edition(draft=correction, by=None)
    actions.withdraw_story(story=draft.stories.get(theme="agency"), by=None)
    actions.open_draft(place=place, period=YEAR_2026, copied_from=draft, by=None)
    models.ImportedFile.objects.create(
        place=place,
        draft=draft,
        name="fiche.json",
        sha256=hashlib.sha256(b"\x00\xff{").hexdigest(),
        content=b"\x00\xff{",
        report={"fields": []},
    )
    return write_place_archive(place)


def forget(place):
    """Delete a place as no page can, to bring it back."""
    for edition in place.editions.all():
        edition.words.all().delete()
        models.EditionEvidence.objects.filter(edition=edition).delete()
        QuerySet(models.Edition).filter(pk=edition.pk).delete()
    place.imported_files.all().delete()
    place.drafts.all().delete()
    place.observations.all().delete()
    place.delete()
    Change.objects.all().delete()


def changed(archive, **changes):
    """Give the archive with some entries changed or, when ``None``, left out; resealed."""
    entries = unpack(io.BytesIO(archive))
    for name, change in changes.items():
        full = next(one for one in sorted(entries) if one.startswith(f"reports/{name}"))
        if change is None:
            del entries[full]
        else:
            described = json.loads(entries[full])
            change(described)
            entries[full] = as_json(described)
    return pack(entries)


def test_archive_comes_back_to_the_byte(archive, place):
    documents = [edition_document(edition) for edition in place.editions.all()]
    drafts = [draft_document(draft) for draft in place.drafts.all()]
    forget(place)
    found = read_place_archive(archive, by=None)
    assert write_place_archive(found) == archive
    assert [edition_document(edition) for edition in found.editions.all()] == documents
    assert [draft_document(draft) for draft in found.drafts.all()] == drafts
    assert [recomputed_bytes(edition) for edition in found.editions.all()] == [
        edition.document.encode() for edition in found.editions.all()
    ]
    latest = latest_edition(found)
    assert (latest.number, latest.replaces.number, latest.reason) == (3, 2, "withdrawal")


def test_archive_names_nobody_and_holds_no_withdrawn_word(archive):
    content = b"".join(unpack(io.BytesIO(archive)).values())
    assert WORDS.encode() not in content
    assert b"@example.org" not in content
    assert b"Une chorale" in content


def test_archive_of_a_place_that_is_here_changes_nothing(archive, place):
    assert read_place_archive(archive, by=None) == place
    assert place.editions.count() == 3


def test_archive_links_drafts_to_what_they_come_from(archive, place):
    forget(place)
    found = read_place_archive(archive, by=None)
    correction = found.drafts.get(corrects__number=1)
    assert correction.copied_from == found.editions.get(number=1).draft
    assert found.imported_files.get().draft == correction.copied_from


def test_an_answer_that_cannot_be_is_refused_and_nothing_is_kept(archive, place):
    def martians(described):
        described["answers"][0]["options"] = ["martians"]

    forget(place)
    with pytest.raises(ArchiveError):
        read_place_archive(changed(archive, drafts=martians), by=None)
    assert (Place.objects.count(), models.Draft.objects.count()) == (0, 0)


def lose_columns(described):
    del described["draft"]["state"]


def unknown_state(described):
    described["draft"]["state"] = "forgotten"


def unknown_grid(described):
    described["draft"]["grid_version"] = "99.0.0"


def copied_from_nowhere(described):
    described["draft"]["copied_from"] = "00000000-0000-4000-8000-000000000000"


def correct_nothing(described):
    described["draft"]["corrects"] = 99


def other_words(described):
    told_ones = [one for one in described["words"] if one["text"]]
    told_ones[0]["text"] = "Autre chose."


def no_words(described):
    described["words"] = []


def no_draft(described):
    described["draft"] = "00000000-0000-4000-8000-000000000000"


def other_place(described):
    described["place"]["id"] = "00000000-0000-4000-8000-000000000000"


def other_number(described):
    described["edition"]["number"] = 7


def other_hash(described):
    described["sha256"] = "0" * 64


@pytest.mark.parametrize(
    ("entry", "change"),
    [
        ("drafts/", lose_columns),
        ("drafts/", unknown_state),
        ("drafts/", unknown_grid),
        ("drafts/", copied_from_nowhere),
        ("drafts/", correct_nothing),
        ("editions/1.json", other_words),
        ("editions/1.json", no_words),
        ("editions/1.json", no_draft),
        ("editions/1.report.json", other_place),
        ("editions/1.report.json", other_number),
        ("editions/1.report.json", None),
        ("editions/1.json", None),
        ("imports/", other_hash),
    ],
)
def test_an_archive_that_contradicts_itself_is_refused(archive, place, entry, change):
    forget(place)
    with pytest.raises(ArchiveError):
        read_place_archive(changed(archive, **{entry: change}), by=None)
    assert Place.objects.count() == 0


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("reports/drafts/x.json", b"[]"),
        ("reports/editions/first.json", b"{}"),
        ("reports/editions/1.report.json", b"nothing"),
        ("reports/odd.txt", b""),
    ],
)
def test_an_archive_with_a_stranger_is_refused(archive, place, name, content):
    forget(place)
    entries = {**unpack(io.BytesIO(archive)), name: content}
    with pytest.raises(ArchiveError):
        read_place_archive(pack(entries), by=None)


def test_an_archive_is_an_ordinary_zip_file(archive):
    with zipfile.ZipFile(io.BytesIO(archive)) as file:
        names = file.namelist()
    assert {name.split("/")[1] for name in names if name.startswith("reports/")} == {
        *("drafts", "editions", "imports"),
    }


def test_a_place_without_reports_goes_and_comes_too(place):
    archive = write_place_archive(place)
    forget(place)
    assert write_place_archive(read_place_archive(archive, by=None)) == archive


def test_an_edition_alone_comes_back_readable(place):
    edition = make_edition(place)
    before = edition_document(edition)
    archive = write_place_archive(place)
    forget(place)
    found = read_place_archive(archive, by=None)
    assert edition_document(found.editions.get()) == before


def test_evidence_of_an_edition_comes_back_whole_or_not_at_all(archive, place):
    entries = unpack(io.BytesIO(archive))
    name = next(one for one in entries if one.endswith(".evidence"))
    forget(place)
    for wrong in (b"", entries[name][:-9], freeze([]).content):
        with pytest.raises(ArchiveError):
            read_place_archive(pack({**entries, name: wrong}), by=None)
    assert not Place.objects.exists()
