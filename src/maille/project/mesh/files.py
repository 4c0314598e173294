"""Tables of cells, places and candidates: read with care, refused in one clear line."""

import csv
import hashlib
import io
import math
from dataclasses import dataclass
from pathlib import Path

import click
import numpy as np
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maille.core.mesh.values import Cells, Floats, Ints, Sites

# Metropolitan France, with longitude read as latitude: open sea and the Horn of Africa.
_SWAPPED_FRANCE = ((41.0, 52.0), (-6.0, 10.0))
_MOST_LATITUDE, _MOST_LONGITUDE = 90.0, 180.0


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a file, by the names of its first line, and what its bytes add up to."""

    path: Path
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    digest: str

    def refuse(self, words: str) -> click.ClickException:
        """Give the error that names the file."""
        return click.ClickException(f"{self.path.name}: {words}")

    def texts(self, name: str) -> tuple[str, ...] | None:
        """Give a column as it is written, or nothing when it is not there."""
        if name not in self.columns:
            return None
        at = self.columns.index(name)
        return tuple(row[at].strip() for row in self.rows)

    def numbers(self, name: str) -> Floats:
        """Give a column as numbers; the first text among them is named with its line."""
        texts = self.texts(name)
        if texts is None:
            raise self.refuse(_("the column “%s” is missing") % name)
        numbers = np.zeros(len(texts))
        for i, text in enumerate(texts):
            try:
                numbers[i] = float(text)
            except ValueError:
                numbers[i] = math.nan
            if not math.isfinite(numbers[i]):
                raise self.refuse(
                    _("line %(line)s, %(column)s: “%(text)s” is not a number")
                    % {"line": i + 2, "column": name, "text": text}
                )
        return numbers


def read_table(path: Path) -> Table:
    """Read a CSV file: UTF-8, commas or semicolons, names on its first line."""
    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise click.ClickException(
            _("%s: this file is not UTF-8 text; save it again as CSV UTF-8") % path.name
        ) from None
    head = text.partition("\n")[0]
    comma = ";" if ";" in head and "," not in head else ","
    lines = [row for row in csv.reader(io.StringIO(text), delimiter=comma) if row]
    columns = tuple(name.strip().lower() for name in lines[0]) if lines else ()
    table = Table(path, columns, (), hashlib.sha256(content).hexdigest())
    for number, row in enumerate(lines[1:], 2):
        if len(row) != len(columns):
            raise table.refuse(
                _("line %(line)s has %(found)s values, %(due)s are due")
                % {"line": number, "found": len(row), "due": len(columns)}
            )
    return Table(path, columns, tuple(tuple(row) for row in lines[1:]), table.digest)


def _points(table: Table, *, planar: bool) -> tuple[Floats, Floats]:
    names = ("x", "y") if planar else ("longitude", "latitude")
    x, y = table.numbers(names[0]), table.numbers(names[1])
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


def _first_of_each(x: Floats, y: Floats) -> tuple[list[int], Ints]:
    """Give the first row of each point, and for each row which of these it is."""
    points = np.column_stack((x, y)) + 0.0
    _unique, first, back = np.unique(points, axis=0, return_index=True, return_inverse=True)
    order = np.argsort(first)
    rank = np.argsort(order)
    return [int(row) for row in first[order]], rank[back.ravel()].astype(np.int64)


def _say_merged(table: Table, merged: int) -> None:
    if merged:
        words = ngettext(
            "%(file)s: %(count)s row at a point that another row has was merged with it",
            "%(file)s: %(count)s rows at points that other rows have were merged with them",
            merged,
        )
        click.echo(words % {"file": table.path.name, "count": merged}, err=True)


def read_cells(path: Path, *, planar: bool, weight: str = "population") -> tuple[Cells, str]:
    """Read where people live; cells at one point are added up, and that is said."""
    table = read_table(path)
    x, y = _points(table, planar=planar)
    population = table.numbers(weight)
    if not x.size:
        raise table.refuse(_("there is no row"))
    if (population < 0).any():
        line = int(np.argmax(population < 0)) + 2
        raise table.refuse(_("line %s: the population is negative") % line)
    first, back = _first_of_each(x, y)
    _say_merged(table, x.size - len(first))
    return Cells(
        x[first], y[first], np.bincount(back, population).astype(np.float64), planar
    ), table.digest


def read_sites(path: Path, *, planar: bool) -> tuple[Sites, Floats, str]:
    """Read places or candidates, and what each offers (1 without a column ``capacity``)."""
    table = read_table(path)
    x, y = _points(table, planar=planar)
    ids = table.texts("id") or tuple(str(number) for number in range(1, x.size + 1))
    seen: set[str] = set()
    for identifier in ids:
        if identifier in seen:
            raise table.refuse(_("the identifier “%s” stands twice") % identifier)
        seen.add(identifier)
    has = {name: name in table.columns for name in ("cost", "capacity")}
    cost = table.numbers("cost") if has["cost"] else np.zeros(x.size)
    supply = table.numbers("capacity") if has["capacity"] else np.ones(x.size)
    if (cost < 0).any():
        raise table.refuse(_("line %s: the cost is negative") % (int(np.argmax(cost < 0)) + 2))
    names = table.texts("name") or ("",) * x.size
    first, back = _first_of_each(x, y)
    _say_merged(table, x.size - len(first))
    kept = list(first)
    for row, at in enumerate(back):
        if cost[row] < cost[kept[at]]:
            kept[at] = row
    sites = Sites(
        x[kept],
        y[kept],
        tuple(ids[i] for i in kept),
        tuple(names[i] for i in kept),
        cost[kept],
        planar,
    )
    offered = np.bincount(back, supply, minlength=len(kept)).astype(np.float64)
    return sites, offered, table.digest


def check_out(*paths: Path | None) -> None:
    """Refuse early what could not be written in the end."""
    for path in paths:
        if path is not None and not path.absolute().parent.is_dir():
            raise click.ClickException(_("%s: this folder is not here") % path.absolute().parent)
