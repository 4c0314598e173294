"""The rows of the directory: sources, what they delivered, what they say, what is in doubt."""

from maille.directory.models.claims import Claim, Doubt, Question, Shown
from maille.directory.models.duplicates import Merge, Pair
from maille.directory.models.sources import Delivery, Record, Source
from maille.directory.models.subscriptions import Subscription

__all__ = [
    "Claim",
    "Delivery",
    "Doubt",
    "Merge",
    "Pair",
    "Question",
    "Record",
    "Shown",
    "Source",
    "Subscription",
]
