"""The countries whose communes are known."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Country(models.TextChoices):
    """A country, by its ISO 3166 code."""

    FRANCE = "FR", _("France")
    BELGIUM = "BE", _("Belgium")
