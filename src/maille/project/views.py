"""Pages for what went wrong."""

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django_ratelimit.exceptions import Ratelimited

MEGABYTE = 1024 * 1024


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that the request could not be read, or how heavy it may be.

    The page is written without the request: its host may be the very thing that is refused.
    """
    del request
    if isinstance(exception, RequestDataTooBig):
        most = {
            "most": settings.UPLOAD_MAX_BYTES // MEGABYTE,
            "most_text": settings.DATA_UPLOAD_MAX_MEMORY_SIZE // MEGABYTE,
        }
        return HttpResponse(render_to_string("413.html", most), status=413)
    return HttpResponse(render_to_string("400.html"), status=400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say who may see this page, or that it was asked for too often."""
    if isinstance(exception, Ratelimited):
        return render(request, "429.html", status=429)
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that nothing lives at this address."""
    del exception
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Say that the fault is ours.

    The page is written without the request: who is signed in is a row, and rows may be what fails.
    """
    del request
    return HttpResponse(render_to_string("500.html"), status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that the form has waited too long; what was typed stays in the browser."""
    del reason
    return render(request, "403_csrf.html", status=403)
