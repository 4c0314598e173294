"""The way in: a real report one click away, a list that forgives accents."""

import pytest
from django.urls import reverse
from django.utils import translation

from maille.places.actions import add_place
from maille.reports.actions import correct_edition, publish_edition
from maille.reports.queries.glances import latest_glances
from tests.factories.places import PlaceFactory
from tests.factories.reports import YEAR_2025, answered_draft, make_edition

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _data_dir(settings, tmp_path):
    settings.DATA_DIR = tmp_path


def names(response):
    return [listing.place.name for listing in response.context["listings"]]


def test_home_opens_a_real_report_before_a_fictional_one(client):
    make_edition(PlaceFactory(name="Imaginaire", fictional=True))
    real = make_edition(PlaceFactory(name="Le Wip"))
    page = client.get(reverse("portal:home"))
    assert page.context["told"].place == real.place
    assert reverse("reports:edition", args=[real.place.slug, 1]) in page.content.decode()


def test_home_stands_without_any_report(client):
    PlaceFactory(name="Sans rapport")
    page = client.get(reverse("portal:home"))
    assert (page.status_code, page.context["told"]) == (200, None)


def test_home_speaks_french_first_and_english_under_its_prefix(client):
    assert "phrase par phrase" in client.get("/").content.decode()
    assert "sentence by sentence" in client.get("/en/").content.decode()


@pytest.mark.parametrize("words", ["epicerie", "ÉPICERIE", "l'Épicerie", "epic"])
def test_search_forgives_accents_capitals_and_articles(client, words):
    add_place(name="L'Épicerie", by=None)
    add_place(name="Le Garage", by=None)
    assert names(client.get(reverse("portal:places"), {"q": words})) == ["L'Épicerie"]


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("epicrie", {"epicrie": "epicerie"}),
        ("l'epiecrie", {"epiecrie": "epicerie"}),
        ("l'épicerie de la", {}),
        ("fablab", {}),
        ("fab lab", {}),
        ("repair", {}),
    ],
)
def test_search_forgives_mistakes_and_knows_activities(client, words, read):
    place = add_place(name="L'Épicerie", by=None)
    place.portrait.activities = ["fablab", "repair"]
    place.portrait.save()
    add_place(name="Le Garage", by=None)
    page = client.get(reverse("portal:places"), {"q": words})
    assert names(page) == ["L'Épicerie"]
    assert page.context["found"].corrected == read


def test_search_gives_the_very_name_first(client):
    for name in ("Le Moulin d'Auge", "Moulin", "Au Moulin"):
        add_place(name=name, by=None)
    page = client.get(reverse("portal:places"), {"q": "le moulin"})
    assert names(page) == ["Moulin", "Le Moulin d'Auge", "Au Moulin"]


def test_search_that_finds_nothing_says_what_to_do(client):
    PlaceFactory(name="Le Garage")
    page = client.get(reverse("portal:places"), {"q": "zzz"})
    assert names(page) == []
    assert "Essayez avec moins de mots" in page.content.decode()


def test_list_keeps_only_the_state_asked(client):
    PlaceFactory(name="Ouvert", state="open")
    PlaceFactory(name="Clos", state="closed")
    assert names(client.get(reverse("portal:places"), {"state": "closed"})) == ["Clos"]
    assert names(client.get(reverse("portal:places"), {"state": "nonsense"})) == ["Clos", "Ouvert"]


def test_list_leaves_out_what_is_not_public(client):
    PlaceFactory(name="Secret", is_public=False)
    assert names(client.get(reverse("portal:places"))) == []


def test_list_shows_a_report_at_a_glance(client):
    make_edition(PlaceFactory(name="Le Wip"))
    page = client.get(reverse("portal:places")).content.decode()
    plain = page.replace("\u00a0", " ").replace("\u202f", " ")
    assert "Rapport 2025" in plain
    assert "1 constat défavorable" in plain


def test_glance_follows_the_edition_in_force():
    place = PlaceFactory(name="Le Wip")
    first = make_edition(place)
    assert latest_glances([place], "fr")[place.pk].number == 1
    publish_edition(draft=correct_edition(edition=first, by=None), by=None)
    glance = latest_glances([place], "fr")[place.pk]
    assert (glance.number, glance.year, glance.unfavourable) == (2, "2025", 1)


def test_glance_holds_no_words_of_a_story():
    place = PlaceFactory(name="Le Wip")
    publish_edition(draft=answered_draft(place, YEAR_2025), by=None)
    assert "jardin" not in repr(latest_glances([place], "fr"))


def test_list_asks_as_many_queries_for_many_places_as_for_few(client, django_assert_num_queries):
    for number in range(3):
        make_edition(PlaceFactory(name=f"Lieu {number}"))
    client.get(reverse("portal:places"))
    with django_assert_num_queries(7):
        client.get(reverse("portal:places"))
    for number in range(3, 9):
        make_edition(PlaceFactory(name=f"Lieu {number}"))
    client.get(reverse("portal:places"))
    with django_assert_num_queries(7):
        client.get(reverse("portal:places"))


def test_list_is_cut_into_pages(client):
    PlaceFactory.create_batch(31)
    assert len(names(client.get(reverse("portal:places")))) == 30
    assert len(names(client.get(reverse("portal:places"), {"page": 2}))) == 1
    with translation.override("fr"):
        assert 'aria-current="page"' in client.get(reverse("portal:places")).content.decode()
