"""The report document and the proof that it has not changed."""

import copy
import datetime as dt
import json
from dataclasses import replace

import jsonschema
import pytest

from maille import __version__
from maille.core.disclosure.released import release
from maille.core.effects.assess import assess
from maille.core.effects.cards import EditionCard, PlaceCard
from maille.core.effects.document import report_document
from maille.core.effects.integrity import canonical_bytes, digest_story, seal, verify
from maille.core.effects.values import (
    Answers,
    AnswerState,
    Direction,
    Dissent,
    Indicator,
    Intensity,
    Source,
    Story,
    StoryKind,
    TellerKind,
    Writing,
)
from maille.core.kernel.period import Period
from maille.core.kernel.text import Text
from tests.core import wip
from tests.core.saying import GRID, QUESTIONS, answer_all, assessed, counted, in_state, told

SALT = "7f1c"
FULL = Answers(
    Period(dt.date(2025, 1, 1), dt.date(2025, 12, 31)),
    answers=(
        *(answer_all(theme, question) for theme, question in QUESTIONS[4:]),
        in_state("social_ties", "audiences", AnswerState.UNKNOWN),
        in_state("social_ties", "occasions", AnswerState.NOT_APPLICABLE),
        in_state("social_ties", "frequency", AnswerState.NONE_OBSERVED),
    ),
    stories=(
        Story(
            "s-1",
            "agency",
            "On m'a dit : les clés sont là.",
            StoryKind.TESTIMONY,
            TellerKind.VOLUNTEER,
            pseudonym="Lili",
            told_on="2025-10",
            consent=True,
            direction=Direction.MIXED,
            digest=digest_story("On m'a dit : les clés sont là.", SALT),
        ),
    ),
    dissents=(Dissent("d-1", "belonging", " Le tarif n'est pas seul en cause. ", "trésorière"),),
    intensities=(Intensity("i-1", "agency", "team", 4, 3),),
    indicators=(
        Indicator("n-1", None, Text("repas", "meals"), "repas", 1200, approximate=True),
        Indicator("n-2", "solidarity", Text("objets", "objects"), "", 612),
    ),
)


@pytest.fixture(scope="module")
def validator(repository):
    path = repository / "docs/reference/report.schema.json"
    schema = json.loads(path.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


@pytest.fixture
def document() -> dict:
    return report_document(
        release(assess(FULL, GRID)), place=wip.PLACE, edition=wip.EDITION, writing=Writing.MIDPOINT
    )


def test_a_full_document_follows_the_schema(document, validator):
    assert [error.message for error in validator.iter_errors(seal(document))] == []


def test_a_bare_draft_follows_the_schema(validator):
    draft = report_document(
        release(assessed()),
        place=PlaceCard(id="1", slug="x", name="X"),
        edition=EditionCard(),
        writing=Writing.OFF,
    )
    assert [error.message for error in validator.iter_errors(draft)] == []
    assert draft["edition"] == {
        "number": None,
        "kind": "declared",
        "draft": True,
        "published_at": None,
        "published_by": None,
        "reviewed_by": None,
        "licence": {"text": None, "data": None},
        "replaces": None,
        "reason": None,
        "writing": "off",
        "url": None,
    }


def paths_of_objects(thing, path=()):
    if isinstance(thing, dict):
        yield path
        for key, value in thing.items():
            yield from paths_of_objects(value, (*path, key))
    elif isinstance(thing, list) and thing:
        yield from paths_of_objects(thing[0], (*path, 0))


def at(thing, path):
    for step in path:
        thing = thing[step]
    return thing


# Editions published before evidence was weighed lack these keys, and stay readable.
ADDED_LATER = {
    "general",
    "visits",
    "evidence",
    "disagreements",
    "proposals",
    "decisions",
    "stories_left_out",
    "estimate",
    "grade_terms",
    "next_step",
    "months",
}


def with_few_of_each(thing):
    """Cut every list after two items: the schema is asked hundreds of times."""
    if isinstance(thing, dict):
        return {key: with_few_of_each(value) for key, value in thing.items()}
    return [with_few_of_each(one) for one in thing[:2]] if isinstance(thing, list) else thing


def test_the_schema_wants_every_key_and_no_other(document, validator):
    sealed = with_few_of_each(seal(document))
    assert validator.is_valid(sealed)
    lenient = []
    for path in list(paths_of_objects(sealed)):
        here = at(sealed, path)
        here["surprise"] = True
        if validator.is_valid(sealed):
            lenient.append((*path, "surprise"))
        del here["surprise"]
        for key in list(here):
            value = here.pop(key)
            if validator.is_valid(sealed) is not (key in ADDED_LATER):
                lenient.append((*path, key))
            here[key] = value
    assert lenient == []


def test_every_object_of_the_schema_is_strict_and_described(repository):
    path = repository / "docs/reference/report.schema.json"
    schema = json.loads(path.read_text(encoding="utf-8"))

    def objects(thing):
        if isinstance(thing, dict):
            if thing.get("type") == "object":
                yield thing
            for value in thing.values():
                yield from objects(value)

    found = [one for one in objects(schema) if "properties" in one]
    tables = [one for one in objects(schema) if "properties" not in one]
    assert [one for one in found if one["additionalProperties"] is not False] == []
    assert [
        one
        for one in found
        if one["required"]
        not in (
            list(one["properties"]),
            [key for key in one["properties"] if key not in ADDED_LATER],
        )
    ] == []
    assert [one for one in tables if "type" not in one["additionalProperties"]] == []
    assert [one for one in (*found, *tables) if not one["description"]] == []


def test_the_document_names_what_made_it(document):
    assert document["schema"] == "maille-report/1"
    assert document["engine"] == {"name": "maille", "version": __version__}
    assert document["grid"] == {"id": GRID.id, "version": GRID.version, "sha256": GRID.sha256}
    assert document["period"] == {"start": "2025-01-01", "end": "2025-12-31", "stated": True}
    assert document["edition"]["writing"] == "midpoint"


def test_a_story_is_given_with_what_allows_reading_it(document):
    assert document["stories"] == [
        {
            "id": "s-1",
            "theme": "agency",
            "text": "On m'a dit : les clés sont là.",
            "truncated": False,
            "kind": "testimony",
            "teller": "volunteer",
            "pseudonym": "Lili",
            "told_on": "2025-10",
            "direction": "mixed",
            "withdrawn": False,
            "digest": digest_story("On m'a dit : les clés sont là.", SALT),
            "sources": [{"kind": "story", "id": "s-1"}],
        }
    ]


def test_a_theme_lists_what_belongs_to_it(document):
    themes = {
        theme["theme"]: theme for section in document["sections"] for theme in section["themes"]
    }
    assert themes["agency"]["stories"] == ["s-1"]
    assert themes["agency"]["intensities"] == ["i-1"]
    assert themes["belonging"]["dissents"] == ["d-1"]
    assert themes["solidarity"]["indicators"] == ["n-2"]
    assert document["dissents"][0]["text"] == "Le tarif n'est pas seul en cause."


def test_silences_have_their_sources(document):
    assert document["unknown"] == [
        {
            "theme": "social_ties",
            "question": "audiences",
            "sentence": {
                "fr": "L'équipe dit ne pas savoir qui se rencontre dans le lieu.",
                "en": "The team says it does not know who meets at the place.",
            },
            "sources": [{"kind": "answer", "id": "a-social_ties-audiences"}],
        }
    ]
    assert [one["question"] for one in document["not_applicable"]] == ["occasions"]


def test_a_withheld_number_leaves_no_trace():
    assessment = assessed(counted("employment", "people", 7, said="sept"))
    (finding,) = assessment.findings
    observed = replace(finding, sources=(Source("answer", "a-1"), Source("observation", "o-1")))
    document = report_document(
        release(replace(assessment, findings=(observed,))),
        place=wip.PLACE,
        edition=wip.EDITION,
        writing=Writing.OFF,
    )
    assert (document["findings"][0]["value"], document["findings"][0]["said"]) == (None, None)


def test_a_seal_breaks_when_a_sentence_changes(document):
    sealed = seal(document)
    assert verify(sealed)
    sealed["findings"][0]["sentence"]["fr"] = "Le lieu a tout changé."
    assert not verify(sealed)


def test_a_seal_does_not_hold_with_another_algorithm(document):
    sealed = seal(document)
    sealed["integrity"]["algorithm"] = "md5"
    assert not verify(sealed)


@pytest.mark.parametrize("integrity", [None, "abc", {}])
def test_without_integrity_nothing_is_verified(document, integrity):
    assert not verify({**document, "integrity": integrity})


def test_a_draft_is_not_sealed(document):
    assert not verify(document)


def test_words_can_be_withdrawn_and_the_seal_holds(document):
    sealed = seal(document)
    bare = copy.deepcopy(sealed)
    bare["stories"][0] |= {"text": None, "pseudonym": None, "withdrawn": True}
    assert verify(bare)
    assert canonical_bytes(bare) == canonical_bytes(sealed)
    assert "clés" not in json.dumps(bare, ensure_ascii=False)


def test_a_story_cannot_be_swapped(document):
    sealed = seal(document)
    sealed["stories"][0]["digest"] = digest_story("Autre chose.", SALT)
    assert not verify(sealed)


def test_a_digest_needs_its_salt_whole():
    assert digest_story("b", "a") != digest_story("", "ab")
    assert len(digest_story("Un jardin.", SALT)) == 64


def test_canonical_bytes_are_compact_sorted_utf8(document):
    canonical = canonical_bytes(seal(document))
    assert b'"integrity"' not in canonical
    assert canonical.startswith(
        b'{"decisions":[],"disagreements":[],"dissents":[{"id":"d-1","role":'
    )


def test_canonical_bytes_refuse_what_json_cannot_hold():
    with pytest.raises(ValueError, match="not JSON compliant"):
        canonical_bytes({"value": float("nan")})


def test_a_document_without_stories_has_its_bytes():
    assert canonical_bytes({"a": [1, 2]}) == b'{"a":[1,2]}'


def test_a_whole_figure_has_one_way_of_being_written():
    def with_figures(kind):
        return replace(
            FULL,
            intensities=(Intensity("i-1", "agency", "team", kind(4), 3, kind(1)),),
            indicators=(Indicator("n-1", None, Text("repas", "meals"), "", kind(1200)),),
        )

    whole, decimal = (
        report_document(
            release(assess(with_figures(kind), GRID)),
            place=wip.PLACE,
            edition=wip.EDITION,
            writing=Writing.OFF,
        )
        for kind in (int, float)
    )
    assert canonical_bytes(whole) == canonical_bytes(decimal)


def test_told_without_direction_gives_no_finding():
    assert assessed(told("agency")).findings == ()
