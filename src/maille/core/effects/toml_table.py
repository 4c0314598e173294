"""Reading a parsed TOML table strictly: what is missing, of another type or unknown is refused."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from maille.core.effects.errors import GridError
from maille.core.kernel.text import Text

LANGUAGES = ("fr", "en")

Word = TypeVar("Word", bound=StrEnum)


class Table:
    """One table, which remembers what was read so that :meth:`close` finds what was not.

    Parameters
    ----------
    data
        The table as parsed.
    where
        How to name it in an error.
    """

    def __init__(self, data: object, where: str) -> None:
        """Refuse what is not a table."""
        if not isinstance(data, Mapping):
            raise GridError(f"{where}: not a table")
        self.where = where
        self._data: Mapping[str, object] = data
        self._read: set[str] = set()

    def _get(self, key: str) -> object:
        self._read.add(key)
        return self._data.get(key)

    def string(self, key: str) -> str:
        """Give a text that must be there."""
        value = self._get(key)
        if not isinstance(value, str) or not value.strip():
            raise GridError(f"{self.where}.{key}: a text is missing")
        return value

    def string_or_none(self, key: str) -> str | None:
        """Give a text, or ``None`` when the key is absent."""
        return self.string(key) if self._get(key) is not None else None

    def flag(self, key: str) -> bool:
        """Give true or false; absent is false."""
        value = self._get(key)
        if value is not None and not isinstance(value, bool):
            raise GridError(f"{self.where}.{key}: neither true nor false")
        return bool(value)

    def whole_number(self, key: str) -> int | None:
        """Give a whole number above zero, or ``None`` when the key is absent."""
        value = self._get(key)
        if value is None:
            return None
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            raise GridError(f"{self.where}.{key}: not a whole number above zero")
        return value

    def table_or_none(self, key: str) -> "Table | None":
        """Give a table, or ``None`` when the key is absent."""
        value = self._get(key)
        return None if value is None else Table(value, f"{self.where}.{key}")

    def word(self, key: str, words: type[Word]) -> Word:
        """Give a member of an enumeration."""
        value = self.string(key)
        try:
            return words(value)
        except ValueError as error:
            raise GridError(f"{self.where}.{key}: {value!r} is unknown") from error

    def strings(self, key: str) -> tuple[str, ...]:
        """Give a list of texts; absent is empty."""
        value = self._get(key) or []
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise GridError(f"{self.where}.{key}: not a list of texts")
        return tuple(value)

    def tables(self, key: str) -> tuple["Table", ...]:
        """Give a list of tables, each named by its ``id`` when it has one; absent is empty."""
        value = self._get(key) or []
        if not isinstance(value, list):
            raise GridError(f"{self.where}.{key}: not a list of tables")
        return tuple(
            Table(one, f"{self.where}.{one.get('id', rank) if isinstance(one, Mapping) else rank}")
            for rank, one in enumerate(value)
        )

    def text(self, key: str) -> Text:
        """Give a text in each language of the product."""
        table = Table(self._get(key), f"{self.where}.{key}")
        words = {language: table.string(language) for language in LANGUAGES}
        table.close()
        return Text(**words)

    def text_or_none(self, key: str) -> Text | None:
        """Give a text in each language, or ``None`` when the key is absent."""
        return self.text(key) if self._get(key) is not None else None

    def close(self) -> None:
        """Refuse a key that nothing has read: it is a mistake, or a wish nobody grants."""
        unknown = sorted(set(self._data) - self._read)
        if unknown:
            raise GridError(f"{self.where}: unknown {', '.join(unknown)}")
