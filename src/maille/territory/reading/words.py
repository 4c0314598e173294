"""The sentences of a study: what was assumed, what was found, what it is worth."""

import math
from typing import Any

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from maille.core.effects.grammar import number
from maille.territory.asking.questions import Asked, asked_in

_KILOMETRE = 1000
_TENTH = 0.001


def language() -> str:
    """Give the language of the page."""
    return "en" if (get_language() or "fr").startswith("en") else "fr"


def whole(value: float) -> int:
    """Give the whole persons of a number: sums are made of these, so that they add up."""
    return math.floor(value)


def count(value: float) -> str:
    """Write a number of persons: whole, thousands apart."""
    return number(whole(value), language())


def share(part: float, whole: float) -> str:
    """Write a share as a percentage with one decimal where it tells something."""
    if not whole:
        return _("0%")
    hundredths = part / whole * 100
    rounded = round(hundredths) if hundredths >= 10 else round(hundredths, 1)  # noqa: PLR2004 - two figures
    return _("%s%%") % number(float(rounded), language())


def distance(metres: float) -> str:
    """Write a distance as a walker would say it."""
    if metres < _KILOMETRE:
        return _("%s m") % number(round(metres, -1), language())
    return _("%s km") % number(round(metres / _KILOMETRE, 1), language())


def mode_words(mode: str) -> str:
    """Say how people come."""
    return {"walk": _("on foot"), "bicycle": _("by bicycle"), "car": _("by car")}[mode]


def travel_words(travel: dict[str, Any]) -> str:
    """Say the model of travel in full: it stands under every figure."""
    return _(
        "%(minutes)s minutes %(mode)s (%(kmh)s km/h): up to %(radius)s as the crow flies, "
        "allowing %(detour)s%% for detours."
    ) % {
        "minutes": travel["minutes"],
        "mode": mode_words(travel["mode"]),
        "kmh": number(travel["kmh"], language()),
        "detour": round((travel["detour"] - 1) * 100),
        "radius": _radius(travel["radius"]),
    }


def _radius(metres: float) -> str:
    """Write a radius to the metre where it is short."""
    if metres < _KILOMETRE:
        return _("%s m") % number(round(metres), language())
    return distance(metres)


def asked_words(asked: Asked) -> str:
    """Say what is asked."""
    return ngettext(
        "%(count)s site, %(minutes)s minutes %(mode)s",
        "%(count)s sites, %(minutes)s minutes %(mode)s",
        asked.sites,
    ) % {"count": asked.sites, "minutes": asked.minutes, "mode": mode_words(asked.mode)}


def answer_words(document: dict[str, Any]) -> str:
    """Say what the study found, in two sentences."""
    population = document["population"]
    today = _("Today %(count)s people in %(whole)s have a third place within reach: %(share)s.") % {
        "count": count(document["covered_before"]),
        "whole": count(population),
        "share": share(document["covered_before"], population),
    }
    if not document["sites"]:
        return today
    more = ngettext(
        "The proposed site would bring %(more)s more within reach, %(share)s in all.",
        "The %(sites)s proposed sites would bring %(more)s more within reach, %(share)s in all.",
        len(document["sites"]),
    ) % {
        "sites": len(document["sites"]),
        "more": count(document["value"]),
        "share": share(document["covered_after"], population),
    }
    return f"{today} {more}"


def gap_words(document: dict[str, Any]) -> str:
    """Say what the answer is worth beside the best there could be, among the same choices."""
    if not document["bound"]:
        return _("No candidate serves anybody more: there is nothing to choose.")
    if document["proven"]:
        return _(
            "Proven: with these data and this way of travelling, "
            "no other choice serves more people%(among)s."
        ) % {"among": _among(document)}
    left = whole(document["bound"]) - whole(document["value"])
    return _(
        "Not proven to be the best: another choice might serve up to %(left)s more people, "
        "%(share)s of what could be gained. None can serve more than that%(among)s."
    ) % {"left": count(left), "share": _small(document["gap"]), "among": _among(document)}


def _among(document: dict[str, Any]) -> str:
    asked = asked_in(document)
    if asked.forced and asked.banned:
        return _(", among the choices with every site you keep and none you set aside")
    if asked.forced:
        return _(", among the choices with every site you keep")
    return _(", among the choices without the sites you set aside") if asked.banned else ""


def among_words(document: dict[str, Any]) -> str:
    """Say which choices the bound speaks of, where it does not speak of all."""
    asked = asked_in(document)
    if asked.forced and asked.banned:
        return _(
            "The bound holds among the choices with every site you keep and none you set aside."
        )
    if asked.forced:
        return _("The bound holds among the choices with every site you keep.")
    if asked.banned:
        return _("The bound holds among the choices without the sites you set aside.")
    return ""


def _small(gap: float) -> str:
    if gap < _TENTH:
        return _("less than 0.1%")
    return _("%s%%") % number(round(gap * 100, 1), language())


def kind_words(kind: str) -> str:
    """Name what a candidate is."""
    names = {
        "library": _("library"),
        "france_services": _("France Services"),
        "centre": _("hall to be found"),
    }
    return names.get(kind, _("public site"))
