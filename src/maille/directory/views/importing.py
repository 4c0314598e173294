"""Bringing in a list: chosen, its columns understood, tried, taken."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from maille.core.kernel.errors import CoreError
from maille.directory.forms.importing import ColumnsForm, ListForm
from maille.directory.importing.engine import Asked, import_directory
from maille.directory.importing.holding import HeldList, held_list, hold_list
from maille.directory.importing.mapping import SourceMapping
from maille.directory.importing.mapping_toml import read_mapping
from maille.directory.importing.reports import DirectoryReport
from maille.directory.importing.suggesting import suggest_mapping
from maille.directory.importing.writing import write_mapping
from maille.directory.policies import (
    may_import_lists,
    may_recognise_places,
    networks_facilitated,
)
from maille.places.models import Network
from maille.places.views.access import limited, person_of, said

MOST_TOLD = 100


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@limited("120/h")
def bring_list(request: HttpRequest) -> HttpResponse:
    """Take a file, show what was understood of its columns, try it, then bring it in."""
    if not may_import_lists(request.user):
        raise PermissionDenied
    if "held" in request.POST:
        return _with_columns(request)
    given = (request.POST, request.FILES) if request.method == "POST" else ()
    form = ListForm(*given, networks=networks_facilitated(request.user))
    if form.is_valid():
        file = form.cleaned_data["file"]
        held = hold_list(person_of(request), file.name, file.chunks())
        try:
            columns = ColumnsForm(suggestion=suggest_mapping(held.file))
        except CoreError as error:
            form.add_error("file", said(error))
        else:
            return _columns_page(request, held, columns, _asked(request, form))
    status = 400 if form.is_bound else 200
    return render(request, "directory/importing/choose.html", {"form": form}, status=status)


def _asked(request: HttpRequest, form: ListForm) -> Asked:
    cleaned = form.cleaned_data
    return Asked(
        source=cleaned["source"],
        licence=cleaned["licence"],
        network=cleaned["network"],
        by=person_of(request),
    )


def _with_columns(request: HttpRequest) -> HttpResponse:
    """Read the held file by the columns that were chosen; take it when that was asked."""
    try:
        held = held_list(person_of(request), request.POST["held"])
        form = ColumnsForm(request.POST, suggestion=suggest_mapping(held.file))
    except CoreError as error:
        again = ListForm(networks=networks_facilitated(request.user))
        context = {"form": again, "said": said(error)}
        return render(request, "directory/importing/choose.html", context, status=400)
    asked = _asked_again(request)
    if not form.is_valid():
        return _columns_page(request, held, form, asked, status=400)
    try:
        report = import_directory(file=held.file, mapping=_mapping(request, form), asked=asked)
    except CoreError as error:
        form.add_error(None, said(error))
        return _columns_page(request, held, form, asked, status=400)
    if asked.dry_run:
        return _columns_page(request, held, form, asked, report=report)
    held.file.path.unlink(missing_ok=True)
    return render(request, "directory/importing/done.html", _told(report, asked))


def _asked_again(request: HttpRequest) -> Asked:
    return Asked(
        source=request.POST.get("source", ""),
        licence=request.POST.get("licence", ""),
        network=_network(request),
        by=person_of(request),
        dry_run="take" not in request.POST,
    )


def _network(request: HttpRequest) -> Network | None:
    """Give the network that was chosen, among those that this person looks after."""
    networks = networks_facilitated(request.user)
    slug = request.POST.get("network", "")
    if networks is None:
        return get_object_or_404(Network, slug=slug) if slug else None
    found = [network for network in networks if network.slug == slug]
    if not found:
        raise PermissionDenied
    return found[0]


def _mapping(request: HttpRequest, form: ColumnsForm) -> SourceMapping:
    """Read the mapping that was chosen or written.

    Raises
    ------
    MappingError
        When it says something that no mapping says, or that this person may not say.
    """
    if form.cleaned_data["use_text"]:
        mapping = read_mapping(form.cleaned_data["text"])
        if mapping.places and not may_recognise_places(request.user):
            raise CoreError(_("only whoever runs the site recognises places: take [places] away"))
        return mapping
    suggestion = form.suggestion
    return read_mapping(
        write_mapping(
            suggestion.table, form.guesses(), suggestion.samples, escaped=suggestion.escaped
        )
    )


def _columns_page(
    request: HttpRequest,
    held: HeldList,
    form: ColumnsForm,
    asked: Asked,
    *,
    report: DirectoryReport | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {"held": held, "form": form, "asked": asked}
    if report:
        context |= _told(report, asked)
    return render(request, "directory/importing/columns.html", context, status=status)


def _told(report: DirectoryReport, asked: Asked) -> dict[str, object]:
    remarks = [*report.refusals, *report.doubts]
    return {
        "asked": asked,
        "report": report,
        "outcomes": report.outcomes,
        "remarks": remarks[:MOST_TOLD],
        "others": max(0, len(remarks) - MOST_TOLD),
    }
