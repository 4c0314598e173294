"""The evidence of an edition is kept whole, and nothing else is read as evidence."""

import datetime as dt
import json
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maille.core.effects.observing import AuthorRole, Evidence, ObservationKind, SourceKind
from maille.core.effects.values import Direction
from maille.reports.queries.freezing import freeze, thaw

NAMES = st.lists(st.text(max_size=8), max_size=3).map(tuple)
EVIDENCE = st.builds(
    Evidence,
    id=st.uuids().map(str),
    kind=st.none() | st.sampled_from(ObservationKind),
    on=st.dates(),
    source=st.sampled_from(SourceKind),
    author_role=st.sampled_from(AuthorRole),
    themes=NAMES,
    direction=st.none() | st.sampled_from(Direction),
    people=st.none() | st.integers(0, 5000),
    audiences=NAMES,
    coverage=st.none() | st.floats(0, 1),
    causal=st.booleans(),
)
PIECE = Evidence("a", None, dt.date(2025, 3, 1), SourceKind.SURVEY, AuthorRole.VISITOR)


@given(st.lists(EVIDENCE, max_size=5).map(tuple))
def test_what_is_frozen_thaws_to_the_same_evidence(evidence):
    frozen = freeze(evidence)
    assert thaw(frozen.content) == evidence
    assert (frozen.pieces, freeze(thaw(frozen.content))) == (len(evidence), frozen)


def test_a_field_that_came_later_takes_its_default():
    frozen = json.loads(zlib.decompress(freeze([PIECE]).content))
    place = frozen["fields"].index("causal")
    del frozen["fields"][place], frozen["rows"][0][place]
    assert thaw(zlib.compress(json.dumps(frozen).encode())) == (PIECE,)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not compressed",
        zlib.compress(b"[]"),
        zlib.compress(b'{"fields":["id"],"rows":[[1]]}'),
    ],
)
def test_what_is_no_evidence_is_refused(content):
    with pytest.raises(ValueError, match=r"."):
        thaw(content)


def test_evidence_that_swells_is_refused(monkeypatch):
    monkeypatch.setattr("maille.reports.queries.freezing.LARGEST", 10)
    with pytest.raises(ValueError, match="too large"):
        thaw(freeze([PIECE]).content)
