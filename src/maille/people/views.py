"""A person's own pages, beside those of django-allauth."""

from typing import cast

from allauth.account.views import logout
from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache

from maille.people.actions import change_profile
from maille.people.forms import ProfileForm
from maille.people.models import Person


@login_required
@never_cache
def account(request: HttpRequest) -> HttpResponse:
    """Show one's account, and change the name and the language."""
    person = cast("Person", request.user)
    form = ProfileForm(request.POST or None, instance=person)
    if request.method == "POST" and form.is_valid():
        change_profile(person=person, **form.cleaned_data)
        with override(person.language):
            messages.success(request, _("Saved."))
            return redirect("people:account")
    context = {"form": form, "has_second_factor": is_mfa_enabled(person)}
    return render(request, "people/account.html", context)


@never_cache
def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out, and let nothing behind on a computer that others use."""
    response = cast("HttpResponse", logout(request))
    if request.method == "POST":
        response.headers["Clear-Site-Data"] = '"cache"'
    return response
