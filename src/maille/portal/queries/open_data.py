"""What open data rests on: its state, its sources and their licences, how much there is."""

import datetime as dt
import hashlib
from dataclasses import dataclass

from django.db.models import Count, Max, Min, Q
from django.utils import timezone

from maille import __version__
from maille.db.models import Change
from maille.directory.models import Claim, Delivery, Record, Shown, Source
from maille.places.enums import PlaceState
from maille.places.models import Belonging, LifeEvent, Network, Occasion, Place, Stop
from maille.places.queries import public_places
from maille.portal.queries.open_places import NO_LICENCE

_NOTHING_YET = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class OpenDataState:
    """A mark that changes with what files say, and when that was written last."""

    mark: str
    changed_at: dt.datetime


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source as the page of open data names it; without licence, what it says is held back."""

    name: str
    url: str
    licence: str
    attribution: str
    records: int

    @property
    def held_back(self) -> bool:
        """Whether its values stay here."""
        return self.licence in NO_LICENCE


@dataclass(frozen=True, slots=True)
class Amounts:
    """How many public places there are, and how many of them say what."""

    places: int
    closed: int
    located: int
    with_siret: int
    with_services: int
    abroad: int


def open_data_state() -> OpenDataState:
    """Read the state of all that the files of places are made from, in a few short queries."""
    changes = Change.objects.filter(thing=Place._meta.label).order_by("-pk").values("pk", "at")
    change = changes.first()
    delivery = Delivery.objects.order_by("-pk").values("pk", "rows_read", "received_at").first()
    places = Place.objects.aggregate(
        count=Count("pk"), last=Max("added_at"), merged=Count("merged_into")
    )
    rows = (
        *(model.objects.aggregate(last=Max("pk"))["last"] for model in (Claim, Shown, Record)),
        *(model.objects.aggregate(last=Max("pk"))["last"] for model in (LifeEvent, Stop)),
        Belonging.objects.aggregate(count=Count("pk"), last=Max("pk")),
        Occasion.objects.aggregate(count=Count("pk"), last=Max("changed_at")),
        list(Source.objects.order_by("pk").values_list("slug", "licence")),
        list(Network.objects.order_by("pk").values_list("slug", "name", "url", "confirmed_at")),
    )
    content = repr((__version__, change, delivery, places, rows))
    moments = [
        change["at"] if change else None,
        delivery["received_at"] if delivery else None,
        places["last"],
    ]
    return OpenDataState(
        mark=hashlib.sha256(content.encode()).hexdigest()[:24],
        changed_at=max((moment for moment in moments if moment), default=_NOTHING_YET),
    )


def amounts() -> Amounts:
    """Count public places in one query."""
    found = (
        public_places()
        .filter(fictional=False)
        .aggregate(
            places=Count("pk"),
            closed=Count("pk", filter=Q(state=PlaceState.CLOSED)),
            located=Count("pk", filter=Q(longitude__isnull=False)),
            with_siret=Count("pk", filter=~Q(portrait__siret="")),
            with_services=Count("pk", filter=~Q(portrait__services=[])),
            abroad=Count("pk", filter=~Q(country="FR")),
        )
    )
    return Amounts(**found)


def source_lines() -> list[SourceLine]:
    """Give every source, with how many rows it delivered."""
    known = Source.objects.annotate(rows=Count("records")).order_by("name", "pk")
    return [
        SourceLine(source.name, source.url, source.licence, source.attribution, source.rows)
        for source in known
    ]


def source_names() -> dict[str, str]:
    """Give the name of every source by its slug."""
    return dict(Source.objects.values_list("slug", "name"))


def licences_in_use() -> list[str]:
    """Give the licences under which something is given away, each once."""
    own = public_places().order_by().values_list("data_licence", flat=True).distinct()
    theirs = Source.objects.exclude(licence__in=NO_LICENCE).values_list("licence", flat=True)
    return sorted({*own, *theirs})


def first_added_on() -> dt.date:
    """Give the day since which something is given away."""
    first = public_places().aggregate(first=Min("added_at"))["first"]
    return timezone.localdate(first or _NOTHING_YET)
