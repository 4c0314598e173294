"""The observations of a place in its archive (``docs/reference/place-archive.md``)."""

import json
from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext as _

from maille.observations.actions.archives import (
    restore_decisions,
    restore_feeds,
    restore_mappings,
    restore_observations,
)
from maille.observations.actions.survey_archives import restore_plans, restore_waves
from maille.observations.queries.archives import (
    describe_decisions,
    describe_feeds,
    describe_mappings,
    describe_observations,
)
from maille.observations.queries.survey_archives import describe_plans, describe_waves
from maille.places.errors import ArchiveError
from maille.places.exports.containers import read_json
from maille.places.models import Place

FOLDER: Final = "observations/"
VERSIONS: Final = f"{FOLDER}versions.jsonl"
MAPPINGS: Final = f"{FOLDER}mappings.jsonl"
DECISIONS: Final = f"{FOLDER}decisions.jsonl"
SURVEYS: Final = f"{FOLDER}surveys.jsonl"
COUNTS: Final = f"{FOLDER}counts.jsonl"
FEEDS: Final = f"{FOLDER}feeds.jsonl"


class ObservationsPart:
    """Every version with its receipt and state, what visitors answered, counts, calendars."""

    folder = FOLDER

    def collect(self, place: Place) -> dict[str, bytes]:
        """Give the files of this part, by full name; a place that noted nothing has none."""
        parts = {
            VERSIONS: describe_observations(place),
            MAPPINGS: describe_mappings(place),
            DECISIONS: describe_decisions(place),
            SURVEYS: describe_waves(place),
            COUNTS: describe_plans(place),
            FEEDS: describe_feeds(place),
        }
        return {name: _lines(rows) for name, rows in parts.items() if rows}

    def restore(self, place: Place, entries: Mapping[str, bytes]) -> None:
        """Write the rows of this part again, or raise ``ArchiveError``."""
        if not {*entries} <= {VERSIONS, MAPPINGS, DECISIONS, SURVEYS, COUNTS, FEEDS}:
            raise ArchiveError(_("the observations of this archive have a file too many"))
        rows = restore_observations(place=place, described=_described(entries, VERSIONS))
        restore_mappings(place=place, described=_described(entries, MAPPINGS))
        restore_decisions(described=_described(entries, DECISIONS), keys={row.key for row in rows})
        restore_waves(place=place, described=_described(entries, SURVEYS))
        restore_plans(place=place, described=_described(entries, COUNTS))
        restore_feeds(place=place, described=_described(entries, FEEDS))


def _lines(rows: list[dict[str, Any]]) -> bytes:
    written = (json.dumps(row, ensure_ascii=False, sort_keys=True) for row in rows)
    return "".join(f"{line}\n" for line in written).encode()


def _described(entries: Mapping[str, bytes], name: str) -> list[dict[str, Any]]:
    found = [read_json(line) for line in entries.get(name, b"").splitlines()]
    if not all(isinstance(one, dict) for one in found):
        raise ArchiveError(_("an observation of this archive is not as it should be: %s") % name)
    return [one for one in found if isinstance(one, dict)]
