"""What is typed in the sections of a portrait is what the page shows."""

from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from maille.places.forms.fields import LinesField, PartialDateField
from maille.places.models import Network, Photo, Place
from maille.places.queries.rows import lines_of
from maille.places.values import LaterFormLine, LinkLine, MeansLine, StatementLine, SurfaceLine
from tests.factories.places import CommuneFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def section(client, steward, place):
    client.force_login(steward)

    def post(key, typed):
        return client.post(reverse("places:section", args=[place.slug, key]), typed)

    return post


def rows(*lines):
    typed = {"rows-TOTAL_FORMS": len(lines), "rows-INITIAL_FORMS": 0}
    for number, line in enumerate(lines):
        typed |= {f"rows-{number}-{name}": value for name, value in line.items()}
    return typed


def wrong(response):
    page = response.context["page"]
    return set(page.form.errors) | {name for row in (page.rows or ()) for name in row.errors}


def test_name_and_founding_idea(section, place):
    section("nom", {"name": "Le Tissage", "founding_idea": "Un été d'essai."})
    place.refresh_from_db()
    assert (place.name, place.portrait.founding_idea) == ("Le Tissage", "Un été d'essai.")


def test_address(section, place):
    CommuneFactory()
    response = section(
        "adresse",
        {
            "country": "FR",
            "commune": "colombelles 14167",
            "street": "Grande Halle",
            "latitude": "49,1923",
            "longitude": "-0.307",
            "coordinates_source": "l'équipe",
        },
    )
    assert response.url == reverse("places:edit", args=[place.slug])
    place.refresh_from_db()
    assert (place.latitude, place.longitude) == (49.1923, -0.307)
    assert (place.insee, place.locality) == ("14167", "Colombelles")


def test_address_in_belgium(section, place, tournai):
    typed = {"country": "BE", "commune": "Doornik", "postcode": "7540", "locality": "Kain"}
    assert wrong(section("adresse", typed | {"country": "FR"})) == {"country"}
    section("adresse", typed)
    place.refresh_from_db()
    assert (place.commune, place.country, place.locality) == (tournai, "BE", "Kain")


@pytest.mark.parametrize(
    ("typed", "fields"),
    [
        ({"country": "FR", "latitude": "91", "longitude": "0"}, {"latitude"}),
        ({"country": "FR", "latitude": "49"}, {"latitude"}),
        ({"country": "FR", "latitude": "nord", "longitude": "0"}, {"latitude"}),
        ({"country": "FR", "postcode": "7500"}, {"__all__"}),
        ({"country": "FR", "commune": "Zzyzx"}, {"commune"}),
        ({}, {"country"}),
    ],
)
def test_address_says_what_to_mend(section, place, typed, fields):
    response = section("adresse", typed)
    assert wrong(response) == fields
    for name, value in typed.items():
        assert response.context["page"].form[name].value() == value


def test_charter(section, client, place):
    section(
        "charte",
        {
            "mission": "Créer des lieux\n\n",
            "object": "réparer\r\n  recoudre  ",
            "principle": "",
            "reported": "on",
            "source_url": "example.org/charte",
        },
    )
    source = {"reported": True, "source_url": "https://example.org/charte"}
    assert lines_of(place, "statements") == (
        StatementLine("mission", "Créer des lieux", **source),
        StatementLine("object", "réparer", **source),
        StatementLine("object", "recoudre", **source),
    )
    page = client.get(reverse("places:section", args=[place.slug, "charte"])).content.decode()
    assert "réparer\nrecoudre</textarea>" in page


def test_organisation_and_its_later_forms(section, place):
    section(
        "organisation",
        {
            "organisation_name": "Le Wip",
            "organisation_form": "association",
            "organisation_founded": "05/2016",
            **rows({"form": "scic", "since": "2018"}, {"form": "", "since": ""}),
        },
    )
    place.refresh_from_db()
    assert place.portrait.organisation_founded == "2016-05"
    assert lines_of(place, "later_forms") == (LaterFormLine("scic", "", "2018"),)


def test_site_activities_and_surfaces(section, client, place):
    section(
        "site",
        {
            "site": "Une halle",
            "activities": ["radio", "events"],
            "activities_own": "labyrinthe",
            **rows(
                {"kind": "indoor", "square_metres": "3000", "label": ""},
                {"kind": "outdoor", "square_metres": "20000", "label": "prairie"},
            ),
        },
    )
    place.refresh_from_db()
    assert place.portrait.activities == ["events", "radio"]
    assert lines_of(place, "surfaces") == (
        SurfaceLine("indoor", 3000),
        SurfaceLine("outdoor", 20000, "prairie"),
    )
    shown = client.get(reverse("places:section", args=[place.slug, "site"])).context["page"].rows
    assert len(shown.forms) == 4
    section("site", rows({"kind": "", "square_metres": "", "label": ""}))
    assert lines_of(place, "surfaces") == ()


def test_a_row_half_filled_is_said_and_nothing_is_kept(section, place):
    response = section(
        "site", {"site": "Une halle", **rows({"kind": "indoor", "square_metres": ""})}
    )
    assert wrong(response) == {"square_metres"}
    place.refresh_from_db()
    assert place.portrait.site == ""


def test_welcome_and_values(section, place):
    section("accueil", {"audiences": ["children"], "values_own": "la lenteur\nle doute"})
    place.refresh_from_db()
    assert place.portrait.audiences == ["children"]
    assert place.portrait.values_own == ["la lenteur", "le doute"]


def test_own_words_that_are_too_long_are_said(section):
    response = section("accueil", {"values_own": "x" * 121})
    assert wrong(response) == {"__all__"}
    assert response.context["page"].form["values_own"].value() == "x" * 121


def test_people_and_money(section, place):
    section(
        "moyens",
        {
            "volunteers": "",
            "employees": "3,5",
            **rows(
                {"year": "2025", "kind": "operating", "source": "grants", "amount": "62 000,50"},
                {"year": "", "kind": "investment", "source": "own_funds", "amount": "0"},
            ),
        },
    )
    place.refresh_from_db()
    assert (place.portrait.volunteers, place.portrait.employees) == (None, Decimal("3.5"))
    assert lines_of(place, "means") == (
        MeansLine(2025, "operating", "grants", Decimal("62000.50")),
        MeansLine(None, "investment", "own_funds", Decimal(0)),
    )


def test_composition_tells_zero_from_unknown(section, place):
    section("composition", {"artists": "0", "companies": "", "associations": "6"})
    assert {row.kind: row.count for row in place.composition.all()} == {
        "artists": 0,
        "associations": 6,
    }


def test_partners(section, place):
    section("partenaires", {"public": "La commune\nLa région", "private": ""})
    assert [(row.kind, row.name) for row in place.partners.all()] == [
        ("public", "La commune"),
        ("public", "La région"),
    ]


def test_networks(section, place):
    known = Network.objects.create(name="Normands", slug="normands")
    section("reseaux", {"networks": [known.pk], "other": "Les fils"})
    assert [network.name for network in place.networks.order_by("name")] == [
        "Les fils",
        "Normands",
    ]
    section("reseaux", {})
    assert place.networks.count() == 0


def test_links(section, place):
    typed = rows(
        {"kind": "website", "url": "example.org"},
        {"kind": "wiki", "url": "http://example.org"},
    )
    assert wrong(section("liens", typed)) == {"url"}
    section("liens", typed | {"rows-1-url": "https://example.org/wiki"})
    assert lines_of(place, "links") == (
        LinkLine("website", "https://example.org"),
        LinkLine("wiki", "https://example.org/wiki"),
    )


def test_sharing(section, place):
    section(
        "partage", {"writing": "doubled", "text_licence": "CC0-1.0", "data_licence": "etalab-2.0"}
    )
    place.refresh_from_db()
    assert (place.writing, place.text_licence, place.data_licence, place.is_public) == (
        "doubled",
        "CC0-1.0",
        "etalab-2.0",
        False,
    )


@pytest.fixture
def upload(picture):
    return SimpleUploadedFile("photo.jpg", picture((900, 600)).getvalue(), "image/jpeg")


def test_photographs_from_a_page(client, steward, place, upload, picture):
    client.force_login(steward)
    address = reverse("places:photos", args=[place.slug])
    typed = {"alternative_text": "Une halle", "credit": "", "licence": "CC-BY-4.0"}
    assert client.post(address, typed | {"file": upload}).url == address
    client.post(address, typed | {"file": picture(), "alternative_text": "Une cour"})
    first, second = place.photos.all()
    assert [first.alternative_text, second.alternative_text] == ["Une halle", "Une cour"]
    words = reverse("places:photo", args=[place.slug, first.public_id])
    assert "Une halle" in client.get(words).content.decode()
    assert client.post(words, typed | {"alternative_text": "La halle"}).url == address
    client.post(reverse("places:photo_first", args=[place.slug, second.public_id]))
    assert [photo.alternative_text for photo in place.photos.all()] == ["Une cour", "La halle"]
    client.post(reverse("places:photo_remove", args=[place.slug, second.public_id]))
    assert Photo.objects.get() == first


def test_a_photograph_needs_words_and_must_be_one(client, steward, place, upload):
    client.force_login(steward)
    address = reverse("places:photos", args=[place.slug])
    response = client.post(address, {"file": upload, "licence": "CC-BY-4.0"})
    assert set(response.context["form"].errors) == {"alternative_text"}
    broken = SimpleUploadedFile("photo.jpg", b"GIF89a", "image/jpeg")
    typed = {"alternative_text": "Une halle", "licence": "CC-BY-4.0", "file": broken}
    response = client.post(address, typed)
    assert set(response.context["form"].errors) == {"file"}
    assert response.context["form"]["alternative_text"].value() == "Une halle"


def test_life_from_a_page(client, steward, place):
    client.force_login(steward)
    address = reverse("places:life", args=[place.slug])
    other = Place.objects.create(name="Le Tissage", slug="le-tissage", folded_text="tissage")
    for typed in (
        {"kind": "opened", "date": "10/2019", "successor_name": "ignoré"},
        {"kind": "closed", "date": "7/2023", "note": "Les méthodes restent."},
        {"kind": "succeeded", "date": "", "successor_name": "le tissage"},
    ):
        assert client.post(address, typed).url == address
    assert [(event.kind, event.date, event.successor) for event in place.life_events.all()] == [
        ("succeeded", "", other),
        ("opened", "2019-10", None),
        ("closed", "2023-07", None),
    ]
    closure = place.life_events.get(kind="closed")
    client.post(reverse("places:life_remove", args=[place.slug, closure.public_id]))
    place.refresh_from_db()
    assert place.state == "open"


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"kind": "closed", "date": "2018"}, "__all__"),
        ({"kind": "opened", "date": "2999"}, "__all__"),
        ({"kind": "opened", "date": "hier"}, "date"),
        ({"kind": "opened", "date": "31/02/2020"}, "date"),
        ({"kind": "succeeded"}, "successor_name"),
        ({"kind": "party"}, "kind"),
    ],
)
def test_life_says_what_to_mend(client, steward, place, typed, field):
    client.force_login(steward)
    address = reverse("places:life", args=[place.slug])
    client.post(address, {"kind": "opened", "date": "2019"})
    response = client.post(address, typed)
    assert set(response.context["form"].errors) == {field}
    assert place.life_events.count() == 1


def test_an_event_that_holds_the_others_is_not_removed(client, steward, place):
    client.force_login(steward)
    address = reverse("places:life", args=[place.slug])
    for kind, date in (("opened", "2019"), ("closed", "2020"), ("opened", "2021")):
        client.post(address, {"kind": kind, "date": date})
    first = place.life_events.first()
    client.post(reverse("places:life_remove", args=[place.slug, first.public_id]))
    assert place.life_events.count() == 3


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("2019", "2019"),
        ("10/2019", "2019-10"),
        ("1.2.2019", "2019-02-01"),
        ("2019-10-21", "2019-10-21"),
        ("", ""),
    ],
)
def test_a_partial_date_is_read_as_people_write_it(typed, kept):
    assert PartialDateField(required=False).clean(typed) == kept


def test_lines_are_compared_as_lines():
    field = LinesField()
    assert not field.has_changed(["un", "deux"], "un\ndeux")
    assert field.has_changed(["un"], "un\ndeux")
