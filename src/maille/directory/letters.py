"""Letters about an area: the one that asks whether it was you, and those that tell."""

from collections.abc import Callable, Sequence

from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from maille.directory.models import Subscription
from maille.directory.queries.digests import PlaceNews, area_of
from maille.web.typography import typeset

# A whole list brought in makes no letter of a thousand lines.
MOST_TOLD = 40
# Gives the whole address of a page of this site from its path.
Site = Callable[[str], str]


def send_confirmation(subscription: Subscription, site: Site) -> None:
    """Ask the reader of an address whether they did ask; nothing else is ever sent before."""
    with override(subscription.language):
        page = reverse("directory:subscription", args=[subscription.public_id])
        context = {"area": area_of(subscription), "address": site(page)}
        body = render_to_string("directory/letters/confirmation.txt", context)
        subject = _("Write to you about %s?") % context["area"]
        _letter(subscription, subject, body, {}).send()


def write_digest(subscription: Subscription, news: Sequence[PlaceNews], site: Site) -> EmailMessage:
    """Write what changed, with how to stop in one click (RFC 8058)."""
    with override(subscription.language):
        stop = site(reverse("directory:subscription_stop", args=[subscription.public_id]))
        page = site(reverse("directory:subscription", args=[subscription.public_id]))
        told = [(one, site(reverse("places:place", args=[one.slug]))) for one in news]
        context = {
            "area": area_of(subscription),
            "news": told[:MOST_TOLD],
            "others": len(told[MOST_TOLD:]),
            "page": page,
        }
        body = render_to_string("directory/letters/digest.txt", context)
        subject = _("What changed: %s") % context["area"]
        headers = {
            "List-Unsubscribe": f"<{stop}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        }
        return _letter(subscription, subject, body, headers)


def _letter(
    subscription: Subscription, subject: str, body: str, headers: dict[str, str]
) -> EmailMessage:
    language = subscription.language
    return EmailMessage(
        subject=typeset(" ".join(subject.split()), language),
        body=typeset(body.strip(), language) + "\n",
        to=[subscription.email],
        headers=headers,
    )
