"""Occasions in the words of schema.org, as search engines read them."""

import json
from collections.abc import Callable, Sequence

from maille.places.models import Place
from maille.places.occasions import Occurrence
from maille.places.queries.linked_data import ESCAPES
from maille.places.queries.places import address_of

# A search engine needs the next ones, not the year.
MOST_EVENTS = 20


def events_as_schema(
    place: Place, occurrences: Sequence[Occurrence], page: Callable[[Occurrence], str]
) -> str:
    """Give JSON-LD that is safe inside a page.

    Parameters
    ----------
    page
        Gives the whole address of the page of an occasion.
    """
    events = [_event(place, one, page(one)) for one in occurrences[:MOST_EVENTS]]
    described = {"@context": "https://schema.org", "@graph": events}
    return json.dumps(described, ensure_ascii=False).translate(ESCAPES)


def _event(place: Place, occurrence: Occurrence, url: str) -> dict[str, object]:
    slot = occurrence.slot
    status = "EventCancelled" if occurrence.cancelled else "EventScheduled"
    event: dict[str, object] = {
        "@type": "Event",
        "@id": f"{url}#{occurrence.day}",
        "url": url,
        "name": occurrence.title,
        "startDate": (occurrence.starts if slot.at else slot.on).isoformat(),
        "eventStatus": f"https://schema.org/{status}",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "location": {"@type": "Place", "name": place.name, "address": address_of(place)},
        "organizer": {"@type": "Organization", "name": place.name},
    }
    if occurrence.ends:
        event["endDate"] = occurrence.ends.isoformat()
    elif slot.at is None:
        event["endDate"] = slot.last_day.isoformat()
    if occurrence.description:
        event["description"] = occurrence.description
    if occurrence.is_free is not None:
        event["isAccessibleForFree"] = occurrence.is_free
    return event
