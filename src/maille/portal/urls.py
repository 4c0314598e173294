"""The way in."""

from django.urls import path

from maille.portal import views

app_name = "portal"

urlpatterns = [
    path("", views.home, name="home"),
    path("lieux/", views.places, name="places"),
    path("style/", views.style, name="style"),
]
