"""The application's name for Django."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Layout, components, typography, the weave."""

    name = "maille.web"
    label = "web"
