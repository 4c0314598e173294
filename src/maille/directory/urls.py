"""Routes of the directory."""

from django.urls import URLPattern, path

from maille.directory.views import duplicates

app_name = "directory"

urlpatterns: list[URLPattern] = [
    path("annuaire/doublons/", duplicates.list_duplicates, name="duplicates"),
    path("annuaire/doublons/chercher/", duplicates.look_for_duplicates, name="duplicates_look"),
    path("annuaire/doublons/fusions/", duplicates.list_merges, name="merges"),
    path(
        "annuaire/doublons/fusions/<uuid:merge>/defaire/",
        duplicates.take_merge_back,
        name="merge_undo",
    ),
    path("annuaire/doublons/<uuid:pair>/", duplicates.review_pair, name="pair"),
]
