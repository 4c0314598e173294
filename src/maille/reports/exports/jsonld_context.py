"""The terms of the Common Impact Data Standard that our files use, under the standard's addresses.

Its own context is neither fetched nor shipped: a file read in twenty years still says what it
means.
"""

_STRINGS = {
    "hasLegalName": "org",
    "hasName": "org",
    "hasIdentifier": "org",
    "hasDescription": "cids",
    "hasComment": "cids",
    "unitDescription": "cids",
    "streetAddress": "cids",
    "postalCode": "cids",
    "addressLocality": "cids",
    "addressRegion": "cids",
    "addressCountry": "cids",
    "hasNumericalValue": "i72",
}
_LINKS = {
    "hasAddress": "cids",
    "hasCode": "cids",
    "hasOutcome": "cids",
    "hasIndicator": "cids",
    "hasIndicatorReport": "cids",
    "forOrganization": "cids",
    "forTheme": "cids",
    "forOutcome": "cids",
    "forIndicator": "cids",
    "relatesTo": "cids",
    "value": "i72",
}
_MOMENTS = {"startedAtTime": "prov", "endedAtTime": "prov"}


def _terms(names: dict[str, str], kind: str) -> dict[str, object]:
    return {name: {"@id": f"{prefix}:{name}", "@type": kind} for name, prefix in names.items()}


CONTEXT: dict[str, object] = {
    "cids": "https://ontology.commonapproach.org/cids#",
    "org": "http://ontology.eil.utoronto.ca/tove/organization#",
    "i72": "http://ontology.eil.utoronto.ca/ISO21972/iso21972#",
    "prov": "http://www.w3.org/ns/prov#",
    "schema": "http://schema.org/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    **_terms(_STRINGS, "xsd:string"),
    **_terms(_LINKS, "@id"),
    **_terms(_MOMENTS, "xsd:dateTime"),
}
