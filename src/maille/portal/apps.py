"""The application's name for Django."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """The way in: home, list of places, style page."""

    name = "maille.portal"
    label = "portal"
