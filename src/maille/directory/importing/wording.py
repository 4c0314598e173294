"""What the words of a list mean, when nobody said it yet: proposed, never taken by itself."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from maille.directory.importing.cells import fold
from maille.directory.importing.coding import words_of_codes

# The beginnings of words by which people speak of a code; the first that is found counts.
_STEMS: Final[Mapping[str, tuple[tuple[str, str], ...]]] = MappingProxyType(
    {
        "activities": (
            ("micro folie|microfolie", "micro_folie"),
            ("radio|podcast", "radio"),
            ("fab ?lab|maker ?space|hacker ?space|atelier numerique|impression 3d", "fablab"),
            ("co ?work|bureaux? partage|teletravail|espaces? de travail|bureaux?\\b", "coworking"),
            ("repair|reparation|ressourcerie|recyclerie|reemploi|velo", "repair"),
            ("mediation numerique|espace public numerique|epn\\b|cyber", "digital_help"),
            ("conseill[a-z]* numerique|inclusion numerique|aide numerique", "digital_help"),
            ("jardin|potager|maraich", "garden"),
            ("epicerie|amap\\b|produits locaux|alimentation|circuits? courts?", "food"),
            ("cafe|bar\\b|buvette|restau|cantine|brasserie|guinguette|cuisine", "restaurant"),
            ("heberg|gite|auberge|hostel|logement|chambre", "lodging"),
            ("creche|garde d enfants|ludotheque|petite enfance|parentalite", "childcare"),
            ("sport|bien etre|yoga|danse|gym", "sport"),
            ("formation|apprentissage|training|opleiding", "training"),
            ("residences? d artistes?|friche culturelle|creation artistique|arts?\\b", "art"),
            ("theat|musique|culturel|culture|artist", "art"),
            ("evenement|concert|spectacle|fete|event|salles?\\b", "events"),
            ("atelier|workshop|bricolage|menuiserie|couture", "workshops"),
        ),
        "audiences": (
            ("jeunes? enfants?|enfant|0 3", "children"),
            ("jeune|ado", "teenagers"),
            ("etudiant|student|lyceen", "students"),
            ("famille|parent|famil", "families"),
            ("senior|aine|personnes? agee|retraite|elder", "elderly"),
            ("handicap", "disabled"),
            ("demandeurs? d emploi|chomeur|insertion", "job_seekers"),
            ("precaire|vulnerab|difficulte|sans abri|migrant|refugie", "vulnerable"),
            ("habitant|voisin|riverain|citoyen", "neighbours"),
            ("visiteur|touriste", "visitors"),
            ("resident", "residents"),
            ("coworkeur|coworker|travailleur|salarie|entrepreneur|independant", "on_site_workers"),
            ("association|entreprise|acteurs? locaux|collectivite", "local_actors"),
            ("benevole|volunteer", "volunteers"),
        ),
        "accessibility": (
            ("pmr|fauteuil|mobilite reduite|moteur|wheelchair", "wheelchair"),
            ("visuel|malvoyant|aveugle", "sight"),
            ("auditi|malentendant|sourd|lsf\\b", "hearing"),
            ("mental|psychi|cognitif", "mind"),
        ),
        "organisation_form": (
            ("scic\\b|societe cooperative d interet collectif", "scic"),
            ("scop\\b|cooperative|sc[ri]l? ?fs|\\bcae\\b", "cooperative"),
            ("association|asso\\b|asbl|vzw|loi 1901", "association"),
            ("sarl|sas\\b|sasu|eurl|sa\\b|sprl|srl\\b|bv\\b|entreprise|societe|prive", "company"),
            ("commune|mairie|collectivite|public|epci|communaute|departement|ccas", "public_body"),
            ("fondation|fonds de dotation", "foundation"),
            ("collectif|informel", "collective"),
            ("autre", "other"),
        ),
        "transports": (
            ("pied|marche", "walk"),
            ("velo|cycl", "bicycle"),
            ("metro", "metro"),
            ("tram", "tram"),
            ("train|gare|ter\\b|rer\\b", "train"),
            ("bus|car\\b", "bus"),
            ("voiture|parking|route", "car"),
        ),
    }
)
_SHORT: Final[Mapping[str, str]] = MappingProxyType({"art": "artistic_creation"})
# Words that say that there is nothing to say.
_NO: Final = frozenset(
    {"non", "no", "false", "faux", "0", "neant", "aucun", "aucune", "sans objet"}
)
_YES: Final = frozenset({"oui", "yes", "true", "vrai", "1", "x", "designated"})
_EVERYBODY: Final = frozenset({"tous publics", "tout public", "tous", "all", "grand public"})
_FEW_WORDS: Final = 8


def code_of(field: str, word: str) -> str:
    """Propose the code that a word stands for; nothing when nothing comes to mind.

    Examples
    --------
    >>> code_of("activities", "Espace de coworking"), code_of("activities", "Réparation de vélos")
    ('coworking', 'repair')
    >>> code_of("organisation_form", "Association loi 1901"), code_of("activities", "Bazar")
    ('association', '')
    """
    folded = fold(word)
    known = words_of_codes(field).get(folded)
    if known:
        return known
    if field == "accessibility" and folded in _YES:
        return "wheelchair"
    if len(folded.split()) > _FEW_WORDS:
        return ""
    for stems, code in _STEMS.get(field, ()):
        if re.search(rf"\b(?:{stems})", folded):
            return _SHORT.get(code, code)
    return ""


def is_silent(field: str, word: str) -> bool:
    """Tell whether a word of a field says nothing by itself: no, everybody."""
    folded = fold(word)
    return folded in _NO or (field == "audiences" and folded in _EVERYBODY)


def is_answer(word: str) -> bool:
    """Tell whether a word only says yes or no.

    Examples
    --------
    >>> is_answer("Oui"), is_answer("oui (2022)"), is_answer("9h-12h")
    (True, True, False)
    """
    first = fold(word).split()[:1]
    return bool(first) and first[0] in _YES | _NO


def is_yes(word: str) -> bool:
    """Tell whether a word says yes, whatever it adds."""
    first = fold(word).split()[:1]
    return bool(first) and first[0] in _YES
