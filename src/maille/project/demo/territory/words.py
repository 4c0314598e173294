"""What the two territories are called, where their figures come from, and what they leave out."""

from typing import Final

Pair = dict[str, str]

CENTRE: Final = "Centre %s"
CAEN_NAME: Final = "Où tisser autour de Caen"
FRANCE_NAME: Final = "La France des communes à vingt minutes d'un tiers-lieu"

CAEN: Final[Pair] = {
    "fr": "Caen la mer (48 communes)",
    "en": "Caen la mer (48 communes)",
}
FRANCE: Final[Pair] = {"fr": "France, commune par commune", "en": "France, by commune"}

_PLACES: Final[Pair] = {
    "fr": "Tiers-lieux : CGET 2019, recensement des tiers-lieux, Licence Ouverte 2.0.",
    "en": "Third places: CGET 2019, census of third places, Licence Ouverte 2.0.",
}
_SERVICES: Final[Pair] = {
    "fr": "France Services : ANCT, liste du 1er août 2024, Licence Ouverte 2.0.",
    "en": "France Services: ANCT, list of 1 August 2024, Licence Ouverte 2.0.",
}
_POINTS: Final[Pair] = {
    "fr": "Communes : un point dans chacune, tiré des contours IGN Admin Express 2018, "
    "Licence Ouverte.",
    "en": "Communes: a point in each, derived from the outlines of IGN Admin Express 2018, "
    "Licence Ouverte.",
}
CAEN_SOURCES: Final[list[Pair]] = [
    {
        "fr": "Habitants : INSEE, Filosofi 2021, données carroyées à 200 m, Licence Ouverte.",
        "en": "Inhabitants: INSEE, Filosofi 2021, 200 m grid, Licence Ouverte.",
    },
    _PLACES,
    {
        "fr": "Bibliothèques : ministère de la Culture, adresses des bibliothèques publiques.",
        "en": "Libraries: French ministry of Culture, addresses of public libraries.",
    },
    _SERVICES,
    _POINTS,
]
CAEN_CAUTIONS: Final[list[Pair]] = [
    {
        "fr": "Filosofi compte les personnes des foyers fiscaux : ici 247 353, neuf habitants sur "
        "dix. Étudiants et personnes en établissement manquent, surtout à Caen.",
        "en": "Filosofi counts people in fiscal households: 247,353 here, nine inhabitants in "
        "ten. Students and people in institutions are missing, in Caen above all.",
    },
    {
        "fr": "Le centre d'une commune tient lieu d'une salle à trouver : ce n'est pas un local "
        "qui existe.",
        "en": "The centre of a commune stands in for a hall to be found: it is no existing room.",
    },
    {
        "fr": "Les tiers-lieux sont ceux de 2019. Le Wip, fermé en 2023, n'est pas compté ; "
        "d'autres ont pu ouvrir ou fermer depuis.",
        "en": "Third places are those of 2019. Le Wip, closed in 2023, is not counted; others may "
        "have opened or closed since.",
    },
]
FRANCE_SOURCES: Final[list[Pair]] = [
    {
        "fr": "Habitants : INSEE, populations municipales, par @etalab/decoupage-administratif "
        "6.0.0, Licence Ouverte.",
        "en": "Inhabitants: INSEE, municipal populations, by @etalab/decoupage-administratif "
        "6.0.0, Licence Ouverte.",
    },
    _PLACES,
    _SERVICES,
    _POINTS,
]
FRANCE_CAUTIONS: Final[list[Pair]] = [
    {
        "fr": "Une commune compte entière ou pas du tout, par un seul point : l'ordre de grandeur "
        "est bon, le détail d'une grande ville ne l'est pas.",
        "en": "A commune counts wholly or not at all, by one point: the order of magnitude is "
        "right, the detail of a large town is not.",
    },
    {
        "fr": "105 communes créées depuis 2018 ou sans contour manquent : 632 171 habitants, dont "
        "une grande part outre-mer.",
        "en": "105 communes made since 2018 or without outline are missing: 632,171 inhabitants, "
        "a large part of them overseas.",
    },
    {
        "fr": "Quelques France Services sont des bus ou des tournées : ils comptent ici à leur "
        "adresse.",
        "en": "A few France Services are buses or rounds: they count here at their address.",
    },
]
