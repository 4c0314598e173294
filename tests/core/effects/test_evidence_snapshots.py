"""Every sentence that evidence may give, to be read aloud when it changes."""

from maille.core.effects.observing import AuthorRole, ObservationKind, SourceKind
from maille.core.effects.values import Direction
from tests.core.noting import noted
from tests.core.observed import answers, document
from tests.core.saying import GRID
from tests.core.snapshot import check_snapshot


def sentences(evidence):
    for one in document(answers(), evidence)["findings"]:
        yield one["sentence"]["fr"]
        yield one["sentence"]["en"]


def noted_twice(kind, direction, theme):
    first = noted("a", kind, direction=direction, themes=(theme,))
    return [first, first._replace(id="b", minutes=5)]


def test_each_kind_of_observation():
    lines = []
    for kind in (None, *ObservationKind):
        for pieces in (slice(1), slice(2)):
            found = noted_twice(kind, Direction.FAVOURABLE, "solidarity")
            found[1:] = [
                noted("b", kind, themes=("solidarity",), direction=found[0].direction, people=40)
            ]
            lines += sentences(found[pieces])
    check_snapshot("evidence_kinds", lines)


def test_each_theme_in_each_direction():
    lines = []
    for theme in GRID.themes:
        for direction in Direction:
            lines += sentences(noted_twice(ObservationKind.OCCASION, direction, theme.id))
    check_snapshot("evidence_themes", lines)


def test_what_people_tell_in_each_direction():
    lines = []
    kind, source, role = ObservationKind.TESTIMONY, SourceKind.TESTIMONY, AuthorRole.VISITOR
    one = noted("t", kind, source, role, causal=True)
    for direction in Direction:
        for theme in ("belonging", "belonging.finding.group_around_project"):
            told = one._replace(direction=direction, themes=(theme,))
            lines += sentences([told._replace(id=f"{n}", author=f"{n}") for n in range(12)])
    check_snapshot("evidence_told", lines)
