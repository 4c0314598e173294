"""Importing records in a test."""

import datetime as dt
import json

from maille.reports.commune_mesure.actions import IncomingFile, import_records

ON = dt.datetime(2026, 11, 22, 9, tzinfo=dt.UTC)


def incoming(*records):
    return [
        IncomingFile(
            f"{number}.json", record if isinstance(record, bytes) else json.dumps(record).encode()
        )
        for number, record in enumerate(records)
    ]


def bring(*records, by=None):
    return import_records(files=incoming(*records), by=by, on=ON)


def bring_one(record, by=None):
    (outcome,) = bring(record, by=by)
    return outcome
