"""What may be chosen in the directory; labels are translated in ``locale``."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DeliveryState(models.TextChoices):
    """How far a delivery has been read."""

    READING = "reading", _("being read")
    READ = "read", _("read to its end")


class Outcome(models.TextChoices):
    """What became of one row of a file: a report counts each row once."""

    CREATED = "created", _("new places")
    UPDATED = "updated", _("changed")
    UNCHANGED = "unchanged", _("as before")
    DOUBTFUL = "doubtful", _("taken, with a doubt")
    REFUSED = "refused", _("refused")


class QuestionKind(models.TextChoices):
    """What a network is asked about a place."""

    GONE = "gone", _("no longer in the list of its source")


class QuestionAnswer(models.TextChoices):
    """What the network found out."""

    STILL_THERE = "still_there", _("still there")
    MOVED = "moved", _("moved")
    CLOSED = "closed", _("closed")
    NOT_A_PLACE = "not_a_place", _("not a third place")


class Rhythm(models.TextChoices):
    """How often somebody is written to."""

    WEEKLY = "weekly", _("every week")
    MONTHLY = "monthly", _("every month")


class PairDecision(models.TextChoices):
    """What somebody found out of two places that may be one."""

    SAME = "same", _("the same place")
    DIFFERENT = "different", _("not the same")
    UNSURE = "unsure", _("I do not know")
