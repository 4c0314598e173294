"""Signs that a story may name a person, or tell of health or justice.

A sign accuses nobody and decides nothing: it asks a steward to read before anything is printed.
So the lists prefer a needless reading to a name let through, but stay silent on the words that
every third place writes (an ancient hospital is one; a shared diagnosis of a district is not).
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache


class Concern(StrEnum):
    """Why a story waits for a steward."""

    NAME = "name"
    CONTACT = "contact"
    HEALTH = "health"
    JUSTICE = "justice"


@dataclass(frozen=True, slots=True)
class Sign:
    """The words that gave the concern, as they were typed."""

    concern: Concern
    words: str


# Stems are written without accents nor capitals, and match from the start of a word.
# A trailing "*" takes any ending; otherwise only the marks of feminine and plural follow.
_HEALTH = (
    # French
    "addict", "addiction", "alcoolique", "alcoolisme", "anorexi*", "antidepresseur",
    "anxiolytique", "autis*", "avc", "avortement", "bipolaire", "boulimi*", "burn-out", "burnout",
    "cancer", "chimio*", "cocaine", "cure de desintoxication", "depressif", "depressive",
    "depression", "desintoxication", "diabete", "diabetique", "diagnostique", "drogue", "epilep*",
    "(?:est|etait|tombee) enceinte", "fausse couche", "handicape", "hepatite", "hopital",
    "hopitaux", "hospitalis*", "invalidite", "ivg", "malade", "maladie", "medicament", "overdose",
    "psychiatr*", "psychologue", "psychotrope", "rqth", "schizophren*", "seropositif",
    "seropositive", "sevrage", "sida", "sous traitement", "suicid*", "suivi psychologique",
    "tdah", "toxicoman*", "traumatis*", "tumeur", "aux urgences", "vih",
    "troubles? (?:alimentaire|anxieux|autistique|bipolaire|du comportement|mentaux|psychique)",
    # English
    "abortion", "addicted", "adhd", "alcoholic", "alcoholism", "chemotherapy", "depressed",
    "diabetes", "diabetic", "diagnosed", "diagnosis", "disease", "drug addict", "hepatitis",
    "hiv", "hospital", "hospitaliz*", "illness", "illnesses", "medication", "miscarriage",
    "pregnancy", "pregnant", "rehab", "therapist", "tumor", "tumour",
)  # fmt: skip
_JUSTICE = (
    # French
    "agression sexuelle", "amenagement de peine", "bracelet electronique", "casier judiciaire",
    "centre de retention", "condamnation", "condamne", "controle judiciaire", "delinquan*",
    "detention", "detenu", "emprisonn*", "garde a vue", "gardes? a vue", "harcelement sexuel",
    "incarcer*", "(?:au|du|la|le|un|une) juge", "liberation conditionnelle", "maison d'arret",
    "mise? en examen", "oqtf", "peine de prison", "penitentiaire",
    "(?:depot de|depose|deposer|porte|porter) plainte", "prison", "prisonnier", "prisonniere",
    "probation", "proces", "(?:purge\\w*|sa|leur) peine", "retention administrative",
    "sous curatelle", "sous main de justice", "sous tutelle", "spip", "sursis", "tig",
    "travail d'interet general", "travaux d'interet general", "tribunal", "tribunaux", "viol",
    "violee", "violences conjugales",
    # English
    "community service order", "convicted", "court order", "criminal conviction",
    "criminal record", "in court", "in custody", "inmate", "jail", "jailed", "offender",
    "on bail", "on parole", "police custody", "raped", "restraining order", "sentenced",
    "sexual assault", "suspended sentence",
)  # fmt: skip

# The same letters meaning something else, by what stands around them.
_INNOCENT = re.compile(
    r"soud\w{0,10}(?: \S{1,20}){0,2} tig|tig welding"  # a way of welding, common in workshops
    r"|proces[- ]verbal|proces-verbaux"
    r"|(?:redressement|liquidation) judiciaire"
)
_PLURAL = r"(?:e?s|e)?"

# Every repetition is bounded, so that a hostile text costs no more than a long one.
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_PHONE = re.compile(
    r"(?<![\d+])(?:\+\d{2,3}[\s.\-]?(?:\(0\))?|0)[1-9](?:[\s.\-/]?\d{2}){4}(?!\d)"
    r"|(?<!\d)0\d{2,3}[\s./]\d{2}[\s.]\d{2}[\s.]\d{2}(?!\d)"
)

_CAPITAL = r"[A-ZÀ-ÖØ-ÞŒ]"
_PROPER = rf"{_CAPITAL}[\w’'\-]{{0,40}}\w"
_PARTICLE = r"(?:de|van|von|ben|bin|el|al)\s|d['’]"
_TITLE = re.compile(
    rf"\b(?:MM?\.|Mme|Mlle|Mrs?\b\.?|Ms\b\.?|Madame|Monsieur|Mademoiselle|Docteur|Dr\b\.?|Maître)"
    rf"\s{_CAPITAL}[\w’'\-]{{0,40}}(?:\s{_PROPER}){{0,2}}"
)
_INITIAL = re.compile(rf"\b{_PROPER}\s{_CAPITAL}\.(?![\w.])")
_RUN = re.compile(rf"\b{_PROPER}(?:\s(?:{_PARTICLE})?{_PROPER}){{1,4}}")
_BEFORE = 20
_ARTICLE_BEFORE = re.compile(
    r"(?:\b(?:le|la|les|du|des|au|aux|un|une|ce|cet|cette|ces|notre|nos|votre|leur|the|this|our"
    r"|quartier|rue|place|salle|association|festival)\s|\bl['’])$",
    re.IGNORECASE,
)

# Words that open a sentence with a capital, and are no part of a name.
_OPENERS = """
a after ainsi alors apres at au aujourd'hui aussi aux avant avec because before but car ce cela
ces cet cette chaque chez comme dans de depuis des deux dix donc du elle elles en enfin ensuite
et every for from hier i il ils in it je jusque l' la le les leur leurs lorsque ma maintenant
mais malgre meme mes mon nos notre nous on one or ou our par parfois pendant plusieurs pour puis
quand que quelques qui sa sans selon ses si since so some son souvent sur the their then there
they this three to trois two un une vos votre vous we when while with yesterday you
"""
# Words of names that belong to places, organisations and days, never to a person.
_NOT_A_PERSON = """
academie agence agglomeration alliance april arrondissement association atelier ateliers august
avenue banque bibliotheque boulevard bourse bretagne cafe caisse campus cantine centre chambre
chateau cine cinema cite club college comite communaute commune compagnie conseil cooperative
cour cours croix december defi departement ecole ecologie emmaus emploi espace etat europe
fabrique february federation ferme festival fete folie fondation foyer france friche friday gare
grand grande grandes grands habitat hall halle halles haut haute hotel ile institut january
jardin jardins journee journees july june lab labo loire lycee mairie maison maisons march
marche mars mer metropole micro ministere mission monday mont moulin municipal musee nantes
national nationale nord normandie november novembre october octobre office ouest parc paris pays
petit petite petits place plaine point pole pont populaire port prefecture premier projet public
quai quartier recherche region republique reseau restos rouge rue saint sainte salle samedi
saturday secours september septembre service services site societe sud sunday syndicat
territoire territoires theatre thursday tiers tuesday universite usine val vallee vieux village
ville villes wednesday wifi world zone
"""
_OPENING_WORDS = frozenset(_OPENERS.split())
_NAMELESS_WORDS = frozenset(_NOT_A_PERSON.split())


def signs_in(text: str, *, known: Iterable[str] = ()) -> tuple[Sign, ...]:
    """Give the signs that a story may say too much, in the order of the text.

    Parameters
    ----------
    text
        The story as it was typed, in French or in English.
    known
        Names that are no person's: the place, its commune, its networks.

    Returns
    -------
    tuple of Sign
        Without doubles; empty when nothing asks for a steward.

    Notes
    -----
    The lists are a judgement of this project: words by which health and justice reach the stories
    of third places, tested in ``tests/core/effects/test_sensitive.py`` with what must stay silent.

    Examples
    --------
    >>> signs_in("Elle a rencontré Mme Martin après sa sortie d'hôpital.")
    (Sign(concern=<Concern.NAME: 'name'>, words='Mme Martin'), \
Sign(concern=<Concern.HEALTH: 'health'>, words='hôpital'))
    >>> signs_in("Le repas de la Grande Halle réunit les voisins.")
    ()
    """
    text = unicodedata.normalize("NFC", text)
    folded = _fold(text)
    found = [
        *_contacts(text),
        *_names(text, _folded(tuple(known))),
        *_listed(text, folded, _HEALTH_WORDS, Concern.HEALTH),
        *_listed(text, folded, _JUSTICE_WORDS, Concern.JUSTICE),
    ]
    found.sort(key=lambda one: one[0])
    return tuple(dict.fromkeys(sign for _, sign in found))


@lru_cache(maxsize=64)
def _folded(names: tuple[str, ...]) -> frozenset[str]:
    """Fold the names around a place once, however many stories it has."""
    return frozenset(_fold(name) for name in names if name.strip())


def _fold(text: str) -> str:
    """Drop accents and capitals, letter for letter, so that positions stay."""
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFC", text)
    plain = (unicodedata.normalize("NFD", letter)[0].lower()[0] for letter in text)
    return "".join("'" if letter == "’" else letter for letter in plain)


def _pattern(stems: Iterable[str]) -> re.Pattern[str]:
    words = (
        stem.removesuffix("*") + r"\w*" if stem.endswith("*") else stem + _PLURAL for stem in stems
    )
    return re.compile(rf"(?<![\w-])(?:{'|'.join(words)})(?![\w])")


_HEALTH_WORDS = _pattern(_HEALTH)
_JUSTICE_WORDS = _pattern(_JUSTICE)


def _listed(
    text: str, folded: str, words: re.Pattern[str], concern: Concern
) -> Iterator[tuple[int, Sign]]:
    for match in words.finditer(_INNOCENT.sub(_blank, folded)):
        yield match.start(), Sign(concern, text[match.start() : match.end()])


def _blank(match: re.Match[str]) -> str:
    """Put as many commas as letters, so that what follows keeps its position."""
    return "," * len(match.group())


def _contacts(text: str) -> Iterator[tuple[int, Sign]]:
    for pattern in (_EMAIL, _PHONE):
        for match in pattern.finditer(text):
            yield match.start(), Sign(Concern.CONTACT, match.group())


def _names(text: str, known: frozenset[str]) -> Iterator[tuple[int, Sign]]:
    for match in _TITLE.finditer(text):
        yield match.start(), Sign(Concern.NAME, match.group())
    untitled = _TITLE.sub(_blank, text)
    for pattern in (_RUN, _INITIAL):
        for match in pattern.finditer(untitled):
            start, end = _without_opener(match), match.end()
            if _may_be_a_person(untitled, start, end, known):
                yield start, Sign(Concern.NAME, text[start:end])


def _without_opener(match: re.Match[str]) -> int:
    """Give where the name starts once a word that opens a sentence is set aside."""
    first = match.group().split()[0]
    return match.start() + (len(first) + 1 if _fold(first) in _OPENING_WORDS else 0)


def _may_be_a_person(text: str, start: int, end: int, known: frozenset[str]) -> bool:
    name = text[start:end]
    words = _fold(name).split()
    if len(words) == 1 or name.isupper() or _follows_article(text, start):
        return False
    if any(" ".join(words) in other or other in " ".join(words) for other in known):
        return False
    return not any(part in _NAMELESS_WORDS for word in words for part in word.split("-"))


def _follows_article(text: str, start: int) -> bool:
    return _ARTICLE_BEFORE.search(text[max(0, start - _BEFORE) : start]) is not None
