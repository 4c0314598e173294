"""Answers that any page of the web may read, and any cache keep for a while."""

from typing import Final, TypeVar

from django.http.response import HttpResponseBase

Answer = TypeVar("Answer", bound=HttpResponseBase)
# A cache may answer for a while, then asks whether anything changed.
FRESH_SECONDS: Final = 300


def opened(response: Answer) -> Answer:
    """Let any page of the web read an answer, and caches keep it for a while."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Expose-Headers"] = "ETag, Link"
    response["Cache-Control"] = f"public, max-age={FRESH_SECONDS}"
    return response
