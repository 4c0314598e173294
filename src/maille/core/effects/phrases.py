"""The words of the engine itself, in both languages: everything that is not in the grid.

The verb of a sentence is read here from the grade and from nothing else.
"""

from maille.core.effects.values import Direction, Grade, Per, StoryKind
from maille.core.kernel.text import Text

VERBS = {
    Grade.E0: Text(fr="L'équipe déclare", en="The team states"),
    Grade.E1: Text(fr="L'équipe rapporte", en="The team reports"),
    Grade.E2: Text(fr="Il a été observé", en="It was observed"),
    Grade.E3: Text(fr="Établi par {n} source(|s) :", en="Established by {n} source(|s):"),
    Grade.E4: Text(fr="Solidement établi :", en="Firmly established:"),
}
# How the verb carries on, for what the team says itself (E0, E1), what was seen (E2), and what
# is established (E3, E4).
CLAUSE = (
    Text(fr="{that}", en="that {body}"),
    Text(fr="{that}", en="that {body}"),
    Text(fr="{body}", en="{body}"),
)
NONE_OBSERVED = (
    Text(fr="n'avoir observé {body}", en="that it observed {body}"),
    Text(fr="qu'il n'y a eu {body}", en="that there was {body}"),
    Text(fr="il n'y a eu {body}", en="there was {body}"),
)
NONE_TICKED = (
    Text(fr="ne constater {body}", en="that it sees {body}"),
    NONE_OBSERVED[1],
    NONE_OBSERVED[2],
)
QUOTED = (
    Text(fr="ceci {about} : {body}", en="this {about}: {body}"),
    Text(fr="{about} : {body}", en="{about}: {body}"),
    Text(fr="{about}, {body}", en="{about}, {body}"),
)

APPROXIMATE = Text(fr="environ {n}", en="about {n}")
FEWER = Text(fr="moins de {n}", en="fewer than {n}")
RATES = {Per.YEAR: Text(fr="par an", en="a year"), Per.MONTH: Text(fr="par mois", en="a month")}
OVER_PERIOD = Text(fr="sur la période", en="over the period")
OVER_UNSTATED = Text(fr="sur une période non précisée", en="over an unstated period")

STORY_SAYS = {
    Direction.UNFAVOURABLE: Text(
        fr="(un récit dit|{n} récits disent) ce qui ne va pas en matière {of_name}",
        en="(an account says|{n} accounts say) what does not work as regards {name}",
    ),
    Direction.MIXED: Text(
        fr="(un récit dit|{n} récits disent) ce qui va et ce qui ne va pas en matière {of_name}",
        en=("(an account says|{n} accounts say) what works and what does not as regards {name}"),
    ),
}
STORY_NAMES = {
    Direction.UNFAVOURABLE: Text(
        fr="un récit défavorable en matière {of_name}", en="an unfavourable account of {name}"
    ),
    Direction.MIXED: Text(
        fr="un récit mitigé en matière {of_name}", en="a mixed account of {name}"
    ),
}

DIRECTIONS = {
    Direction.FAVOURABLE: Text(fr="Favorable.", en="Favourable."),
    Direction.UNFAVOURABLE: Text(fr="Défavorable.", en="Unfavourable."),
    Direction.MIXED: Text(fr="Partagé.", en="Mixed."),
    Direction.NEUTRAL: Text(fr="Sans sens.", en="No direction."),
}
STRENGTHS = {
    Grade.E0: Text(fr="Déclaré, solidité 0 sur 4.", en="Stated, strength 0 of 4."),
    Grade.E1: Text(fr="Rapporté, solidité 1 sur 4.", en="Reported, strength 1 of 4."),
    Grade.E2: Text(fr="Observé, solidité 2 sur 4.", en="Observed, strength 2 of 4."),
    Grade.E3: Text(fr="Établi, solidité 3 sur 4.", en="Established, strength 3 of 4."),
    Grade.E4: Text(
        fr="Solidement établi, solidité 4 sur 4.", en="Firmly established, strength 4 of 4."
    ),
}
DECLARED = Text(
    fr="Déclaré par l'équipe, sans élément probant", en="Declared by the team, without evidence"
)
RESTS_ON = Text(fr="Appuyé par {n} source(|s)", en="Supported by {n} source(|s)")
STORY_KINDS = {
    StoryKind.TESTIMONY: Text(fr="(un témoignage|{n} témoignages)", en="(a|{n}) testimon(y|ies)"),
    StoryKind.TEAM_ACCOUNT: Text(
        fr="(un récit|{n} récits) de l'équipe", en="(an account|{n} accounts) by the team"
    ),
    StoryKind.REPORTED_SUMMARY: Text(
        fr="(un résumé|{n} résumés) d'après la page publique",
        en="(a summary|{n} summaries) of the public page",
    ),
}
PERIOD = Text(fr="période {period}", en="period {period}")
NO_PERIOD = Text(fr="période non précisée", en="period not stated")
FIGURE_AS_GIVEN = Text(fr="Le chiffre est tel que donné.", en="The figure is as given.")
ABOUT_AS_GIVEN = Text(
    fr="« Environ » est le mot de l'équipe : pas d'intervalle.",
    en="“About” is the team's word: no interval.",
)
WITHHELD = Text(
    fr="Le détail est masqué : moins de {n} personnes.",
    en="The detail is withheld: fewer than {n} persons.",
)

TALLY_PIECES = Text(fr="{n} observation(|s)", en="{n} observation(|s)")
TALLY_SOME = Text(fr="des observations", en="observations")
TALLY_ANSWERS = Text(fr="{n} réponse(|s)", en="{n} answer(|s)")
TALLY_STORIES = Text(fr="{n} récit(|s)", en="{n} account(|s)")
TALLY_UNKNOWN = Text(
    fr="{n} question(|s) où l'équipe ne sait pas", en="{n} question(|s) the team cannot answer"
)
TALLY_NOT_APPLICABLE = Text(fr="{n} question(|s) sans objet", en="{n} question(|s) not applicable")
TALLY_UNDATED_ANSWERS = Text(fr="(non datée|aucune datée)", en="(undated|none dated)")
TALLY_UNDATED = Text(fr="sans date", en="undated")
TALLY_NOTHING = Text(fr="sans réponse", en="no answer")

NOT_KNOWN = Text(
    fr="L'équipe dit ne pas savoir {indirect}.", en="The team says it does not know {indirect}."
)
NOT_APPLICABLE = Text(
    fr="L'équipe juge sans objet la question de savoir {indirect}.",
    en="The team finds that the question of {indirect} does not apply here.",
)

RATED = Text(
    fr=(
        "En matière {of_name}, {n} réponse(|s) {group} (donne|donnent) à l'effet une force[ "
        "{median_of}] de {median} sur 5[, dispersion {spread}]."
    ),
    en=(
        "In {name}, {n} answer(|s) {group} (gives|give) the effect a[ {median_of}] strength of "
        "{median} out of 5[, spread {spread}]."
    ),
)
MEDIAN_OF = Text(fr="médiane", en="median")
FOLLOWED = Text(
    fr=(
        "{label} : {n}[ {unit}]. Indicateur du lieu[, proposé par {proposed_by}]"
        "[, adopté {adopted}]."
    ),
    en=(
        "{label}: {n}[ {unit}]. Indicator of the place[, proposed by {proposed_by}]"
        "[, adopted {adopted}]."
    ),
)
ADOPTED_BY = Text(fr="par {who}", en="by {who}")
