"""The application's name for Django."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    """Third places, their portraits, their life cycle, who stewards them."""

    name = "maille.places"
    label = "places"
