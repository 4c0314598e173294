"""A hundred thousand made-up places, some of them told twice."""

import random
from collections.abc import Iterator

from maille.core.linking.values import Described

_FIRST = ("Le", "La", "L'Atelier", "Espace", "Coworking", "Fablab", "Tiers-lieu", "Maison", "Café")
_NOUNS = [
    "filature",
    "bocal",
    "moulin",
    "grange",
    "ruche",
    "cantine",
    "fabrique",
    "forge",
    "station",
    "halle",
    "manufacture",
    "verger",
    "ponton",
    "lavoir",
    "comptoir",
    "phare",
    "hangar",
    "escale",
    "tisserie",
    "aiguillage",
    "tannerie",
    "cordee",
    "palette",
    "lucarne",
]
_STREETS = (
    "rue de la Gare",
    "rue du Moulin",
    "place de la Mairie",
    "avenue Jean Jaurès",
    "Le Bourg",
)
_TOWNS = 30_000
_WITH_A_SITE = 0.5


def make_places(number: int, *, seed: int = 0) -> list[Described]:
    """Make up places, of which one in twenty is told a second time, with mistakes."""
    draw = random.Random(seed)  # noqa: S311 - nothing secret
    return list(_told(number, draw))


def _told(number: int, draw: random.Random) -> Iterator[Described]:
    for rank in range(number * 20 // 21):
        place = _place(rank, draw)
        yield place
        if rank % 20 == 0:
            yield _again(place, draw)


def _place(rank: int, draw: random.Random) -> Described:
    # Few towns hold many places, as in life.
    town = int(_TOWNS * draw.random() ** 3)
    name = (
        f"{draw.choice(_FIRST)} {draw.choice(_NOUNS)} {draw.choice(_NOUNS)} {draw.randrange(999)}"
    )
    longitude, latitude = -4 + (town % 173) * 0.06, 43 + (town // 173) * 0.045
    shift = draw.uniform(-0.02, 0.02), draw.uniform(-0.015, 0.015)
    return Described(
        key=f"{rank:07d}",
        name=name,
        street=f"{draw.randrange(1, 120)} {draw.choice(_STREETS)}",
        postcode=f"{1000 + town * 3:05d}",
        locality=f"Ville {town}",
        commune=f"{town:05d}",
        point=(longitude + shift[0], latitude + shift[1]),
        website=f"https://lieu-{rank}.fr" if draw.random() < _WITH_A_SITE else "",
    )


def _again(place: Described, draw: random.Random) -> Described:
    letters = list(place.name)
    letters.pop(draw.randrange(len(letters)))
    return Described(
        key=f"{place.key}-again",
        name="".join(letters),
        street=place.street.replace("rue", "r.").replace("avenue", "av."),
        postcode=place.postcode,
        locality=place.locality.upper(),
    )
