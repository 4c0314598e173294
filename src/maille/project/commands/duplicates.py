"""Places that may be one, from the command line."""

import json
from typing import Any

import click
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maille.core.linking.values import Likeness
from maille.directory.actions import find_likenesses, merge_above, propose_pairs
from maille.directory.duplicates.sentences import FIELDS, LEVELS, force_of, sentence_of
from maille.directory.models import Record, Source
from maille.places.models import Place
from maille.places.queries.places import address_of
from maille.reports.models import Edition

Found = tuple[int, int, Likeness]


@click.group(help=_("All third places together."))
def places() -> None:
    """Gather the commands about places taken together."""


@places.command(
    help=_(
        "List the places that may be one, how probably and why, and keep them for review. "
        "Nothing is merged, unless MAILLE_MERGE_ABOVE says from which probability."
    ),
    epilog=_("Example: maille places duplicates --above 0.9 --format json"),
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help=_("How to write them."),
)
@click.option(
    "--above",
    type=click.FloatRange(0, 1),
    default=0.5,
    show_default=True,
    help=_("The least probability to list."),
)
@click.option(
    "--source", "sources", multiple=True, help=_("Only pairs with a place of this source (slug).")
)
@click.option("--dry-run", is_flag=True, help=_("List only: keep nothing, merge nothing."))
def duplicates(form: str, above: float, sources: tuple[str, ...], *, dry_run: bool) -> None:
    """Compare all public places, once."""
    among = _of_sources(sources)
    found = find_likenesses(above=min(above, 0.5))
    if not dry_run:
        propose_pairs(found=found)
        _merge(found)
    listed = [
        one
        for one in found
        if one[2].probability >= above and (among is None or not among.isdisjoint(one[:2]))
    ]
    numbers = {pk for first, second, _pair in listed for pk in (first, second)}
    known = {place.pk: place for place in _places(sorted(numbers))}
    if form == "json":
        pairs = [_described(one, known) for one in listed]
        click.echo(json.dumps({"pairs": pairs}, ensure_ascii=False, indent=2))
        return
    for one in listed:
        click.echo(_told(one, known))
    click.echo(ngettext("%d pair.", "%d pairs.", len(listed)) % len(listed), err=True)


def _merge(found: list[Found]) -> None:
    """Merge what is probable enough, where the installation asks for it."""
    if settings.MERGE_ABOVE is None:
        return
    published = frozenset(Edition.objects.values_list("place_id", flat=True))
    merges = merge_above(found=found, threshold=settings.MERGE_ABOVE, spared=published)
    told = ngettext("%d pair merged.", "%d pairs merged.", len(merges))
    click.echo(told % len(merges), err=True)


def _of_sources(slugs: tuple[str, ...]) -> set[int] | None:
    if not slugs:
        return None
    unknown = set(slugs) - set(Source.objects.filter(slug__in=slugs).values_list("slug", flat=True))
    if unknown:
        raise click.ClickException(_("no source is called “%s”") % ", ".join(sorted(unknown)))
    records = Record.objects.filter(source__slug__in=slugs, place__isnull=False)
    return set(records.values_list("place_id", flat=True))


def _places(numbers: list[int]) -> list[Place]:
    found: list[Place] = []
    for start in range(0, len(numbers), 500):
        some = Place.objects.filter(pk__in=numbers[start : start + 500])
        found.extend(some.select_related("commune"))
    return found


def _described(one: Found, known: dict[int, Place]) -> dict[str, Any]:
    first, second, pair = one
    return {
        "probability": round(pair.probability, 4),
        "first": _named(known[first]),
        "second": _named(known[second]),
        "reasons": [
            {
                "field": reason.field.value,
                "level": reason.level.value,
                "case": reason.case,
                "weight": reason.weight,
                "sentence": sentence_of(reason.field, reason.case),
            }
            for reason in pair.reasons
        ],
    }


def _named(place: Place) -> dict[str, str]:
    return {
        "id": str(place.public_id),
        "slug": place.slug,
        "name": place.name,
        "address": address_of(place),
    }


def _told(one: Found, known: dict[int, Place]) -> str:
    first, second, pair = one
    colon = _(":")
    lines = [f"{_percent(pair.probability)}  {known[first].slug}  {known[second].slug}"]
    for reason in sorted(pair.reasons, key=lambda reason: -abs(reason.weight)):
        if reason.weight:
            told = f"{LEVELS[reason.level]}, {sentence_of(reason.field, reason.case)}"
            force = f"{force_of(reason.weight)}, {reason.weight:+.1f}"
            lines.append(f"      {FIELDS[reason.field]}{colon} {told} ({force})")
    return "\n".join(lines)


def _percent(probability: float) -> str:
    return f"{min(99.9, probability * 100):.1f} %"
