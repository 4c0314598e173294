"""The weave of a printed report: the figure, its key, and a table that says the same."""

from collections import Counter
from typing import Any

from maille.reports.exports import drawing
from maille.reports.exports.compositor import Compositor, Document, has_content, is_observed
from maille.reports.reading.threads import loops_of, months_of
from maille.web.dates import long_date
from maille.web.weave import DIRECTIONS, MONTHS, Cell, Thread, month_columns

Part = dict[str, Any]


def threads_of(document: Document, language: str) -> list[Thread]:
    """Give the rows of the weave to the web's geometry."""
    labels = _labels(document, "short_label", Compositor(language))
    return [
        Thread(
            row["theme"], labels[row["theme"]], row["scale"], loops_of(row), months=months_of(row)
        )
        for row in document["weave"]["rows"]
    ]


def _labels(document: Document, which: str, hand: Compositor) -> dict[str, str]:
    return {
        theme["theme"]: hand.pick(theme[which])
        for section in document["sections"]
        for theme in section["themes"]
    }


def make_weave(document: Document, threads: list[Thread], hand: Compositor) -> Part:
    """Give the figure, its key, and the table that says the same."""
    weave = document["weave"]
    figure = drawing.picture_weave(threads, drawing.PRINT)
    woven = is_observed(document)
    return {
        **(_say_woven(document, hand) if woven else _say_declared(document, threads, hand)),
        "alternative": f"{hand.pick(weave['title'])}. {hand.pick(weave['description'])}",
        "figure": figure,
        "months": _name_months(threads, hand) if woven else [],
        "scales": {
            section["scale"]: hand.pick(section["label"]) for section in document["sections"]
        },
        "targets": _find_targets(document),
        "bare": hand.say("key_hole" if woven else "key_bare"),
        "table": (_make_month_table if woven else _make_table)(document, threads, hand),
    }


def _say_declared(document: Document, threads: list[Thread], hand: Compositor) -> Part:
    loops = Counter(direction for thread in threads for direction in thread.loops)
    months = "no_month_stated" if document["period"]["stated"] else "no_month_unstated"
    return {
        "heading": hand.say("weave"),
        "caption": hand.say("weave_caption", n=loops.total(), months=hand.say(months)),
        "key": [
            {
                "text": hand.say(
                    f"key_{direction}" if direction in {"unfavourable", "mixed"} else direction
                ),
                "picture": drawing.picture_loop(direction, drawing.PRINT),
            }
            for direction in DIRECTIONS
            if loops[direction] or direction != "mixed"
        ],
    }


def _say_woven(document: Document, hand: Compositor) -> Part:
    return {
        "heading": hand.say("weave_woven"),
        "caption": hand.say("weave_woven_caption", n=document["general"]["pieces"]),
        "key": [
            *(
                {
                    "text": hand.say(direction),
                    "picture": drawing.picture_swatch(direction, drawing.PRINT),
                }
                for direction in DIRECTIONS
            ),
            {
                "text": hand.say("key_loop"),
                "picture": drawing.picture_loop("favourable", drawing.PRINT),
            },
        ],
    }


def _name_months(threads: list[Thread], hand: Compositor) -> list[Part]:
    """Mark the columns: a letter a month, past twelve the year at each January."""
    columns = month_columns(threads)
    if len(columns) <= MONTHS:
        return [
            {"x": middle, "text": long_date(month, hand.language)[0].upper()}
            for middle, month in columns
        ]
    return [{"x": middle, "text": month[:4]} for middle, month in columns if month.endswith("-01")]


def _find_targets(document: Document) -> dict[str, str]:
    """Say where each thread of the weave leads: to its theme, or to the silence that names it."""
    targets = {
        theme["theme"]: f"theme-{theme['theme']}"
        for section in document["sections"]
        for theme in section["themes"]
        if has_content(theme)
    }
    for silence in ("unknown", "not_applicable"):
        for line in document[silence]:
            targets.setdefault(line["theme"], silence)
    for theme in document["unanswered"]:
        targets.setdefault(theme, "unanswered")
    return targets


def _make_month_table(document: Document, threads: list[Thread], hand: Compositor) -> Part:
    """Say in figures what is woven: month by month for a year at most, else year by year."""
    labels = _labels(document, "label", hand)
    columns = _columns_of(threads, hand)
    return {
        "heading": hand.say("table"),
        "columns": [hand.say("theme"), *(name for name, _months in columns), hand.say("total")],
        "note": hand.say("star")
        if any(cell.few for thread in threads for cell in thread.months)
        else None,
        "rows": [
            [
                labels[thread.id],
                *(_count([cells[month] for month in months]) for _name, months in columns),
                hand.say("no_answer")
                if thread.id in document["unanswered"]
                else _count(list(cells.values())) or hand.say("only_said"),
            ]
            for thread in threads
            for cells in [{cell.month: cell for cell in thread.months}]
        ],
    }


def _columns_of(threads: list[Thread], hand: Compositor) -> list[tuple[str, list[str]]]:
    months = [month for _middle, month in month_columns(threads)]
    if len(months) <= MONTHS:
        return [(long_date(month, hand.language)[0].upper(), [month]) for month in months]
    years = dict.fromkeys(month[:4] for month in months)
    return [(year, [month for month in months if month[:4] == year]) for year in years]


def _count(cells: list[Cell]) -> str:
    """Add pieces up; a star where a small number is withheld."""
    if any(cell.few for cell in cells):
        return "*"
    return str(sum(cell.pieces for cell in cells) or "")


def _make_table(document: Document, threads: list[Thread], hand: Compositor) -> Part:
    """Say in figures what the drawing shows; a column nobody needs is left out."""
    labels = _labels(document, "label", hand)
    used = [
        direction
        for direction in DIRECTIONS
        if direction != "mixed" or any("mixed" in thread.loops for thread in threads)
    ]
    return {
        "heading": hand.say("table"),
        "columns": [
            hand.say("theme"),
            hand.say("answers"),
            *(hand.say(f"{direction}_head") for direction in used),
        ],
        "rows": [
            [
                labels[thread.id],
                hand.say("no_answer")
                if thread.id in document["unanswered"]
                else str(len(thread.loops)),
                *(str(thread.loops.count(direction) or "") for direction in used),
            ]
            for thread in threads
        ],
    }
