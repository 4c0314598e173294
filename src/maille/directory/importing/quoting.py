"""Reading the rows of a table of text, even where a quote that opens is never closed."""

import csv
from collections import deque
from collections.abc import Iterable, Iterator, Sequence


class _Feed:
    """Gives lines one by one; those of the row being read are kept, to be read again."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = iter(lines)
        self._again: deque[str] = deque()
        self.held: list[str] = []
        self.ended = False

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else next(self._lines, None)
        if line is None:
            self.ended = True
            raise StopIteration
        self.held.append(line)
        return line

    def take(self) -> list[str]:
        """Give the lines of the row that was read, and forget them."""
        held, self.held = self.held, []
        return held

    def give_back(self, lines: Sequence[str]) -> None:
        """Put lines back before those that come."""
        self._again.extendleft(reversed(lines))
        self.ended = False


def rows_of(lines: Iterable[str], separator: str) -> Iterator[tuple[int, list[str]]]:
    """Give rows, and on which line each begins, from 0.

    A quote that is not closed would swallow the lines that follow. Its line is then read as it
    stands, quote and all, and those lines are rows again. As cells may well hold line feeds and
    separators, that is done only where quotes are misplaced, and where the line and the next one
    are each as wide as the headings.

    Raises
    ------
    csv.Error
        When a row cannot be read.
    """
    feed = _Feed(lines)
    reader = csv.reader(feed, delimiter=separator)
    number, width = 0, 0
    while True:
        error = None
        try:
            row = next(reader, None)
        except csv.Error as caught:
            row, error = [], caught
        if row is None:
            return
        held = feed.take()
        unclosed = error is not None or feed.ended or _is_swallowing(row, held, separator)
        if unclosed and width and _are_rows(held[:2], separator, width):
            feed.give_back(held[1:])
            held = held[:1]
            row = _as_it_stands(held[0], separator)
        elif error is not None:
            raise error
        yield number, row
        number += len(held)
        width = width or len(row)


def _is_swallowing(row: Sequence[str], held: Sequence[str], separator: str) -> bool:
    """Tell whether a cell may hold whole lines, between quotes that are misplaced."""
    if len(held) == 1 or not any("\n" in cell and separator in cell for cell in row):
        return False
    try:
        list(csv.reader(held, delimiter=separator, strict=True))
    except csv.Error:
        return True
    return False


def _are_rows(lines: Sequence[str], separator: str, width: int) -> bool:
    """Tell whether lines are each as wide as the headings; the first one as it stands."""
    if len(_as_it_stands(lines[0], separator)) != width:
        return False
    return all(
        width
        in (len(_as_it_stands(line, separator)), len(next(csv.reader([line], delimiter=separator))))
        for line in lines[1:]
    )


def _as_it_stands(line: str, separator: str) -> list[str]:
    """Cut a line at every separator, whatever its quotes."""
    return next(csv.reader([line], delimiter=separator, quoting=csv.QUOTE_NONE), [])
