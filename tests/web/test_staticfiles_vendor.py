"""What comes from npm keeps its names, and the map's modules ask for the version that is locked."""

import json

from django.core.files.base import ContentFile

from maille.web.staticfiles import ModuleStorage


def test_what_comes_from_npm_is_left_as_it_is(tmp_path):
    storage = ModuleStorage(location=tmp_path, base_url="/static/")
    names = ["vendor/engine-1/engine.mjs", "page.mjs"]
    for name in names:
        storage.save(name, ContentFile(b"export const a = 1;"))
    done = storage.post_process({name: (storage, name) for name in names})
    assert {name for name, _hashed, _processed in done} == {"page.mjs"}
    assert (tmp_path / names[0]).read_bytes() == b"export const a = 1;"


def test_the_map_asks_for_the_engine_that_is_locked(repository):
    locked = json.loads((repository / "package-lock.json").read_text(encoding="utf-8"))
    version = locked["packages"]["node_modules/maplibre-gl"]["version"]
    asked = (repository / "src/maille/web/static/web/map.mjs").read_text(encoding="utf-8")
    assert f'"../vendor/maplibre-gl-{version}/maplibre-gl.mjs"' in asked


def test_the_lock_keeps_hashes_and_no_address(repository):
    text = (repository / "package-lock.json").read_text(encoding="utf-8")
    packages = {name: one for name, one in json.loads(text)["packages"].items() if name}
    assert [name for name, one in packages.items() if not one.get("integrity")] == []
    assert "resolved" not in text
    assert "https://registry" not in text
