"""The words of findings from evidence, proposals and disagreements, in both languages."""

from maille.core.effects.values import Direction
from maille.core.kernel.text import Text

# What is counted, by kind of observation or, for an outside party, by source.
THINGS = {
    "presence": Text(fr="(un relevé|{n} relevés) de présence", en="(one headcount|{n} headcounts)"),
    "occasion": Text(fr="(un|{n}) rendez-vous", en="(one occasion|{n} occasions)"),
    "exchange": Text(fr="(un échange|{n} échanges)", en="(one exchange|{n} exchanges)"),
    "initiative": Text(
        fr="(une initiative|{n} initiatives)", en="(one initiative|{n} initiatives)"
    ),
    "learning": Text(fr="(un|{n}) temps d'apprentissage", en="(one time|{n} times) of learning"),
    "work": Text(fr="(une étape|{n} étapes) vers l'emploi", en="(one step|{n} steps) towards work"),
    "partnership": Text(
        fr="(un partenariat|{n} partenariats)", en="(one partnership|{n} partnerships)"
    ),
    "testimony": Text(fr="(un témoignage|{n} témoignages)", en="(one testimony|{n} testimonies)"),
    "incident": Text(fr="(un incident|{n} incidents)", en="(one incident|{n} incidents)"),
    "upkeep": Text(
        fr="(une intervention|{n} interventions) sur les espaces",
        en="(one piece|{n} pieces) of work on the spaces",
    ),
    "document": Text(fr="(un document|{n} documents)", en="(one document|{n} documents)"),
    "response": Text(
        fr="(une réponse|{n} réponses) au questionnaire",
        en="(one answer|{n} answers) to the survey",
    ),
    "third_party": Text(
        fr="(une confirmation extérieure|{n} confirmations extérieures)",
        en="(one outside confirmation|{n} outside confirmations)",
    ),
}
PIECES = Text(fr="(une observation|{n} observations)", en="(one observation|{n} observations)")
MASKED_PIECES = Text(
    fr="un nombre masqué d'observations", en="an undisclosed number of observations"
)
FEWER_PIECES = Text(fr="moins de {n} observations", en="fewer than {n} observations")

# It took place (C0): things counted, of which "there were" some.
COUNTED = (
    Text(fr="{body}", en="that {about} {body}"),
    Text(fr="{body}", en="that {about} {body}"),
    Text(fr="{body}", en="{body}"),
)
THERE_WERE = Text(fr="il y a eu", en="there (was|were)")
TOOK_PLACE = {
    Direction.FAVOURABLE: Text(
        fr="{things} favorable(|s) {to_theme}, {span}[, avec {people}]",
        en="{things} favourable to {whole}, {span}[, with {people}]",
    ),
    Direction.UNFAVOURABLE: Text(
        fr="{things} défavorable(|s) {to_theme}, {span}[, avec {people}]",
        en="{things} unfavourable to {whole}, {span}[, with {people}]",
    ),
    Direction.MIXED: Text(
        fr="{things}, avec du bon et du moins bon pour {whole}, {span}[, et {people}]",
        en="{things}, both good and bad for {whole}, {span}[, with {people}]",
    ),
    Direction.NEUTRAL: Text(
        fr="{things} en rapport avec {whole}, {span}[, avec {people}]",
        en="{things} to do with {whole}, {span}[, with {people}]",
    ),
}
# People report or show a change (C1).
TOLD_CHANGE = {
    Direction.FAVOURABLE: Text(
        fr="{things} (décrit|décrivent) un changement favorable {to_theme}, {span}",
        en="{things} (describes|describe) a change for the better in {whole}, {span}",
    ),
    Direction.UNFAVOURABLE: Text(
        fr="{things} (décrit|décrivent) un changement défavorable {to_theme}, {span}",
        en="{things} (describes|describe) a change for the worse in {whole}, {span}",
    ),
    Direction.MIXED: Text(
        fr="{things} (décrit|décrivent) du mieux et du moins bien pour {whole}, {span}",
        en="{things} (describes|describe) both better and worse in {whole}, {span}",
    ),
    Direction.NEUTRAL: Text(
        fr="{things} (parle|parlent) {of_theme}, sans dire si c'est mieux ou moins bien, {span}",
        en="{things} (speaks|speak) of {whole}, without saying whether it is better, {span}",
    ),
}
# The place contributed (C2), to what an option says or to a theme as a whole.
TOLD_CAUSE_OF = Text(
    fr="{things} (dit|disent) que le lieu a sa part dans ceci, {span} : {body}",
    en="{things} (says|say) that the place has a part in this, {span}: {body}",
)
TOLD_CAUSE = {
    Direction.FAVOURABLE: Text(
        fr="{things} (dit|disent) que le lieu a sa part dans ce qui va mieux pour {whole}, {span}",
        en="{things} (says|say) that the place has a part in what is better for {whole}, {span}",
    ),
    Direction.UNFAVOURABLE: Text(
        fr="{things} (dit|disent) que le lieu a sa part dans ce qui va moins bien "
        "pour {whole}, {span}",
        en="{things} (says|say) that the place has a part in what is worse for {whole}, {span}",
    ),
    Direction.MIXED: Text(
        fr="{things} (dit|disent) que le lieu a sa part, en bien et en mal, dans ce qui touche "
        "{whole}, {span}",
        en="{things} (says|say) that the place has a part, good and bad, in {whole}, {span}",
    ),
    Direction.NEUTRAL: Text(
        fr="{things} (dit|disent) que le lieu a sa part dans ce qui touche {whole}, sans dire "
        "si c'est mieux ou moins bien, {span}",
        en="{things} (says|say) that the place has a part in {whole}, without saying whether it "
        "is better, {span}",
    ),
}
ATTENDANCES = Text(fr="{people} participation(|s)", en="{people} attendance(|s)")
BETWEEN = Text(fr="{low} à {high}", en="{low} to {high}")

SUPPORTED_BY = Text(
    fr="Appuyé par {pieces} (d'une source|de {n} sources), {span}",
    en="Supported by {pieces} from (one source|{n} sources), {span}",
)
AGAINST = Text(
    fr="(Une observation dit|{n} observations disent) le contraire.",
    en="(One observation says|{n} observations say) the opposite.",
)
SOME_AGAINST = Text(
    fr="Moins de {n} observations disent le contraire.",
    en="Fewer than {n} observations say the opposite.",
)
MASKED_AGAINST = Text(
    fr="Des observations, dont le nombre est masqué, disent le contraire.",
    en="Some observations, whose number is undisclosed, say the opposite.",
)

SUGGESTED_NUMBER = Text(
    fr="Les observations comptent {n}, {span}.", en="Observations count {n}, {span}."
)
SUGGESTED_PEOPLE = Text(
    fr="Les observations comptent {n} personne(|s), {span}.",
    en="Observations count {n} (person|people), {span}.",
)
SUGGESTED_OPTION = Text(
    fr="{n} observation(|s) (le montre|le montrent), {span}.",
    en="{n} observation(|s) (shows|show) it, {span}.",
)
SUGGESTED_RHYTHM = Text(
    fr="{n} jour(|s) où l'on s'est vu, {span}.",
    en="{n} day(|s) when people met, {span}.",
)

OPPOSITE = {
    Direction.FAVOURABLE: Text(
        fr="Pour {whole}, l'équipe dit un effet favorable ; {pieces} (dit|disent) le contraire.",
        en="On {whole}, the team tells of a favourable effect; {pieces} (says|say) the opposite.",
    ),
    Direction.UNFAVOURABLE: Text(
        fr="Pour {whole}, l'équipe dit un effet défavorable ; {pieces} (dit|disent) le contraire.",
        en="On {whole}, the team tells of an unfavourable effect; {pieces} (says|say) the "
        "opposite.",
    ),
}
NOT_NONE = Text(
    fr="L'équipe dit n'avoir observé {absence} ; {pieces} (en montre|en montrent) pourtant.",
    en="The team says that it observed {absence}; yet {pieces} (shows|show) otherwise.",
)
OTHER_NUMBER = Text(
    fr="À la question « {label} », l'équipe répond {said} ; les observations en comptent {n}.",
    en="To the question “{label}”, the team answers {said}; observations count {n}.",
)
