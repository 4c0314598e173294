"""How known public lists are read: one mapping each, by name."""

from pathlib import Path

FOLDER = Path(__file__).parent


def mapping_text(name: str) -> str:
    """Give the text of a mapping that comes with Maille: ``cget-2019``."""
    return (FOLDER / f"{name}.toml").read_text(encoding="utf-8")
