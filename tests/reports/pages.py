"""Addresses of the pages of a draft, and what they say."""

from django.http import HttpResponse
from django.urls import reverse

from maille.reports.models import Draft


def to(name: str, draft: Draft, *more: object) -> str:
    """Give the address of a page of a draft."""
    return reverse(f"reports:{name}", args=[draft.place.slug, draft.public_id, *more])


def messages_of(response: HttpResponse) -> list[str]:
    """Give what a page says of what was just done."""
    return [str(message) for message in response.context["messages"]]
