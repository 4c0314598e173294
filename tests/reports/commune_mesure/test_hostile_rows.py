"""Whatever stands in a record, importing it does not crash: it is refused for a reason, or kept."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maille.reports.commune_mesure import reasons
from maille.reports.commune_mesure.actions import IncomingFile, import_records
from tests.reports.commune_mesure.test_hostile import PATHS, RECORDS, VALUES, replaced

pytestmark = pytest.mark.django_db


@settings(deadline=None, max_examples=25)
@given(st.sampled_from(PATHS), VALUES)
def test_any_value_anywhere_is_kept_or_refused_for_a_reason(where, value):
    index, path = where
    data = json.dumps(replaced(RECORDS[index], path, value)).encode()
    (outcome,) = import_records(files=[IncomingFile("a.json", data)], by=None)
    assert outcome.reason is None or outcome.reason.message != reasons.FAILED
