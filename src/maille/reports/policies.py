"""Who may answer, publish, decide; the platform's administrators may do everything."""

from maille.places.models import Place
from maille.places.policies import (
    Visitor,
    may_edit_place,
    may_read_drafts,
    may_see_place,
    may_steward_place,
)


def may_read_editions(person: Visitor, place: Place) -> bool:
    """Everybody, as soon as the place is public."""
    return may_see_place(person, place)


def may_review(person: Visitor, place: Place) -> bool:
    """Members of the place, its readers among them, and facilitators of its networks."""
    return may_read_drafts(person, place)


def may_answer(person: Visitor, place: Place) -> bool:
    """Stewards and contributors of the place."""
    return may_edit_place(person, place)


def may_publish(person: Visitor, place: Place) -> bool:
    """Stewards of the place."""
    return may_steward_place(person, place)


def may_decide_story(person: Visitor, place: Place) -> bool:
    """Stewards of the place."""
    return may_steward_place(person, place)


def may_withdraw(person: Visitor, place: Place) -> bool:
    """Stewards of the place."""
    return may_steward_place(person, place)
