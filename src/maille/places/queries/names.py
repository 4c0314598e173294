"""The proper names that stand around a place."""

from maille.places.models import Place


def names_around(place: Place) -> list[str]:
    """Give the proper names that a place writes without naming anybody."""
    portrait = getattr(place, "portrait", None)
    networks = place.networks.order_by().values_list("name", flat=True)
    return [
        place.name,
        place.locality,
        place.street,
        *([place.commune.name] if place.commune else []),
        *([place.department.name] if place.department else []),
        *([portrait.organisation_name] if portrait else []),
        *networks.union(place.partners.order_by().values_list("name", flat=True), all=True),
    ]
