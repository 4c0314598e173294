"""The latest report of many places, each in one line and one motif, for lists."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.cache import cache
from django.db.models import Prefetch

from maille import __version__
from maille.places.models import Place
from maille.reports.models import Edition
from maille.reports.queries.documents import Document
from maille.reports.queries.editions import latest_of
from maille.reports.reading import read_threads
from maille.web.weave import Thread

# An edition never changes: what is read of it once stays true until the product changes.
FOR_A_MONTH = 30 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Glance:
    """A report in one line and one motif; it holds none of its stories."""

    number: int
    year: str
    told: int
    themes: int
    unfavourable: int
    threads: tuple[Thread, ...]


def latest_glances(places: Iterable[Place], language: str) -> dict[int, Glance]:
    """Give, by the key of its place, the report each place shows first; four queries at most.

    Places that have published nothing are left out.
    """
    editions = _latest_editions([place.pk for place in places])
    keys = {
        edition.pk: f"glance-{edition.pk}-{edition.sha256[:16]}-{language}-{__version__}"
        for edition in editions
    }
    known = cache.get_many(keys.values())
    missing = [pk for pk, key in keys.items() if key not in known]
    texts = Edition.objects.filter(pk__in=missing).values_list("pk", "document")
    made = {keys[pk]: glance_at(_wordless(text), language) for pk, text in texts}
    if made:
        cache.set_many(made, FOR_A_MONTH)
    return {edition.place_id: {**known, **made}[keys[edition.pk]] for edition in editions}


def _latest_editions(places: list[int]) -> list[Edition]:
    rows = (
        Edition.objects.filter(place__in=places)
        .defer("document")
        .prefetch_related(Prefetch("replaced_by", Edition.objects.only("pk", "replaces")))
    )
    by_place: dict[int, list[Edition]] = {}
    for edition in rows:
        by_place.setdefault(edition.place_id, []).append(edition)
    return [latest for group in by_place.values() if (latest := latest_of(group))]


def _wordless(text: str) -> Document:
    """Read a stored document, in which stories have no words."""
    document: Document = json.loads(text)
    for story in document["stories"]:
        story.update(text=None, pseudonym=None, withdrawn=False)
    return document


def glance_at(document: Document, language: str) -> Glance:
    """Sum up a report document."""
    themes = [theme for section in document["sections"] for theme in section["themes"]]
    period = document["period"]
    return Glance(
        number=document["edition"]["number"],
        year=period["start"][:4] if period["stated"] else "",
        told=sum(theme["told"] for theme in themes),
        themes=len(themes),
        unfavourable=sum(
            finding["direction"] == "unfavourable" for finding in document["findings"]
        ),
        threads=read_threads(document, language),
    )
