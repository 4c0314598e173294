"""Why a place cannot be told in a standard; labels are translated in ``locale``."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Obstacle(models.TextChoices):
    """Why a place is left out of a file."""

    HELD_BACK = "held_back", _("its name comes from a source that states no licence")
    FICTIONAL = "fictional", _("it is a fictional place")
    CLOSED = "closed", _("it has closed, and this standard cannot say so")
    MOVED = "moved", _("it has moved, and this standard cannot say so")
    PROJECT = "project", _("it is not open yet, and this standard cannot say so")
    STATE_UNKNOWN = "state_unknown", _("whether it is open comes from a source without licence")
    ABROAD = "abroad", _("it is not in France")
    NO_SIRET = "no_siret", _("it states no SIRET number")
    WRONG_SIRET = "wrong_siret", _("its SIRET number is not one")
    NO_STREET = "no_street", _("it states no street")
    NO_POSTCODE = "no_postcode", _("it states no postcode of five digits")
    NO_COMMUNE = "no_commune", _("it states no town")
    NAME_LENGTH = "name_length", _("its name is shorter or longer than this standard allows")
    NO_SERVICE = "no_service", _("it states no digital help")
