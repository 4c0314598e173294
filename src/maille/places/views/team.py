"""Who looks after a place, and which devices speak for it."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from maille.core.kernel.errors import CoreError
from maille.people.actions import add_person
from maille.places import actions
from maille.places.enums import Role
from maille.places.forms.team import DeviceForm, InvitationForm, RoleForm
from maille.places.models import Invitation, Place
from maille.places.policies import may_steward_place
from maille.places.queries.team import team_of
from maille.places.views.access import for_place, limited, person_of, said
from maille.places.views.letters import send_invitation


@require_http_methods(["GET", "HEAD", "POST"])
@limited("30/h")
@for_place(may_steward_place)
def edit_team(request: HttpRequest, place: Place) -> HttpResponse:
    """Show the team, and invite somebody."""
    form = InvitationForm(request.POST or None)
    if form.is_valid():
        invitation = actions.invite_member(place=place, by=person_of(request), **form.cleaned_data)
        if not settings.SIGNUP_OPEN:
            add_person(email=invitation.email, language=get_language() or "fr")
        address = reverse("places:invitation", args=[invitation.public_id])
        send_invitation(invitation, request.build_absolute_uri(address))
        messages.success(request, _("The invitation is on its way."))
        return redirect("places:team", place.slug)
    context = {"place": place, "form": form, "team": team_of(place), "roles": Role.choices}
    return render(request, "places/team.html", context)


@require_POST
@for_place(may_steward_place)
def change_role(request: HttpRequest, place: Place, member: int) -> HttpResponse:
    """Give a member another role."""
    row = get_object_or_404(place.memberships.select_related("person"), pk=member)
    form = RoleForm(request.POST)
    if form.is_valid():
        try:
            actions.add_member(
                place=place, person=row.person, by=person_of(request), **form.cleaned_data
            )
            messages.success(request, _("Saved."))
        except CoreError as error:
            messages.error(request, said(error))
    return redirect("places:team", place.slug)


@require_POST
@for_place(may_steward_place)
def remove_member(request: HttpRequest, place: Place, member: int) -> HttpResponse:
    """Take a member's role away."""
    row = get_object_or_404(place.memberships.select_related("place"), pk=member)
    try:
        actions.remove_member(member=row, by=person_of(request))
        messages.success(request, _("Saved."))
    except CoreError as error:
        messages.error(request, said(error))
    if row.person_id == request.user.pk:
        return redirect("places:mine")
    return redirect("places:team", place.slug)


@require_POST
@for_place(may_steward_place)
def cancel_invitation(request: HttpRequest, place: Place, invitation: str) -> HttpResponse:
    """Take an invitation back."""
    row = get_object_or_404(place.invitations.all(), public_id=invitation)
    actions.cancel_invitation(invitation=row)
    messages.success(request, _("The invitation is cancelled."))
    return redirect("places:team", place.slug)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def take_invitation(request: HttpRequest, invitation: str) -> HttpResponse:
    """Take the role that was offered, once signed in."""
    row = get_object_or_404(Invitation.objects.select_related("place"), public_id=invitation)
    if request.method == "POST":
        try:
            actions.accept_invitation(invitation=row, person=person_of(request))
        except CoreError as error:
            messages.error(request, said(error))
        else:
            messages.success(request, _("Welcome to the team."))
            return redirect("places:place", row.place.slug)
    return render(request, "places/invitation.html", {"invitation": row, "place": row.place})


@require_http_methods(["GET", "HEAD", "POST"])
@limited("30/h")
@for_place(may_steward_place)
def edit_devices(request: HttpRequest, place: Place) -> HttpResponse:
    """Show the devices of a place, and issue a token; its secret is shown once."""
    form = DeviceForm(request.POST or None)
    secret = ""
    if form.is_valid():
        _token, secret = actions.issue_device_token(
            place=place, label=form.cleaned_data["label"], by=person_of(request)
        )
        form = DeviceForm()
    tokens = place.device_tokens.select_related("issued_by")
    context = {"place": place, "form": form, "secret": secret, "tokens": tokens}
    return render(request, "places/devices.html", context)


@require_POST
@for_place(may_steward_place)
def revoke_device(request: HttpRequest, place: Place, token: str) -> HttpResponse:
    """Make a token worthless."""
    row = get_object_or_404(place.device_tokens.all(), public_id=token)
    actions.revoke_device_token(token=row, by=person_of(request))
    messages.success(request, _("This device no longer speaks for the place."))
    return redirect("places:devices", place.slug)
