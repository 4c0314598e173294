"""Letters that a page sends."""

from django.core.mail import send_mail
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from maille.places.enums import Role
from maille.places.models import Invitation, NetworkInvitation


def send_invitation(invitation: Invitation, address: str) -> None:
    """Write to the person invited, in the language of who invites."""
    place = invitation.place
    send_mail(
        subject=_("%s invites you to its team") % " ".join(place.name.split()),
        message=render_to_string(
            "places/invitation.txt",
            {"place": place, "role": invitation.get_role_display(), "address": address},
        ),
        from_email=None,
        recipient_list=[invitation.email],
    )


def send_network_invitation(request: HttpRequest, invitation: NetworkInvitation) -> None:
    """Write to each steward of the place that a network invites, in their language."""
    stewards = invitation.place.memberships.filter(role=Role.STEWARD).select_related("person")
    for member in stewards:
        with override(member.person.language):
            address = reverse("places:network_invitation", args=[invitation.public_id])
            context = {
                "network": invitation.network,
                "place": invitation.place,
                "address": request.build_absolute_uri(address),
                "about": request.build_absolute_uri(
                    reverse("places:network", args=[invitation.network.slug])
                ),
            }
            send_mail(
                subject=_("%s invites your place") % " ".join(invitation.network.name.split()),
                message=render_to_string("places/network_invitation.txt", context),
                from_email=None,
                recipient_list=[member.person.email],
            )
