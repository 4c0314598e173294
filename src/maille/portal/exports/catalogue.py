"""The catalogue of open data, after DCAT-AP 3.0, as JSON-LD without a context elsewhere.

Source: https://semiceu.github.io/DCAT-AP/releases/3.0.0/
"""

import datetime as dt
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final
from urllib.parse import urlsplit

from maille.portal.exports.formats import FILES, PlacesFile
from maille.portal.exports.licences import licence_address
from maille.portal.exports.site import Site

Node = dict[str, Any]
CONTEXT: Final[Mapping[str, str]] = MappingProxyType(
    {
        "dcat": "http://www.w3.org/ns/dcat#",
        "dct": "http://purl.org/dc/terms/",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    }
)
_AUTHORITY: Final = "http://publications.europa.eu/resource/authority"
_IANA: Final = "https://www.iana.org/assignments/media-types"
_TABLE_SCHEMA: Final = "files:places_schema"
_MEDNUM: Final = "https://schema.data.gouv.fr/LaMednum/standard-mediation-num/1.0.2/"
_DATA_INCLUSION: Final = "https://github.com/gip-inclusion/data-inclusion-schema"
_MURMURATIONS: Final = "https://library.murmurations.network/v2/schemas/organizations_schema-v1.0.0"


@dataclass(frozen=True, slots=True)
class Offered:
    """A set of data: what it is, in both languages, and its files with what each follows."""

    key: str
    title: tuple[str, str]
    description: tuple[str, str]
    keywords: tuple[str, ...]
    files: Mapping[str, str]


OFFERED: Final = (
    Offered(
        "lieux",
        ("Tiers-lieux", "Third places"),
        (
            (
                "Les tiers-lieux : où ils sont, ce qu'on y fait, qui ils accueillent, quand ils "
                "ouvrent. Un lieu qui a fermé le dit."
            ),
            (
                "Third places: where they are, what is done there, whom they welcome, when they "
                "open. A place that has closed says so."
            ),
        ),
        ("tiers-lieu", "coworking", "fablab"),
        MappingProxyType(
            {
                "geojson": "https://www.rfc-editor.org/rfc/rfc7946",
                "csv": _TABLE_SCHEMA,
                "murmurations": _MURMURATIONS,
            }
        ),
    ),
    Offered(
        "mediation-numerique",
        ("Lieux de médiation numérique", "Places of digital mediation"),
        (
            (
                "Les lieux ouverts en France qui disent leur SIRET, leur adresse et leur commune, "
                "au standard national."
            ),
            (
                "The open places of France that state a SIRET number, an address and a town, in "
                "the national standard."
            ),
        ),
        ("médiation numérique", "inclusion numérique"),
        MappingProxyType({"mednum": _MEDNUM, "mednum-json": _MEDNUM}),
    ),
    Offered(
        "data-inclusion",
        ("Structures et services d'insertion", "Structures and services of inclusion"),
        (
            "Les lieux ouverts en France et leur aide au numérique, aux schémas de data·inclusion.",
            "The open places of France and their digital help, in the schemas of data·inclusion.",
        ),
        ("insertion", "inclusion"),
        MappingProxyType(
            {
                "data-inclusion": _DATA_INCLUSION,
                "data-inclusion-services": _DATA_INCLUSION,
            }
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class CatalogueFacts:
    """What the catalogue says besides what never changes."""

    issued: dt.date
    changed_at: dt.datetime
    licences: tuple[str, ...]
    publisher: str = ""


def write_catalogue(site: Site, facts: CatalogueFacts) -> Iterator[str]:
    """Write the catalogue as JSON-LD."""
    yield json.dumps(catalogue_of(site, facts), ensure_ascii=False, indent=1) + "\n"


def catalogue_of(site: Site, facts: CatalogueFacts) -> Node:
    """Give the catalogue: a graph of the catalogue, its sets, their files and the interface."""
    page = site.address("portal:open_data")
    publisher: Node = {
        "@id": f"{page}#publisher",
        "@type": "foaf:Agent",
        "foaf:name": facts.publisher or urlsplit(site.base).hostname or "Maille",
        "foaf:homepage": _link(f"{site.base}/"),
    }
    catalogue = {
        "@id": f"{page}#catalogue",
        "@type": "dcat:Catalog",
        "dct:title": _both("Données ouvertes des tiers-lieux", "Open data of third places"),
        "dct:description": _both(
            "Ce que les lieux et leurs sources donnent à réutiliser.",
            "What places and their sources give to be used again.",
        ),
        "dct:publisher": _link(publisher["@id"]),
        "foaf:homepage": _link(page),
        "dct:language": [_language("FRA"), _language("ENG")],
        "dct:issued": _date(facts.issued),
        "dct:modified": _moment(facts.changed_at),
        "dct:spatial": _countries(),
        "dcat:dataset": [_link(f"{page}#{one.key}") for one in OFFERED],
        "dcat:service": _link(f"{page}#api"),
    }
    nodes = [catalogue, publisher, *_rights(site, facts.licences), _service(site, page)]
    for one in OFFERED:
        nodes.append(_dataset(one, page, facts))
        nodes.extend(_distributions(one, site, page, facts))
    return {"@context": dict(CONTEXT), "@graph": nodes}


def _dataset(offered: Offered, page: str, facts: CatalogueFacts) -> Node:
    return {
        "@id": f"{page}#{offered.key}",
        "@type": "dcat:Dataset",
        "dct:identifier": f"{page}#{offered.key}",
        "dct:title": _both(*offered.title),
        "dct:description": _both(*offered.description),
        "dct:publisher": _link(f"{page}#publisher"),
        "dcat:keyword": [{"@value": word, "@language": "fr"} for word in offered.keywords],
        "dcat:theme": [_link(f"{_AUTHORITY}/data-theme/SOCI")],
        "dct:accessRights": _link(f"{_AUTHORITY}/access-right/PUBLIC"),
        "dct:accrualPeriodicity": _link(f"{_AUTHORITY}/frequency/CONT"),
        "dct:language": [_language("FRA")],
        "dct:spatial": _countries(),
        "dct:issued": _date(facts.issued),
        "dct:modified": _moment(facts.changed_at),
        "dcat:landingPage": _link(page),
        "dcat:distribution": [_link(f"{page}#file-{form}") for form in offered.files],
    }


def _distributions(
    offered: Offered, site: Site, page: str, facts: CatalogueFacts
) -> Iterator[Node]:
    for form, standard in offered.files.items():
        file: PlacesFile = FILES[form]
        address = site.address(file.route)
        follows = site.address(standard) if standard == _TABLE_SCHEMA else standard
        yield {
            "@id": f"{page}#file-{form}",
            "@type": "dcat:Distribution",
            "dct:title": address.rpartition("/donnees/")[2],
            "dcat:accessURL": _link(page),
            "dcat:downloadURL": _link(address),
            "dcat:mediaType": _link(f"{_IANA}/{file.media_type.partition(';')[0]}"),
            "dct:conformsTo": _link(follows),
            "dct:license": _link(_licence_of_all(site, facts.licences)),
            "dct:modified": _moment(facts.changed_at),
        }


def _service(site: Site, page: str) -> Node:
    return {
        "@id": f"{page}#api",
        "@type": "dcat:DataService",
        "dct:title": _both("Interface de programmation des lieux", "Programming interface"),
        "dcat:endpointURL": _link(site.address("api:list_places")),
        "dcat:endpointDescription": _link(site.address("api:openapi-json")),
        "dcat:servesDataset": [_link(f"{page}#{OFFERED[0].key}")],
    }


def _licence_of_all(site: Site, licences: Sequence[str]) -> str:
    """Give the one licence of everything, or the page that says which value has which."""
    if len(licences) == 1:
        return licence_address(licences[0])
    return f"{site.address('portal:open_data')}#licences"


def _rights(site: Site, licences: Sequence[str]) -> Iterator[Node]:
    """Say what licence is meant when there are several: each row names its own."""
    if len(licences) != 1:
        yield {
            "@id": _licence_of_all(site, licences),
            "@type": "dct:LicenseDocument",
            "rdfs:label": _both(
                "Chaque ligne dit les licences de ses valeurs.",
                "Each row states the licences of its values.",
            ),
            "rdfs:seeAlso": [_link(licence_address(licence)) for licence in licences],
        }


def _both(french: str, english: str) -> list[dict[str, str]]:
    return [
        {"@value": french, "@language": "fr"},
        {"@value": english, "@language": "en"},
    ]


def _link(address: str) -> dict[str, str]:
    return {"@id": address}


def _language(code: str) -> dict[str, str]:
    return _link(f"{_AUTHORITY}/language/{code}")


def _countries() -> list[dict[str, str]]:
    return [_link(f"{_AUTHORITY}/country/{code}") for code in ("FRA", "BEL")]


def _date(day: dt.date) -> dict[str, str]:
    return {"@value": day.isoformat(), "@type": "xsd:date"}


def _moment(moment: dt.datetime) -> dict[str, str]:
    return {"@value": moment.astimezone(dt.UTC).isoformat(), "@type": "xsd:dateTime"}
