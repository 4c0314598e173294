"""How fresh a place's page is: ``{% load freshness %}``."""

from django import template
from django.utils import timezone

from maille.places.freshness import freshness_sentence
from maille.places.models import Place

register = template.Library()


@register.filter
def freshness(place: Place) -> str:
    """Say when the team last confirmed what the page tells."""
    return freshness_sentence(place.confirmed_on, timezone.localdate())
