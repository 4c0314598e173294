"""Letters that a page sends."""

from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from maille.places.models import Invitation


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
