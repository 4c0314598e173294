"""The application's name for Django."""

from django.apps import AppConfig


class GeographyConfig(AppConfig):
    """Communes, departments and regions of France and Belgium."""

    name = "maille.geography"
    label = "geography"
