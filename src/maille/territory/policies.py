"""Who may read, compute and name studies; the platform's administrators may do everything."""

from maille.people.models import Person
from maille.places.models import NetworkMembership
from maille.places.policies import Visitor
from maille.territory.enums import Visibility
from maille.territory.models import Study


def may_read_study(person: Visitor, study: Study) -> bool:
    """Everybody, unless it is private; then its author."""
    return study.visibility != Visibility.PRIVATE or _owns(person, study)


def may_compute_study(person: Visitor) -> bool:
    """Facilitators of any confirmed network."""
    known = _known(person)
    return known is not None and (
        known.is_administrator
        or NetworkMembership.objects.filter(
            person=known, network__confirmed_at__isnull=False
        ).exists()
    )


def may_name_study(person: Visitor, study: Study) -> bool:
    """Its author: its name and who may read it, never what it says."""
    return _owns(person, study)


def _known(person: Visitor) -> Person | None:
    return person if isinstance(person, Person) and person.is_active else None


def _owns(person: Visitor, study: Study) -> bool:
    known = _known(person)
    return known is not None and (known.is_administrator or study.computed_by_id == known.pk)
