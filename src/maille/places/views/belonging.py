"""What a place answers to networks; whether all that it tells is still right."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from maille.core.kernel.errors import CoreError
from maille.places import actions
from maille.places.models import NetworkInvitation, Place
from maille.places.policies import may_edit_place, may_steward_place
from maille.places.reminders import member_of_key
from maille.places.views.access import for_place, person_of, said


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def answer_invitation(request: HttpRequest, invitation: str) -> HttpResponse:
    """Accept or decline what a network asked of a place that one runs."""
    row = get_object_or_404(
        NetworkInvitation.objects.select_related("network", "place"), public_id=invitation
    )
    if not may_steward_place(request.user, row.place):
        raise PermissionDenied
    if request.method == "POST":
        accepts = request.POST.get("answer") == "accept"
        try:
            actions.answer_network(invitation=row, accepts=accepts, by=person_of(request))
        except CoreError as error:
            messages.error(request, said(error))
        else:
            told = _("Your place belongs to this network.") if accepts else _("You declined.")
            messages.success(request, told)
        return redirect("places:belongings", row.place.slug)
    context = {"invitation": row, "network": row.network, "place": row.place}
    return render(request, "places/network_invitation.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_place(may_steward_place)
def show_belongings(request: HttpRequest, place: Place) -> HttpResponse:
    """Show the networks of a place; agree to one that lists it, or leave."""
    if request.method == "POST":
        row = get_object_or_404(
            place.belongings.select_related("network"), network__slug=request.POST.get("network")
        )
        if request.POST.get("do") == "agree":
            actions.agree_to_belong(place=place, network=row.network, by=person_of(request))
            messages.success(request, _("Your place belongs to this network."))
        else:
            actions.leave_network(belonging=row, by=person_of(request))
            messages.success(request, _("Your place has left %s.") % row.network.name)
        return redirect("places:belongings", place.slug)
    context = {
        "place": place,
        "belongings": place.belongings.select_related("network").order_by("network__name"),
        "invitations": place.network_invitations.filter(answer="").select_related("network"),
    }
    return render(request, "places/belongings.html", context)


@require_POST
@for_place(may_edit_place)
def confirm_place(request: HttpRequest, place: Place) -> HttpResponse:
    """Say that all that the page tells is still right."""
    actions.confirm_place(place=place, by=person_of(request))
    messages.success(request, _("Thank you: the page says that you confirmed it."))
    return redirect("places:place", place.slug)


@csrf_exempt  # mail programs stop it for their reader, with no page open: the address is the key
@require_http_methods(["GET", "HEAD", "POST"])
def stop_reminders(request: HttpRequest, reminder: str) -> HttpResponse:
    """Send no more reminders about a place to somebody; a link that is only followed asks first."""
    member = member_of_key(reminder)
    if member is None:
        raise Http404
    if request.method == "POST":
        actions.stop_reminders(member=member)
    context = {"member": member, "stopped": not member.reminders}
    return render(request, "places/reminders_stop.html", context)
