"""Writing a draft's answers and stories, without touching what its team has changed."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from uuid import UUID

from maille.core.effects import values
from maille.core.effects.checking import InvalidAnswerError
from maille.core.kernel.period import Period
from maille.places.models import Place
from maille.reports.actions import open_draft, record_answer, rewrite_story, tell_story
from maille.reports.commune_mesure.filling import Hand
from maille.reports.commune_mesure.taking import Taken
from maille.reports.commune_mesure.words import fold_key
from maille.reports.errors import DraftAlreadyOpenError
from maille.reports.models import Draft, Story
from maille.reports.queries import answer_value

StoryIds = Mapping[str, str]


def draft_for(place: Place, former: Draft | None, hand: Hand) -> Draft:
    """Give the open draft that the former import wrote, or open one; a record states no period."""
    if former is not None and former.is_open:
        return former
    try:
        return open_draft(place=place, period=Period(), copied_from=former, by=hand.by, on=hand.at)
    except DraftAlreadyOpenError as error:
        return error.draft


def write_answers(draft: Draft, taken: Taken, former: Taken, hand: Hand) -> tuple[str, ...]:
    """Record each answer, unless the team has given another since the former import.

    Returns
    -------
    tuple[str, ...]
        The paths of the answers that the grid does not allow.
    """
    rows = {f"{row.theme}.{row.question}": answer_value(row) for row in draft.answers.all()}
    written = {given.answer.id: given.answer for given in former.answers}
    refused = []
    for given in taken.answers:
        now, before = rows.get(given.answer.id), written.get(given.answer.id)
        if now is not None and (before is None or not _says_the_same(now, before)):
            continue
        try:
            record_answer(draft=draft, answer=given.answer, by=hand.by, on=hand.at)
        except InvalidAnswerError:
            refused.append(given.path)
    return tuple(refused)


def write_stories(
    draft: Draft, taken: Taken, former: Taken, known: StoryIds, hand: Hand
) -> dict[str, str]:
    """Tell each story once; new words of the file replace only words that nobody changed.

    Parameters
    ----------
    known
        The public ids of the stories that former imports told, by their folded paths.

    Returns
    -------
    dict[str, str]
        The same, for all the stories told so far. Words that were withdrawn do not come back.
    """
    told = dict(known)
    before = {fold_key(given.path): given.story.text for given in former.stories}
    rows = {str(row.public_id): row for row in _stories(draft.place, told)}
    for given in taken.stories:
        key = fold_key(given.path)
        row = rows.get(told.get(key, ""))
        if row is not None and row.withdrawn_at is not None:
            continue
        if row is None or row.draft_id != draft.pk:
            row = tell_story(draft=draft, story=given.story, by=hand.by, on=hand.at)
            told[key] = str(row.public_id)
        elif row.text == before.get(key) != given.story.text:
            rewrite_story(row=row, story=given.story, by=hand.by, on=hand.at)
    return told


def withdrawn_paths(place: Place, known: StoryIds) -> tuple[str, ...]:
    """Give the folded paths of the stories whose words were withdrawn."""
    gone = {str(row.public_id) for row in _stories(place, known) if row.withdrawn_at is not None}
    return tuple(path for path, public_id in known.items() if public_id in gone)


def _stories(place: Place, known: StoryIds) -> Iterator[Story]:
    ids = [UUID(public_id) for public_id in known.values()]
    return Story.objects.filter(draft__place=place, public_id__in=ids).iterator()


def _says_the_same(one: values.Answer, other: values.Answer) -> bool:
    return replace(one, id="") == replace(other, id="")
