"""The importer of Commune Mesure records: reading is easy, doubting is the work.

``read_record`` turns bytes into a frozen record or a refusal, ``find_doubts`` compares the records
of one run, ``take`` keeps what may be written, ``report_document`` and ``report_lines`` tell all of
it. Nothing here touches a row; ``docs/reference/import-commune-mesure.md`` has the rules.
"""

from maille.reports.commune_mesure.doubts import find_doubts
from maille.reports.commune_mesure.reading import read_record
from maille.reports.commune_mesure.report import (
    Outcome,
    Status,
    outcome_of,
    outcome_of_refusal,
    report_document,
    report_lines,
)
from maille.reports.commune_mesure.taking import Taken, take
from maille.reports.commune_mesure.values import (
    Doubt,
    Field,
    Flag,
    Gazetteer,
    GivenAnswer,
    GivenStory,
    KnownCommune,
    KnownDepartment,
    Reason,
    Record,
    Refusal,
    Shape,
    UnknownLabel,
)

__all__ = [
    "Doubt",
    "Field",
    "Flag",
    "Gazetteer",
    "GivenAnswer",
    "GivenStory",
    "KnownCommune",
    "KnownDepartment",
    "Outcome",
    "Reason",
    "Record",
    "Refusal",
    "Shape",
    "Status",
    "Taken",
    "UnknownLabel",
    "find_doubts",
    "outcome_of",
    "outcome_of_refusal",
    "read_record",
    "report_document",
    "report_lines",
    "take",
]
