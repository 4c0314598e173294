"""Leaving for good; above accounts, since a place may need the one who leaves."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from maille.people.errors import LastAdministratorError
from maille.people.forms import DeletionForm
from maille.places.actions import erase_account
from maille.places.errors import LastStewardError
from maille.places.queries.team import places_left_alone
from maille.places.views.access import person_of, said


@login_required
@never_cache
@reauthentication_required  # type: ignore[untyped-decorator]  # allauth ships no types
def delete_account(request: HttpRequest) -> HttpResponse:
    """Erase one's account, once its address has been typed again and others hold the keys."""
    person = person_of(request)
    form = DeletionForm(request.POST or None, person=person)
    if request.method == "POST" and form.is_valid():
        try:
            erase_account(person=person)
        except LastStewardError as error:
            messages.error(request, said(error))
        except LastAdministratorError:
            form.add_error(
                None, _("Name another administrator first: nobody else looks after the platform.")
            )
        else:
            logout(request)
            messages.success(request, _("Your account is erased."))
            return redirect("portal:home")
    context = {"form": form, "alone": places_left_alone(person)}
    return render(request, "places/delete_account.html", context)
