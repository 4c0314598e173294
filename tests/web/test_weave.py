"""The weave draws every piece, in its place, and nothing else."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maille.web.motif import draw_motif
from maille.web.weave import (
    CLOTH_WIDTH,
    DIRECTIONS,
    SCALES,
    Cell,
    Thread,
    UnknownWordError,
    column_width,
    draw_weave,
    month_columns,
    picks_in,
    tally,
)

LOOPS = st.lists(st.sampled_from(DIRECTIONS), max_size=30).map(tuple)
CELLS = st.builds(Cell, st.integers(0, 30), st.sampled_from(DIRECTIONS), declared=st.booleans())
THREADS = st.lists(
    st.builds(
        Thread,
        id=st.from_regex(r"[a-z]{1,8}", fullmatch=True),
        label=st.text(max_size=10),
        scale=st.sampled_from(SCALES),
        loops=LOOPS,
        months=st.lists(CELLS, max_size=40).map(tuple),
    ),
    max_size=15,
)


def thread(*loops, scale="individual", months=()):
    return Thread("theme", "Thème", scale, loops, months)


def months(**cells):
    return tuple(cells.get(f"m{place}", Cell()) for place in range(12))


def drawn(paths):
    return {path.classes: path.d for path in paths}


def test_rows_stand_where_the_mock_puts_them():
    threads = [Thread(f"t{i}", "", scale) for scale in SCALES for i in range(4)]
    weave = draw_weave(threads)
    assert weave.height == 276
    assert [label.y for label, _rows in weave.scales] == [18, 108, 198]
    assert [row.y for row in weave.rows][:5] == [24, 41.5, 59, 76.5, 114]
    assert weave.rows[0].label_y == 35.5
    assert weave.month_lines == ()


def test_months_push_the_cloth_down_and_are_printed_twice():
    threads = [Thread(f"t{i}", "", scale, months=months()) for scale in SCALES for i in range(4)]
    weave = draw_weave(threads)
    assert (weave.height, weave.month_lines) == (293, (8, 291))
    assert [label.y for label, _rows in weave.scales] == [26, 116, 206]


def test_fringe_turns_from_row_to_row():
    first, second = draw_weave([thread(), thread()]).rows
    assert first.warp == "M-6 2H255M-4.25 6H258M-5.5 10H254.5M-4.5 14H257"
    assert second.warp == "M-4.25 2H258M-5.5 6H254.5M-4.5 10H257M-6 14H255"


def test_answers_are_cast_on_from_the_left_and_unfavourable_ones_hang():
    [row] = draw_weave([thread("favourable", "unfavourable", "neutral")]).rows
    assert drawn(row.loops) == {
        "loop s-fav": "M3 14.4C17 14.4 17.6 1.4 9.2 1.4S1.4 14.4 15.4 14.4",
        "loop s-unf": "M15.4 1.6C29.4 1.6 30 14.6 21.6 14.6S13.8 1.6 27.8 1.6",
        "loop s-neu": "M27.8 14.4C41.8 14.4 42.4 1.4 34 1.4S26.2 14.4 40.2 14.4",
    }
    assert (row.ground, row.floats) == ((), ())


def test_mixed_answer_is_both_upright_and_hanging():
    [row] = draw_weave([thread("mixed")]).rows
    assert [path.classes for path in row.loops] == ["loop s-fav", "loop s-unf"]


def test_woven_month_matches_the_mock():
    [row] = draw_weave([thread(months=months(m0=Cell(4, "favourable")))]).rows
    assert drawn(row.ground) == {"uw f-fav": "M3 0h15v16h-15z"}
    assert drawn(row.floats) == {
        "fl s-fav": "M7.5 0v16M13.5 0v16",
        "fl p1 s-fav": "M4.5 0v16M10.5 0v16M16.5 0v16",
    }


def test_unfavourable_month_is_slanted_on_every_end():
    [row] = draw_weave([thread(months=months(m0=Cell(1, "unfavourable")))]).rows
    slants = "".join(f"M9.5 {y}l2.1-2.9" for y in ("3.5", "7.5", "11.5", "15.5"))
    assert drawn(row.floats) == {"sl": slants}
    assert drawn(row.ground) == {"uw f-unf": "M9 0h3v16h-3z"}


def test_mixed_month_slants_where_the_pick_goes_under():
    [row] = draw_weave([thread(months=months(m0=Cell(2, "mixed")))]).rows
    assert drawn(row.floats)["sl"] == (
        "M6.5 7.5l2.1-2.9M6.5 15.5l2.1-2.9"
        "M9.5 3.5l2.1-2.9M9.5 11.5l2.1-2.9"
        "M12.5 7.5l2.1-2.9M12.5 15.5l2.1-2.9"
    )


def test_month_without_direction_is_ecru():
    [row] = draw_weave([thread(months=months(m5=Cell(3, "neutral")))]).rows
    assert [path.classes for path in row.floats] == ["fl s-neu", "fl p1 s-neu"]


@pytest.mark.parametrize(("pieces", "loops"), [(1, 1), (2, 2), (3, 2), (4, 3), (20, 3)])
def test_declared_month_holds_up_to_three_loops_and_no_cloth(pieces, loops):
    cell = Cell(pieces, "favourable", declared=True)
    [row] = draw_weave([thread(months=months(m2=cell))]).rows
    assert [path.d.count("M") for path in row.loops] == [loops]
    assert (row.ground, row.floats) == ((), ())


def test_declared_loops_stand_in_the_middle_of_their_month():
    cell = Cell(1, "unfavourable", declared=True)
    [row] = draw_weave([thread(months=months(m2=cell))]).rows
    assert drawn(row.loops) == {"loop s-unf": "M49 1.8C57.6 1.8 58 14.4 52.5 14.4S47.4 1.8 56 1.8"}


def test_bare_thread_has_its_warp_and_nothing_else():
    [row] = draw_weave([thread(months=months())]).rows
    assert (row.ground, row.floats, row.loops) == ((), (), ())


@pytest.mark.parametrize(
    "wrong", [{"scale": "global"}, {"loops": ("good",)}, {"months": (Cell(1, "bad"),)}]
)
def test_unknown_word_is_refused(wrong):
    with pytest.raises(UnknownWordError):
        Thread(**{"id": "t", "label": "", "scale": "individual", **wrong})


@given(THREADS)
def test_each_answer_is_one_loop_within_the_cloth(threads):
    rows = {
        id(thread): row
        for thread, row in zip(_in_order(threads), draw_weave(threads).rows, strict=True)
    }
    for one in threads:
        if not one.loops:
            continue
        outlines = "".join(path.d for path in rows[id(one)].loops)
        expected = len(one.loops) + one.loops.count("mixed")
        assert outlines.count("M") == expected
        edges = [float(x) for x in re.findall(r"M(-?[\d.]+) ", outlines)]
        assert min(edges) >= 0
        assert max(edges) <= CLOTH_WIDTH


@given(THREADS)
def test_each_woven_piece_has_its_picks(threads):
    for one, row in zip(_in_order(threads), draw_weave(threads).rows, strict=True):
        straight = sum(path.d.count("M") for path in row.floats if path.classes != "sl")
        width = column_width(len(one.months) or 12)
        expected = sum(
            picks_in(cell.pieces, width)
            for cell in one.months
            if not cell.declared and cell.direction != "unfavourable"
        )
        assert straight == expected


@given(THREADS)
def test_table_counts_what_is_drawn(threads):
    for row in tally(threads):
        assert sum(row.by_direction) == len(row.thread.loops)
        pieces = sum(cell.pieces for cell in row.months)
        assert row.total == (len(row.thread.loops) or pieces)


@given(THREADS)
def test_motif_stays_in_its_box_and_forgets_no_thread(threads):
    motif = draw_motif(threads)
    assert sum(d.count("M") for _scale, d in motif.warps) == len(threads)
    for path in motif.paths:
        starts = [float(x) for x in re.findall(r"M(-?[\d.]+) ", path.d)]
        assert all(0 <= x <= 60 for x in starts)


def test_full_motif_is_the_square_of_the_mock():
    threads = [Thread(f"t{i}", "", scale) for scale in SCALES for i in range(4)]
    motif = draw_motif(threads)
    assert motif.height == 62
    assert motif.warps[1] == ("collective", "M0 23.5H60M0 28.5H60M0 33.5H60M0 38.5H60")


def test_motif_bands_tell_amount_and_direction():
    cells = months(
        m0=Cell(4, "favourable"),
        m2=Cell(3, "mixed"),
        m5=Cell(2, "neutral"),
        m8=Cell(4, "unfavourable"),
    )
    motif = draw_motif([thread(months=cells)])
    assert drawn(motif.paths) == {
        "f-fav": "M0.6 0h3.8v4h-3.8zM11.2 0h2.6v2h-2.6z",
        "f-neu": "M26.2 0h2.6v4h-2.6z",
        "f-unf": "M11.2 4l1.56-2h1.04l-1.56 2zM40.6 4l2.28-4h1.52l-2.28 4z",
    }


def test_motif_loops_tell_what_is_only_said():
    cells = months(m1=Cell(2, "favourable", declared=True))
    dated = draw_motif([thread(months=cells)])
    assert drawn(dated.paths) == {"loop s-fav": "M5 3.8c6.2 0 5.6-3.6 2.5-3.6s-3.7 3.6 2.5 3.6"}
    undated = draw_motif([thread("mixed", "neutral")])
    assert drawn(undated.paths) == {
        "loop s-fav": "M0 3.8c6.2 0 5.6-3.6 2.5-3.6s-3.7 3.6 2.5 3.6",
        "loop s-neu": "M5 3.8c6.2 0 5.6-3.6 2.5-3.6s-3.7 3.6 2.5 3.6",
        "loop s-unf": "M0 0.2c6.2 0 5.6 3.6 2.5 3.6s-3.7-3.6 2.5-3.6",
    }


def test_no_thread_makes_an_empty_drawing():
    assert draw_motif([]).height == 0
    assert draw_weave([]).rows == ()


def _in_order(threads):
    return [one for scale in SCALES for one in threads if one.scale == scale]


def test_a_quarter_fills_the_whole_cloth():
    cells = (Cell(7, "favourable", month="2025-07"), Cell(1, "neutral"), Cell(0))
    [row] = draw_weave([thread(months=cells)]).rows
    assert drawn(row.ground) == {
        "uw f-fav": "M0 0h84v16h-84z",
        "uw f-neu": "M120 0h12v16h-12z",
    }
    assert [middle for middle, _month in month_columns([thread(months=cells)])] == [146, 230, 314]


def test_three_years_keep_every_month_apart():
    cells = tuple(
        Cell(40, "favourable", month=f"20{y}-{m:02}") for y in (23, 24, 25) for m in range(1, 13)
    )
    [row] = draw_weave([thread(months=cells)]).rows
    edges = [float(edge) for edge in re.findall(r"M([\d.]+) 0h", drawn(row.ground)["uw f-fav"])]
    assert len(edges) == len(set(edges)) == 36
    assert max(edges) + 6 <= CLOTH_WIDTH


def test_a_pick_starts_on_a_multiple_of_its_width_whatever_the_months():
    for count in range(1, 60):
        [row] = draw_weave([thread(months=(Cell(5, "favourable"),) * count)]).rows
        edges = re.findall(r"M([\d.]+) 0h", drawn(row.ground)["uw f-fav"])
        assert [float(edge) % 3 for edge in edges] == [0] * count


def test_declared_months_hold_as_many_loops_as_there_is_room_for():
    for count, loops in ((4, 3), (18, 2), (36, 1), (100, 1)):
        [row] = draw_weave([thread(months=(Cell(40, "neutral", declared=True),) * count)]).rows
        assert drawn(row.loops)["loop s-neu"].count("M") == loops * count
