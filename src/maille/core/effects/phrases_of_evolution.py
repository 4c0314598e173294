"""The words of what evolved from one edition to the next."""

from maille.core.effects.values import Direction
from maille.core.kernel.text import Text

NOT_TOLD = Text(fr="pas d'évolution décelable", en="no change that can be told")
MORE = Text(fr="en hausse", en="up")
FEWER = Text(fr="en baisse", en="down")
SHARES = Text(
    fr="{theme} : {before} % de réponses {direction} la fois d'avant, {after} % cette fois ; "
    "{verdict}.",
    en="{theme}: {before}% of {direction} answers last time, {after}% this time; {verdict}.",
)
EVENTS = Text(
    fr="{theme} : {before} faits notés comme {direction} la fois d'avant, {after} cette fois ; "
    "{verdict}.",
    en="{theme}: {before} facts noted as {direction} last time, {after} this time; {verdict}.",
)
DIRECTIONS = {
    Direction.FAVOURABLE.value: Text(fr="favorables", en="favourable"),
    Direction.UNFAVOURABLE.value: Text(fr="défavorables", en="unfavourable"),
    Direction.MIXED.value: Text(fr="partagés", en="mixed"),
    Direction.NEUTRAL.value: Text(fr="neutres", en="neutral"),
}
