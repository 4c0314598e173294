"""A place takes away all it entered."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from maille.places.models import Place
from maille.places.policies import may_steward_place
from maille.reports.archive import write_place_archive
from maille.reports.views.access import for_place


@never_cache
@require_safe
@for_place(may_steward_place)
def export(_request: HttpRequest, place: Place) -> HttpResponse:
    """Send the archive of a place, its reports included."""
    return HttpResponse(
        write_place_archive(place),
        content_type="application/zip",
        headers={"Content-Disposition": f'attachment; filename="{place.slug}.zip"'},
    )
