"""Being written to when something changes somewhere; stopping."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from maille.directory.actions import confirm_subscription, stop_subscription
from maille.directory.forms.subscribing import SubscriptionForm
from maille.directory.letters import send_confirmation
from maille.directory.models import Subscription
from maille.directory.queries.digests import area_of
from maille.people.models import Person
from maille.places.views.access import limited


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@limited("20/h")
def subscribe(request: HttpRequest) -> HttpResponse:
    """Ask to be written to; whoever does it for another learns nothing."""
    person = request.user if isinstance(request.user, Person) else None
    initial = {
        "network": request.GET.get("reseau", ""),
        "commune": request.GET.get("commune", ""),
        "email": person.email if person else "",
    }
    form = SubscriptionForm(request.POST or None, initial=initial)
    if form.is_valid():
        asked = form.save(by=person)
        if asked is not None and asked.confirmed_at is None:
            send_confirmation(asked, request.build_absolute_uri)
        if asked is not None and person is not None and asked.person_id == person.pk:
            messages.success(request, _("You will be written to when something changes there."))
            return redirect("directory:subscription", asked.public_id)
        return redirect("directory:subscribe_sent")
    mine = person.subscriptions.order_by("pk") if person else ()
    rows = [(row, area_of(row)) for row in mine]
    return render(request, "directory/subscribing/ask.html", {"form": form, "rows": rows})


@require_safe
def subscribe_sent(request: HttpRequest) -> HttpResponse:
    """Say that a letter is on its way, whoever asked for whom."""
    return render(request, "directory/subscribing/sent.html")


@require_safe
@never_cache
def show_subscription(request: HttpRequest, subscription: str) -> HttpResponse:
    """Show what one asked for: only the letters know this address."""
    row = get_object_or_404(Subscription, public_id=subscription)
    context = {"subscription": row, "area": area_of(row)}
    return render(request, "directory/subscribing/one.html", context)


@require_POST
def confirm(request: HttpRequest, subscription: str) -> HttpResponse:
    """Write to this address from now on."""
    row = get_object_or_404(Subscription, public_id=subscription)
    confirm_subscription(subscription=row)
    messages.success(request, _("You will be written to when something changes there."))
    return redirect("directory:subscription", row.public_id)


@csrf_exempt  # mail programs stop it for their reader, with no page open: the address is the key
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, subscription: str) -> HttpResponse:
    """Stop and erase at once; a link that is only followed asks first."""
    row = Subscription.objects.filter(public_id=subscription).first()
    if request.method != "POST" and row is not None:
        return redirect("directory:subscription", row.public_id)
    if row is not None:
        stop_subscription(subscription=row)
    return render(request, "directory/subscribing/stopped.html")
