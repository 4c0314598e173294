"""Photographs of a place: added, described, put first, removed."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from maille.core.kernel.errors import CoreError
from maille.places.actions import order_photos, remove_photo
from maille.places.forms.photos import AddPhotoForm, PhotoWordsForm
from maille.places.models import Place
from maille.places.policies import may_edit_place
from maille.places.views.access import for_place, limited, person_of, said


@require_http_methods(["GET", "HEAD", "POST"])
@limited("60/h")
@for_place(may_edit_place)
def edit_photos(request: HttpRequest, place: Place) -> HttpResponse:
    """Show the photographs of a place, and take one more."""
    form = AddPhotoForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            form.add(place=place, by=person_of(request))
        except CoreError as error:
            form.add_error("file", said(error))
        else:
            messages.success(request, _("The photograph is on the page of the place."))
            return redirect("places:photos", place.slug)
    context = {"place": place, "form": form, "photos": place.photos.all()}
    return render(request, "places/photos.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_place(may_edit_place)
def edit_photo(request: HttpRequest, place: Place, photo: str) -> HttpResponse:
    """Change the words of a photograph."""
    row = get_object_or_404(place.photos.all(), public_id=photo)
    form = PhotoWordsForm(request.POST or None, photo=row)
    if form.is_valid():
        form.save(by=person_of(request))
        messages.success(request, _("Saved."))
        return redirect("places:photos", place.slug)
    return render(request, "places/photo.html", {"place": place, "form": form, "photo": row})


@require_POST
@for_place(may_edit_place)
def show_first(request: HttpRequest, place: Place, photo: str) -> HttpResponse:
    """Put a photograph before the others."""
    row = get_object_or_404(place.photos.all(), public_id=photo)
    others = place.photos.exclude(pk=row.pk)
    order_photos(place=place, photos=[row, *others], by=person_of(request))
    return redirect("places:photos", place.slug)


@require_POST
@for_place(may_edit_place)
def delete_photo(request: HttpRequest, place: Place, photo: str) -> HttpResponse:
    """Take a photograph away."""
    row = get_object_or_404(place.photos.all(), public_id=photo)
    remove_photo(photo=row, by=person_of(request))
    messages.success(request, _("The photograph is gone."))
    return redirect("places:photos", place.slug)
