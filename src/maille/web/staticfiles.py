"""Static files under names that hold their hash, the imports of modules among them."""

from whitenoise.storage import CompressedManifestStaticFilesStorage

_IMPORT = (
    r"""(?P<matched>(?P<what>(?:import|export)\s[^"';]*?\sfrom\s*)["'](?P<url>\./.*?)["'];)""",
    '%(what)s"%(url)s";',
)


class ModuleStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # untyped
    """Also rewrite ``import … from "./other.mjs"``, so that modules are kept for ever."""

    patterns = (*CompressedManifestStaticFilesStorage.patterns, ("*.mjs", (_IMPORT,)))
