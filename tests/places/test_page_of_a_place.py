"""The portrait as it is read, open or closed."""

import json
import re

import pytest
from django.urls import reverse

from maille.places import actions
from maille.places.models import Place
from maille.places.values import (
    LaterFormLine,
    LifeEventLine,
    LinkLine,
    MeansLine,
    OccupantsLine,
    PartnerLine,
    StatementLine,
    SurfaceLine,
)
from tests.factories.places import PlaceFactory
from tests.places.reading import text_of

pytestmark = pytest.mark.django_db


def filled(place):
    actions.update_portrait(
        place=place,
        changes={
            "founding_idea": "Réparer </script> ensemble & lentement",
            "organisation_name": "Les Amis",
            "organisation_form": "association",
            "organisation_founded": "2016-05",
            "opening": "Du mardi au samedi",
            "site": "Une halle",
            "transports": ["bus"],
            "accessibility": ["wheelchair"],
            "values": ["sharing"],
            "activities": ["repair"],
            "audiences": ["families"],
            "volunteers": 1260,
            "employees": "3.5",
        },
        by=None,
    )
    for action, arguments in (
        (
            actions.set_statements,
            {"statements": [StatementLine("mission", "Créer", reported=True)]},
        ),
        (actions.set_later_forms, {"forms": [LaterFormLine("scic", "", "2018")]}),
        (actions.set_surfaces, {"surfaces": [SurfaceLine("indoor", 3000)]}),
        (actions.set_means, {"means": [MeansLine(2025, "operating", "grants", 62000)]}),
        (actions.set_composition, {"composition": [OccupantsLine("artists", 4)]}),
        (actions.set_partners, {"partners": [PartnerLine("public", "La commune")]}),
        (actions.set_links, {"links": [LinkLine("wiki", "https://www.example.org/wip")]}),
    ):
        action(place=place, by=None, **arguments)
    return place


def test_words_of_a_place_say_their_language_on_an_english_page(client, place):
    filled(place)
    actions.add_life_event(
        place=place, event=LifeEventLine("opened", "2019-10", "Fête d'ouverture"), by=None
    )
    page = client.get("/en" + reverse("places:place", args=[place.slug])).content.decode()
    assert '<html lang="en">' in page
    assert [words[:8] for words in re.findall(r' lang="fr">([^<]+)<', page)] == [
        "Réparer ",
        "Créer",
        "Une hall",
        "Du mardi",
        "Fête d’o",
    ]


def test_the_page_of_an_open_place(client, place):
    filled(place)
    actions.add_life_event(place=place, event=LifeEventLine("opened", "2019-10"), by=None)
    page = text_of(client.get(reverse("places:place", args=[place.slug])))
    for words in (
        "Tiers-lieu, ouvert en octobre 2019.",
        "Colombelles, Calvados, Normandie",
        "Résumé d’après la page publique",
        "association (mai 2016), puis société coopérative d’intérêt collectif (SCIC) (2018)",
        "en bus",
        "Du mardi au samedi",
        "62 000 €",
        "1 260",
        "3,5 en équivalents temps plein",
        "example.org",
    ):
        assert words in page


def test_the_page_of_a_closed_place_is_a_legacy(client):
    place = filled(PlaceFactory(name="Le Wip", slug="le-wip"))
    successor = PlaceFactory(name="Le Tissage", slug="le-tissage")
    actions.add_life_event(place=place, event=LifeEventLine("opened", "2019-10"), by=None)
    actions.add_life_event(
        place=place, event=LifeEventLine("closed", "2023-07", "Les méthodes restent."), by=None
    )
    actions.set_successor(place=place, successor=successor, by=None)
    page = text_of(client.get("/lieux/le-wip/"))
    main = page.partition("Se connecter")[2]
    assert main.strip().startswith("Le Wip Le Wip a fermé en juillet 2023.")
    for words in ("Le Tissage prend la suite.", "Les méthodes restent.", "Ce qu’il laisse"):
        assert words in page
    for invitation in ("Du mardi au samedi", "en bus", "Aménagé pour"):
        assert invitation not in page
    english = text_of(client.get("/en/lieux/le-wip/"))
    assert "Le Wip closed in July 2023." in english


def test_a_closed_place_without_known_successor_says_so(client, place):
    actions.change_state(place=place, state="closed", since="2023", by=None)
    actions.set_successor(place=place, successor="Chez Lise", by=None)
    assert "Chez Lise prend la suite." in text_of(client.get("/lieux/la-filature/"))
    actions.remove_life_event(event=place.life_events.get(kind="succeeded"), by=None)
    page = text_of(client.get("/lieux/la-filature/"))
    assert "Nous ne connaissons pas de lieu qui prenne la suite." in page


def test_a_successor_that_is_not_public_is_named_without_link(client, place):
    hidden = PlaceFactory(name="Le Secret", slug="le-secret", is_public=False)
    actions.set_successor(place=place, successor=hidden, by=None)
    page = client.get("/lieux/la-filature/").content.decode()
    assert "Le Secret" in page
    assert "/lieux/le-secret/" not in page


def test_the_page_describes_the_place_to_machines(client, place):
    filled(place)
    Place.objects.update(longitude=-0.3, latitude=49.19)
    page = client.get("/lieux/la-filature/").content.decode()
    script = re.search(r'<script type="application/ld\+json">(.*?)</script>', page)
    described = json.loads(script.group(1))
    assert described["name"] == "La Filature"
    assert described["description"] == "Réparer </script> ensemble & lentement"
    assert described["geo"]["latitude"] == 49.19
    assert described["sameAs"] == ["https://www.example.org/wip"]
    assert "publicAccess" not in described
    actions.change_state(place=place, state="closed", by=None)
    assert '"publicAccess": false' in client.get("/lieux/la-filature/").content.decode()


def test_a_fictional_place_and_a_hidden_one_say_so(client, place, steward):
    Place.objects.update(fictional=True, is_public=False)
    client.force_login(steward)
    page = text_of(client.get("/lieux/la-filature/"))
    assert "Ce lieu n’existe pas" in page
    assert "pas encore publique" in page


def test_the_page_costs_the_same_whatever_its_lists_hold(
    client, place, django_assert_max_num_queries
):
    filled(place)
    client.get("/lieux/la-filature/")
    for year in range(2000, 2020):
        actions.add_life_event(place=place, event=LifeEventLine("moved", str(year)), by=None)
    with django_assert_max_num_queries(17):
        client.get("/lieux/la-filature/")


def test_a_photograph_is_sent_in_both_sizes(client, photo):
    for size, content in (("grande", photo.image), ("petite", photo.small)):
        response = client.get(reverse("places:image", args=["la-filature", photo.public_id, size]))
        with content.open() as kept:
            assert response.getvalue() == kept.read()
        assert response["Content-Type"] == "image/webp"
        assert response["Cache-Control"] == "max-age=31536000, immutable, public"
    page = client.get("/lieux/la-filature/").content.decode()
    assert 'alt="Une halle"' in page


def test_a_photograph_of_a_hidden_place_is_private(client, photo, steward):
    Place.objects.update(is_public=False)
    address = reverse("places:image", args=["la-filature", photo.public_id, "petite"])
    assert client.get(address).status_code == 302
    client.force_login(steward)
    response = client.get(address)
    assert response.getvalue().startswith(b"RIFF")
    assert response["Cache-Control"] == "max-age=31536000, immutable, private"


def test_three_photographs_are_shown_and_the_others_are_one_click_away(client, place, picture):
    for number in range(4):
        actions.add_photo(
            place=place, file=picture(), words={"alternative_text": f"Vue {number}"}, by=None
        )
    shown, more = client.get("/lieux/la-filature/").content.decode().split("<details>")
    assert [f'alt="Vue {number}"' in shown for number in range(4)] == [True, True, True, False]
    assert 'alt="Vue 3"' in more
