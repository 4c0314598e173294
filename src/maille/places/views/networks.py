"""The page of a network."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from maille.places import actions
from maille.places.forms.team import FacilitatorForm
from maille.places.models import Network
from maille.places.policies import may_appoint_facilitators
from maille.places.queries import public_places


@require_http_methods(["GET", "HEAD", "POST"])
def show_network(request: HttpRequest, network: str) -> HttpResponse:
    """List the places of a network; the platform's administrators appoint who looks after it."""
    row = get_object_or_404(Network, slug=network)
    appoints = may_appoint_facilitators(request.user)
    if request.method == "POST" and not appoints:
        raise PermissionDenied
    form = FacilitatorForm(request.POST or None)
    if form.is_valid():
        actions.appoint_facilitator(network=row, person=form.cleaned_data["email"])
        messages.success(request, _("Saved."))
        return redirect("places:network", row.slug)
    context = {
        "network": row,
        "places": public_places().filter(networks=row),
        "appoints": appoints,
        "facilitators": row.memberships.select_related("person") if appoints else (),
        "form": form,
    }
    return render(request, "places/network.html", context)


@require_POST
def dismiss_facilitator(request: HttpRequest, network: str, member: int) -> HttpResponse:
    """Take a network back from who looked after it."""
    row = get_object_or_404(Network, slug=network)
    if not may_appoint_facilitators(request.user):
        raise PermissionDenied
    membership = get_object_or_404(row.memberships.select_related("network"), pk=member)
    actions.dismiss_facilitator(membership=membership)
    messages.success(request, _("Saved."))
    return redirect("places:network", row.slug)
