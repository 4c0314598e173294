"""The application's name for Django."""

from django.apps import AppConfig


class TerritoryConfig(AppConfig):
    """Coverage and siting studies."""

    name = "maille.territory"
    label = "territory"
