"""The words of the summary and of the weave's description, in both languages."""

from maille.core.effects.values import Direction, Grade
from maille.core.kernel.text import Text

THEMES_TOLD = Text(
    fr="L'équipe a répondu à {n} thème(|s) sur {total}.",
    en="The team answered {n} theme(|s) out of {total}.",
)
NOTHING_TOLD = Text(
    fr="L'équipe n'a encore rien dit sur les {total} thèmes de la grille.",
    en="The team has said nothing yet on the {total} themes of the grid.",
)
ALL_DECLARED = Text(
    fr="Tout ce qui suit est déclaré par l'équipe, sans élément probant.",
    en="All that follows is declared by the team, without evidence.",
)
SUMMARY_VERBS = {
    Grade.E0: Text(fr="elle déclare", en="it states"),
    Grade.E1: Text(fr="elle rapporte", en="it reports"),
    Grade.E2: Text(fr="il a été observé", en="there were observed"),
    Grade.E3: Text(fr="plusieurs sources établissent", en="several sources establish"),
    Grade.E4: Text(
        fr="plusieurs sources établissent solidement", en="several sources firmly establish"
    ),
}
FAVOURABLE = Text(
    fr="{verb} des effets favorables en matière {themes}.",
    en="{verb} favourable effects in {themes}.",
)
UNFAVOURABLE = Text(
    fr="De son propre chef, {verb} (une chose difficile|{n} choses difficiles) : {names}.",
    en="Of its own accord, {verb} (one difficult thing|{n} difficult things): {names}.",
)
NOTHING_UNFAVOURABLE = Text(
    fr="Elle ne signale rien de défavorable.", en="It reports nothing unfavourable."
)
IN_OWN_WORDS = Text(
    fr="ce qu'elle dit avec ses mots en matière {of_name}", en="what it says in its words on {name}"
)
WHEN_AND_WHO_ELSE = Text(
    fr="Nous ne savons pas de quand datent ces réponses, ni qui d'autre les partage.",
    en="We do not know when these answers date from, nor who else shares them.",
)
WHO_ELSE_SHARES = Text(
    fr="Ces réponses portent sur la période {period} ; nous ne savons pas qui d'autre les partage.",
    en="These answers are about the period {period}; we do not know who else shares them.",
)
NO_TRACE = Text(
    fr="Aucune n'est appuyée par une trace : rien ici ne dépasse « {verb} ».",
    en="None is supported by a trace: nothing here goes beyond “{verb}”.",
)
NOTHING_KNOWN = Text(
    fr="Nous ne savons donc rien encore des effets du lieu.",
    en="So nothing is known yet of the effects of the place.",
)
NOT_KNOWN_BY_TEAM = Text(
    fr="À (une question|{n} questions), l'équipe répond qu'elle ne sait pas.",
    en="To (one question|{n} questions), the team answers that it does not know.",
)
UNANSWERED = Text(
    fr="(Un thème reste|{n_capital} thèmes restent) sans réponse : {themes}.",
    en="(One theme is|{n_capital} themes are) left unanswered: {themes}.",
)
SILENCE = Text(
    fr="Ce silence ne veut dire ni non, ni zéro.",
    en="This silence means neither no nor zero.",
)

NOTED = Text(
    fr="Ce rapport s'appuie sur {n} observation(|s), {span}.",
    en="This report rests on {n} observation(|s), {span}.",
)
ON_THEMES = Text(
    fr="{themes} thème(|s) sur {total} (en est éclairé|en sont éclairés).",
    en="{themes} theme(|s) out of {total} (is|are) seen in their light.",
)
ON_NO_THEME = Text(
    fr="Aucun thème de la grille n'en est encore éclairé.",
    en="No theme of the grid is seen in their light yet.",
)
CAME = Text(
    fr="On y compte {people} en {n} rendez-vous ou relevé(|s) de présence.",
    en="They count {people} over {n} (occasion or headcount|occasions or headcounts).",
)
BY_GRADE = {
    Grade.E4: Text(
        fr="Du favorable, solidement établi : {themes}.",
        en="Favourable and firmly established: {themes}.",
    ),
    Grade.E3: Text(
        fr="Du favorable, établi : {themes}.", en="Favourable and established: {themes}."
    ),
    Grade.E2: Text(fr="Du favorable, observé : {themes}.", en="Favourable and observed: {themes}."),
    Grade.E1: Text(
        fr="Du favorable, que l'équipe rapporte : {themes}.",
        en="Favourable, as the team reports: {themes}.",
    ),
}
BADLY = Text(
    fr="Du défavorable, ou du partagé, dit quelle que soit sa solidité : {themes}.",
    en="Unfavourable or mixed, told however solid it is: {themes}.",
)
NOTHING_BADLY = Text(
    fr="Rien de défavorable n'a été noté ni dit.", en="Nothing unfavourable was noted or told."
)
NO_SIZE = Text(
    fr="Ces observations disent ce qui a eu lieu et ce que des personnes rapportent ; aucune ne "
    "mesure la part exacte du lieu dans ce qui change.",
    en="These observations say what took place and what people report; none measures how much of "
    "what changes is due to the place.",
)
WAITING = Text(
    fr="(Une réponse de l'équipe ne repose|{n_capital} réponses de l'équipe ne reposent) encore "
    "sur rien d'observé : (elle reste une question|elles restent des questions).",
    en="(One answer of the team rests|{n_capital} answers of the team rest) on nothing observed "
    "yet: (it stays a question|they stay questions).",
)
TOO_WEAK = Text(
    fr="(Une piste est trop fragile pour être affirmée|{n_capital} pistes sont trop fragiles pour "
    "être affirmées).",
    en="(One lead is|{n_capital} leads are) too weak to be stated.",
)
DISAGREEING = Text(
    fr="Il arrive {n} fois que l'équipe et les observations ne disent pas la même chose : les deux "
    "sont données.",
    en="There (is one case|are {n} cases) where the team and the observations do not say the same: "
    "both are given.",
)

WEAVE_TITLE = Text(fr="Le tissage {of_place}, déclaré", en="The weave of {place}, as declared")
WEAVE_TITLE_OBSERVED = Text(fr="Le tissage {of_place}", en="The weave of {place}")
WEAVE_WOVEN = Text(
    fr="(Un est tissé|{threads_capital} sont tissés) par des observations.",
    en="(One is|{threads_capital} are) woven by observations.",
)
WEAVE_MOST_MONTHS = Text(
    fr="Le plus longtemps, (un mois|{n_months} mois) : {themes}.",
    en="The longest, (one month|{n_months} months): {themes}.",
)
WEAVE_CONTRARY = Text(
    fr="(Un fil porte|{n_threads} fils portent) des mois contraires ou partagés : {themes}.",
    en="(One thread bears|{n_threads} threads bear) months against or mixed: {themes}.",
)
WEAVE_ONLY_SAID = Text(
    fr="(Un fil n'a|{n_threads} fils n'ont) que des boucles, déclarées sans trace : {themes}.",
    en="(One thread has|{n_threads} threads have) loops alone, stated without a trace: {themes}.",
)
WEAVE_THREADS = Text(fr="{n} fil(|s).", en="{n} thread(|s).")
WEAVE_LOOPS = Text(
    fr=(
        "Rien n'est tissé : chaque boucle vide est une réponse, ou ce qu'un récit y ajoute, sans "
        "trace ; {n} en tout, sur {threads} fil(|s)."
    ),
    en=(
        "Nothing is woven: each open loop is an answer, or what an account adds to it, without a "
        "trace; {n} in all, on {threads} thread(|s)."
    ),
)
WEAVE_EMPTY = Text(fr="Aucun ne porte de boucle.", en="None bears a loop.")
WEAVE_DENSEST = Text(
    fr="Le plus grand nombre, {n} boucle(|s) : {themes}.",
    en="The most, {n} loop(|s): {themes}.",
)
WEAVE_SIDES = {
    Direction.UNFAVOURABLE: Text(
        fr=(
            "(Une boucle défavorable, retournée|{n_capital} boucles défavorables, retournées) : "
            "{themes}."
        ),
        en=(
            "(One unfavourable loop, upside down|{n_capital} unfavourable loops, upside down): "
            "{themes}."
        ),
    ),
    Direction.MIXED: Text(
        fr="(Une boucle partagée|{n_capital} boucles partagées) : {themes}.",
        en="(One mixed loop|{n_capital} mixed loops): {themes}.",
    ),
}
WEAVE_BARE = Text(
    fr="(Un fil est nu|{n_capital} fils sont nus) : {themes}.",
    en="(One thread is bare|{n_capital} threads are bare): {themes}.",
)
