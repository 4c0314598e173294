"""Tokens that let a shared device speak for a place."""

import hashlib
import secrets

from django.db import transaction
from django.utils import timezone

from maille.places.actions.trail import Author, check_columns, keep_trail
from maille.places.models import DeviceToken, Place


@transaction.atomic
def issue_device_token(*, place: Place, label: str, by: Author) -> tuple[DeviceToken, str]:
    """Make a token; its secret is given once, here, and only its hash is kept.

    Raises
    ------
    InvalidPlaceError
        When the label is longer than 80 characters.
    """
    secret = secrets.token_urlsafe(32)
    token = DeviceToken(
        place=place, label=label.strip(), secret_sha256=hash_secret(secret), issued_by=by
    )
    check_columns(token, ["label"])
    token.save()
    keep_trail(place=place, before={}, after={_field(token): token.label}, by=by)
    return token, secret


@transaction.atomic
def revoke_device_token(*, token: DeviceToken, by: Author) -> DeviceToken:
    """Make a token worthless, for good; revoking it again changes nothing."""
    if token.revoked_at is None:
        token.revoked_at = timezone.now()
        token.save(update_fields=["revoked_at"])
        keep_trail(place=token.place, before={_field(token): token.label}, after={}, by=by)
    return token


def hash_secret(secret: str) -> str:
    """Give what is kept of a secret: it is long and random, so a plain hash is enough."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _field(token: DeviceToken) -> str:
    return f"device:{token.public_id}"
