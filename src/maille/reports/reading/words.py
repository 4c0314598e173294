"""The words by which a page and a PDF say what stands behind a sentence, in both languages.

Like the other words of a printed report, they stand here and not in the catalogues of screens: an
archived document does not change because a page is worded anew.
"""

from dataclasses import dataclass

from maille.core.kernel.text import Text


@dataclass(frozen=True, slots=True)
class TermWords:
    """A term of the grade: its name, what it says when it weighs, and when it does not."""

    name: Text
    weighs: Text
    rests: Text


KINDS = {
    "presence": Text(fr="présences comptées", en="headcounts"),
    "occasion": Text(fr="moments et événements", en="moments and events"),
    "exchange": Text(fr="échanges", en="exchanges"),
    "initiative": Text(fr="initiatives", en="initiatives"),
    "learning": Text(fr="apprentissages", en="things learned"),
    "work": Text(fr="travail", en="work"),
    "partnership": Text(fr="partenariats", en="partnerships"),
    "testimony": Text(fr="paroles", en="people's words"),
    "incident": Text(fr="incidents", en="incidents"),
    "upkeep": Text(fr="entretien", en="upkeep"),
    "document": Text(fr="documents", en="documents"),
    "response": Text(fr="réponses à une enquête", en="answers to a survey"),
}
SOURCES = {
    "trace": Text(fr="vu sur place", en="seen on the spot"),
    "register": Text(fr="registre", en="register"),
    "survey": Text(fr="enquête", en="survey"),
    "testimony": Text(fr="témoignage", en="testimony"),
    "third_party": Text(fr="quelqu'un d'extérieur", en="somebody from outside"),
    "document": Text(fr="document", en="document"),
    "declaration": Text(fr="déclaration", en="declaration"),
}
STARTS = {
    0: Text(
        fr="une déclaration, sans trace pour l'appuyer",
        en="a declaration, with no trace behind it",
    ),
    1: Text(
        fr="un témoignage, ou ce que l'équipe a vu elle-même",
        en="a testimony, or what the team saw by itself",
    ),
    2: Text(
        fr="une enquête faite une fois, ou une personne qui dit d'elle-même la cause",
        en="a survey made once, or a person who names the cause unprompted",
    ),
    3: Text(
        fr="un registre ou une trace de présence, ou les mêmes personnes interrogées deux fois",
        en="a register or a trace of attendance, or the same people asked twice",
    ),
}
TERMS = {
    "S": TermWords(
        Text(fr="Point de départ", en="Starting point"),
        Text(fr="{start}", en="{start}"),
        Text(fr="{start}", en="{start}"),
    ),
    "t": TermWords(
        Text(fr="Recoupement", en="Cross-checking"),
        Text(
            fr="au moins deux sortes de sources et trois sources indépendantes, qui concordent",
            en="at least two kinds of sources and three independent ones, which agree",
        ),
        Text(
            fr="il faudrait deux sortes de sources et trois sources indépendantes, "
            "dont les deux tiers concordent",
            en="it would take two kinds of sources and three independent ones, "
            "two thirds of which agree",
        ),
    ),
    "s": TermWords(
        Text(fr="Confirmation de l'extérieur", en="Confirmed from outside"),
        Text(
            fr="quelqu'un d'extérieur à l'équipe l'a confirmé, avec une date",
            en="somebody outside the team confirmed it, with a date",
        ),
        Text(
            fr="personne d'extérieur à l'équipe ne l'a encore confirmé",
            en="nobody outside the team has confirmed it yet",
        ),
    ),
    "b": TermWords(
        Text(fr="Parti pris possible", en="Possible bias"),
        Text(
            fr="toutes les sources viennent de l'équipe ou des bénévoles",
            en="every source comes from the team or its volunteers",
        ),
        Text(fr="rien à retirer", en="nothing to take off"),
    ),
    "c": TermWords(
        Text(fr="Couverture", en="Coverage"),
        Text(
            fr="moins de la moitié de ce qui devait l'être a été compté ou demandé",
            en="less than half of what should have been was counted or asked",
        ),
        Text(
            fr="rien à retirer : assez couverte, ou pas connue",
            en="nothing to take off: wide enough, or not known",
        ),
    ),
    "p": TermWords(
        Text(fr="Précision", en="Precision"),
        Text(
            fr="moins de trente personnes disent la même chose, ou l'intervalle est large",
            en="fewer than thirty people say the same, or the interval is wide",
        ),
        Text(fr="rien à retirer", en="nothing to take off"),
    ),
    "i": TermWords(
        Text(fr="Contradictions", en="Contradictions"),
        Text(
            fr="plus d'un tiers des éléments disent le contraire",
            en="more than a third of the evidence says the opposite",
        ),
        Text(
            fr="pas plus d'un tiers des éléments disent le contraire",
            en="no more than a third of the evidence says the opposite",
        ),
    ),
    "o": TermWords(
        Text(fr="Ancienneté", en="Age"),
        Text(
            fr="l'élément le plus récent a plus de deux ans",
            en="the latest piece is more than two years old",
        ),
        Text(fr="assez récent", en="recent enough"),
    ),
    "r": TermWords(
        Text(fr="Détour", en="Detour"),
        Text(
            fr="ces éléments parlent d'un autre public ou d'un autre lieu",
            en="this evidence is about another audience or another place",
        ),
        Text(fr="ils parlent bien d'ici", en="it is about here"),
    ),
}
RAISING = frozenset({"S", "t", "s"})
BETWEEN_0_AND_4 = Text(
    fr="Une solidité va de 0 à 4 : le total y est ramené.",
    en="A grade goes from 0 to 4: the total is brought back to it.",
)
MASKED = Text(fr="nombre masqué", en="undisclosed")
PIECES = Text(fr="{n} éléments", en="{n} pieces")
PIECES_MASKED = Text(
    fr="des éléments dont le nombre est masqué", en="pieces whose number is undisclosed"
)
PIECES_ONE = Text(fr="un élément", en="one piece")
UNITS = Text(fr="{n} sources indépendantes", en="{n} independent sources")
UNITS_ONE = Text(fr="une seule source", en="a single source")
AGAINST = Text(fr="{n} disent le contraire", en="{n} say the opposite")
AGAINST_MASKED = Text(
    fr="d'autres, en nombre masqué, disent le contraire",
    en="others, in an undisclosed number, say the opposite",
)
AGAINST_ONE = Text(fr="un dit le contraire", en="one says the opposite")
ENTRIES_COUNTED = Text(fr="{n} passages, comptés un par un", en="{n} entries, counted one by one")
ENTRIES = Text(fr="environ {n} passages", en="about {n} entries")
ENTRIES_RANGE = Text(fr="entre {n} et {high} passages", en="between {n} and {high} entries")
ENTRIES_FEW = Text(fr="moins de {n} personnes", en="fewer than {n} people")
ENTRIES_MASKED = Text(fr="des personnes, en nombre masqué", en="people, in an undisclosed number")
SPAN = Text(fr="du {first} au {last}", en="from {first} to {last}")
ON_ONE_DAY = Text(fr="le {first}", en="on {first}")
COUNTED_WHOLE = Text(
    fr="Compté, donc sans marge d'erreur.", en="Counted, hence without margin of error."
)
ESTIMATED = Text(
    fr="{value}, entre {low} et {high} : {method}, n = {n}.",
    en="{value}, between {low} and {high}: {method}, n = {n}.",
)
NO_CHANGE = Text(fr="pas d'évolution décelable", en="no change can be told")
CHANGE_MORE = Text(fr="en hausse", en="more")
CHANGE_LESS = Text(fr="en baisse", en="fewer")
CHANGE_TOLD = Text(
    fr="{after}, contre {before} avant : {verdict}. Écart de {value}, entre {low} et {high}.",
    en="{after}, {before} before: {verdict}. A difference of {value}, between {low} and {high}.",
)
CHANGE_FEW = Text(
    fr="{after}, contre {before} avant : {verdict}, il y en a trop peu pour comparer.",
    en="{after}, {before} before: {verdict}, there are too few to compare.",
)
SHARE_TOLD = Text(
    fr="{after} des personnes qui ont répondu, contre {before} avant : {verdict}. Écart de {value} "
    "points, entre {low} et {high}.",
    en="{after} of those who answered, {before} before: {verdict}. A difference of {value} points, "
    "between {low} and {high}.",
)
CHANGED_SHARE = Text(fr="{theme} : « {option} »", en="{theme}: “{option}”")
CHANGED = {
    "attendance": Text(fr="Personnes par rendez-vous compté", en="People per counted moment"),
    "initiative": Text(fr="Initiatives notées", en="Initiatives noted"),
    "incident": Text(fr="Incidents notés", en="Incidents noted"),
}
LEFT_OUT = {
    "alike": Text(fr="disent la même chose qu'une autre", en="say the same as another"),
    "short": Text(fr="trop courtes pour se comprendre seules", en="too short to stand alone"),
    "elsewhere": Text(fr="parlent d'autre chose", en="speak of something else"),
    "revealing": Text(fr="on pourrait y reconnaître quelqu'un", en="somebody could be recognised"),
    "room": Text(fr="la place manquait", en="there was no room"),
    "unread": Text(fr="pas encore lues", en="not read yet"),
}
