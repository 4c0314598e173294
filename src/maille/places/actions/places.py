"""Adding a place, naming it, saying where it is."""

import datetime as dt
import itertools
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from maille.core.kernel.names import fold_name
from maille.geography.enums import Country
from maille.geography.models import Commune
from maille.geography.queries import find_commune, find_department, match_commune
from maille.places.actions.trail import Author, check_columns, keep_trail, mark_confirmed
from maille.places.enums import PlaceState, Role
from maille.places.errors import InvalidPlaceError
from maille.places.models import Membership, Place, Portrait
from maille.places.values import Address

# What /lieux/… already means.
RESERVED_SLUGS = frozenset({"ajouter", "carte", "invitations"})
MAX_NAME = 120
_MAX_SLUG = 70
_MAX_FOLDED = 400
_SETTINGS = frozenset({"name", "writing", "text_licence", "data_licence", "is_public"})


@transaction.atomic
def add_place(
    *,
    name: str,
    commune: Commune | str | None = None,
    state: str = PlaceState.OPEN,
    is_public: bool = True,
    fictional: bool = False,
    by: Author,
) -> Place:
    """Add a place with an empty portrait; who adds it becomes its steward.

    Parameters
    ----------
    name
        As its team says it; the slug follows, numbered when taken.
    commune
        A commune, or its code (``14167``, ``BE-57081``).
    state
        Where it stands in its life, as long as no dated event tells.
    is_public
        Whether everybody may read its page.
    fictional
        Whether it only exists for the demonstration.
    by
        Who adds it, or ``None`` from the command line.

    Raises
    ------
    InvalidPlaceError
        When the name is empty or too long.
    UnknownCommuneError
        When no commune has this code.
    """
    clean = _checked_name(name)
    where = find_commune(commune) if isinstance(commune, str) else commune
    place = Place(name=clean, state=PlaceState(state), is_public=is_public, fictional=fictional)
    if where:
        _settle(place, where)
    _save_under_free_slug(place)
    Portrait.objects.create(place=place)
    fold_place(place)
    if by:
        Membership.objects.create(place=place, person=by, role=Role.STEWARD)
    keep_trail(place=place, before={}, after={"added": clean}, by=by)
    return place


@transaction.atomic
def confirm_place(*, place: Place, by: Author, on: dt.date | None = None) -> Place:
    """Say that all that a place tells of itself is still right."""
    before = place.confirmed_on
    mark_confirmed(place, on)
    keep_trail(
        place=place,
        before={"confirmed": before and before.isoformat()},
        after={"confirmed": place.confirmed_on and place.confirmed_on.isoformat()},
        by=by,
    )
    return place


@transaction.atomic
def update_place(*, place: Place, changes: Mapping[str, object], by: Author) -> Place:
    """Change a name, the writing of sentences, licences, or whether the page is public.

    The slug stays: published addresses are permanent.

    Raises
    ------
    InvalidPlaceError
        When a value does not fit its column.
    """
    unknown = set(changes) - _SETTINGS
    if unknown:
        raise InvalidPlaceError(", ".join(sorted(unknown)))
    before = {field: getattr(place, field) for field in changes}
    after = {
        field: _checked_name(str(value)) if field == "name" else value
        for field, value in changes.items()
    }
    for field, value in after.items():
        setattr(place, field, value)
    check_columns(place, after)
    place.save(update_fields=list(after))
    fold_place(place)
    keep_trail(place=place, before=before, after=after, by=by)
    return place


@transaction.atomic
def locate_place(*, place: Place, address: Address, by: Author) -> Place:
    """Say where a place is; the commune is recognised from its name and postcode when certain.

    Raises
    ------
    InvalidPlaceError
        When a part does not have its form: 5 digits for a French postcode, 4 for a Belgian one.
    UnknownCommuneError
        When no commune has the code given.
    """
    before = _where(place)
    _check_address(address)
    commune = (
        find_commune(address.commune)
        if address.commune
        else match_commune(address.country, address.locality, address.postcode)
    )
    place.country = address.country
    place.locality, place.postcode = address.locality.strip(), address.postcode.strip()
    place.street = address.street.strip()
    place.longitude, place.latitude = address.longitude, address.latitude
    place.coordinates_source = address.coordinates_source.strip()
    place.commune, place.insee = None, ""
    if commune:
        _settle(place, commune)
    else:
        place.department = find_department(place.country, place.postcode)
    check_columns(place, before)
    place.save()
    fold_place(place)
    keep_trail(place=place, before=before, after=_where(place), by=by)
    return place


def fold_place(place: Place) -> None:
    """Write again the words under which a place is found."""
    department = place.department
    words = (
        place.name,
        place.locality,
        place.commune.name if place.commune else "",
        place.commune.other_name if place.commune else "",
        place.postcode,
        place.portrait.organisation_name,
        department.name if department else "",
        department.region.name if department else "",
    )
    place.folded_text = folded_words(words)
    place.save(update_fields=["folded_text"])


def folded_words(parts: Iterable[str]) -> str:
    """Give the words under which a place of these names is found, as its column keeps them."""
    folded = dict.fromkeys(word for part in parts if part for word in _folded(part))
    return " ".join(folded)[:_MAX_FOLDED]


@lru_cache(maxsize=16_384)
def _folded(part: str) -> tuple[str, ...]:
    """Fold a name once: the same towns come again and again."""
    return tuple(fold_name(part).split())


def _settle(place: Place, commune: Commune) -> None:
    place.commune, place.insee = commune, commune.code
    place.country, place.department = commune.country, commune.department
    place.locality = place.locality or commune.name
    postcodes = commune.postcodes.split()
    if not place.postcode and len(postcodes) == 1:
        place.postcode = postcodes[0]


def _where(place: Place) -> dict[str, object]:
    return {
        "country": place.country,
        "insee": place.insee,
        "locality": place.locality,
        "postcode": place.postcode,
        "street": place.street,
        "longitude": place.longitude,
        "latitude": place.latitude,
        "coordinates_source": place.coordinates_source,
    }


def _check_address(address: Address) -> None:
    digits = {Country.FRANCE.value: 5, Country.BELGIUM.value: 4}.get(address.country)
    if digits is None:
        raise InvalidPlaceError(_("a place is in France or in Belgium"))
    postcode = address.postcode.strip()
    if postcode and not (postcode.isascii() and postcode.isdigit() and len(postcode) == digits):
        raise InvalidPlaceError(
            _("%(postcode)s is not a postcode: it takes %(digits)s digits")
            % {"postcode": postcode, "digits": digits}
        )
    if (address.longitude is None) != (address.latitude is None):
        raise InvalidPlaceError(_("a point takes a longitude and a latitude"))


def _checked_name(name: str) -> str:
    clean = " ".join(name.split())
    if not clean or len(clean) > MAX_NAME or "\0" in clean:
        raise InvalidPlaceError(_("a place needs a name of 1 to %s characters") % MAX_NAME)
    return clean


def _save_under_free_slug(place: Place) -> None:
    for slug in slugs_of(place.name):
        if slug in RESERVED_SLUGS:
            continue
        place.slug = slug
        try:
            with transaction.atomic():
                place.save(force_insert=True)
        except IntegrityError:
            if not Place.objects.filter(slug=slug).exists():
                raise
        else:
            return


def slugs_of(name: str) -> Iterator[str]:
    """Give the addresses that a place of this name may take, best first, without end."""
    spelled = name.replace("'", " ").replace("’", " ").replace("œ", "oe").replace("Œ", "Oe")
    base = slugify(spelled)[:_MAX_SLUG].strip("-") or "lieu"
    yield base
    yield from (f"{base}-{number}" for number in itertools.count(2))
