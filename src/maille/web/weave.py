"""The weave: what is known about each theme, drawn as cloth.

Woven is shown by evidence, a slack loop is only said, a bare thread is silence. These functions
compute the geometry; the templates of ``web/components`` print it. Units are those of the
drawing, 366 wide.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

DIRECTIONS = ("favourable", "unfavourable", "mixed", "neutral")
SCALES = ("individual", "collective", "territorial")

WIDTH = 366
CLOTH_LEFT = 104
CLOTH_WIDTH = 252
CLOTH_HEIGHT = 16
ROW_STEP = 17.5
SCALE_STEP = 20
MONTHS = 12
PICK_WIDTH = 3
FULL_MONTH = 7
NARROW_LOOP = 7
LOOP_WIDTH = 12.4
LOOP_START = 3.0
ENDS = (2, 6, 10, 14)
# Where each end of the warp starts and stops, in turn: the fringe.
FRINGE = ((-6.0, 255.0), (-4.25, 258.0), (-5.5, 254.5), (-4.5, 257.0))


class UnknownWordError(ValueError):
    """A direction or a scale that the drawing has no sign for."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What one month holds for one theme: pieces of evidence, or declarations alone.

    ``month`` is ``YYYY-MM``, empty when the months are those of any year from January. ``few``
    is a small number that is withheld: it is drawn as one piece.
    """

    pieces: int = 0
    direction: str = "neutral"
    declared: bool = False
    month: str = ""
    few: bool = False


@dataclass(frozen=True, slots=True)
class Thread:
    """A theme to draw: its loops when nothing is dated, its months when something is.

    ``target`` is the fragment its label leads to, ``note`` what the table says of a bare thread.
    """

    id: str
    label: str
    scale: str
    loops: tuple[str, ...] = ()
    months: tuple[Cell, ...] = ()
    target: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        """Refuse what has no sign, so that nothing unknown is drawn or silently left out."""
        words = [*self.loops, *(cell.direction for cell in self.months)]
        unknown = [word for word in words if word not in DIRECTIONS]
        if unknown or self.scale not in SCALES:
            raise UnknownWordError(f"{self.id}: {unknown or self.scale}")


@dataclass(frozen=True, slots=True)
class Tally:
    """A thread in figures, for the table beside the drawing."""

    thread: Thread
    total: int
    by_direction: tuple[int, ...]
    months: tuple[Cell, ...]

    @property
    def few(self) -> bool:
        """Whether a small number is withheld: the total would tell it."""
        return any(cell.few for cell in self.months)


@dataclass(frozen=True, slots=True)
class Path:
    """One path of the drawing: the classes that colour it, and its outline."""

    classes: str
    d: str


@dataclass(frozen=True, slots=True)
class Row:
    """A thread as drawn; ``ground``, ``warp``, ``floats`` and ``loops`` in painting order."""

    id: str
    label: str
    scale: str
    target: str
    y: float
    ground: tuple[Path, ...]
    warp: str
    floats: tuple[Path, ...]
    loops: tuple[Path, ...]

    @property
    def label_y(self) -> float:
        """Baseline of the label."""
        return self.y + 11.5


@dataclass(frozen=True, slots=True)
class ScaleLabel:
    """The name of a scale above its threads."""

    scale: str
    y: float


@dataclass(frozen=True, slots=True)
class Weave:
    """The whole figure; ``month_lines`` holds the baselines of the two lines of months.

    ``columns`` holds, for each month, the middle of its column and its name, ``YYYY-MM`` or empty.
    """

    height: float
    scales: tuple[tuple[ScaleLabel, tuple[Row, ...]], ...]
    month_lines: tuple[float, ...]
    columns: tuple[tuple[float, str], ...] = ()

    @property
    def rows(self) -> tuple[Row, ...]:
        """Every thread from top to bottom."""
        return tuple(row for _label, rows in self.scales for row in rows)


def number(value: float) -> str:
    """Write a coordinate with two decimals at most.

    Examples
    --------
    >>> number(27.799999), number(3.0), number(-0.5)
    ('27.8', '3', '-0.5')
    """
    return f"{value:.2f}".rstrip("0").rstrip(".")


def draw_weave(threads: Sequence[Thread]) -> Weave:
    """Place every thread, scale by scale, in the order given.

    Months are printed above and below as soon as one thread has some; without a stated period
    there are none, because spreading answers over a year would invent dates.

    Examples
    --------
    >>> weave = draw_weave([Thread("upkeep", "Entretien", "territorial", ("favourable",))])
    >>> weave.height, [(row.id, row.y) for row in weave.rows], weave.month_lines
    (43.5, [('upkeep', 24.0)], ())
    """
    dated = any(thread.months for thread in threads)
    top = 12.0 if dated else 4.0
    scales = []
    index = 0
    for scale in SCALES:
        members = [thread for thread in threads if thread.scale == scale]
        if not members:
            continue
        label = ScaleLabel(scale, top + SCALE_STEP - 6)
        first = top + SCALE_STEP
        rows = tuple(
            _draw_row(thread, first + place * ROW_STEP, index + place)
            for place, thread in enumerate(members)
        )
        scales.append((label, rows))
        index += len(members)
        top = first + len(members) * ROW_STEP
    if not dated:
        return Weave(top + 2, tuple(scales), ())
    return Weave(top + 11, tuple(scales), (8.0, top + 9), month_columns(threads))


def month_columns(threads: Sequence[Thread]) -> tuple[tuple[float, str], ...]:
    """Give the middle and the name of each month's column.

    Examples
    --------
    >>> month_columns([Thread("upkeep", "", "territorial", months=(Cell(month="2025-03"),))])
    ((230.0, '2025-03'),)
    """
    months = max((thread.months for thread in threads), key=len)
    width = column_width(len(months))
    return tuple(
        (CLOTH_LEFT + (place + 0.5) * width, cell.month) for place, cell in enumerate(months)
    )


def column_width(months: int) -> float:
    """Share the cloth out among the months of a period; twelve of them take 21 units each.

    Examples
    --------
    >>> column_width(12), column_width(3)
    (21.0, 84.0)
    """
    return CLOTH_WIDTH / months


def _draw_row(thread: Thread, y: float, index: int) -> Row:
    return Row(
        id=thread.id,
        label=thread.label,
        scale=thread.scale,
        target=thread.target or thread.id,
        y=y,
        ground=tuple(_ground(thread.months)),
        warp="".join(
            f"M{number(left)} {end}H{number(right)}"
            for end, (left, right) in zip(ENDS, _rotated(FRINGE, index), strict=True)
        ),
        floats=(*_straight_floats(thread.months), *_slanted_floats(thread.months)),
        loops=tuple(_cast_on(thread.loops) if thread.loops else _slack_loops(thread.months)),
    )


def _rotated(pairs: tuple[tuple[float, float], ...], turns: int) -> tuple[tuple[float, float], ...]:
    turns %= len(pairs)
    return pairs[turns:] + pairs[:turns]


def tally(threads: Iterable[Thread]) -> list[Tally]:
    """Count each thread, so that the table says what the drawing shows.

    Examples
    --------
    >>> [row] = tally([Thread("upkeep", "", "territorial", ("favourable", "neutral"))])
    >>> row.total, row.by_direction
    (2, (1, 0, 0, 1))
    """
    return [
        Tally(
            thread,
            len(thread.loops) or sum(cell.pieces for cell in thread.months),
            tuple(thread.loops.count(direction) for direction in DIRECTIONS),
            thread.months,
        )
        for thread in threads
    ]


def picks_of(pieces: int) -> int:
    """Say how many picks show a number of pieces of evidence in a month.

    Examples
    --------
    >>> [picks_of(pieces) for pieces in (0, 1, 2, 3, 4, 6, 7, 40)]
    [0, 1, 3, 3, 5, 5, 7, 7]
    """
    for least, picks in ((7, 7), (4, 5), (2, 3), (1, 1)):
        if pieces >= least:
            return picks
    return 0


def picks_in(pieces: int, width: float) -> int:
    """Say how many picks show a number of pieces in a column that is not a twelfth of the cloth.

    Examples
    --------
    >>> [picks_in(pieces, 21) for pieces in (0, 1, 3, 6, 7)]
    [0, 1, 3, 5, 7]
    >>> [picks_in(pieces, 84) for pieces in (0, 1, 7)], [picks_in(n, 7) for n in (0, 1, 7)]
    ([0, 4, 28], [0, 1, 2])
    """
    picks, room = picks_of(pieces), int(width // PICK_WIDTH)
    return max(picks * room // FULL_MONTH, 1) if picks else 0


def _thread_colour(direction: str) -> str:
    return {"unfavourable": "unf", "neutral": "neu"}.get(direction, "fav")


def _picks(
    months: Sequence[Cell], directions: Iterable[str]
) -> list[tuple[str, list[tuple[int, bool]]]]:
    """Give, per month woven in one of ``directions``, each pick's left edge and its phase.

    Every pick starts on a multiple of its width: plain weave goes on from month to month.
    """
    wanted = set(directions)
    width = column_width(len(months) or MONTHS)
    woven = []
    for month, cell in enumerate(months):
        counts = not cell.declared and cell.direction in wanted
        count = picks_in(cell.pieces, width) if counts else 0
        middle = (month + 0.5) * width - count * PICK_WIDTH / 2
        left = PICK_WIDTH * int(middle // PICK_WIDTH)
        edges = [left + pick * PICK_WIDTH for pick in range(count)]
        if edges:
            woven.append((cell.direction, [(x, x // PICK_WIDTH % 2 == 1) for x in edges]))
    return woven


def _ground(months: Sequence[Cell]) -> Iterable[Path]:
    for colour in ("fav", "unf", "neu"):
        d = "".join(
            f"M{picks[0][0]} 0h{len(picks) * PICK_WIDTH}v{CLOTH_HEIGHT}h-{len(picks) * PICK_WIDTH}z"
            for direction, picks in _picks(months, DIRECTIONS)
            if _thread_colour(direction) == colour
        )
        if d:
            yield Path(f"uw f-{colour}", d)


def _straight_floats(months: Sequence[Cell]) -> Iterable[Path]:
    for colour, directions in (("fav", ("favourable", "mixed")), ("neu", ("neutral",))):
        for odd in (False, True):
            d = "".join(
                f"M{number(x + 1.5)} 0v{CLOTH_HEIGHT}"
                for _direction, picks in _picks(months, directions)
                for x, phase in picks
                if phase is odd
            )
            if d:
                yield Path(f"fl{' p1' if odd else ''} s-{colour}", d)


def _slanted_floats(months: Sequence[Cell]) -> Iterable[Path]:
    d = "".join(
        _slants(x, ENDS if direction == "unfavourable" else ENDS[0 if odd else 1 :: 2])
        for direction, picks in _picks(months, ("unfavourable", "mixed"))
        for x, odd in picks
    )
    if d:
        yield Path("sl", d)


def _slants(x: int, ends: Sequence[int]) -> str:
    return "".join(f"M{number(x + 0.5)} {number(end + 1.5)}l2.1-2.9" for end in ends)


def _slack_loops(months: Sequence[Cell]) -> Iterable[Path]:
    """Draw what was said of a month without a trace: one, two or three open loops."""
    placed = []
    width = column_width(len(months) or MONTHS)
    most = min(max(int(width // NARROW_LOOP), 1), 3)
    for month, cell in enumerate(months):
        if not (cell.declared and cell.pieces):
            continue
        count = min((picks_of(cell.pieces) + 1) // 2, most)
        left = (month + 0.5) * width - NARROW_LOOP * count / 2
        placed += [(cell.direction, left + NARROW_LOOP * loop) for loop in range(count)]
    yield from _loops(placed, narrow=True)


def _cast_on(directions: Sequence[str]) -> Iterable[Path]:
    """Draw one loop per answer from the left; they overlap once the thread is full."""
    pitch = min(LOOP_WIDTH, (CLOTH_WIDTH - LOOP_START - LOOP_WIDTH) / max(len(directions) - 1, 1))
    placed = [(direction, LOOP_START + place * pitch) for place, direction in enumerate(directions)]
    yield from _loops(placed, narrow=False)


def _loops(placed: Sequence[tuple[str, float]], *, narrow: bool) -> Iterable[Path]:
    outline = _narrow_loop if narrow else _wide_loop
    upright = {"fav": ("favourable", "mixed"), "neu": ("neutral",)}
    for colour, directions in upright.items():
        d = "".join(outline(x, hanging=False) for word, x in placed if word in directions)
        if d:
            yield Path(f"loop s-{colour}", d)
    d = "".join(outline(x, hanging=True) for word, x in placed if word in ("unfavourable", "mixed"))
    if d:
        yield Path("loop s-unf", d)


def _wide_loop(x: float, *, hanging: bool) -> str:
    foot, head = (1.6, 14.6) if hanging else (14.4, 1.4)
    return (
        f"M{number(x)} {foot}C{number(x + 14)} {foot} {number(x + 14.6)} {head} "
        f"{number(x + 6.2)} {head}S{number(x - 1.6)} {foot} {number(x + 12.4)} {foot}"
    )


def _narrow_loop(x: float, *, hanging: bool) -> str:
    foot, head = (1.8, 14.4) if hanging else (14.2, 1.6)
    return (
        f"M{number(x)} {foot}C{number(x + 8.6)} {foot} {number(x + 9)} {head} "
        f"{number(x + 3.5)} {head}S{number(x - 1.6)} {foot} {number(x + 7)} {foot}"
    )
