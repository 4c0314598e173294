"""What changed between two reports."""

from maille.core.effects.comparing import (
    FindingChange,
    LineChange,
    LineKind,
    StoryChange,
    compare_documents,
)
from maille.core.kernel.text import Text


def words(fr):
    return {"fr": fr, "en": f"{fr} (en)"}


def text(fr):
    return Text(fr=fr, en=f"{fr} (en)")


def finding(name, value=1, grade="E0", sources=(), *, published=True):
    theme, *_rest = name.replace(":", ".").split(".")
    return {
        "id": name,
        "theme": theme,
        "value": value,
        "approximate": False,
        "per": None,
        "direction": "neutral",
        "grade": grade,
        "sentence": words(f"{name} {value}"),
        "sources": list(sources),
        "published": published,
    }


def story(name, theme, *, withdrawn=False):
    return {"id": name, "theme": theme, "withdrawn": withdrawn}


def dissent(words_said, role="resident", theme="agency"):
    return {"id": words_said, "theme": theme, "text": words_said, "role": role}


def rating(median, group="regulars", theme="agency"):
    told = words(f"{group}: {median}")
    return {"id": f"{group}{median}", "theme": theme, "group": group, "sentence": told}


def indicator(value, label="jam jars", theme=None):
    told = words(f"{label}: {value}")
    return {"id": f"{label}{value}", "theme": theme, "label": words(label), "sentence": told}


def document(
    *findings, stories=(), themes=("agency", "upkeep"), dissents=(), intensities=(), indicators=()
):
    sections = [
        {
            "scale": "individual",
            "themes": [{"theme": theme, "label": words(theme)} for theme in themes],
        }
    ]
    return {
        "findings": list(findings),
        "stories": list(stories),
        "dissents": list(dissents),
        "intensities": list(intensities),
        "indicators": list(indicators),
        "sections": sections,
    }


def test_compare_documents_leaves_out_what_is_not_printed():
    quiet = document(finding("agency.initiatives", 5, published=False))
    loud = document(finding("agency.initiatives", 5))
    assert compare_documents(quiet, quiet).unchanged == 0
    (theme,) = compare_documents(loud, quiet).themes
    assert [one.id for one in theme.removed] == ["agency.initiatives"]


def test_compare_documents_finds_nothing_in_twins():
    one = document(finding("agency.carriers.team"), stories=[story("s", "agency")])
    compared = compare_documents(one, one)
    assert (compared.themes, compared.unchanged, compared.is_empty) == ((), 1, True)


def test_compare_documents_ignores_new_rows_behind_the_same_words():
    before = document(finding("agency.carriers.team", sources=["a1"]))
    after = document(finding("agency.carriers.team", sources=["a2"]))
    assert compare_documents(before, after).is_empty


def test_compare_documents_tells_added_removed_and_changed_findings():
    before = document(finding("agency.carriers.team"), finding("agency.initiatives", 5))
    after = document(finding("agency.initiatives", 7, "E1"), finding("agency.carriers.regulars"))
    (theme,) = compare_documents(before, after).themes
    assert theme.label == text("agency")
    assert theme.added == (
        FindingChange(
            "agency.carriers.regulars",
            "agency",
            None,
            text("agency.carriers.regulars 1"),
            None,
            "E0",
        ),
    )
    assert theme.removed == (
        FindingChange(
            "agency.carriers.team", "agency", text("agency.carriers.team 1"), None, "E0", None
        ),
    )
    assert theme.changed == (
        FindingChange(
            "agency.initiatives",
            "agency",
            text("agency.initiatives 5"),
            text("agency.initiatives 7"),
            "E0",
            "E1",
        ),
    )


def test_compare_documents_tells_stories_that_came_and_went():
    before = document(stories=[story("s1", "agency", withdrawn=True)])
    after = document(stories=[story("s2", "agency")])
    (theme,) = compare_documents(before, after).themes
    assert theme.stories_removed == (StoryChange("s1", "agency", withdrawn=True),)
    assert theme.stories_added == (StoryChange("s2", "agency", withdrawn=False),)


def test_compare_documents_keeps_themes_that_one_report_alone_has():
    before = document(finding("emerging.what"), themes=("agency", "emerging"))
    after = document(finding("agency.carriers.team"))
    assert [theme.theme for theme in compare_documents(before, after).themes] == [
        "agency",
        "emerging",
    ]


def test_compare_documents_puts_the_dissents_of_one_role_side_by_side():
    before = document(dissents=[dissent("too loud"), dissent("too far", role="partner")])
    after = document(dissents=[dissent("still too loud"), dissent("too dear")])
    (theme,) = compare_documents(before, after).themes
    told = LineKind.DISSENT
    assert theme.lines == (
        LineChange(told, Text("too loud", "too loud"), Text(*["still too loud"] * 2), "resident"),
        LineChange(told, None, Text("too dear", "too dear"), "resident"),
        LineChange(told, Text("too far", "too far"), None, "partner"),
    )


def test_compare_documents_tells_ratings_and_indicators():
    before = document(intensities=[rating(2)], indicators=[indicator(10), indicator(3, "bikes")])
    after = document(intensities=[rating(4)], indicators=[indicator(12), indicator(3, "bikes")])
    agency, beside = compare_documents(before, after).themes
    assert agency.lines == (LineChange(LineKind.RATING, text("regulars: 2"), text("regulars: 4")),)
    assert (beside.theme, beside.lines) == (
        "",
        (LineChange(LineKind.INDICATOR, text("jam jars: 10"), text("jam jars: 12")),),
    )
