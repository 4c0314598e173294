"""Addresses for machines: the same in every language, and they stay."""

from django.urls import path

from maille.portal.views import crawling, files

app_name = "files"

_DATA = "donnees/"

urlpatterns = [
    path("robots.txt", crawling.robots, name="robots"),
    path("sitemap.xml", crawling.sitemap, name="sitemap"),
    path("sitemap-<int:part>.xml", crawling.sitemap_part, name="sitemap_part"),
    path("lieux/<slug:slug>/profil.json", files.give_profile, name="profile"),
    path(f"{_DATA}catalogue.jsonld", files.give_catalogue, name="catalogue"),
    path(f"{_DATA}lieux.schema.json", files.give_schema, name="places_schema"),
    path(f"{_DATA}lieux.geojson", files.give_file, {"form": "geojson"}, name="places_geojson"),
    path(f"{_DATA}lieux.csv", files.give_file, {"form": "csv"}, name="places_csv"),
    path(f"{_DATA}mediation-numerique.csv", files.give_file, {"form": "mednum"}, name="mednum_csv"),
    path(
        f"{_DATA}mediation-numerique.json",
        files.give_file,
        {"form": "mednum-json"},
        name="mednum_json",
    ),
    path(
        f"{_DATA}data-inclusion/structures.json",
        files.give_file,
        {"form": "data-inclusion"},
        name="structures",
    ),
    path(
        f"{_DATA}data-inclusion/services.json",
        files.give_file,
        {"form": "data-inclusion-services"},
        name="services",
    ),
    path(f"{_DATA}murmurations.json", files.give_file, {"form": "murmurations"}, name="profiles"),
]
