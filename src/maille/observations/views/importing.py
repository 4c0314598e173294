"""Bringing in what a place wrote elsewhere: chosen, previewed, taken."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import capfirst
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from maille.observations.errors import ImportFileError
from maille.observations.forms.importing import ColumnsForm, ImportSourceForm
from maille.observations.importing.holding import HeldFile, forget_file, held_file, hold_file
from maille.observations.importing.preview import preview_of
from maille.observations.importing.taking import NoDayError, Reading, read_file, take_reading
from maille.observations.policies import may_import_observations
from maille.places.models import Place
from maille.places.views.access import for_place, limited, person_of


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@limited("120/h")
@for_place(may_import_observations)
def bring_in(request: HttpRequest, place: Place) -> HttpResponse:
    """Take a file or a table, show what it would give, then bring it in."""
    if "held" in request.POST:
        return _with_columns(request, place)
    form = ImportSourceForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if form.is_valid():
        name, content = form.source()
        try:
            reading = read_file(place, name, content)
        except NoDayError as error:
            return _preview(request, place, hold_file(place, name, content), error=error)
        except ImportFileError as error:
            form.add_error(None, capfirst(str(error)))
        else:
            return _preview(request, place, hold_file(place, name, content), reading)
    context = {"place": place, "form": form}
    status = 400 if form.is_bound else 200
    return render(request, "observations/importing/choose.html", context, status=status)


def _with_columns(request: HttpRequest, place: Place) -> HttpResponse:
    """Read the held file by the columns that were chosen; take it when that was asked."""
    try:
        held = held_file(place, request.POST["held"])
    except ImportFileError as error:
        context = {"place": place, "form": ImportSourceForm(), "said": capfirst(str(error))}
        return render(request, "observations/importing/choose.html", context, status=400)
    try:
        reading = _read_again(request, place, held)
    except NoDayError as error:
        return _preview(request, place, held, error=error)
    if "take" not in request.POST:
        return _preview(request, place, held, reading)
    report = take_reading(place=place, name=held.name, reading=reading, by=person_of(request))
    forget_file(place, held.token)
    context = {"place": place, "report": report, "told": report.told[:100]}
    return render(request, "observations/importing/done.html", context)


def _read_again(request: HttpRequest, place: Place, held: HeldFile) -> Reading:
    try:
        first = read_file(place, held.name, held.content)
    except NoDayError as error:
        first = error.reading
    form = ColumnsForm(request.POST, reading=first)
    if not first.is_table or not form.is_valid():
        return first
    return read_file(place, held.name, held.content, mapping=form.mapping())


def _preview(
    request: HttpRequest,
    place: Place,
    held: HeldFile,
    reading: Reading | None = None,
    error: NoDayError | None = None,
) -> HttpResponse:
    read = reading or (error.reading if error else Reading(()))
    columns = ColumnsForm(None, reading=read) if read.is_table else None
    context = {
        "place": place,
        "held": held,
        "columns": columns,
        "said": capfirst(str(error)) if error else "",
        "preview": preview_of(read, today=timezone.localdate()),
    }
    return render(
        request, "observations/importing/preview.html", context, status=400 if error else 200
    )
