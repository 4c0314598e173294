"""Keeping grounds, computing studies, naming them."""

import datetime as dt
import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from maille import __version__
from maille.core.effects.integrity import canonical_bytes
from maille.db.trail import record_changes
from maille.people.models import Person
from maille.territory.asking.questions import Asked
from maille.territory.enums import Visibility
from maille.territory.ground import write_ground
from maille.territory.models import Ground, Study
from maille.territory.queries import terrain_at

_SLUG_LENGTH = 80
_SECRET_BYTES = 6


@dataclass(frozen=True, slots=True)
class Title:
    """How a study is called, and who may read it; ``slug`` is made of the name without one."""

    name: str
    visibility: Visibility = Visibility.PUBLIC
    slug: str = ""


@transaction.atomic
def keep_ground(*, document: Mapping[str, Any], at: dt.datetime | None = None) -> Ground:
    """Keep a ground once: the same content gives the same row."""
    content, digest = write_ground(document)
    ground, _added = Ground.objects.get_or_create(
        sha256=digest, defaults={"content": content, "kept_at": at or timezone.now()}
    )
    return ground


def compute_study(
    *,
    ground: Ground,
    asked: Asked,
    title: Title,
    by: Person | None,
    at: dt.datetime | None = None,
) -> Study:
    """Answer a question at leisure, and keep the answer for ever.

    The engine works before anything is written: no lock waits for it.

    Raises
    ------
    MeshError
        When the question has no answer: more forced sites than sites, an unknown one.
    """
    from maille.territory.asking.answers import (  # noqa: PLC0415 - it loads a compiler
        IN_DEPTH,
        answer,
    )

    terrain = terrain_at(ground.sha256)
    document = answer(terrain, asked, IN_DEPTH)
    content = canonical_bytes(document)
    return _write(
        Study(
            slug=title.slug,
            name=title.name,
            territory_fr=terrain.title.fr,
            territory_en=terrain.title.en,
            ground=ground,
            document=content.decode("utf-8"),
            sha256=hashlib.sha256(content).hexdigest(),
            engine_version=__version__,
            travel=document["travel"]["said"],
            visibility=Visibility(title.visibility).value,
            computed_at=(at or timezone.now()).replace(microsecond=0),
            computed_by=by,
        )
    )


@transaction.atomic
def _write(study: Study) -> Study:
    study.slug = study.slug or _slug(study.name)
    study.save()
    return study


def _slug(name: str) -> str:
    """Give an address that nobody guesses: a study known by its link alone must keep it so."""
    words = slugify(name)[:_SLUG_LENGTH].strip("-")
    return f"{words or 'etude'}-{secrets.token_hex(_SECRET_BYTES)}"


@transaction.atomic
def name_study(
    *,
    study: Study,
    name: str,
    visibility: Visibility,
    by: Person | None,
    at: dt.datetime | None = None,
) -> Study:
    """Call a study otherwise, or choose who may read it; its address and its words stay."""
    before = {"name": study.name, "visibility": study.visibility}
    study.name, study.visibility = name, Visibility(visibility).value
    study.save(update_fields=["name", "visibility"])
    record_changes(
        thing=study,
        before=before,
        after={"name": study.name, "visibility": study.visibility},
        by=by,
        at=at or timezone.now(),
    )
    return study
