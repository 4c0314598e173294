"""The pages of networks that everybody may read; asking for one, confirming it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from maille.core.kernel.errors import CoreError
from maille.places import actions
from maille.places.forms.networks import NetworkForm
from maille.places.models import Network
from maille.places.policies import (
    Visitor,
    may_ask_for_network,
    may_confirm_networks,
    may_facilitate,
    may_see_network,
)
from maille.places.queries.networks import (
    networks_asked_for,
    networks_with_counts,
    places_of_network,
)
from maille.places.queries.territories import territory_of
from maille.places.views.access import for_network, limited, person_of, said
from maille.web.public_pages import public_page

PLACES_PER_PAGE = 60


@require_safe
@public_page
def list_networks(request: HttpRequest) -> HttpResponse:
    """List the networks; those that wait for a confirmation, for who gives it."""
    confirms = may_confirm_networks(request.user)
    context = {
        "networks": networks_with_counts(),
        "asked": networks_asked_for() if confirms else (),
        "may_ask": may_ask_for_network(request.user),
    }
    return render(request, "places/networks.html", context)


@require_safe
@public_page
@for_network(may_see_network)
def show_network(request: HttpRequest, network: Network) -> HttpResponse:
    """Show what a network says of itself, where it works, its places."""
    found = places_of_network(network)
    context = {
        "network": network,
        "territory": territory_of(network),
        "page": Paginator(found, PLACES_PER_PAGE).get_page(request.GET.get("page")),
        "facilitates": may_facilitate(request.user, network),
        "map_address": request.build_absolute_uri("/")[:-1],
    }
    return render(request, "places/network.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@limited("10/h")
def ask_for_network(request: HttpRequest) -> HttpResponse:
    """Ask for a network; the administration confirms it."""
    if not may_ask_for_network(request.user):
        raise PermissionDenied
    form = NetworkForm(request.POST or None)
    if form.is_valid():
        try:
            network = form.ask(by=person_of(request))
        except CoreError as error:
            form.add_error("name", said(error))
        else:
            return redirect("places:network_run", network.slug)
    return render(request, "places/network_ask.html", {"form": form})


def _may_confirm(person: Visitor, _network: Network) -> bool:
    return may_confirm_networks(person)


@require_POST
@for_network(_may_confirm)
def confirm_network(request: HttpRequest, network: Network) -> HttpResponse:
    """Let a network be seen, and invite."""
    actions.confirm_network(network=network)
    messages.success(request, _("This network is confirmed."))
    return redirect("places:network", network.slug)


@require_POST
@for_network(_may_confirm)
def refuse_network(request: HttpRequest, network: Network) -> HttpResponse:
    """Erase a network that was only asked for."""
    try:
        actions.refuse_network(network=network)
        messages.success(request, _("This request is erased."))
    except CoreError as error:
        messages.error(request, said(error))
    return redirect("places:networks")
