"""Reading studies and the grounds they stand on."""

import json
from functools import lru_cache
from typing import Any

from django.db.models import Q, QuerySet

from maille.people.models import Person
from maille.places.policies import Visitor
from maille.territory.enums import Visibility
from maille.territory.errors import UnknownGroundError
from maille.territory.ground import Terrain, read_ground
from maille.territory.models import Ground, Study

_MOST_GROUNDS = 4


def studies_for(person: Visitor) -> QuerySet[Study]:
    """Give the public studies, and those that this person computed; newest first."""
    listed = Q(visibility=Visibility.PUBLIC)
    if isinstance(person, Person):
        listed |= Q(computed_by=person)
    return Study.objects.filter(listed).defer("document").select_related("computed_by")


def document_of(study: Study) -> dict[str, Any]:
    """Give what a study says."""
    document: dict[str, Any] = json.loads(study.document)
    return document


def terrain_of(study: Study) -> Terrain:
    """Give what a study stands on; a process keeps the last few at hand, by their hash."""
    return terrain_at(Ground.objects.values_list("sha256", flat=True).get(pk=study.ground_id))


@lru_cache(maxsize=_MOST_GROUNDS)
def terrain_at(sha256: str) -> Terrain:
    """Read a ground.

    Raises
    ------
    UnknownGroundError
        When its content is not what its hash says.
    """
    terrain = read_ground(bytes(Ground.objects.get(sha256=sha256).content))
    if terrain.sha256 != sha256:
        raise UnknownGroundError(sha256)
    return terrain
