"""Answering doubts and questions: never by a deletion, always with who and when."""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from maille.directory.actions.claims import say_as_team
from maille.directory.actions.doubting import settle_doubt
from maille.directory.actions.settling import settle_places
from maille.directory.enums import QuestionAnswer
from maille.directory.errors import DirectoryError
from maille.directory.fields import FIELDS, is_empty, shown_of, words_of
from maille.directory.models import Claim, Doubt, Question
from maille.people.models import Person
from maille.places.actions import add_life_event, confirm_place, update_place
from maille.places.actions.trail import is_of_the_team
from maille.places.enums import LifeEventKind
from maille.places.models import Place
from maille.places.queries.networks import has_steward
from maille.places.values import LifeEventLine

_EVENTS = {
    QuestionAnswer.CLOSED: LifeEventKind.CLOSED,
    QuestionAnswer.MOVED: LifeEventKind.MOVED,
}


@transaction.atomic
def accept_doubt(*, doubt: Doubt, note: str = "", by: Person | None) -> Doubt:
    """Say that what stands in the record is right, and close the doubt."""
    _refuse_settled(doubt)
    return settle_doubt(doubt=doubt, outcome=note.strip() or _("This is right."), by=by)


@transaction.atomic
def mend_doubt(*, doubt: Doubt, value: object, by: Person) -> Doubt:
    """Say the right value, and close the doubt.

    From the place's team it is the team's word; from anybody else it mends what the record says,
    until its source says something else.

    Raises
    ------
    DirectoryError
        When the doubt is settled, or a place cannot show this value.
    """
    _refuse_settled(doubt)
    place, field = doubt.record.place, doubt.field
    if place is None or field not in FIELDS:
        raise DirectoryError(_("this doubt is about no field of a place: say that it is right"))
    if is_empty(shown_of(field, value)):
        raise DirectoryError(
            _("%(label)s cannot be: %(value)s") % {"label": FIELDS[field].label, "value": value}
        )
    if is_of_the_team(place, by):
        say_as_team(place=place, field=field, value=value, by=by)
    else:
        _mend_claim(doubt, place, value)
        settle_places(places=[place], by=by)
    return settle_doubt(doubt=doubt, outcome=_("Mended: %s") % words_of(field, value), by=by)


@transaction.atomic
def answer_question(
    *,
    question: Question,
    answer: str,
    date: str = "",
    note: str = "",
    by: Person,
    on: dt.date | None = None,
) -> Question:
    """Say what became of a place that its source no longer lists.

    Closed and moved become an event of its life, so that its page tells it; what is no third
    place is hidden. Nothing is deleted.

    Parameters
    ----------
    question
        What was asked.
    answer
        One of ``QuestionAnswer``.
    date
        Since when, as far as it is known, for a closure or a move.
    note
        What is known besides: where to, what remains.
    by, on
        Who answers, and today.

    Raises
    ------
    DirectoryError
        When it was answered already, a date is missing, or a team runs what would be hidden.
    PlacesError
        When the date is none, or cannot be true beside what is known of the place.
    """
    question = Question.objects.select_for_update().select_related("place").get(pk=question.pk)
    if question.answer:
        raise DirectoryError(_("this question was answered already"))
    found, place = QuestionAnswer(answer), question.place
    if found in _EVENTS:
        if not date:
            raise DirectoryError(_("say since when: a year is enough"))
        event = LifeEventLine(kind=_EVENTS[found], date=date, note=note.strip())
        add_life_event(place=place, event=event, by=by, on=on)
    elif found == QuestionAnswer.NOT_A_PLACE:
        _hide(place, by)
    elif is_of_the_team(place, by):
        confirm_place(place=place, by=by, on=on)
    question.answer, question.note = found, note.strip()[:300]
    question.answered_by, question.answered_at = by, timezone.now()
    question.save(update_fields=["answer", "note", "answered_by", "answered_at"])
    return question


def _refuse_settled(doubt: Doubt) -> None:
    if Doubt.objects.select_for_update().get(pk=doubt.pk).settled_at is not None:
        raise DirectoryError(_("this doubt is settled already"))


def _mend_claim(doubt: Doubt, place: Place, value: object) -> None:
    claim, added = Claim.objects.get_or_create(
        record=doubt.record,
        field=doubt.field,
        defaults={"place": place, "value": value, "said_on": timezone.localdate()},
    )
    if not added:
        claim.value = value
        claim.save(update_fields=["value"])


def _hide(place: Place, by: Person) -> None:
    if has_steward(place) and not is_of_the_team(place, by):
        raise DirectoryError(_("a team runs %s: it alone may hide its page") % place.name)
    update_place(place=place, changes={"is_public": False}, by=by)
