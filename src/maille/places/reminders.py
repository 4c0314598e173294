"""The letter that asks a team whether all is still right, and the address that stops it."""

from collections.abc import Callable

from django.core import signing
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from maille.places.freshness import freshness_sentence
from maille.places.models import Membership
from maille.web.typography import typeset

_SALT = "maille.places.reminders"


def reminder_key(member: Membership) -> str:
    """Give what stops the reminders of one person about one place, in an address."""
    return signing.dumps(member.pk, salt=_SALT)


def member_of_key(key: str) -> Membership | None:
    """Give whose reminders an address stops, when it is one of ours."""
    try:
        pk = signing.loads(key, salt=_SALT)
    except signing.BadSignature:
        return None
    return Membership.objects.select_related("place").filter(pk=pk).first()


def write_reminder(member: Membership, site: Callable[[str], str]) -> EmailMessage:
    """Write to one steward, in their language, with how to stop in one click (RFC 8058)."""
    language = member.person.language
    with override(language):
        stop = site(reverse("places:reminders_stop", args=[reminder_key(member)]))
        context = {
            "place": member.place,
            "freshness": freshness_sentence(member.place.confirmed_on, timezone.localdate()),
            "page": site(reverse("places:place", args=[member.place.slug])),
            "edit": site(reverse("places:edit", args=[member.place.slug])),
            "stop": stop,
        }
        body = render_to_string("places/reminder.txt", context)
        subject = _("Is the page of %s still right?") % " ".join(member.place.name.split())
    return EmailMessage(
        subject=typeset(subject, language),
        body=typeset(body.strip(), language) + "\n",
        to=[member.person.email],
        headers={
            "List-Unsubscribe": f"<{stop}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
    )
