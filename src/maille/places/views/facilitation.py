"""What the facilitators of a network do: describe it, draw its territory, invite, look after."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from maille.core.kernel.errors import CoreError
from maille.places import actions
from maille.places.forms.networks import NetworkForm, WordsForm
from maille.places.forms.team import FacilitatorForm
from maille.places.models import Network, NetworkInvitation
from maille.places.policies import Visitor, may_appoint_facilitators, may_facilitate
from maille.places.queries import networks as queries
from maille.places.queries.places import public_places, search_places
from maille.places.queries.territories import find_part, parts_named, territory_of
from maille.places.views.access import for_network, limited, person_of, said
from maille.places.views.letters import send_network_invitation

PER_PAGE = 40


@require_safe
@for_network(may_facilitate)
def run_network(request: HttpRequest, network: Network) -> HttpResponse:
    """Show who belongs, who was asked, and what waits."""
    belongings = queries.belongings_of(network)
    context = {
        "network": network,
        "page": Paginator(belongings, PER_PAGE).get_page(request.GET.get("page")),
        "invitations": queries.pending_invitations(network),
        "stale": queries.stale_places(network, timezone.localdate()).count(),
    }
    return render(request, "places/network_run.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_network(may_facilitate)
def describe_network(request: HttpRequest, network: Network) -> HttpResponse:
    """Change what a network says of itself."""
    form = NetworkForm(request.POST or None, initial=NetworkForm.initial_of(network))
    if form.is_valid():
        try:
            form.save(network=network)
        except CoreError as error:
            form.add_error("name", said(error))
        else:
            messages.success(request, _("Saved."))
            return redirect("places:network_run", network.slug)
    return render(request, "places/network_describe.html", {"network": network, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@for_network(may_facilitate)
def draw_territory(request: HttpRequest, network: Network) -> HttpResponse:
    """Add departments and communes found by their name, or take one out."""
    if request.method == "POST":
        part = find_part(request.POST.get("part", ""))
        if part is None:
            messages.error(request, _("This is neither a department nor a commune."))
        elif request.POST.get("do") == "remove":
            actions.remove_from_territory(network=network, part=part)
            messages.success(request, _("%s is taken out of the territory.") % part.name)
        else:
            actions.add_to_territory(network=network, part=part)
            messages.success(request, _("%s is in the territory now.") % part.name)
        return redirect("places:network_territory", network.slug)
    form = WordsForm(request.GET)
    context = {
        "network": network,
        "form": form,
        "found": parts_named(form.words(), network),
        "words": form.words(),
        "territory": territory_of(network),
    }
    return render(request, "places/network_territory.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@limited("120/h")
@for_network(may_facilitate)
def invite_place(request: HttpRequest, network: Network) -> HttpResponse:
    """Find places by name, or those of the territory, and invite them."""
    if request.method == "POST":
        return _invite(request, network)
    form = WordsForm(request.GET)
    words = form.words()
    found = (
        search_places(words).exclude(networks=network) if words else queries.places_around(network)
    )
    context = {
        "network": network,
        "form": form,
        "words": words,
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "asked": set(queries.pending_invitations(network).values_list("place", flat=True)),
    }
    return render(request, "places/network_invite.html", context)


def _invite(request: HttpRequest, network: Network) -> HttpResponse:
    place = get_object_or_404(public_places(), slug=request.POST.get("place", ""))
    try:
        asked = actions.invite_place(network=network, place=place, by=person_of(request))
    except CoreError as error:
        messages.error(request, said(error))
    else:
        if isinstance(asked, NetworkInvitation):
            send_network_invitation(request, asked)
            messages.success(request, _("%s is invited: its team answers.") % place.name)
        else:
            messages.success(request, _("%s is listed: nobody runs it here yet.") % place.name)
    return redirect("places:network_invite", network.slug)


@require_POST
@for_network(may_facilitate)
def withdraw_invitation(request: HttpRequest, network: Network, invitation: str) -> HttpResponse:
    """Take back what was asked of a place."""
    row = get_object_or_404(queries.pending_invitations(network), public_id=invitation)
    actions.withdraw_network_invitation(invitation=row)
    messages.success(request, _("The invitation is cancelled."))
    return redirect("places:network_run", network.slug)


@require_POST
@for_network(may_facilitate)
def take_off(request: HttpRequest, network: Network, belonging: int) -> HttpResponse:
    """Take a place off the list of a network."""
    row = get_object_or_404(network.belongings.select_related("place"), pk=belonging)
    actions.leave_network(belonging=row, by=person_of(request))
    messages.success(request, _("%s is no longer in this network.") % row.place.name)
    return redirect("places:network_run", network.slug)


@require_safe
@for_network(may_facilitate)
def show_freshness(request: HttpRequest, network: Network) -> HttpResponse:
    """List the places that nobody has confirmed for a year."""
    found = queries.stale_places(network, timezone.localdate())
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "places/network_freshness.html", {"network": network, "page": page})


def _may_appoint(person: Visitor, _network: Network) -> bool:
    return may_appoint_facilitators(person)


@require_http_methods(["GET", "HEAD", "POST"])
@for_network(_may_appoint)
def appoint_facilitators(request: HttpRequest, network: Network) -> HttpResponse:
    """Show who looks after a network, and appoint somebody."""
    form = FacilitatorForm(request.POST or None)
    if form.is_valid():
        actions.appoint_facilitator(network=network, person=form.cleaned_data["email"])
        messages.success(request, _("Saved."))
        return redirect("places:network_facilitators", network.slug)
    context = {
        "network": network,
        "facilitators": network.memberships.select_related("person"),
        "form": form,
    }
    return render(request, "places/network_facilitators.html", context)


@require_POST
@for_network(_may_appoint)
def dismiss_facilitator(request: HttpRequest, network: Network, member: int) -> HttpResponse:
    """Take a network back from who looked after it."""
    membership = get_object_or_404(network.memberships.select_related("network"), pk=member)
    actions.dismiss_facilitator(membership=membership)
    messages.success(request, _("Saved."))
    return redirect("places:network_facilitators", network.slug)
