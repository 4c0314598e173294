"""Opening and closing a survey, taking what visitors answer, deciding about their words."""

import datetime as dt
import hmac
import secrets
from collections.abc import Mapping
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from maille.core.effects.observing import Audience
from maille.core.effects.sensitive import signs_in
from maille.db.trail import record_changes
from maille.grids import load_grid
from maille.observations.enums import Hold
from maille.observations.models import SurveyResponse, SurveyWave, VisitorMark, VisitorSalt
from maille.observations.survey import MOST_QUESTIONS, load_words
from maille.observations.survey.errors import InvalidSurveyError, SurveyClosedError
from maille.observations.survey.values import (
    HIGHEST_FELT,
    LONGEST_WORDS,
    LOWEST_FELT,
    MOST_VISITS,
    Asking,
    Said,
    Visitor,
)
from maille.people.models import Person
from maille.places.models import Place
from maille.places.queries.names import names_around

# Read aloud over a bar: nothing that looks or sounds like something else.
_ALPHABET: Final = "23456789abcdefghjkmnpqrstuvwxyz"
_CODE_LENGTH: Final = 6
_TRACED: Final = ("title", "language", "theme", "questions", "audiences", "asked", "closed_on")


@transaction.atomic
def open_wave(
    *, place: Place, asking: Asking, by: Person | None, on: dt.date | None = None
) -> SurveyWave:
    """Open a survey at a public address of its own.

    Raises
    ------
    InvalidSurveyError
        When a visitor cannot be asked one of the questions, or there are too many.
    """
    wave = SurveyWave(
        place=place,
        code="".join(secrets.choice(_ALPHABET) for _letter in range(_CODE_LENGTH)),
        title=asking.title.strip(),
        language=asking.language,
        grid_version=load_grid().version,
        theme=asking.theme,
        questions=list(asking.questions),
        audiences=list(asking.audiences),
        asked=asking.asked,
        opened_on=on or timezone.localdate(),
        opened_by=by,
    )
    check_wave(wave)
    wave.save()
    _keep_trail(wave, {}, by)
    return wave


@transaction.atomic
def close_wave(*, wave: SurveyWave, by: Person | None, on: dt.date | None = None) -> SurveyWave:
    """Take no more answers; closing again changes nothing."""
    wave = SurveyWave.objects.select_for_update().get(pk=wave.pk)
    if wave.is_open:
        before = _traced(wave)
        wave.closed_on = max(on or timezone.localdate(), wave.opened_on)
        wave.save(update_fields=["closed_on"])
        _keep_trail(wave, before, by)
    return wave


@transaction.atomic
def note_asked(*, wave: SurveyWave, asked: int | None, by: Person | None) -> SurveyWave:
    """Say how many people were invited to answer, or that nobody knows."""
    wave = SurveyWave.objects.select_for_update().get(pk=wave.pk)
    before = _traced(wave)
    wave.asked = asked
    wave.save(update_fields=["asked"])
    _keep_trail(wave, before, by)
    return wave


@transaction.atomic
def record_response(
    *, wave: SurveyWave, said: Said, visitor: Visitor, on: dt.date | None = None
) -> SurveyResponse:
    """Keep what a visitor answered; who answers twice on one day is counted once.

    Raises
    ------
    SurveyClosedError
        When the survey was closed in between.
    InvalidSurveyError
        When the answer is to another question than those of the survey, or to none.
    """
    wave = SurveyWave.objects.select_for_update().get(pk=wave.pk)
    if not wave.is_open:
        raise SurveyClosedError(_("this survey is closed"))
    if said.silent:
        raise InvalidSurveyError(_("answer one question at least"))
    check_answers(wave, said)
    day = on or timezone.localdate()
    latest = wave.responses.aggregate(Max("sequence"))["sequence__max"] or 0
    signs = signs_in(said.words, known=names_around(wave.place)) if said.words else ()
    return SurveyResponse.objects.create(
        wave=wave,
        sequence=latest + 1,
        on=day,
        language=said.language,
        audience=said.audience,
        visits=said.visits,
        answers={name: list(options) for name, options in said.answers.items()},
        felt=said.felt,
        words=said.words,
        consent=said.consent and bool(said.words),
        hold=(Hold.HELD if signs else Hold.NONE).value,
        hold_reasons=[{"concern": sign.concern.value, "words": sign.words} for sign in signs],
        duplicate=not _is_first(wave, visitor, day),
    )


@transaction.atomic
def count_response(*, response: SurveyResponse, by: Person | None) -> SurveyResponse:
    """Count an answer that looked like a second one: two people may share one telephone."""
    response = SurveyResponse.objects.select_for_update().get(pk=response.pk)
    if response.duplicate:
        response.duplicate = False
        response.save(update_fields=["duplicate"])
        _keep_decision(response, {"duplicate": True}, {"duplicate": False}, by)
    return response


@transaction.atomic
def decide_response_words(
    *, response: SurveyResponse, release: bool, by: Person | None
) -> SurveyResponse:
    """Let held words be quoted where the visitor agreed to it, or keep them out of every report."""
    response = SurveyResponse.objects.select_for_update().get(pk=response.pk)
    before = {"hold": response.hold}
    response.hold = (Hold.RELEASED if release else Hold.REJECTED).value
    response.save(update_fields=["hold"])
    _keep_decision(response, before, {"hold": response.hold}, by)
    return response


@transaction.atomic
def erase_response_words(*, response: SurveyResponse, by: Person | None) -> SurveyResponse:
    """Delete the words of an answer for ever; the rest goes on counting."""
    response = SurveyResponse.objects.select_for_update().get(pk=response.pk)
    before = {"length": len(response.words)}
    response.words, response.consent = "", False
    response.hold, response.hold_reasons = Hold.NONE.value, []
    response.save(update_fields=["words", "consent", "hold", "hold_reasons"])
    _keep_decision(response, before, {"length": 0}, by)
    return response


@transaction.atomic
def erase_words_of(*, place: Place, key: UUID, by: Person | None) -> int:
    """Delete the words of the answer that bears this identifier; give how many there were."""
    answers = SurveyResponse.objects.filter(wave__place=place, public_id=key).exclude(words="")
    return len([erase_response_words(response=one, by=by) for one in answers])


def forget_visitors(*, today: dt.date) -> None:
    """Delete the salts of other days with the hashes they made: nobody can be told any more."""
    others = VisitorSalt.objects.exclude(day=today)
    if others.exists():
        others.delete()


def salt_of_the_day(day: dt.date) -> VisitorSalt:
    """Give the salt of a day, and forget every other."""
    forget_visitors(today=day)
    salt, _made = VisitorSalt.objects.get_or_create(
        day=day, defaults={"secret": secrets.token_hex(32)}
    )
    return salt


def digest_of(salt: VisitorSalt, *parts: str) -> str:
    """Hash something about a visitor, so that nobody can tell what it was once the salt is gone."""
    message = "\0".join(parts).encode("utf-8", "replace")
    return hmac.new(salt.secret.encode(), message, "sha256").hexdigest()


def _is_first(wave: SurveyWave, visitor: Visitor, day: dt.date) -> bool:
    salt = salt_of_the_day(day)
    digest = digest_of(salt, wave.code, visitor.address, visitor.agent)
    _mark, first = VisitorMark.objects.get_or_create(salt=salt, digest=digest)
    return first


def check_wave(wave: SurveyWave) -> None:
    """Refuse what visitors cannot be asked.

    Raises
    ------
    InvalidSurveyError
        With what to change.
    """
    words = load_words()
    if not wave.title:
        raise InvalidSurveyError(_("give the survey a name"))
    if len(wave.questions) > MOST_QUESTIONS:
        raise InvalidSurveyError(_("choose three questions at most: a visitor has a minute"))
    if unknown := [*{*wave.questions} - {*words.questions}]:
        raise InvalidSurveyError(_("visitors cannot be asked “%s”") % unknown[0])
    if wave.theme not in words.felt:
        raise InvalidSurveyError(_("visitors cannot be asked about “%s”") % wave.theme)
    if unknown := [*{*wave.audiences} - {*Audience}]:
        raise InvalidSurveyError(_("“%s” is no group that places welcome") % unknown[0])


def check_answers(wave: SurveyWave, said: Said) -> None:
    """Refuse an answer to other questions than those of a survey.

    Raises
    ------
    InvalidSurveyError
        When something in it was never offered.
    """
    questions = load_words().questions
    right = (
        said.audience in {"", *wave.audiences}
        and (said.visits is None or 1 <= said.visits <= MOST_VISITS)
        and (said.felt is None or LOWEST_FELT <= said.felt <= HIGHEST_FELT)
        and len(said.words) <= LONGEST_WORDS
        and {*said.answers} <= {*wave.questions}
        and all(
            {*options} <= {option.id for option in questions[name].options}
            for name, options in said.answers.items()
        )
    )
    if not right:
        raise InvalidSurveyError(_("this answers another survey: open its page again"))


def _traced(wave: SurveyWave) -> dict[str, object]:
    return {name: getattr(wave, name) for name in _TRACED}


def _keep_trail(wave: SurveyWave, before: Mapping[str, object], by: Person | None) -> None:
    record_changes(thing=wave, before=before, after=_traced(wave), by=by, at=timezone.now())


def _keep_decision(
    response: SurveyResponse,
    before: Mapping[str, object],
    after: Mapping[str, object],
    by: Person | None,
) -> None:
    record_changes(thing=response, before=before, after=after, by=by, at=timezone.now())
