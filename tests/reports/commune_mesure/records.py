"""Records of fictional places, in the two shapes, with nothing to doubt but what a test puts in."""

import copy
import json
from collections.abc import Mapping

from maille.reports.commune_mesure import (
    Flag,
    Gazetteer,
    KnownCommune,
    KnownDepartment,
    Record,
    find_doubts,
    read_record,
)

KNOWN = Gazetteer(
    departments=(
        KnownDepartment("14", "Calvados", "28", "Normandie"),
        KnownDepartment("35", "Ille-et-Vilaine", "53", "Bretagne"),
        KnownDepartment("13", "Bouches-du-Rhône", "93", "Provence-Alpes-Côte d'Azur"),
    ),
    communes={
        "14167": KnownCommune("Colombelles", frozenset({"14460"})),
        "35238": KnownCommune("Rennes", frozenset({"35000", "35200", "35700"})),
        "13055": KnownCommune("Marseille", frozenset({"13001", "13002"})),
        "14400": KnownCommune("Manoir", frozenset({"14400"})),
    },
)

BOXES_OF_OPENING = {
    "En permanence": 0,
    "Plusieurs jours par semaine": 1,
    "Une fois par semaine ou moins": 0,
    "Lors d'évènements ponctuels seulement": 0,
    "Ouverture prochaine": 0,
}

_FOURNIL = {
    "name": "Le Fournil",
    "status": "Association",
    "iris_code": "141670101",
    "address": {"city": "Colombelles", "address": "3 impasse du Four", "postalcode": "14460"},
    "badges": [],
    "tags": ["Famille"],
    "publish": True,
    "blocs": {
        "presentation": {
            "visible": 1,
            "donnees": {
                "ouverture": BOXES_OF_OPENING,
                "idee_fondatrice": "Rallumer le four du bourg et cuire ensemble.",
                "nombre_occupants": 6,
                "noms_occupants": "Les Pains levés",
                "nb_manager": 2,
                "date_ouverture": "2016-09-03",
                "date_creation": "2015-02-11",
                "surface": 240,
                "emplois directs": 2.5,
                "acteurs_publics": "Commune, communauté urbaine",
                "acteurs_prives": "Minoterie Lenoir, Le Blé d'or",
                "natures_partenariats": {"public": ["En nature"], "prive": ["Économique"]},
            },
        },
        "accessibilite": {
            "visible": 1,
            "donnees": {
                "publics": {"Enfants": 1, "Étudiants": 0, "Famille": 1, "Personnes âgées": 1},
                "accessibilite": {"Handicapés": 1, "Mal voyants": 0},
                "transports": {"Bus": 1, "Métro": 0, "Vélo": 1},
            },
        },
        "valeurs": {"visible": 1, "donnees": {"Accueil": 1, "Partage": 1, "Créativité": 0}},
        "moyens": {
            "visible": 1,
            "donnees": {
                "investissement": {"Fonds publics": 18500, "Fonds privés": 4200},
                "fonctionnement": {"Subventions": 9300, "Recettes": 31250.5},
                "benevoles": 24,
                "partenaires": 7,
            },
        },
        "composition": {
            "visible": 1,
            "donnees": {"type": {"Entreprises": 2, "Associations": 3}, "structures_crees": 1},
        },
        "impact_social": {
            "visible": 1,
            "donnees": {
                "insertion_professionnelle": "Deux apprentis ont passé leur diplôme au four.",
                "appartenance_exclusion": "On se dit « du four », sans carte ni cotisation.",
                "reseaux": "Les boulangers amateurs du canton se retrouvent chaque mois.",
                "capacite_agir": "Un marché est né d'une envie d'habituée.",
                "sante_bien_être": "Pétrir détend, disent celles qui viennent le mardi.",
                "lien_social": "On attend la cuisson ensemble, et l'on parle.",
                "solidarite": "Le pain invendu part à l'épicerie solidaire.",
                "egalite_homme_femme": "Le pétrin n'est plus une affaire d'hommes.",
                "cadre_de_vie": "L'impasse est devenue une place.",
                "entretien_des_espaces": "Le voisinage balaie la cour à tour de rôle.",
                "services_publics": "La mairie y tient une permanence.",
                "innovation_publique": "Le four a servi de modèle à deux communes.",
            },
        },
        "galerie": {"visible": 1, "donnees": []},
    },
    "reseaux_sociaux": {
        "visible": 1,
        "donnees": [
            {"name": "web", "link": "https://le-fournil.test/accueil"},
            {"name": "facebook", "link": "https://www.facebook.com/lefournil"},
        ],
    },
    "evenements": {
        "publics": {"nombre": 12, "personnes accueillies": 80},
        "prives": {"nombre": 3, "personnes accueillies": 25},
    },
}

_QUESTIONNAIRE = {
    "impact_social_public": ["Visiteurs et visiteuses grand public", "Bénévoles"],
    "impact_social_occasion": ["Oui, lors d’évènements grand public (marchés, fêtes)"],
    "impact_social_frequence": ["Quotidienne"],
    "lien_social": "Le mercredi, les tables se mélangent.",
    "sante_effet": [
        "Certaines personnes ont paru se sentir mieux dans leurs relations avec les autres",
        "Certaines personnes ont fait part d'un stress ou de conflits",
    ],
    "insertion_professionnelle_nb_personnes": "10 personnes",
    "insertion_professionnelle_effets": ["Des emplois ont été créés au sein du lieu"],
    "capacite_agir_nombre": "environ 5 par an",
    "capacite_agir_porte": ["Oui, portés par une ou des personnes fréquentant le lieu"],
    "solidarite_type": ["Petits services", "Compétences"],
    "solidarite_public": ["Voisins et voisines du quartier"],
    "reseaux_type": ["Autour d'une thématique"],
    "reseaux_public": ["Bénévoles"],
    "appartenance_exclusion_public": ["Non"],
    "egalite_homme_femme_gestion": ["Autant de femmes que d'hommes"],
    "egalite_homme_femme_dirigeants": ["Plus de femmes que d'hommes"],
    "egalite_homme_femme_occupants": ["Plus d'hommes que de femmes"],
    "egalite_homme_femme_public": ["Autant de femmes que d'hommes"],
    "cadre_de_vie_image": ["En bien"],
    "cadre_de_vie_type": "Le quai n'est plus un parking.",
    "entretien_des_espaces_effets_positif_type": ["La mixité d'usages"],
    "entretien_des_espaces_effets_negatif_example": "Le samedi soir, le bruit gêne la rue.",
    "services_publics_gestion": ["Non, rien n'a changé pour les espaces existants"],
    "services_publics_besoin_urgent": ["Un lieu frais l'été"],
    "innovation_publique_effet": [
        "Cela a permis d'améliorer ou expérimenter de nouveaux modes de faire"
    ],
    "innovation_publique_type": "Des marchés ouverts aux petites structures.",
}


def pilot(changes: Mapping[str, object] | None = None) -> dict[str, object]:
    """Give the record of Le Fournil, with the values at some dotted paths changed."""
    return _changed(_FOURNIL, changes or {})


def rotonde(changes: Mapping[str, object] | None = None) -> dict[str, object]:
    """Give the record of another place, that shares nothing with Le Fournil."""
    stories = {
        key: f"À la Rotonde, {key.replace('_', ' ')} : personne ne l'avait prévu ainsi."
        for key in _FOURNIL["blocs"]["impact_social"]["donnees"]
    }
    own = {
        "name": "La Rotonde",
        "iris_code": "352380204",
        "address": {"city": "Rennes", "address": "8 rue du Dépôt", "postalcode": "35000"},
        "tags": [],
        "blocs.presentation.donnees.idee_fondatrice": "Réparer les vélos de tout le quartier nord.",
        "blocs.presentation.donnees.nb_manager": 4,
        "blocs.presentation.donnees.acteurs_publics": "Ville, métropole, bailleur social",
        "blocs.presentation.donnees.acteurs_prives": "Cycles Ménard",
        "blocs.accessibilite.donnees.publics": {"Étudiants": 1},
        "blocs.accessibilite.donnees.accessibilite": {"Mal voyants": 1},
        "blocs.valeurs.donnees": {"Transmission": 1},
        "blocs.impact_social.donnees": stories,
        "reseaux_sociaux.donnees": [],
    }
    return _changed(_FOURNIL, {**own, **(changes or {})})


def questionnaire(changes: Mapping[str, object] | None = None) -> dict[str, object]:
    """Give a record whose effects are choices, with some keys of its effects changed."""
    return {
        "name": "L'Écluse",
        "status": ["Coopérative"],
        "address": {"city": "Caen", "address": "1 quai Amiral", "postalcode": "14000"},
        "blocs": {"impact_social": {"donnees": {**_QUESTIONNAIRE, **(changes or {})}}},
    }


def read(record: object, *, name: str = "fournil.json") -> Record:
    """Read a record that must not be refused."""
    found = read_record(json.dumps(record).encode(), name=name)
    assert isinstance(found, Record), found
    return found


def flags(record: object, *others: object, known=None) -> set[tuple[str, str]]:
    """Give the paths and flags of a record read beside others."""
    records = [read(one, name=f"{index}.json") for index, one in enumerate((record, *others))]
    return {(doubt.path, doubt.flag.value) for doubt in find_doubts(records, known=known)[0]}


def doubts_but(record: object, *others: object, known=None) -> set[tuple[str, str]]:
    """Give the paths and flags, but for those every pilot record has."""
    usual = {
        ("blocs.presentation.donnees.ouverture", Flag.PLACEHOLDER.value),
        ("blocs.accessibilite.donnees.transports", Flag.PLACEHOLDER.value),
    }
    return flags(record, *others, known=known) - usual


def _changed(record: object, changes: Mapping[str, object]) -> dict[str, object]:
    changed = copy.deepcopy(record)
    for path, value in changes.items():
        *parents, last = path.split(".")
        place = changed
        for key in parents:
            place = place[key]
        if value is ...:
            del place[last]
        else:
            place[last] = value
    return changed
