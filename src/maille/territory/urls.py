"""Routes of the territory: studies, what if, gaps, files."""

from django.urls import path

from maille.territory.views import files, studies, what_if

app_name = "territory"

_STUDY = "etudes/<slug:study>/"
_WHAT_IF = f"{_STUDY}et-si/"

urlpatterns = [
    path("", studies.home, name="home"),
    path(_STUDY, studies.study, name="study"),
    path(f"{_STUDY}zones-blanches/", studies.gaps, name="gaps"),
    path(f"{_STUDY}nommer/", studies.rename, name="rename"),
    path(_WHAT_IF, what_if.what_if, name="what_if"),
    path(f"{_WHAT_IF}garder/", what_if.keep, name="keep"),
    path(f"{_WHAT_IF}carte.geojson", what_if.chart, name="what_if_map"),
    path(f"{_STUDY}carte.geojson", files.chart, name="map"),
    path(f"{_STUDY}sites.csv", files.sites, name="sites_csv"),
    path(f"{_STUDY}cellules.csv", files.cells, name="cells_csv"),
    path(f"{_STUDY}zones-blanches.csv", files.gaps, name="gaps_csv"),
    path(f"{_STUDY}etude.json", files.json, name="json"),
    path(f"{_STUDY}etude.pdf", files.pdf, name="pdf"),
]
