"""Who may do what with the observations of a place."""

from maille.places.models import Place
from maille.places.policies import Visitor, may_edit_place, may_steward_place


def may_note(person: Visitor, place: Place) -> bool:
    """Stewards and contributors of this place."""
    return may_edit_place(person, place)


def may_read_observations(person: Visitor, place: Place) -> bool:
    """Stewards and contributors of this place: who looks after its network does not."""
    return may_edit_place(person, place)


def may_import_observations(person: Visitor, place: Place) -> bool:
    """Stewards and contributors of this place."""
    return may_edit_place(person, place)


def may_correct_observations(person: Visitor, place: Place) -> bool:
    """Stewards and contributors of this place: what was there before stays."""
    return may_edit_place(person, place)


def may_decide_held_words(person: Visitor, place: Place) -> bool:
    """Stewards of this place."""
    return may_steward_place(person, place)


def may_follow_calendars(person: Visitor, place: Place) -> bool:
    """Stewards of this place: what a calendar says is then noted by itself."""
    return may_steward_place(person, place)
