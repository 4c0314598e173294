"""The page that imports records."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from maille.places.views.access import limited, person_of
from maille.reports.commune_mesure.actions import import_records
from maille.reports.commune_mesure.forms import ImportForm
from maille.reports.commune_mesure.showing import show_outcome


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@limited("30/h")
def import_files(request: HttpRequest) -> HttpResponse:
    """Take files in, and show what was taken, doubted, set aside, refused."""
    if request.method != "POST":
        return render(request, "reports/import.html", {"form": ImportForm()})
    form = ImportForm(request.POST, request.FILES)
    if not form.is_valid():
        return render(request, "reports/import.html", {"form": form}, status=400)
    outcomes = import_records(files=form.incoming(), by=person_of(request))
    context = {"form": ImportForm(), "files": [show_outcome(outcome) for outcome in outcomes]}
    return render(request, "reports/import.html", context)
