"""Short ways to make a report with evidence, for the tests of evidence."""

from maille.core.disclosure.released import release
from maille.core.effects.assess import assess
from maille.core.effects.document import report_document
from maille.core.effects.observing import AuthorRole, ObservationKind, SourceKind
from maille.core.effects.values import (
    Answers,
    Writing,
)
from tests.core.noting import (
    FAVOURABLE,
    YEAR,
    incidents,
    noted,
    partners,
    weekly_meals,
)
from tests.core.saying import GRID
from tests.core.wip import EDITION, PLACE

WORKED = (*weekly_meals(), *partners(), *incidents())


def answers(*said, stories=(), period=YEAR, **values):
    return Answers(period, answers=said, stories=stories, **values)


def document(said, evidence):
    released = release(assess(said, GRID, tuple(evidence)))
    return report_document(released, place=PLACE, edition=EDITION, writing=Writing.OFF)


def found(said, evidence):
    return {one.id: one for one in assess(said, GRID, tuple(evidence)).findings}


def heard(name, **values):
    values = {"direction": FAVOURABLE, "author": name, "themes": ("wellbeing",), **values}
    kind, source = ObservationKind.TESTIMONY, SourceKind.TESTIMONY
    return noted(name, kind, source, AuthorRole.VISITOR, **values)


def work(name, people, **values):
    values = {"themes": ("employment",), "direction": FAVOURABLE, **values}
    return noted(name, ObservationKind.WORK, people=people, **values)


def response(number, direction=FAVOURABLE, **values):
    values = {"themes": ("belonging.finding.rallied_around_place",), "wave": "spring", **values}
    visitor, survey = AuthorRole.VISITOR, SourceKind.SURVEY
    return noted(f"r-{number}", None, survey, visitor, direction=direction, **values)
