"""What every request must respect and every answer says, beside Django's and django-csp's."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse

Handler = Callable[[HttpRequest], HttpResponse]

# Nothing here needs a sensor, a wallet or the screen of a person.
REFUSED = (
    *("accelerometer", "autoplay", "browsing-topics", "camera", "display-capture"),
    *("encrypted-media", "fullscreen", "geolocation", "gyroscope", "magnetometer", "microphone"),
    *("midi", "payment", "publickey-credentials-get", "screen-wake-lock", "serial", "usb"),
    "xr-spatial-tracking",
)
PERMISSIONS_POLICY = ", ".join(f"{feature}=()" for feature in REFUSED)


def permissions_policy(get_response: Handler) -> Handler:
    """Refuse the browser's features to pages, ours and any that would be framed in.

    A page that needs one, such as the map and where one stands, says so itself.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if "Permissions-Policy" not in response.headers:
            response.headers["Permissions-Policy"] = PERMISSIONS_POLICY
        return response

    return middleware


def refuse_heavy_requests(get_response: Handler) -> Handler:
    """Refuse a request above ``UPLOAD_MAX_BYTES`` before its first byte is read."""

    def middleware(request: HttpRequest) -> HttpResponse:
        announced = request.META.get("CONTENT_LENGTH") or "0"
        if announced.isdecimal() and int(announced) > settings.UPLOAD_MAX_BYTES:
            raise RequestDataTooBig("The request is heavier than UPLOAD_MAX_BYTES.")
        return get_response(request)

    return middleware
