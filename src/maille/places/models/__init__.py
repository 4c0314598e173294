"""The rows of places: what a place says of itself, who looks after it, its programme."""

from maille.places.models.networks import (
    Belonging,
    Network,
    NetworkInvitation,
    NetworkMembership,
)
from maille.places.models.occasions import Occasion, OccasionException
from maille.places.models.places import (
    DeviceToken,
    Invitation,
    LaterForm,
    LifeEvent,
    Link,
    Means,
    Membership,
    Occupants,
    Partner,
    Photo,
    Place,
    Portrait,
    PortraitPart,
    Statement,
    Surface,
)
from maille.places.models.sites import PublicSite, Stop

__all__ = [
    "Belonging",
    "DeviceToken",
    "Invitation",
    "LaterForm",
    "LifeEvent",
    "Link",
    "Means",
    "Membership",
    "Network",
    "NetworkInvitation",
    "NetworkMembership",
    "Occasion",
    "OccasionException",
    "Occupants",
    "Partner",
    "Photo",
    "Place",
    "Portrait",
    "PortraitPart",
    "PublicSite",
    "Statement",
    "Stop",
    "Surface",
]
