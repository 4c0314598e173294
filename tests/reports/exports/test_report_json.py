"""The report document as a file."""

import json

import jsonschema

from maille.reports.exports import render_json
from tests.reports.exports.documents import make_document, make_draft, make_empty_draft


def test_file_holds_the_document():
    assert json.loads(render_json(make_document())) == make_document()


def test_file_is_utf8_indented_and_ends_with_a_line_feed():
    content = render_json(make_document())
    assert content.startswith(b'{\n  "schema": "maille-report/1",\n')
    assert content.endswith(b"\n}\n")
    assert "Échelle".encode() in content


def test_documents_of_these_tests_follow_the_schema(repository):
    schema = json.loads((repository / "docs/reference/report.schema.json").read_text("utf-8"))
    validator = jsonschema.Draft202012Validator(schema)
    for document in (
        make_document(),
        make_document(stated=False),
        make_draft(),
        make_empty_draft(),
    ):
        assert [error.message for error in validator.iter_errors(document)] == []
