"""Every text of the screens exists in French, and no catalogue holds a text that is gone."""

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from django.utils.translation import template

KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
STRING = r"""u?("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')"""
CALL = re.compile(rf"\b(n?p?gettext|_)\(\s*{STRING}(?:\s*,\s*{STRING})?(?:\s*,\s*{STRING})?")
Message = tuple[str, str]

CATALOGUES = [
    path.parents[3]
    for path in sorted(
        (Path(__file__).parents[2] / "src/maille").glob("*/locale/fr/LC_MESSAGES/django.po")
    )
]


def messages_of_python(path: Path) -> Iterator[Message]:
    with path.open("rb") as source:
        for _line, found, _comments, context in extract("python", source, keywords=KEYWORDS):
            singular = found[0] if isinstance(found, tuple) else found
            yield context or "", singular


def messages_of_template(path: Path) -> Iterator[Message]:
    code = template.templatize(path.read_text(encoding="utf-8"), origin=str(path))
    for name, *arguments in CALL.findall(code):
        values = [eval(argument) for argument in arguments if argument]  # noqa: S307 - literals
        if "p" in name.replace("gettext", ""):
            yield values[0], values[1]
        else:
            yield "", values[0]


def messages_of(application: Path) -> set[Message]:
    found: set[Message] = set()
    for path in application.rglob("*.py"):
        found.update(messages_of_python(path))
    for path in (*application.rglob("*.html"), *application.rglob("*.txt")):
        found.update(messages_of_template(path))
    return {message for message in found if message[1]}


def catalogue_of(application: Path) -> dict[Message, object]:
    file = application / "locale/fr/LC_MESSAGES/django.po"
    catalogue = read_po(io.BytesIO(file.read_bytes()), locale="fr")
    return {
        (
            message.context or "",
            message.id[0] if isinstance(message.id, tuple) else message.id,
        ): message
        for message in catalogue
        if message.id
    }


@pytest.mark.parametrize("application", CATALOGUES, ids=lambda path: path.name)
def test_catalogue_holds_every_message_and_no_other(application):
    assert set(catalogue_of(application)) == messages_of(application)


@pytest.mark.parametrize("application", CATALOGUES, ids=lambda path: path.name)
def test_every_message_is_translated_with_its_placeholders(application):
    wrong = []
    for message in catalogue_of(application).values():
        texts = message.string if isinstance(message.string, tuple) else (message.string,)
        if message.fuzzy or not all(texts) or list(message.check()):
            wrong.append(message.id)
    assert wrong == []


def test_every_application_with_messages_has_a_catalogue(repository):
    applications = [path.parent for path in (repository / "src/maille").glob("*/apps.py")]
    speaking = {path.name for path in applications if messages_of(path)}
    assert speaking == {path.name for path in CATALOGUES}
