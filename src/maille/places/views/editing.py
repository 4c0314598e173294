"""Describing a place, section by section; who changed what."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from maille.core.kernel.errors import CoreError
from maille.places.actions import remove_life_event
from maille.places.forms.life import LifeEventForm
from maille.places.models import Place
from maille.places.policies import may_edit_place, may_read_drafts, may_steward_place
from maille.places.queries.history import history_of
from maille.places.queries.portraits import portrait_of
from maille.places.views.access import for_place, person_of, said
from maille.places.views.sections import SECTIONS, section_page


@require_safe
@for_place(may_edit_place)
def edit_place(request: HttpRequest, place: Place) -> HttpResponse:
    """List what may be described."""
    context = {
        "place": place,
        "sections": SECTIONS.values(),
        "may_steward": may_steward_place(request.user, place),
    }
    return render(request, "places/edit.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_place(may_edit_place)
def edit_section(request: HttpRequest, place: Place, section: str) -> HttpResponse:
    """Edit one section; what was typed stays when something is to be mended."""
    if section not in SECTIONS:
        raise Http404
    posted = request.POST if request.method == "POST" else None
    page = section_page(SECTIONS[section], place, posted)
    if posted is not None and page.save(place=place, by=person_of(request)):
        messages.success(request, _("Saved."))
        return redirect("places:edit", place.slug)
    return render(request, "places/section.html", {"place": place, "page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@for_place(may_edit_place)
def edit_life(request: HttpRequest, place: Place) -> HttpResponse:
    """Tell what happened, and since when."""
    form = LifeEventForm(request.POST or None)
    if form.is_valid():
        try:
            form.save(place=place, by=person_of(request))
        except CoreError as error:
            form.add_error(None, said(error))
        else:
            messages.success(request, _("Saved."))
            return redirect("places:life", place.slug)
    context = {
        "place": place,
        "form": form,
        "portrait": portrait_of(place),
        "events": place.life_events.all(),
    }
    return render(request, "places/life.html", context)


@require_POST
@for_place(may_edit_place)
def remove_event(request: HttpRequest, place: Place, event: str) -> HttpResponse:
    """Take back an event told by mistake."""
    row = get_object_or_404(place.life_events.all(), public_id=event)
    try:
        remove_life_event(event=row, by=person_of(request))
        messages.success(request, _("Removed; the page of changes keeps it."))
    except CoreError as error:
        messages.error(request, said(error))
    return redirect("places:life", place.slug)


@require_safe
@for_place(may_read_drafts)
def show_history(request: HttpRequest, place: Place) -> HttpResponse:
    """Show who changed what, when, and what stood there before."""
    context = {
        "place": place,
        "page": history_of(place, request.GET.get("page")),
        "may_edit": may_edit_place(request.user, place),
        "may_steward": may_steward_place(request.user, place),
    }
    return render(request, "places/history.html", context)
