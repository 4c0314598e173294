"""Static files under names that hold their hash, the imports of modules among them."""

from collections.abc import Iterator
from typing import Any

from whitenoise.storage import CompressedManifestStaticFilesStorage

# What comes from npm: its folder names the version, its files come packed and import each other.
VENDOR = "vendor/"
_IMPORT = (
    r"""(?P<matched>(?P<what>(?:import|export)\s[^"';]*?\sfrom\s*)["'](?P<url>\./.*?)["'];)""",
    '%(what)s"%(url)s";',
)


class ModuleStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # untyped
    """Also rewrite ``import … from "./other.mjs"``, so that modules are kept for ever."""

    patterns = (*CompressedManifestStaticFilesStorage.patterns, ("*.mjs", (_IMPORT,)))

    def post_process(
        self,
        paths: dict[str, Any],
        dry_run: bool = False,  # noqa: FBT001, FBT002 - Django's own signature
    ) -> Iterator[tuple[str, str | None, bool | Exception]]:
        """Leave what comes from npm as it is."""
        ours = {name: path for name, path in paths.items() if not name.startswith(VENDOR)}
        yield from super().post_process(ours, dry_run=dry_run)
