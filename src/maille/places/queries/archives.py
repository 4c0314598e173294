"""What an archive keeps of a place, as values of JSON; it holds no person."""

from maille.db.trail import changes_of
from maille.places.models import Place
from maille.places.queries.rows import LINES

PLACE_COLUMNS = (
    "slug",
    "name",
    "state",
    "country",
    "insee",
    "locality",
    "postcode",
    "street",
    "longitude",
    "latitude",
    "coordinates_source",
    "writing",
    "text_licence",
    "data_licence",
    "is_public",
    "fictional",
)
PORTRAIT_COLUMNS = (
    "founding_idea",
    "organisation_name",
    "organisation_form",
    "organisation_founded",
    "site",
    "opening",
    "opening_hours",
    "summary",
    "phone",
    "email",
    "siret",
    "services",
    "audiences",
    "audiences_own",
    "accessibility",
    "accessibility_own",
    "transports",
    "transports_own",
    "values",
    "values_own",
    "activities",
    "activities_own",
    "volunteers",
    "employees",
)
LIFE_COLUMNS = ("kind", "date", "note", "source", "successor_name")
PHOTO_COLUMNS = ("alternative_text", "credit", "licence", "position")
# Who is in the team, and which devices speak for it, stays here.
_PERSONAL = ("member:", "device:")


def describe_place(place: Place) -> dict[str, object]:
    """Give all that a place entered about itself, photographs aside."""
    return {
        "place": {
            "id": str(place.public_id),
            "department": place.department.code if place.department else "",
            "added_at": place.added_at.isoformat(),
            "confirmed_on": place.confirmed_on.isoformat() if place.confirmed_on else None,
            **{name: getattr(place, name) for name in PLACE_COLUMNS},
        },
        "portrait": {name: getattr(place.portrait, name) for name in PORTRAIT_COLUMNS},
        **{
            part: [
                {name: getattr(row, name) for name in table.columns}
                for row in getattr(place, part).all()
            ]
            for part, table in LINES.items()
        },
        "life_events": [
            {
                "id": str(event.public_id),
                "successor": str(event.successor.public_id) if event.successor else "",
                **{name: getattr(event, name) for name in LIFE_COLUMNS},
            }
            for event in place.life_events.select_related("successor")
        ],
        "photos": [
            {
                "id": str(photo.public_id),
                "added_at": photo.added_at.isoformat(),
                **{name: getattr(photo, name) for name in PHOTO_COLUMNS},
            }
            for photo in place.photos.all()
        ],
        "networks": list(place.networks.order_by("slug").values("name", "url")),
    }


def describe_changes(place: Place) -> list[dict[str, object]]:
    """Give the trail of a place, oldest first, without its authors."""
    return [
        {
            "field": change.field,
            "previous": change.previous,
            "new": change.new,
            "at": change.at.isoformat(),
        }
        for change in changes_of(place).reverse()
        if not change.field.startswith(_PERSONAL)
    ]
