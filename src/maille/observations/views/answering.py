"""What a visitor sees behind the QR code of a poster: a page, a thank you, and no cookie.

The form is sent without a token: it acts for nobody, so there is no authority to borrow, and a
token would need a cookie that many telephones refuse to a page opened from their camera. A form
that another site sends is refused all the same, by what the browser says of where it comes from.
"""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe
from django_ratelimit.decorators import ratelimit

from maille.observations.actions.surveys import (
    digest_of,
    forget_visitors,
    record_response,
    salt_of_the_day,
)
from maille.observations.forms.surveys import AnswerForm
from maille.observations.models import SurveyWave
from maille.observations.survey.errors import SurveyClosedError
from maille.observations.survey.values import Visitor
from maille.people.adapters import client_address
from maille.places.views.access import View


def address_of_today(_group: str, request: HttpRequest) -> str:
    """Give what requests are counted by: an address that nobody can read tomorrow."""
    return digest_of(salt_of_the_day(timezone.localdate()), client_address(request))


# A place shares one address on the Internet: a whole table may answer at once.
limited_by_day: Callable[[View], View] = ratelimit(
    key=address_of_today, rate="120/h", method="POST", block=True
)


@never_cache
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@limited_by_day
def answer(request: HttpRequest, code: str) -> HttpResponse:
    """Ask a visitor for a minute, and keep what is answered."""
    forget_visitors(today=timezone.localdate())
    wave = _wave(code)
    form = AnswerForm(wave, request.POST if request.method == "POST" else None)
    if request.method == "POST" and not comes_from_here(request):
        raise PermissionDenied
    if form.is_valid():
        visitor = Visitor(client_address(request), request.headers.get("User-Agent", ""))
        try:
            record_response(wave=wave, said=form.said(), visitor=visitor)
        except SurveyClosedError:
            wave.refresh_from_db()
        else:
            return redirect("observations:survey_thanks", wave.code)
    page = "answer" if wave.is_open else "closed"
    return render(request, f"observations/survey/{page}.html", {"wave": wave, "form": form})


@require_safe
def thank(request: HttpRequest, code: str) -> HttpResponse:
    """Say thank you, and where the answers will be read."""
    return render(request, "observations/survey/thanks.html", {"wave": _wave(code)})


def comes_from_here(request: HttpRequest) -> bool:
    """Tell whether a form was sent from our own page, as far as the browser says."""
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    if site is not None:
        return site in {"same-origin", "none"}
    return (
        origin is None
        or origin in settings.CSRF_TRUSTED_ORIGINS
        or urlsplit(origin).netloc == request.get_host()
    )


def _wave(code: str) -> SurveyWave:
    waves = SurveyWave.objects.select_related("place")
    return get_object_or_404(waves, code=code.lower())
