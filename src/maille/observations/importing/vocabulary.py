"""The words by which places head their columns and name what they note, in both languages."""

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from typing import Final, TypeVar

from maille.core.effects.observing import Audience, AuthorRole, ObservationKind, SourceKind
from maille.core.effects.values import Direction, TellerKind
from maille.grids import load_grid
from maille.observations.importing.cells import fold

Known = TypeVar("Known", bound=StrEnum)

# Folded headings, the surest first; a field takes the first column that bears one of them.
HEADINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "id": (
        *("id", "uuid", "uid", "identifiant", "identifier", "reference", "ref", "numero"),
        *("n", "no", "cle", "key"),
    ),
    "on": (
        *("on", "date", "jour", "day", "date de l evenement", "date evenement", "event date"),
        *("date de debut", "date debut", "start date", "date start", "debut", "start", "quand"),
        *("when", "le", "date et heure", "date heure", "datetime", "date time", "horodateur"),
        *("horodatage", "timestamp", "date de visite", "dates"),
    ),
    "at": (
        *("at", "heure", "heure de debut", "heure debut", "start time", "time", "horaire"),
        *("horaires", "a", "hour"),
    ),
    "until": (
        *("heure de fin", "heure fin", "end time", "fin", "end", "date de fin", "date fin"),
        *("end date", "jusqu a", "until"),
    ),
    "minutes": ("minutes", "duree", "duration", "duree en minutes", "duree min", "temps", "length"),
    "people": (
        *("people", "total", "nombre de personnes", "nb de personnes", "nb personnes"),
        *("nbre de personnes", "nombre personnes", "personnes", "nb pers", "participants"),
        *("nombre de participants", "nb participants", "nb de participants", "participant es"),
        *("nombre de participant es", "participation", "frequentation", "affluence", "presents"),
        *("present es", "presences", "nb presents", "nombre de presents", "effectif", "effectifs"),
        *("visiteurs", "nombre de visiteurs", "nb visiteurs", "visites", "entrees", "passages"),
        *("attendance", "attendees", "headcount", "number of people", "nombre", "nb", "nbre"),
        *("combien", "count", "number", "visitors", "total participants", "quantite"),
    ),
    "people_high": ("people high", "maximum", "max", "nombre max", "nb max", "au plus", "high"),
    "counted": ("counted", "compte", "comptage", "compte ou estime", "mode de comptage"),
    "kind": (
        *("kind", "type", "genre", "nature", "categorie", "category", "type d activite"),
        *("type d evenement", "type d action", "type d occasion", "type of event"),
    ),
    "audiences": (
        *("audiences", "audience", "public", "publics", "type de public", "public concerne"),
        *("public vise", "publics concernes", "pour qui"),
    ),
    "themes": ("themes", "theme", "thematique", "thematiques", "topic", "topics"),
    "direction": ("direction", "sens", "effet", "ressenti", "bilan"),
    "space": (
        *("space", "salle", "espace", "lieu", "endroit", "room", "location", "ou", "where"),
        *("local", "venue"),
    ),
    "source": ("source", "source de l information"),
    "author_role": ("author role", "role", "qualite", "statut de l auteur"),
    "author": (
        *("author", "auteur", "autrice", "auteur autrice", "note par", "saisi par", "qui note"),
        *("referent", "referente", "animateur", "animatrice", "intervenant", "responsable"),
    ),
    "teller": ("teller", "qui raconte", "temoin"),
    "causal": ("causal", "grace au lieu", "dit de lui-meme", "thanks to the place"),
    "consent": ("consent", "consentement", "accord", "accord de publication", "autorisation"),
    "outcome": ("outcome", "resultat", "resultats", "suite", "suites", "suites donnees", "result"),
    "occasion": ("occasion",),
    "title": (
        *("titre", "title", "intitule", "nom", "name", "evenement", "event", "activite"),
        *("activity", "libelle", "action", "objet", "subject", "summary", "nom de l evenement"),
        *("event name", "name of the event", "event title"),
        *("atelier", "animation", "nom de l activite", "quoi", "what"),
    ),
    "note": (
        *("note", "notes", "remarque", "remarques", "commentaire", "commentaires", "comment"),
        *("comments", "observation", "observations", "description", "details", "precisions"),
        *("temoignage", "verbatim", "retour", "retours", "a retenir"),
    ),
}
# Words inside a longer heading, tried once no heading is exact; "participants (estimation)".
HINTS: Final[Mapping[str, tuple[str, ...]]] = {
    "on": ("date", "jour"),
    "minutes": ("duree",),
    "people": (
        *("participant", "participants", "personnes", "visiteurs", "frequentation", "presents"),
        *("attendees", "people", "visitors", "nombre"),
    ),
    "at": ("heure", "horaire"),
    "audiences": ("public", "publics"),
    "title": ("intitule", "titre", "activite", "evenement"),
    "note": ("remarque", "remarques", "commentaire", "commentaires", "observations", "comments"),
    "space": ("salle", "espace"),
}

_KINDS: Final = {
    ObservationKind.PRESENCE: (
        "presence presences frequentation accueil permanence passage passages ouverture comptage "
        "affluence visite visites coworking headcount opening"
    ),
    ObservationKind.OCCASION: (
        "occasion evenement evenements event atelier ateliers workshop repas meal concert "
        "spectacle exposition expo fete festival reunion rencontre rencontres conference debat "
        "projection marche brocante soiree animation meeting show exhibition party jeu jeux sortie"
    ),
    ObservationKind.EXCHANGE: "echange echanges exchange pret don troc service services entraide",
    ObservationKind.INITIATIVE: "initiative initiatives projet project",
    ObservationKind.LEARNING: (
        "apprentissage formation formations learning training cours course stage"
    ),
    ObservationKind.WORK: "travail emploi emplois work job jobs chantier insertion embauche",
    ObservationKind.PARTNERSHIP: "partenariat partenariats partnership partenaire",
    ObservationKind.TESTIMONY: "temoignage temoignages testimony recit parole paroles",
    ObservationKind.INCIDENT: "incident incidents probleme conflit plainte nuisance",
    ObservationKind.UPKEEP: "entretien upkeep maintenance menage travaux reparation",
    ObservationKind.DOCUMENT: "document documents article presse press",
}
_AUDIENCES: Final = {
    Audience.CHILDREN: "enfants enfant children kids jeune-public",
    Audience.TEENAGERS: "adolescents ados adolescent ado teenagers teens jeunes",
    Audience.STUDENTS: "etudiants etudiant students etudiant-es",
    Audience.FAMILIES: "familles famille families parents parents-enfants",
    Audience.ELDERLY: "seniors senior aines retraites personnes-agees elderly retraite anciens",
    Audience.DISABLED: "handicap handicapes personnes-handicapees pmr disabled",
    Audience.JOB_SEEKERS: "demandeurs-d-emploi chomeurs demandeur-d-emploi job-seekers unemployed",
    Audience.VULNERABLE: "personnes-en-difficulte precaires vulnerable personnes-vulnerables",
    Audience.NEIGHBOURS: (
        "voisins voisin voisines habitants habitant habitantes riverains neighbours"
    ),
    Audience.VISITORS: "visiteurs visiteur visitors touristes tout-public grand-public adultes",
    Audience.RESIDENTS: "residents resident locataires",
    Audience.ON_SITE_WORKERS: "coworkers coworkeurs travailleurs-sur-site on-site-workers salaries",
    Audience.LOCAL_ACTORS: "associations partenaires acteurs-locaux local-actors elus entreprises",
    Audience.VOLUNTEERS: "benevoles benevole volunteers",
}
_DIRECTIONS: Final = {
    Direction.FAVOURABLE: "favorable favourable positif positive bon bien plus mieux",
    Direction.UNFAVOURABLE: "defavorable unfavourable negatif negative mauvais mal moins pire",
    Direction.MIXED: "mitige mixte mixed partage",
    Direction.NEUTRAL: "neutre neutral",
}
_SOURCES: Final = {
    SourceKind.REGISTER: "registre register comptage compteur cahier billetterie",
    SourceKind.TRACE: "trace",
    SourceKind.SURVEY: "enquete questionnaire survey sondage",
    SourceKind.TESTIMONY: "temoignage testimony",
    SourceKind.THIRD_PARTY: "tiers partenaire third-party exterieur",
    SourceKind.DOCUMENT: "document article",
    SourceKind.DECLARATION: "declaration declare",
}
_ROLES: Final = {
    AuthorRole.STEWARD: "steward equipe salarie salariee gestionnaire coordination regie permanent",
    AuthorRole.VOLUNTEER: "volunteer benevole",
    AuthorRole.PARTNER: "partner partenaire",
    AuthorRole.VISITOR: "visitor visiteur visiteuse habitant habitante usager",
    AuthorRole.COMPANION: "companion accompagnant accompagnante",
}
_TELLERS: Final = {
    TellerKind.REGULAR: "regular habitue habituee",
    TellerKind.VISITOR: "visitor visiteur visiteuse",
    TellerKind.NEIGHBOUR: "neighbour voisin voisine habitant habitante",
    TellerKind.VOLUNTEER: "volunteer benevole",
    TellerKind.OCCUPANT: "occupant occupante resident residente",
    TellerKind.TEAM: "team equipe",
    TellerKind.PARTNER: "partner partenaire",
    TellerKind.UNSTATED: "unstated",
}


def _by_word(words: Mapping[Known, str]) -> dict[str, str]:
    found = {
        fold(word.replace("-", " ")): known.value
        for known, listed in words.items()
        for word in listed.split()
    }
    return found | {fold(known.value): known.value for known in words}


WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "kind": _by_word(_KINDS),
    "audiences": _by_word(_AUDIENCES),
    "direction": _by_word(_DIRECTIONS),
    "source": _by_word(_SOURCES),
    "author_role": _by_word(_ROLES),
    "teller": _by_word(_TELLERS),
}


@cache
def theme_words() -> Mapping[str, str]:
    """Give the themes of the grid by their names in both languages."""
    return {
        fold(name): theme.id
        for theme in load_grid().themes
        for name in (theme.id, theme.label.fr, theme.label.en)
    }


def meant_by(field: str, text: str) -> str | None:
    """Give the product's word for what somebody wrote, or ``None``.

    Examples
    --------
    >>> meant_by("kind", "Atelier"), meant_by("audiences", "personnes âgées")
    ('occasion', 'elderly')
    >>> meant_by("themes", "yoga") is None
    True
    """
    known = theme_words() if field == "themes" else WORDS[field]
    folded = fold(text)
    return known.get(folded) or known.get(folded.removesuffix("s"))
