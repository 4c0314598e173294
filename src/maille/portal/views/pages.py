"""The way in: home, list of places, style page.

What a page reads waits until the page asks for it: most of it may be kept from another reader.
"""

from typing import cast

from django.core.paginator import Page
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.views.decorators.http import require_safe

from maille.portal.atlas import Atlas, Found, Wanted, atlas_at, find
from maille.portal.forms import SearchForm
from maille.portal.queries.listings import list_with_reports, told_place
from maille.portal.queries.mapping import page_of, places_at
from maille.portal.samples import SampleForm, declared_threads, woven_threads
from maille.portal.vocabulary import AMOUNTS, CLASSES, COMPONENTS, GRADES
from maille.web.colours import palette
from maille.web.kept import STATE
from maille.web.public_pages import public_page
from maille.web.templatetags.maille import reading_language
from maille.web.weave import DIRECTIONS


@require_safe
@public_page
def home(request: HttpRequest) -> HttpResponse:
    """Say what Maille is, beside a real report."""
    told = SimpleLazyObject(lambda: told_place(reading_language()))
    return render(request, "portal/home.html", {"told": told})


@require_safe
@public_page
def places(request: HttpRequest) -> HttpResponse:
    """List the places, all of them or those that answer."""
    form = SearchForm(request.GET)
    asked = form.cleaned_data if form.is_valid() else {"q": "", "state": ""}
    atlas = cast("Atlas", SimpleLazyObject(lambda: atlas_at(request.META.get(STATE))))
    found = cast(
        "Found",
        SimpleLazyObject(
            lambda: find(atlas, Wanted(q=asked["q"], state=asked["state"]), timezone.now())
        ),
    )
    page = cast("Page[int]", SimpleLazyObject(lambda: page_of(found, request.GET.get("page"))))
    listings = SimpleLazyObject(
        lambda: list_with_reports(places_at(atlas, found, list(page)), reading_language())
    )
    context = {"form": form, "found": found, "page": page, "listings": listings, "asked": asked}
    return render(request, "portal/places.html", context)


@require_safe
@public_page
def style(request: HttpRequest) -> HttpResponse:
    """Show how a page is set, each component by itself."""
    language = reading_language()
    context = {
        "colours": palette(),
        "form": SampleForm(),
        "wrong_form": SampleForm({"how": "closed", "count": "-3"}, prefix="wrong"),
        "declared": declared_threads(language),
        "woven": woven_threads(language),
        "classes": CLASSES,
        "components": COMPONENTS,
        "grades": GRADES,
        "amounts": AMOUNTS,
        "directions": DIRECTIONS,
    }
    return render(request, "portal/style.html", context)
