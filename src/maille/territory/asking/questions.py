"""What somebody may ask of a ground, without the engine that answers."""

from dataclasses import dataclass
from typing import Final

MODES: Final = ("walk", "bicycle", "car")
MINUTES: Final = (5, 10, 15, 20, 30, 45)
MOST_SITES: Final = 100


@dataclass(frozen=True, slots=True)
class Asked:
    """So many sites, so many minutes, some sites to take and some to leave."""

    sites: int
    mode: str
    minutes: int
    forced: tuple[str, ...] = ()
    banned: tuple[str, ...] = ()


def asked_in(document: dict[str, object]) -> Asked:
    """Give what a study's document answers."""
    told = document["question"]
    assert isinstance(told, dict)  # noqa: S101 - a document is written by this application alone
    return Asked(
        sites=told["sites"],
        mode=told["mode"],
        minutes=told["minutes"],
        forced=tuple(told["forced"]),
        banned=tuple(told["banned"]),
    )
