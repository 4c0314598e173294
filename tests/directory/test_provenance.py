"""Where what a place shows comes from, side by side."""

import json
import re

import pytest
from django.urls import reverse
from django.utils.translation import override

from maille.db.trail import changes_of
from maille.directory.actions import settle_places
from maille.directory.fields import words_of
from maille.directory.models import Shown
from maille.directory.queries.provenance import sources_page, token_of
from maille.places.models import Place
from tests.factories.directory import make_source, tell
from tests.factories.places import MembershipFactory, PersonFactory, PlaceFactory
from tests.places.reading import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(source):
    """A place that three sources describe, two addresses, two telephones."""
    said = {"name": "La Filature", "street": "1 rue Haute", "postcode": "14460"}
    tell(source, ("1", {**said, "phone": "02 31 00 00 01"}), on="2024-01-01")
    found = source.records.get().place
    second = make_source("Carte des fablabs")
    tell(second, ("a", {**said, "phone": "02 31 00 00 02"}), on="2025-01-01", linked={"a": found})
    third = make_source("Annuaire")
    tell(third, ("x", {**said, "street": "2 rue Basse"}), on="2026-01-01", linked={"x": found})
    return Place.objects.get(pk=found.pk)


@pytest.fixture
def steward(place):
    return MembershipFactory(place=place).person


def field_of(place, name):
    return next(one for one in sources_page(place).fields if one.field == name)


def schema_of(client, place):
    page = client.get(reverse("places:place", args=[place.slug])).content.decode()
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    return json.loads(found[0]) if found else None


def test_machines_are_not_told_what_no_licence_gives_away(client, source):
    tell(source, ("1", {"name": "La Filature", "street": "1 rue Haute", "postcode": "14460"}))
    place = source.records.get().place
    tell(
        make_source("Sans licence", licence=""),
        ("s", {"phone": "02 31 00 00 09", "street": "9 rue Tue", "activities": ["repair"]}),
        on="2026-02-01",
        linked={"s": place},
    )
    told = schema_of(client, Place.objects.get(pk=place.pk))
    assert told["name"] == "La Filature"
    assert told.keys() & {"telephone", "keywords", "streetAddress"} == set()
    assert told["address"] == {
        "@type": "PostalAddress",
        "addressLocality": "Colombelles",
        "addressRegion": "Normandie",
        "addressCountry": "FR",
    }


def test_machines_are_told_nothing_of_a_name_without_licence(client, colombelles):
    tell(make_source("Sans licence", licence=""), ("s", {"name": "La Secrète"}), on="2026-02-01")
    assert schema_of(client, Place.objects.get(name="La Secrète")) is None


def test_a_place_is_summed_up_in_a_few_words(place):
    with override("fr"):
        assert sources_page(place).summary == "3 sources, 2 adresses, 1 point de désaccord"


def test_each_value_keeps_who_says_it_and_what_is_shown_says_why(place):
    with override("fr"):
        street = field_of(place, "street")
        assert [(line.words, line.who, line.shown) for line in street.lines] == [
            ("2 rue Basse", "Annuaire", True),
            ("1 rue Haute", "Carte des fablabs", False),
            ("1 rue Haute", "Liste régionale", False),
        ]
        assert street.why.startswith("Affiché avec le reste de l'adresse")
        assert (
            field_of(place, "phone").why == "Affiché parce que c'est ce qui a été dit en dernier."
        )
        assert field_of(place, "name").differ is False


def test_what_only_one_says_and_what_cannot_be_shown(source):
    tell(source, ("1", {"name": "Seul", "postcode": "F-14", "phone": "02 31 00 00 01"}))
    place = source.records.get().place
    with override("fr"):
        assert field_of(place, "phone").why == "Affiché parce que personne ne dit autre chose."
        postcode = field_of(place, "postcode")
        assert (postcode.lines[0].words, postcode.lines[0].other) == ("F-14", False)
        place.claims.filter(field="phone").update(value="")
        Shown.objects.filter(field="phone").update(claim=None)
        place.portrait.phone = ""
        place.portrait.save()
        Shown.objects.filter(field="phone").update(value="")
        phone = field_of(place, "phone")
        assert (phone.lines[0].words, phone.why) == ("rien", "Rien de cela ne peut être affiché.")


def test_what_the_team_wrote_is_its_word_at_once(place):
    place.portrait.phone = "02 31 99 99 99"
    place.portrait.save()
    with override("fr"):
        phone = field_of(place, "phone")
        assert (phone.lines[0].words, phone.lines[0].who) == ("02 31 99 99 99", "l'équipe du lieu")
        assert [line.shown for line in phone.lines] == [True, False, False]
        settle_places(places=[place])
        phone = field_of(place, "phone")
        assert (phone.lines[0].words, phone.lines[0].shown) == ("02 31 99 99 99", True)
        assert phone.why.startswith("Affiché parce que l'équipe du lieu le dit")
        assert len(phone.lines) == 3


def test_the_team_says_which_value_is_right(client, place, steward):
    client.force_login(steward)
    page = client.get(reverse("directory:sources", args=[place.slug]))
    assert "C’est cette valeur" in text_of(page)
    address = reverse("directory:choose_value", args=[place.slug])
    chosen = {"field": "phone", "value": token_of("02 31 00 00 01")}
    assert "parole de votre équipe" in text_of(client.post(address, chosen, follow=True))
    assert Place.objects.get(pk=place.pk).portrait.phone == "02 31 00 00 01"
    assert {change.field for change in changes_of(place)} >= {"phone"}
    chosen["value"] = token_of("nobody said so")
    assert "Plus personne ne dit cela" in text_of(client.post(address, chosen, follow=True))


def test_a_value_that_cannot_be_shown_is_said(client, source):
    tell(source, ("1", {"name": "Seul", "postcode": "F-14"}))
    place = source.records.get().place
    client.force_login(MembershipFactory(place=place).person)
    address = reverse("directory:choose_value", args=[place.slug])
    told = {"field": "postcode", "value": token_of("F-14")}
    assert "F-14" in text_of(client.post(address, told, follow=True))


def test_everybody_reads_it_and_only_the_team_answers(client, place):
    page = text_of(client.get(reverse("directory:sources", args=[place.slug])))
    assert "Carte des fablabs" in page
    assert "C’est cette valeur" not in page
    client.force_login(PersonFactory())
    address = reverse("directory:choose_value", args=[place.slug])
    assert client.post(address, {"field": "phone", "value": "1"}).status_code == 403


def test_the_page_of_a_place_leads_to_its_sources_when_there_are(client, place):
    page = client.get(reverse("places:place", args=[place.slug])).content.decode()
    assert f'href="{reverse("directory:sources", args=[place.slug])}"' in page
    summary = reverse("directory:sources_summary", args=[place.slug])
    assert "3 sources" in text_of(client.get(summary))
    alone = PlaceFactory()
    assert (
        client.get(reverse("directory:sources_summary", args=[alone.slug])).content.strip() == b""
    )
    told = text_of(client.get(reverse("directory:sources", args=[alone.slug])))
    assert "Aucune autre source" in told


def test_only_values_that_differ_are_listed_as_disagreeing(client, place):
    sources = sources_page(place)
    assert [one.field for one in sources.disputed] == ["street", "phone"]
    assert {one.field for one in sources.agreed} >= {"name", "postcode"}
    page = text_of(client.get(reverse("directory:sources", args=[place.slug])))
    assert page.index("2 rue Basse") < page.index("Sans désaccord") < page.index("Code postal")


def test_a_point_is_written_as_the_language_does():
    with override("fr"):
        assert words_of("point", [-0.30745, 49.19239]) == "49,19239 ; −0,30745"
    with override("en"):
        assert words_of("point", [-0.30745, 49.19239]) == "49.19239, −0.30745"
