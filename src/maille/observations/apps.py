"""The application's name for Django."""

from django.apps import AppConfig


class ObservationsConfig(AppConfig):
    """What happens in a place day by day."""

    name = "maille.observations"
    label = "observations"
