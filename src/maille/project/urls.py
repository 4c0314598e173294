"""Every route: each concept mounts its own; French without prefix, English under /en/."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from maille.observations.api import api
from maille.portal.api import router as places

api.add_router("/places", places)

urlpatterns = [
    path("api/v1/", api.urls),
    path("", include("maille.portal.file_urls")),
    *i18n_patterns(
        path("", include("maille.portal.urls")),
        path("compte/", include("maille.people.urls")),
        path("", include("maille.places.urls")),
        path("", include("maille.directory.urls")),
        path("", include("maille.observations.urls")),
        path("", include("maille.reports.urls")),
        path("territoire/", include("maille.territory.urls")),
        prefix_default_language=False,
    ),
]

handler400 = "maille.project.views.bad_request"
handler403 = "maille.project.views.permission_denied"
handler404 = "maille.project.views.not_found"
handler500 = "maille.project.views.server_error"
