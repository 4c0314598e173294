"""A grid is read whole, or refused with the place of the mistake."""

import copy

import pytest

from maille.core.effects.errors import GridError
from maille.core.effects.grid import option_of, parse_grid, question_of, theme_of
from maille.core.effects.template import Voice, check_notation, fill
from maille.core.effects.values import ClaimType, Direction, Scale
from maille.core.kernel.text import Text
from tests.core.saying import GRID

NO_SLOTS: frozenset[str] = frozenset()


def both(words: str) -> dict[str, str]:
    return {"fr": words, "en": words}


def option(identity: str, **more) -> dict:
    return {"id": identity, "label": both(identity), "item": both(identity), **more}


SMALL = {
    "id": "small",
    "version": "1",
    "scales": [
        {"id": scale.value, "label": both(scale.value), "subtitle": both("x")} for scale in Scale
    ],
    "respondents": [{"id": "team", "label": both("team"), "words": both("in the team")}],
    "option_sets": [{"id": "shared", "options": [option("a"), option("b")]}],
    "themes": [
        {
            "id": "garden",
            "scale": "collective",
            "label": both("Garden"),
            "short_label": both("Garden"),
            "name": both("garden"),
            "whole": both("the garden"),
            "unfavourable_label": both("What withers"),
            "mixed_label": both("What grows, what withers"),
            "story_to_tell": both("a story."),
            "question_to_team": both("a photo."),
            "merges": [{"questions": ["plants", "beds"], "text": both("{n} beds of {plants}")}],
            "questions": [
                {
                    "id": "plants",
                    "type": "multi",
                    "claim": "C0",
                    "label": both("Which plants?"),
                    "option_set": "shared",
                    "frame": both("{items} grow"),
                    "absence": both("no plant"),
                    "indirect": both("which plants grow"),
                    "evidence_kinds": ["trace"],
                },
                {
                    "id": "beds",
                    "type": "number",
                    "claim": "C0",
                    "label": both("How many beds?"),
                    "frame": both("{n} bed(|s)[ {rate}][ {span}]"),
                    "zero": both("no bed"),
                    "absence": both("no bed"),
                    "indirect": both("how many beds there are"),
                },
                {
                    "id": "how",
                    "type": "text",
                    "claim": "C1",
                    "follows": "plants",
                    "label": both("How?"),
                    "about": both("about the garden"),
                    "absence": both("nothing to tell"),
                    "indirect": both("how it grows"),
                },
            ],
        }
    ],
}
MISSING = object()


def changed(*path_and_value):
    """Give the small grid with one thing replaced, or removed."""
    *path, value = path_and_value
    data = copy.deepcopy(SMALL)
    thing = data
    for step in path[:-1]:
        thing = thing[step]
    if value is MISSING:
        del thing[path[-1]]
    else:
        thing[path[-1]] = value
    return data


def suggested(kind, count):
    return {"by": [kind], "count": count}


THEME = ("themes", 0)
PLANTS = (*THEME, "questions", 0)
BEDS = (*THEME, "questions", 1)
HOW = (*THEME, "questions", 2)
OPTIONS = ("option_sets", 0, "options")


def test_a_small_grid_is_read():
    grid = parse_grid(SMALL, sha256="abc")
    (theme,) = grid.themes
    assert (grid.id, grid.version, grid.sha256) == ("small", "1", "abc")
    assert [question.id for question in theme.questions] == ["plants", "beds", "how"]
    assert theme.questions[2].claim is ClaimType.C1


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (changed("id", MISSING), "grid.id: a text is missing"),
        (changed("version", " "), "grid.version: a text is missing"),
        (changed("version", 1), "grid.version: a text is missing"),
        (changed("colour", "red"), "grid: unknown colour"),
        (changed("scales", 0, MISSING), "grid: individual has no label"),
        (changed("scales", 0, "id", "cosmic"), "'cosmic' is unknown"),
        (changed("scales", "all"), "grid.scales: not a list of tables"),
        (changed("scales", 0, "individual"), "grid.0: not a table"),
        (changed("themes", []), "grid: no theme"),
        (changed("themes", SMALL["themes"] * 2), "grid: garden given twice"),
        (
            changed("respondents", SMALL["respondents"] * 2),
            "grid.respondents: team given twice",
        ),
        (changed(*THEME, "label", "en", MISSING), "garden.label.en: a text is missing"),
        (changed(*THEME, "label", "nl", "Tuin"), "garden.label: unknown nl"),
        (changed(*THEME, "name", MISSING), "garden.name: not a table"),
        (changed(*THEME, "emerging", "yes"), "garden.emerging: neither true nor false"),
        (changed(*THEME, "questions", []), "garden.*(no question|plants, beds|beds, plants)"),
        (
            changed(*THEME, "questions", [SMALL["themes"][0]["questions"][1]] * 2),
            "plants is not a question|given twice",
        ),
        (changed(*THEME, "merges", 0, "questions", ["x"]), "x is not a question of the theme"),
        (changed(*THEME, "merges", 0, "questions", [1]), "not a list of texts"),
        (changed(*THEME, "merges", 0, "text", both("{weeds}")), "unknown slot weeds"),
        (changed(*THEME, "merges", 0, "text", both("{plants.bare}")), "unknown slot plants.bare"),
        (changed(*THEME, "shared", both("{groups}")), "garden.shared: a question has no place"),
        (changed(*PLANTS, "type", "colour"), "'colour' is unknown"),
        (changed(*PLANTS, "frame", MISSING), "plants.frame: a sentence rule is missing"),
        (changed(*PLANTS, "frame", both("{item} grow")), "unknown slot item"),
        (changed(*PLANTS, "frame", {"fr": "{items}", "en": "x"}), "frame.en: a slot is missing"),
        (changed(*PLANTS, "frame", both("{items.bare} grow")), "an option has no bare item"),
        (changed(*PLANTS, "absence", both("no <plant>")), "notation left open"),
        (changed(*PLANTS, "option_set", "none"), "option_set: 'none' is unknown"),
        (changed(*PLANTS, "evidence_kinds", ["rumour"]), "rumour is unknown"),
        (changed(*PLANTS, "claim", "C9"), "'C9' is unknown"),
        (changed(*PLANTS, "suggested", "all"), "plants.suggested: not a table"),
        (changed(*PLANTS, "suggested", suggested("rumour", "kinds")), "by: rumour is unknown"),
        (changed(*PLANTS, "suggested", suggested("work", "rain")), "'rain' is unknown"),
        (changed(*PLANTS, "suggested", suggested("work", "pieces")), "no answer to a multi"),
        (changed(*PLANTS, "suggested", {**suggested("work", "kinds"), "x": 1}), "unknown x"),
        (changed(*HOW, "suggested", suggested("work", "pieces")), "no answer to a text"),
        (changed(*OPTIONS, 0, "every", 0), "every: not a whole number above zero"),
        (changed(*OPTIONS, 0, "every", True), "every: not a whole number above zero"),
        (changed(*OPTIONS, 0, "seen_in", ["rumour"]), "seen_in: rumour is unknown"),
        (changed(*BEDS, "zero", MISSING), "beds.zero: a sentence rule is missing"),
        (changed(*BEDS, "option_set", "shared"), "beds: a number offers no options"),
        (changed(*BEDS, "options", [option("a")]), "beds: a number offers no options"),
        (changed(*HOW, "about", MISSING), "how.about: a sentence rule is missing"),
        (changed(*HOW, "follows", "how"), "'how' is not asked before"),
        (changed(*HOW, "polarity", "?"), "'\\?' is neither"),
        (changed(*OPTIONS, [option("a")]), "fewer than two options"),
        (changed(*OPTIONS, [option("a"), option("a")]), "a given twice"),
        (changed(*OPTIONS, 0, "item", MISSING), "either an item or an absence"),
        (changed(*OPTIONS, 0, "absence", both("none")), "either an item or an absence"),
        (changed(*OPTIONS, 0, "polarity", "-"), "what went badly must be named"),
        (changed(*OPTIONS, 0, "item", both("in^the^sun")), "notation left open"),
        (changed(*OPTIONS, 0, "alone", both("in^the sun")), "notation left open"),
    ],
)
def test_a_mistake_is_refused_with_its_place(data, message):
    with pytest.raises(GridError, match=message):
        parse_grid(data, sha256="")


def test_a_theme_without_question_is_refused():
    data = changed(*THEME, "questions", [])
    data["themes"][0]["merges"] = []
    with pytest.raises(GridError, match="garden: no question"):
        parse_grid(data, sha256="")


def test_polarity_gives_the_direction():
    named = option("b", polarity="±", name=both("b"))
    grid = parse_grid(changed(*OPTIONS, [option("a", polarity="+"), named]), sha256="")
    directions = [one.direction for one in grid.themes[0].questions[0].options]
    assert directions == [Direction.FAVOURABLE, Direction.MIXED]


def test_a_theme_a_question_and_an_option_are_found_by_their_ids():
    assert theme_of(GRID, "agency").scale is Scale.INDIVIDUAL
    changes = question_of(GRID, "wellbeing", "changes")
    assert option_of(changes, "discomfort").direction is Direction.UNFAVOURABLE


@pytest.mark.parametrize(
    "look_up",
    [
        lambda: theme_of(GRID, "weather"),
        lambda: question_of(GRID, "weather", "rain"),
        lambda: question_of(GRID, "agency", "rain"),
        lambda: option_of(question_of(GRID, "agency", "carriers"), "cats"),
    ],
)
def test_what_the_grid_does_not_hold_is_refused(look_up):
    with pytest.raises(GridError, match="is no"):
        look_up()


def test_an_optional_part_needs_all_its_slots():
    rule = Text(fr="un lieu[ à {town}][ depuis {year}]", en="a place[ in {town}][ since {year}]")
    assert fill(rule, Voice("fr"), {"town": "Caen", "year": ""}) == "un lieu à Caen"
    assert fill(rule, Voice("en"), {"town": "", "year": "2016"}) == "a place since 2016"


def test_a_slot_that_nobody_fills_is_a_mistake():
    with pytest.raises(KeyError):
        fill(Text(fr="{n}", en="{n}"), Voice("fr"))


def test_a_head_may_stand_only_where_items_do():
    check_notation(Text(fr="à^la fête", en="at^the party"), "x", slots=NO_SLOTS, heads=True)
    with pytest.raises(GridError, match=r"x\.fr: notation left open"):
        check_notation(Text(fr="à^la fête", en="at the party"), "x", slots=NO_SLOTS)
