"""Who may do what in the directory."""

from django.contrib.auth.models import AnonymousUser

from maille.directory.models import Doubt, Merge, Pair, Question, Source
from maille.directory.queries.duplicates import concerning
from maille.people.models import Person
from maille.places.models import Network, Place
from maille.places.policies import may_edit_place, may_read_drafts
from maille.places.queries.networks import has_steward

Visitor = Person | AnonymousUser | None


def networks_facilitated(person: Visitor) -> list[Network] | None:
    """Give the networks that somebody looks after; ``None`` is all that there is."""
    if not isinstance(person, Person) or not person.is_active:
        return []
    if person.is_administrator:
        return None
    return list(
        Network.objects.filter(memberships__person=person, confirmed_at__isnull=False).order_by(
            "name", "pk"
        )
    )


def may_review_duplicates(person: Visitor) -> bool:
    """Administrators, and facilitators of any network: each sees what concerns theirs."""
    networks = networks_facilitated(person)
    return networks is None or bool(networks)


def may_decide_pair(person: Visitor, pair: Pair) -> bool:
    """Administrators, and facilitators of networks that both places concern."""
    return _looks_after(person, {pair.first_id, pair.second_id})


def may_undo_merge(person: Visitor, merge: Merge) -> bool:
    """Administrators, and facilitators of networks that both places concern."""
    return _looks_after(person, {merge.kept_id, merge.merged_id})


def _looks_after(person: Visitor, places: set[int]) -> bool:
    networks = networks_facilitated(person)
    if networks is None:
        return True
    found: set[int] = set(concerning(networks).filter(pk__in=places).values_list("pk", flat=True))
    return bool(networks) and found == places


def may_look_after_directory(person: Visitor) -> bool:
    """Administrators, and facilitators of any network."""
    networks = networks_facilitated(person)
    return networks is None or bool(networks)


def may_import_lists(person: Visitor) -> bool:
    """Administrators, and facilitators of any network: each list is looked after by one."""
    return may_look_after_directory(person)


def may_recognise_places(person: Visitor) -> bool:
    """Administrators alone say that a row of a list speaks of a place that is here already."""
    return networks_facilitated(person) is None


def may_answer_doubt(person: Visitor, doubt: Doubt) -> bool:
    """Stewards and contributors of the place, and facilitators of the networks concerned."""
    place = doubt.record.place
    if place is not None and may_edit_place(person, place):
        return True
    return _facilitates_any(person, doubt.record.source, place)


def may_answer_question(person: Visitor, question: Question) -> bool:
    """Its stewards and contributors; facilitators, unless a team that did not agree runs it."""
    place = question.place
    if may_edit_place(person, place):
        return True
    if has_steward(place) and not may_read_drafts(person, place):
        return False
    return _facilitates_any(person, question.record.source, place)


def _facilitates_any(person: Visitor, source: Source, place: Place | None) -> bool:
    networks = networks_facilitated(person)
    if networks is None:
        return True
    known = {network.pk for network in networks}
    concerned = {source.network_id, *(place.networks.values_list("pk", flat=True) if place else ())}
    return not known.isdisjoint(concerned)
