"""The way in."""

from django.urls import path

from maille.portal.views import pages

app_name = "portal"

urlpatterns = [
    path("", pages.home, name="home"),
    path("lieux/", pages.places, name="places"),
    path("style/", pages.style, name="style"),
]
