"""The way in."""

from django.urls import path

from maille.portal.views import open_data, pages

app_name = "portal"

urlpatterns = [
    path("", pages.home, name="home"),
    path("lieux/", pages.places, name="places"),
    path("donnees/", open_data.open_data, name="open_data"),
    path("style/", pages.style, name="style"),
]
