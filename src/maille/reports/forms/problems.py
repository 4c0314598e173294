"""What was wrong, and what to do about it."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from maille.core.effects.checking import Problem

_MESSAGES: Final[Mapping[Problem, str | Promise]] = {
    Problem.UNKNOWN_THEME: _("This theme is not in the grid. Go back to the list of themes."),
    Problem.UNKNOWN_QUESTION: _("This question is not in the grid. Reload the page."),
    Problem.UNKNOWN_OPTION: _("One of these answers is not in the grid. Reload the page."),
    Problem.UNKNOWN_GROUP: _("Choose one of the groups of the list."),
    Problem.STATE_CONTRADICTED: _(
        "You answered above and chose something else below: keep one of the two."
    ),
    Problem.NOTHING_ANSWERED: _("Choose or write an answer, or leave the question in silence."),
    Problem.SEVERAL_CHOSEN: _("Choose one answer only."),
    Problem.EXCLUSIVE_CHOSEN: _("The answer “no” cannot stand beside another: untick one."),
    Problem.NOT_AN_OPEN_QUESTION: _("This question takes the answers of the list only."),
    Problem.NOT_WHAT_WAS_ASKED: _("This is not the kind of answer that is asked for."),
    Problem.NUMBER_OUT_OF_RANGE: _("Write a number from 0 to a thousand million."),
    Problem.RATING_OUT_OF_RANGE: _("Write a rating from 1 to 5, and a spread from 0 to 4."),
    Problem.TOO_LONG: _("This text is too long: shorten it, or cut it and say that it is cut."),
    Problem.NO_WORDS: _("Write at least a few words."),
    Problem.NOT_A_DATE: _("Write a date, a month or a year: 12/05/2025, 05/2025 or 2025."),
}


def message_of(problem: Problem) -> str:
    """Say in the language of the page what was wrong, and what to do."""
    return str(_MESSAGES[problem])
