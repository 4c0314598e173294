"""All communes at hand, for who asks after thousands of them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from maille.core.kernel.names import fold_name
from maille.geography.enums import Country
from maille.geography.models import Commune
from maille.geography.queries import city_of_district

# Overseas a department takes three digits, not two.
_OVERSEAS = ("97", "98")
# Degrees east and north that a commune hardly ever reaches from its middle: some twenty kilometres.
_AROUND = (0.3, 0.2)
_FRANCE, _BELGIUM = Country.FRANCE.value, Country.BELGIUM.value


@dataclass(frozen=True, slots=True, eq=False)
class KnownCommune:
    """A commune, where it stands and what holds it; degrees are WGS 84."""

    pk: int
    country: str
    code: str
    name: str
    other_name: str
    folded_names: tuple[str, ...]
    postcodes: tuple[str, ...]
    longitude: float | None
    latitude: float | None
    department_id: int
    department: str
    region: str

    @property
    def full_code(self) -> str:
        """The code that ``find_commune`` reads: ``14167``, ``BE-57081``."""
        return self.code if self.country == _FRANCE else f"BE-{self.code}"

    def may_have(self, postcode: str) -> bool:
        """Tell whether a postcode may be this commune's.

        A large site has a postcode of its own, that of its town but for its end.
        """
        alike = 4 if postcode.startswith(_OVERSEAS) and self.country == _FRANCE else 3
        return any(known[:alike] == postcode[:alike] for known in self.postcodes)


def _begins(commune: KnownCommune, told: list[str]) -> bool:
    """Tell whether one of two names begins by the whole other one, word for word."""
    for name in commune.folded_names:
        words = name.split()
        both = min(len(words), len(told))
        if both and words[:both] == told[:both]:
            return True
    return False


def _is_around(commune: KnownCommune, point: tuple[float, float]) -> bool:
    if commune.longitude is None or commune.latitude is None:
        return True
    east, north = point[0] - commune.longitude, point[1] - commune.latitude
    return abs(east) < _AROUND[0] and abs(north) < _AROUND[1]


class Gazetteer:
    """The communes of the database, read at the first question and kept by who asks."""

    def read(self) -> None:
        """Read everything now: no question asks the database any more."""
        _ = self._by_code, self._by_postcode, self._by_name

    def by_code(self, code: str) -> KnownCommune | None:
        """Give the commune of an INSEE code, or of a NIS code written ``BE-57081``."""
        bare = code.strip().upper()
        country = _BELGIUM if bare.startswith("BE-") else _FRANCE
        bare = bare.removeprefix("BE-").removeprefix("FR-")
        return self._by_code.get((country, city_of_district(bare)))

    def of_postcode(self, country: str, postcode: str) -> tuple[KnownCommune, ...]:
        """Give the communes that a postcode serves."""
        return self._by_postcode.get((country, postcode), ())

    def named(self, country: str, name: str) -> tuple[KnownCommune, ...]:
        """Give the communes of this name, spelling aside."""
        return self._by_name.get((country, fold_name(name)), ())

    def matching(self, country: str, name: str, postcode: str) -> KnownCommune | None:
        """Give the one commune that has this name and this postcode.

        Where none has, the one that the postcode serves and whose name says more than what was
        written, or less: “Cherbourg” at 50100 is Cherbourg-en-Cotentin, “Lyon 3e” is Lyon. Then
        the only one of this name whose postcodes look alike: 74966 is a large site of Annecy.
        """
        if not (name and postcode):
            return None
        found = [one for one in self.named(country, name) if postcode in one.postcodes]
        if not found:
            told = fold_name(name).split()
            found = [one for one in self.of_postcode(country, postcode) if _begins(one, told)]
        if not found:
            found = [one for one in self.named(country, name) if one.may_have(postcode)]
        return found[0] if len(found) == 1 else None

    def only_one_named(
        self, country: str, name: str, point: tuple[float, float] | None
    ) -> KnownCommune | None:
        """Give the only commune of this name, around a point in degrees where one is known."""
        found = [
            one for one in self.named(country, name) if point is None or _is_around(one, point)
        ]
        return found[0] if len(found) == 1 else None

    def only_one_of(self, country: str, postcode: str) -> KnownCommune | None:
        """Give the commune that a postcode serves, when it serves but one."""
        served = self.of_postcode(country, postcode)
        return served[0] if len(served) == 1 else None

    @cached_property
    def _by_code(self) -> dict[tuple[str, str], KnownCommune]:
        columns = (
            *("pk", "country", "code", "name", "other_name", "folded_names", "postcodes"),
            *("longitude", "latitude"),
            *("department_id", "department__name", "department__region__name"),
        )
        found: Iterable[tuple[Any, ...]] = Commune.objects.values_list(*columns)
        return {
            (row[1], row[2]): KnownCommune(
                pk=row[0],
                country=row[1],
                code=row[2],
                name=row[3],
                other_name=row[4],
                folded_names=tuple(row[5].split("|")),
                postcodes=tuple(row[6].split()),
                longitude=row[7],
                latitude=row[8],
                department_id=row[9],
                department=row[10],
                region=row[11],
            )
            for row in found
        }

    @cached_property
    def _by_postcode(self) -> dict[tuple[str, str], tuple[KnownCommune, ...]]:
        found = defaultdict(list)
        for one in self._by_code.values():
            for postcode in one.postcodes:
                found[one.country, postcode].append(one)
        return {name: tuple(communes) for name, communes in found.items()}

    @cached_property
    def _by_name(self) -> dict[tuple[str, str], tuple[KnownCommune, ...]]:
        found = defaultdict(list)
        for one in self._by_code.values():
            for name in one.folded_names:
                found[one.country, name].append(one)
        return {name: tuple(communes) for name, communes in found.items()}
