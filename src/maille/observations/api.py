"""The door by which devices send observations (``docs/reference/api.md``)."""

import hmac
import json
import time
from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.db.utils import OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.request import UnreadablePostError
from django.utils.translation import gettext as _
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError
from ninja.security import APIKeyCookie, HttpBearer

from maille.observations.actions import record_observations
from maille.observations.enums import Origin, ReceiptStatus
from maille.observations.pace import Pace
from maille.observations.policies import may_note
from maille.observations.schema import MOST_ITEMS, observation_schema
from maille.people.adapters import client_address
from maille.people.models import Person
from maille.places.actions.devices import hash_secret
from maille.places.models import DeviceToken, Place
from maille.places.policies import may_see_place

REQUESTS: Final = Pace(most=6_000, seconds=60)
WRONG_TOKENS: Final = Pace(most=60, seconds=60)
_DISK: Final = ("full", "disk", "no space")
_DISK_FULL: Final = "53100"


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sends: a device with its token, or a person who is signed in."""

    person: Person | None = None
    device: DeviceToken | None = None

    @property
    def name(self) -> str:
        """What tells one sender from another."""
        return f"device {self.device.pk}" if self.device else f"person {self.person}"


class Refusal(Exception):  # noqa: N818 - what is refused is the request, never an observation
    """A request that cannot be taken as it is, and when to try again."""

    def __init__(self, status: int, detail: str, retry_after: int | None = None) -> None:
        super().__init__(detail)
        self.status = status
        self.retry_after = retry_after


class DeviceAuth(HttpBearer):
    """The token of a device."""

    def authenticate(self, request: HttpRequest, token: str) -> Sender | None:
        """Find the device of a secret that was not revoked."""
        address = client_address(request)
        if not WRONG_TOKENS.has_room(address, time.time()):
            raise Refusal(429, _("too many wrong tokens: try again in a minute"), 60)
        wanted = hash_secret(token)
        found = DeviceToken.objects.filter(secret_sha256=wanted, revoked_at=None)
        device = found.select_related(
            "place__portrait", "place__commune", "place__department"
        ).first()
        if device and hmac.compare_digest(device.secret_sha256, wanted):
            return Sender(device=device)
        WRONG_TOKENS.allows(address, time.time())
        return None


class SessionAuth(APIKeyCookie):
    """The session of a person, protected against requests forged elsewhere."""

    openapi_name = "session"
    param_name = settings.SESSION_COOKIE_NAME

    def __call__(self, request: HttpRequest) -> Sender | None:
        """Leave alone who has no session, then ask for the page's own token."""
        if "Authorization" in request.headers or not request.user.is_authenticated:
            return None
        sender: Sender | None = super().__call__(request)
        return sender

    def authenticate(self, request: HttpRequest, key: str | None) -> Sender | None:
        """Give the person."""
        del key
        return Sender(person=request.user) if isinstance(request.user, Person) else None


class ReasonSchema(Schema):
    """Why an observation does not count, or what is not known here."""

    field: str
    code: str
    doubt: bool
    fr: str
    en: str


class ReceiptSchema(Schema):
    """What a sender may rely on: with a hash and a sequence, the observation is safe."""

    id: str | None
    sha256: str
    sequence: int | None
    status: ReceiptStatus
    received_at: str
    reasons: list[ReasonSchema]


class ReceiptsSchema(Schema):
    """One receipt for each observation, in the same order."""

    receipts: list[ReceiptSchema]


class ProblemSchema(Schema):
    """What is wrong with the request, in one line; nothing of it was kept."""

    detail: str


api = NinjaAPI(
    title="Maille",
    version="1",
    description="Observations of a third place. The same batch may be sent any number of times.",
    urls_namespace="api",
    docs_url=None,
    auth=[DeviceAuth(), SessionAuth()],
)
_ITEM = {name: value for name, value in observation_schema().items() if name[0] != "$"}
_BODY = {
    "required": True,
    "content": {
        "application/json": {
            "schema": {
                "oneOf": [
                    {"type": "array", "maxItems": MOST_ITEMS, "items": _ITEM},
                    {
                        "type": "object",
                        "required": ["observations"],
                        "properties": {
                            "observations": {
                                "type": "array",
                                "maxItems": MOST_ITEMS,
                                "items": _ITEM,
                            }
                        },
                    },
                ]
            }
        }
    },
}


@api.post(
    "/places/{slug:slug}/observations",
    url_name="record_observations",
    operation_id="record_observations",
    summary="Send observations",
    response={
        200: ReceiptsSchema,
        frozenset({400, 401, 403, 404, 413, 429, 503, 507}): ProblemSchema,
    },
    openapi_extra={"requestBody": _BODY},
)
def record(request: HttpRequest, slug: str) -> HttpResponse:
    """Keep each observation for good before answering with its receipt.

    An observation leaves a device once its receipt carries a hash and a sequence. A status of
    503 or 507 means: keep everything, and try again later.
    """
    sender: Sender = request.auth  # type: ignore[attr-defined]  # set by the authentication
    place = _place_of(sender, slug)
    if not REQUESTS.allows(sender.name, time.time()):
        raise Refusal(429, _("too many requests: try again in a minute"), 60)
    receipts = record_observations(
        place=place,
        items=_items(request),
        origin=Origin.API if sender.device else Origin.CAPTURE,
        by=sender.person,
        device=sender.device,
    )
    return JsonResponse({"receipts": [receipt.as_json() for receipt in receipts]})


def _place_of(sender: Sender, slug: str) -> Place:
    if sender.device:
        if sender.device.place.slug != slug:
            raise Refusal(403, _("this token speaks for another place"))
        return sender.device.place
    place = Place.objects.filter(slug=slug).first()
    if place is None or not may_see_place(sender.person, place):
        raise Refusal(404, _("no place is called “%s”") % slug)
    if not may_note(sender.person, place):
        raise Refusal(403, _("you are not in the team of this place"))
    return place


def _items(request: HttpRequest) -> list[Any]:
    try:
        body = json.loads(request.body)
    except RequestDataTooBig as error:
        raise Refusal(413, _("this request is too heavy: send fewer at a time")) from error
    except (ValueError, RecursionError, UnreadablePostError) as error:
        raise Refusal(400, _("the body of this request is no JSON, or was cut short")) from error
    items = body.get("observations") if isinstance(body, dict) else body
    if not isinstance(items, list):
        raise Refusal(400, _("a list of observations is expected"))
    if len(items) > MOST_ITEMS:
        raise Refusal(413, _("send at most %d observations at a time") % MOST_ITEMS)
    return items


@api.exception_handler(Refusal)
def refuse(request: HttpRequest, error: Refusal) -> HttpResponse:
    """Say in one line what is wrong."""
    del request
    answer = JsonResponse({"detail": str(error)}, status=error.status)
    if error.retry_after:
        answer["Retry-After"] = str(error.retry_after)
    if error.status == 401:  # noqa: PLR2004 - the status that asks for a token
        answer["WWW-Authenticate"] = "Bearer"
    return answer


@api.exception_handler(AuthenticationError)
def ask_for_a_token(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    """Ask for a token that holds."""
    del error
    detail = _("a token of this place is needed; this one is missing, wrong or withdrawn")
    return refuse(request, Refusal(401, detail))


@api.exception_handler(OperationalError)
def ask_to_wait(request: HttpRequest, error: OperationalError) -> HttpResponse:
    """Ask to keep everything and to try again: nothing of the batch was kept."""
    code = getattr(error.__cause__, "sqlstate", None)
    if code == _DISK_FULL or any(word in str(error).lower() for word in _DISK):
        return refuse(request, Refusal(507, _("the disk of the server is full: try later"), 300))
    return refuse(request, Refusal(503, _("the database does not answer: try later"), 30))
