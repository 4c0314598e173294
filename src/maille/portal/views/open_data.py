"""The page that says what is given away, under which licences."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.views.decorators.http import require_safe

from maille.portal.exports.licences import licence_address
from maille.portal.exports.site import site_of
from maille.portal.filters import FILTERS
from maille.portal.queries.open_data import amounts, licences_in_use, source_lines
from maille.web.public_pages import public_page


@require_safe
@public_page
def open_data(request: HttpRequest) -> HttpResponse:
    """Say which files there are, how many places they hold, whose words they are."""
    context = {
        "amounts": SimpleLazyObject(amounts),
        "licences": SimpleLazyObject(
            lambda: [(name, licence_address(name)) for name in licences_in_use()]
        ),
        "sources": SimpleLazyObject(
            lambda: [(one, licence_address(one.licence)) for one in source_lines()]
        ),
        "filters": FILTERS,
        "interface": site_of(request).base + reverse("api:list_places"),
    }
    return render(request, "portal/open_data.html", context)
