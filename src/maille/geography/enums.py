"""The countries whose communes are known."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Country(models.TextChoices):
    """A country, by its ISO 3166 code."""

    FRANCE = "FR", _("France")
    BELGIUM = "BE", _("Belgium")


class IntermunicipalityKind(models.TextChoices):
    """The kinds of French groupings of communes, as the DGCL writes them."""

    COMMUNITY_OF_COMMUNES = "CC", _("community of communes")
    AGGLOMERATION_COMMUNITY = "CA", _("agglomeration community")
    URBAN_COMMUNITY = "CU", _("urban community")
    METROPOLIS = "METRO", _("metropolis")
    METROPOLIS_OF_LYON = "MET69", _("metropolis of Lyon")
