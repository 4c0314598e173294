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

WEAVE_TITLE = Text(fr="Le tissage {of_place}, déclaré", en="The weave of {place}, as declared")
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
