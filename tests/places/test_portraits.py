from decimal import Decimal

import pytest

from maille.db.trail import changes_of
from maille.places.actions import (
    set_composition,
    set_later_forms,
    set_links,
    set_means,
    set_partners,
    set_statements,
    set_surfaces,
    update_portrait,
)
from maille.places.errors import InvalidPlaceError
from maille.places.queries.rows import lines_of
from maille.places.values import (
    LaterFormLine,
    LinkLine,
    MeansLine,
    OccupantsLine,
    PartnerLine,
    StatementLine,
    SurfaceLine,
)

pytestmark = pytest.mark.django_db


def test_update_portrait_keeps_what_is_not_named(place, steward):
    update_portrait(place=place, changes={"site": "Une halle", "volunteers": 3}, by=steward)
    update_portrait(
        place=place,
        changes={"site": " Une  halle de briques ", "employees": Decimal("3.5")},
        by=steward,
    )
    place.portrait.refresh_from_db()
    assert (place.portrait.volunteers, place.portrait.employees) == (3, Decimal("3.5"))
    site = changes_of(place).filter(field="site").first()
    assert (site.previous, site.new) == ("Une halle", "Une  halle de briques")


def test_update_portrait_puts_codes_in_order_and_trims_own_words(place):
    update_portrait(
        place=place,
        changes={
            "audiences": ["visitors", "children"],
            "audiences_own": [" les   musiciens ", "", "les musiciens"],
        },
        by=None,
    )
    assert place.portrait.audiences == ["children", "visitors"]
    assert place.portrait.audiences_own == ["les musiciens"]


@pytest.mark.parametrize(
    "changes",
    [
        {"audiences": ["martians"]},
        {"audiences": "children"},
        {"audiences_own": ["x" * 121]},
        {"values": {"sharing": True}},
        {"organisation_founded": "2016-13"},
        {"organisation_form": "club"},
        {"volunteers": -1},
        {"slug": "autre"},
        {"place": None},
    ],
)
def test_update_portrait_refuses_what_does_not_fit(place, changes):
    with pytest.raises(InvalidPlaceError):
        update_portrait(place=place, changes=changes, by=None)
    assert changes_of(place).count() == 0


@pytest.mark.parametrize(
    ("action", "parameter", "part", "lines"),
    [
        (
            set_statements,
            "statements",
            "statements",
            [
                StatementLine("mission", "Créer", reported=True, source_note="page publique"),
                StatementLine("object", "réparer"),
            ],
        ),
        (
            set_later_forms,
            "forms",
            "later_forms",
            [LaterFormLine("scic", "Le Wip", "2018")],
        ),
        (set_surfaces, "surfaces", "surfaces", [SurfaceLine("indoor", 3000, "halle")]),
        (
            set_means,
            "means",
            "means",
            [MeansLine(2025, "operating", "grants", Decimal("62000.50"))],
        ),
        (set_composition, "composition", "composition", [OccupantsLine("artists", 0)]),
        (set_partners, "partners", "partners", [PartnerLine("public", "La commune")]),
        (set_links, "links", "links", [LinkLine("wiki", "https://example.org/wip")]),
    ],
)
def test_lists_are_written_anew_and_the_trail_keeps_the_old(
    place, steward, action, parameter, part, lines
):
    action(place=place, by=steward, **{parameter: lines})
    assert list(lines_of(place, part)) == lines
    action(place=place, by=steward, **{parameter: []})
    assert lines_of(place, part) == ()
    newest, oldest = changes_of(place).filter(field=part)
    assert newest.previous == oldest.new
    assert (len(oldest.new), newest.new) == (len(lines), [])


@pytest.mark.parametrize(
    ("action", "arguments"),
    [
        (set_statements, {"statements": [StatementLine("slogan", "Non")]}),
        (set_later_forms, {"forms": [LaterFormLine("scic", since="hier")]}),
        (set_surfaces, {"surfaces": [SurfaceLine("indoor", -3)]}),
        (set_means, {"means": [MeansLine(2025, "operating", "grants", Decimal("1e20"))]}),
        (set_links, {"links": [LinkLine("wiki", "http://example.org")]}),
        (set_links, {"links": [LinkLine("wiki", "https://")]}),
        (
            set_composition,
            {"composition": [OccupantsLine("artists", 1), OccupantsLine("artists", 2)]},
        ),
    ],
)
def test_lists_refuse_what_does_not_fit(place, action, arguments):
    with pytest.raises(InvalidPlaceError):
        action(place=place, by=None, **arguments)
    assert changes_of(place).count() == 0


def test_blank_statements_and_partners_are_left_out(place):
    set_statements(place=place, statements=[StatementLine("mission", "  ")], by=None)
    set_partners(place=place, partners=[PartnerLine("public", "")], by=None)
    assert (place.statements.count(), place.partners.count()) == (0, 0)


def test_rows_name_themselves(place):
    set_statements(place=place, statements=[StatementLine("mission", "Créer")], by=None)
    set_surfaces(place=place, surfaces=[SurfaceLine("indoor", 30)], by=None)
    set_means(place=place, means=[MeansLine(None, "operating", "income", Decimal(5))], by=None)
    set_composition(place=place, composition=[OccupantsLine("artists", 2)], by=None)
    set_partners(place=place, partners=[PartnerLine("public", "La commune")], by=None)
    set_links(place=place, links=[LinkLine("wiki", "https://example.org")], by=None)
    set_later_forms(place=place, forms=[LaterFormLine("foundation")], by=None)
    named = [
        str(getattr(place, part).get())
        for part in (
            *("statements", "surfaces", "means", "composition", "partners", "links"),
            "later_forms",
        )
    ]
    assert named == [
        *("Créer", "30 m²", "5.00 €", "2 artists", "La commune", "https://example.org"),
        "fondation",
    ]
    assert str(place.portrait) == "La Filature"
