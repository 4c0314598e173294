"""An import as a page shows it: what became of each file, and where each doubt is mended."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from maille.reports.commune_mesure.report import (
    FLAGS,
    NEWS,
    WHOLE_FILE,
    Outcome,
    Written,
    sort_out,
)
from maille.reports.commune_mesure.tables import load_fields, load_labels
from maille.reports.commune_mesure.values import Doubt
from maille.reports.commune_mesure.words import fold_key

# Which section of a portrait's editing holds each target.
SECTIONS = {
    "name": "nom",
    "founding_idea": "nom",
    "insee": "adresse",
    "street": "adresse",
    "postcode": "adresse",
    "locality": "adresse",
    "organisation_form": "organisation",
    "organisation_name": "organisation",
    "founded": "organisation",
    "opening": "site",
    "square_metres": "site",
    "audiences": "accueil",
    "accessibility": "accueil",
    "transports": "accueil",
    "values": "accueil",
    "employees": "moyens",
    "volunteers": "moyens",
    "means": "moyens",
    "composition": "composition",
    "partners": "partenaires",
    "links": "liens",
}
_LIFE = "opened"
_NOT_A_KEY = {"blocs", "donnees"}


@dataclass(frozen=True, slots=True)
class ShownDoubt:
    """A doubt in words, and the page where its value is mended, if there is one."""

    where: str
    path: str
    flag: str
    reason: str
    url: str


@dataclass(frozen=True, slots=True)
class ShownFile:
    """What became of one file, in words."""

    file: str
    place: str
    slug: str
    draft: UUID | None
    refused: str
    news: str
    facts: int
    answers: int
    stories: int
    held: int
    in_doubt: tuple[ShownDoubt, ...]
    set_aside: tuple[ShownDoubt, ...]
    missing: tuple[ShownDoubt, ...]
    unknown_labels: tuple[tuple[str, str], ...]


def show_outcome(outcome: Outcome) -> ShownFile:
    """Put what became of a file in the words and addresses of a page."""
    written, sorted_out = outcome.written, sort_out(outcome.doubts)
    news = "" if written is None else _(NEWS[written.news]) % {"slug": written.slug}
    return ShownFile(
        file=outcome.file,
        place=outcome.place or "",
        slug="" if written is None else written.slug,
        draft=None if written is None else written.draft,
        refused="" if outcome.reason is None else outcome.reason.in_words(_),
        news=news,
        facts=len(outcome.taken.fields),
        answers=len(outcome.taken.answers),
        stories=len(outcome.taken.stories),
        held=0 if written is None else written.held,
        in_doubt=tuple(_shown(sorted_out.in_doubt, written)),
        set_aside=tuple(_shown(sorted_out.set_aside, written)),
        missing=tuple(_shown(sorted_out.missing, written)),
        unknown_labels=tuple(
            (where_of(unknown.path), unknown.label) for unknown in outcome.unknown_labels
        ),
    )


def where_of(path: str) -> str:
    """Say where a dotted path leads, without the keys that hold nothing.

    Examples
    --------
    >>> where_of("blocs.moyens.donnees.benevoles")
    'moyens › benevoles'
    """
    return " › ".join(key for key in path.split(".") if key not in _NOT_A_KEY)


def target_of(path: str) -> str:
    """Give the part of the portrait that a path is about, or nothing."""
    folded = fold_key(path)
    for rule in load_fields().rules:
        known = fold_key(rule.path)
        if rule.target and (_is_inside(folded, known) or _is_inside(known, folded)):
            return rule.target.partition(".")[0]
    return ""


def theme_of(path: str) -> str:
    """Give the theme of the grid that a path is about, or nothing."""
    labels = load_labels()
    key = fold_key(path.rpartition(".")[2])
    themes = [(rule.key, rule.theme) for rule in labels.choices]
    themes += [(rule.key, rule.theme) for rule in (*labels.numbers, *labels.texts)]
    themes += [(rule.key, rule.theme) for rule in labels.stories]
    return next((theme for known, theme in themes if fold_key(known) == key), "")


def _shown(doubts: Sequence[Doubt], written: Written | None) -> Iterator[ShownDoubt]:
    for doubt in doubts:
        yield ShownDoubt(
            where=where_of(doubt.path) or _(WHOLE_FILE),
            path=doubt.path,
            flag=_(FLAGS[doubt.flag]),
            reason=doubt.reason.in_words(_),
            url="" if written is None else _address(doubt, written),
        )


def _address(doubt: Doubt, written: Written) -> str:
    theme = theme_of(doubt.path) if "impact_social" in doubt.path else ""
    if theme and written.draft is not None:
        return reverse("reports:theme", args=[written.slug, written.draft, theme])
    target = target_of(doubt.path)
    if target == _LIFE:
        return reverse("places:life", args=[written.slug])
    section = SECTIONS.get(target)
    return reverse("places:section", args=[written.slug, section]) if section else ""


def _is_inside(folded: str, outer: str) -> bool:
    return folded == outer or folded.startswith(f"{outer} ")
