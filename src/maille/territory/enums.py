"""The words that the rows of studies are held to."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Visibility(models.TextChoices):
    """Who may read a study."""

    PUBLIC = "public", _("everybody: it stands in the list")
    LINK = "link", _("whoever has its link")
    PRIVATE = "private", _("me alone, and the platform's administrators")
