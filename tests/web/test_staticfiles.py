"""Modules under names that hold their hash."""

import pytest
from django.core.files.base import ContentFile

from maille.web.staticfiles import ModuleStorage


@pytest.fixture
def collected(tmp_path):
    """Give a folder where a page's script imports two others."""
    storage = ModuleStorage(location=tmp_path, base_url="/static/")
    files = {
        "page.mjs": 'import { a } from "./a.mjs";\nimport * as b from "./b.mjs";\na(b);\n',
        "a.mjs": 'export { b as a } from "./b.mjs";\n',
        "b.mjs": 'export const b = "./page.mjs";\n',
    }
    for name, text in files.items():
        storage.save(name, ContentFile(text.encode()))
    list(storage.post_process({name: (storage, name) for name in files}))
    return storage


def read(storage, name: str) -> str:
    with storage.open(storage.stored_name(name)) as file:
        return file.read().decode()


def test_imports_name_the_very_version_that_they_mean(collected):
    a, b = collected.stored_name("a.mjs"), collected.stored_name("b.mjs")
    assert a != "a.mjs"
    assert read(collected, "page.mjs") == (
        f'import {{ a }} from "./{a}";\nimport * as b from "./{b}";\na(b);\n'
    )
    assert read(collected, "a.mjs") == f'export {{ b as a }} from "./{b}";\n'


def test_texts_that_look_like_addresses_are_left_alone(collected):
    assert read(collected, "b.mjs") == 'export const b = "./page.mjs";\n'
