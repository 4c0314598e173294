"""Tables of cells, places and candidates: read with care, refused in one clear line."""

import csv
import hashlib
import math
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

import click
import numpy as np
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maille.core.mesh.values import Cells, Flags, Floats, Ints, Question, Sites
from maille.project.mesh.numbers import numbers_of
from maille.project.mesh.stops import weekdays_of, weeks_of

# Metropolitan France, with longitude read as latitude: open sea and the Horn of Africa.
_SWAPPED_FRANCE = ((41.0, 52.0), (-6.0, 10.0))
_MOST_LATITUDE, _MOST_LONGITUDE = 90.0, 180.0
_CHUNK = 1 << 20
_LONGEST_CELL = 100_000


class Wanted(NamedTuple):
    """Columns to read: numbers that must be there, numbers and texts that may be."""

    numbers: tuple[str, ...]
    if_there: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Columns of a file, the line each row stands on, and what its bytes add up to."""

    path: Path
    numbers: dict[str, Floats]
    texts: dict[str, list[str]]
    lines: Ints
    digest: str

    def refuse(self, words: str) -> click.ClickException:
        """Give the error that names the file."""
        return refusal(self.path, words)

    def refuse_where(self, wrong: Flags, words: str) -> None:
        """Refuse the first row that is wrong; ``words`` hold a place for its line."""
        if wrong.any():
            raise self.refuse(words % self.lines[int(np.argmax(wrong))])


def refusal(path: Path, words: str) -> click.ClickException:
    """Give the error that names a file."""
    return click.ClickException(f"{path.name}: {words}")


def _digest(path: Path) -> str:
    sums = hashlib.sha256()
    with path.open("rb") as source:
        while part := source.read(_CHUNK):
            sums.update(part)
    return sums.hexdigest()


def _separator(path: Path) -> str:
    """Give what stands between values: a semicolon or a tab where names hold no comma."""
    with path.open(encoding="utf-8-sig", errors="replace") as source:
        head = source.readline()
    return next((sign for sign in ";\t" if sign in head and "," not in head), ",")


def _rows(path: Path, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Give the rows that are not empty with their lines, the names first."""
    csv.field_size_limit(_LONGEST_CELL)
    try:
        with path.open(encoding="utf-8-sig", newline="") as source:
            reader = csv.reader(source, delimiter=separator)
            yield from ((reader.line_num, row) for row in reader if row)
    except UnicodeDecodeError:
        raise click.ClickException(
            _("%s: this file is not UTF-8 text; save it again as CSV UTF-8") % path.name
        ) from None
    except csv.Error as error:
        raise refusal(path, str(error)) from None


def _number(text: str, decimal: str) -> float:
    """Read a number, not a number where it is none."""
    try:
        return float(text.replace(decimal, "."))
    except ValueError:
        return math.nan


def _no_number(path: Path, line: int, name: str, text: str) -> click.ClickException:
    told = {"line": line, "column": name, "text": text.strip()}
    return refusal(path, _("line %(line)s, %(column)s: “%(text)s” is not a number") % told)


def read_table(path: Path, wanted: Wanted) -> Table:
    """Read some columns of a CSV file in UTF-8, names on its first line.

    Values stand between commas; or between semicolons or tabs, and may then have a decimal comma.
    Other columns are left where they are: a row costs the numbers it holds, not its text.
    """
    return _read_numbers(path, wanted) or _read_rows(path, wanted)


def _read_numbers(path: Path, wanted: Wanted) -> Table | None:
    """Read a file of numbers alone, quickly; nothing where rows must be looked at one by one."""
    if (found := numbers_of(path)) is None:
        return None
    columns = [name.strip().lower() for name in found[0]]
    if any(name not in columns for name in wanted.numbers) or set(wanted.texts) & set(columns):
        return None
    there = [name for name in (*wanted.numbers, *wanted.if_there) if name in columns]
    numbers = {name: found[1][columns.index(name)] for name in there}
    lines = np.arange(2, 2 + found[1].shape[1])
    return Table(path, numbers, {}, lines, _digest(path))


def _read_rows(path: Path, wanted: Wanted) -> Table:
    separator = _separator(path)
    decimal = "." if separator == "," else ","
    rows = _rows(path, separator)
    columns = [name.strip().lower() for name in next(rows, (0, []))[1]]
    if missing := [name for name in wanted.numbers if name not in columns]:
        raise refusal(path, _("the column “%s” is missing") % missing[0])
    there = [name for name in (*wanted.numbers, *wanted.if_there) if name in columns]
    numbers = [(columns.index(name), name, array("d")) for name in there]
    texts = [(columns.index(n), n, list[str]()) for n in wanted.texts if n in columns]
    lines = array("q")
    for line, row in rows:
        if len(row) != len(columns):
            told = {"line": line, "found": len(row), "due": len(columns)}
            raise refusal(path, _("line %(line)s has %(found)s values, %(due)s are due") % told)
        for at, name, column in numbers:
            if not math.isfinite(number := _number(row[at], decimal)):
                raise _no_number(path, line, name, row[at])
            column.append(number)
        for at, _name, words in texts:
            words.append(row[at].strip())
        lines.append(line)
    return Table(
        path,
        {name: np.frombuffer(column, np.float64) for _at, name, column in numbers},
        {name: words for _at, name, words in texts},
        np.frombuffer(lines, np.int64),
        _digest(path),
    )


def _axes(*, planar: bool) -> tuple[str, str]:
    return ("x", "y") if planar else ("longitude", "latitude")


def _points(table: Table, *, planar: bool) -> tuple[Floats, Floats]:
    x, y = (table.numbers[name] for name in _axes(planar=planar))
    if planar or not x.size:
        return x, y
    far_x, far_y = np.abs(x).max(), np.abs(y).max()
    if far_x > _MOST_LONGITUDE or far_y > _MOST_LONGITUDE:
        raise table.refuse(
            _("these are not degrees; projected coordinates need --planar and columns x,y")
        )
    (west, east), (south, north) = _SWAPPED_FRANCE
    like_france = west <= x.min() and x.max() <= east and south <= y.min() and y.max() <= north
    if far_y > _MOST_LATITUDE or like_france:
        raise table.refuse(_("longitude and latitude seem to be swapped"))
    return x, y


def _first_of_each(*keys: Floats) -> tuple[Ints, Ints]:
    """Give the first row of each point, and for each row which of these it is."""
    order = np.lexsort(keys)
    new = np.ones(order.size, np.bool_)
    new[1:] = np.any([key[order][1:] != key[order][:-1] for key in keys], axis=0)
    groups = np.cumsum(new) - 1
    firsts = order[new]
    rank = np.argsort(np.argsort(firsts))
    back = np.zeros(order.size, np.int64)
    back[order] = rank[groups]
    return np.sort(firsts), back


def _all_apart(*keys: Floats) -> bool:
    """Say that no two rows are at one point; where hashes meet, say that they may be."""
    mixed = np.zeros(keys[0].size, np.uint64)
    for key in keys:
        mixed ^= (key + 0.0).view(np.uint64)  # a zero below nothing is a zero
        mixed *= np.uint64(0x9E3779B97F4A7C15)
        mixed ^= mixed >> np.uint64(32)
    mixed.sort()
    return not bool((mixed[1:] == mixed[:-1]).any())


def _say_merged(table: Table, merged: int) -> None:
    if merged:
        words = ngettext(
            "%(file)s: %(count)s row at a point that another row has was merged with it",
            "%(file)s: %(count)s rows at points that other rows have were merged with them",
            merged,
        )
        click.echo(words % {"file": table.path.name, "count": merged}, err=True)


def read_cells(path: Path, *, planar: bool, weight: str | None = None) -> tuple[Cells, str, str]:
    """Read where people live, and say what is counted; cells at one point are added up.

    Persons are counted, each as often as the column ``need`` says when there is one; or the
    column ``weight`` instead, when it is named.
    """
    named = (weight or "population").strip().lower()
    asked = Wanted((*_axes(planar=planar), named), () if weight else ("need",))
    table = read_table(path, asked)
    x, y = _points(table, planar=planar)
    if not x.size:
        raise table.refuse(_("there is no row"))
    people, counted = table.numbers[named], named
    table.refuse_where(people < 0, _("line %s: the population is negative"))
    if "need" in table.numbers and not weight:
        need = table.numbers["need"]
        table.refuse_where(need < 0, _("line %s: the need is negative"))
        people, counted = people * need, "population × need"
    if not _all_apart(x, y):
        first, back = _first_of_each(x, y)
        _say_merged(table, x.size - first.size)
        x, y, people = x[first], y[first], np.bincount(back, people).astype(np.float64)
    return Cells(x, y, people, planar), counted, table.digest


def read_sites(path: Path, *, planar: bool) -> tuple[Sites, Floats, str]:
    """Read places or candidates, and what each offers (1 without a column ``capacity``).

    Rows at one point are one site, the cheapest, unless they are stops of other days or weeks.
    """
    sites, offered, digest, _stands_for = _read_sites(path, ((), ()), planar=planar)
    return sites, offered, digest


def read_candidates(path: Path, question: Question, *, planar: bool) -> tuple[Sites, Question, str]:
    """Read candidates, and put the question in the names of those that stand for others.

    Of the rows at one point, one that is forced is kept; else the cheapest that is not banned. The
    point is banned when all its rows are; each name that it had still answers for it.
    """
    named = (question.forced, question.banned)
    sites, _offered, digest, stands_for = _read_sites(path, named, planar=planar)
    forced, banned = ([stands_for.get(name, name) for name in names] for names in named)
    return (
        sites,
        replace(
            question,
            forced=tuple(dict.fromkeys(forced)),
            banned=tuple(name for name in dict.fromkeys(banned) if name in question.banned),
        ),
        digest,
    )


def _read_sites(
    path: Path, named: tuple[tuple[str, ...], tuple[str, ...]], *, planar: bool
) -> tuple[Sites, Floats, str, dict[str, str]]:
    """Read sites where some are forced and some banned; say besides which stands for each row."""
    asked = Wanted(_axes(planar=planar), ("cost", "capacity"), ("id", "name", "weekday", "weeks"))
    table = read_table(path, asked)
    x, y = _points(table, planar=planar)
    ids = _ids(table, x.size)
    cost = table.numbers.get("cost", np.zeros(x.size))
    table.refuse_where(cost < 0, _("line %s: the cost is negative"))
    weekdays = weekdays_of(table.texts.get("weekday"), table.lines, table.refuse)
    weeks = weeks_of(table.texts.get("weeks"), weekdays, table.lines, table.refuse)
    day, week = (np.zeros(x.size) if v is None else np.array(v, float) for v in (weekdays, weeks))
    first, back = _first_of_each(x, y, day, week)
    _say_merged(table, x.size - first.size)
    rank = [(name in named[1]) - (name in named[0]) for name in ids]
    kept = first.copy()
    for row, at in enumerate(back):
        if (rank[row], cost[row]) < (rank[kept[at]], cost[kept[at]]):
            kept[at] = row
    names = table.texts.get("name") or [""] * x.size
    sites = Sites(
        x[kept],
        y[kept],
        tuple(ids[i] for i in kept),
        tuple(names[i] for i in kept),
        cost[kept],
        planar,
        None if weeks is None else weeks[kept],
        () if weekdays is None else tuple(int(weekdays[i]) for i in kept),
    )
    supply = table.numbers.get("capacity", np.ones(x.size))
    offered = np.bincount(back, supply, minlength=kept.size).astype(np.float64)
    stands_for = {ids[row]: ids[kept[at]] for row, at in enumerate(back)}
    return sites, offered, table.digest, stands_for


def _ids(table: Table, size: int) -> list[str]:
    ids = table.texts.get("id") or [str(number) for number in range(1, size + 1)]
    seen: set[str] = set()
    for identifier in ids:
        if identifier in seen:
            raise table.refuse(_("the identifier “%s” stands twice") % identifier)
        seen.add(identifier)
    return ids


def check_out(*paths: Path | None) -> None:
    """Refuse early what could not be written in the end."""
    for path in paths:
        if path is not None and not path.absolute().parent.is_dir():
            raise click.ClickException(_("%s: this folder is not here") % path.absolute().parent)
