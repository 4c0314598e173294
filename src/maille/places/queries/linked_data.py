"""A place in the words of schema.org, as search engines read them."""

import json

from maille.places.queries.portraits import PlacePortrait

# What must not stand in a page's script, whatever a team typed.
ESCAPES = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})


def place_as_schema(portrait: PlacePortrait, url: str) -> str:
    """Give JSON-LD that is safe inside a page."""
    described: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "Place",
        "@id": url,
        "url": url,
        "name": portrait.name,
        "description": portrait.founding_idea or portrait.state_sentence,
        "address": {
            "@type": "PostalAddress",
            "streetAddress": portrait.street,
            "postalCode": portrait.postcode,
            "addressLocality": portrait.commune,
            "addressRegion": portrait.region,
            "addressCountry": portrait.country_code,
        },
        "sameAs": [link.url for link in portrait.links],
    }
    if portrait.latitude is not None and portrait.longitude is not None:
        described["geo"] = {
            "@type": "GeoCoordinates",
            "latitude": portrait.latitude,
            "longitude": portrait.longitude,
        }
    if portrait.closed:
        described["publicAccess"] = False
    return json.dumps(described, ensure_ascii=False).translate(ESCAPES)
