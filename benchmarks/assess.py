"""How long it takes to grade a place-year of evidence and to write its report.

Run as a file; nothing is published, and a busy machine makes it lie.
"""

import datetime as dt
import gc
import random
import statistics
import time

from maille.core.disclosure.released import release
from maille.core.effects.assess import assess
from maille.core.effects.cards import EditionCard, PlaceCard
from maille.core.effects.document import report_document
from maille.core.effects.observing import AuthorRole, Evidence, ObservationKind, SourceKind
from maille.core.effects.values import Answers, Direction, Writing
from maille.core.kernel.period import Period
from maille.grids import load_grid

PIECES = 10_000
ROUNDS = 9
GOAL_MS = 200
_YEAR = Period(dt.date(2025, 1, 1), dt.date(2025, 12, 31))
_DAYS = 365
_ALWAYS = (Direction.FAVOURABLE, Direction.FAVOURABLE, Direction.UNFAVOURABLE, None)


def place_year(pieces: int, seed: int = 1) -> tuple[Evidence, ...]:
    """Make up what a busy place notes in a year."""
    draw = random.Random(seed)  # noqa: S311 - made-up observations keep no secret
    themes = [theme.id for theme in load_grid().themes]
    return tuple(
        Evidence(
            id=f"{number:08}-0000-4000-8000-000000000000",
            kind=draw.choice(list(ObservationKind)),
            on=dt.date(2025, 1, 1) + dt.timedelta(days=draw.randrange(_DAYS)),
            source=draw.choice((SourceKind.REGISTER, SourceKind.TRACE, SourceKind.TESTIMONY)),
            author_role=draw.choice(list(AuthorRole)),
            themes=tuple(draw.sample(themes, draw.choice((0, 1, 1, 2)))),
            direction=draw.choice(_ALWAYS),
            people=draw.choice((None, draw.randrange(60))),
            counted=draw.choice((True, False)),
            audiences=("neighbours",),
        )
        for number in range(pieces)
    )


def measure(evidence: tuple[Evidence, ...]) -> float:
    """Grade, let out and write once, in milliseconds of processor time."""
    grid = load_grid()
    place = PlaceCard(id="1", slug="place", name="La Filature")
    start = time.process_time()
    released = release(assess(Answers(_YEAR), grid, evidence))
    report_document(released, place=place, edition=EditionCard(), writing=Writing.OFF)
    return 1000 * (time.process_time() - start)


def main() -> None:
    """Print the median of several rounds beside the goal."""
    # As the server does, in maille.project.wsgi.
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)
    evidence = place_year(PIECES)
    rounds = [measure(evidence) for _ in range(ROUNDS)]
    print(
        f"{PIECES} pieces of evidence: {statistics.median(rounds):.0f} ms "
        f"(fastest {min(rounds):.0f}, goal {GOAL_MS})"
    )


if __name__ == "__main__":
    main()
