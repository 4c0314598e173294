"""What the field's reference page gets wrong, and this engine must never do.

That page turns an unanswered question into "the project overloaded public services", prints
five "+" out of five for an empty intensity, hides ticked options when nobody typed a story, and
says "certaines personnes se d'un stress ou de conflits".
"""

import json
from itertools import chain, combinations

from maille.core.disclosure.released import release
from maille.core.effects.assess import assess
from maille.core.effects.document import report_document
from maille.core.effects.values import Answers, Intensity, Writing
from maille.core.kernel.period import Period
from tests.core import wip
from tests.core.saying import ENGLISH, FRENCH, GRID, assessed, prose, ticked


def document_of(answers: Answers) -> dict:
    return report_document(
        release(assess(answers, GRID)), place=wip.PLACE, edition=wip.EDITION, writing=Writing.OFF
    )


def test_silence_is_not_an_overload_of_public_services():
    answered = Answers(Period(), answers=(ticked("upkeep", "improved", "respect"),))
    document = document_of(answered)
    services = document["sections"][2]["themes"][2]
    assert services["theme"] == "public_services"
    assert (services["paragraphs"], services["missing"]) == ([], None)
    assert "débord" not in json.dumps(document, ensure_ascii=False)


def test_one_answered_question_says_nothing_of_its_neighbour():
    needs = assessed(ticked("public_services", "urgent_needs", "shelter"))
    assert prose(needs, "public_services") == [
        "L'équipe déclare qu'un besoin urgent se fait sentir : un abri."
    ]


def test_an_intensity_given_by_nobody_prints_nothing():
    empty = Intensity("i-1", "wellbeing", "regulars", 5, 0)
    document = document_of(Answers(Period(), intensities=(empty,)))
    assert document["intensities"] == []
    assert document == document_of(Answers(Period()))


def test_ticked_options_show_without_a_story():
    kinds = assessed(ticked("solidarity", "kinds", "services", "goods"))
    assert prose(kinds, "solidarity") == [
        "L'équipe déclare qu'il s'échange des services et des biens dans le lieu."
    ]


def test_no_sentence_about_wellbeing_loses_its_verb():
    question = GRID.themes[1].questions[0]
    options = [option.id for option in question.options]
    subsets = chain.from_iterable(combinations(options, n) for n in range(1, len(options) + 1))
    paragraphs = [
        paragraph
        for subset in subsets
        for voice in (FRENCH, ENGLISH)
        for paragraph in prose(
            assessed(ticked("wellbeing", "changes", *subset)), "wellbeing", voice
        )
    ]
    openings = {
        "L'équipe déclare que des personnes ont ",
        "L'équipe déclare que des personnes se portent ",
        "The team states that people have ",
        "The team states that people are ",
    }
    bare = [paragraph.partition("] ")[2] or paragraph for paragraph in paragraphs]
    assert [one for one in bare if not one.startswith(tuple(openings))] == []
    assert [one for one in bare if "se d'un" in one] == []
