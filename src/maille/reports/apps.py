"""The application's name for Django."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """What a place declares, and the editions it publishes."""

    name = "maille.reports"
    label = "reports"
