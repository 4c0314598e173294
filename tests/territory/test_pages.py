"""Pages of studies: the same words with a map and without, with scripts and without."""

import json
import re

import pytest
from django.urls import reverse

from maille.territory.enums import Visibility
from maille.territory.models import Study
from tests.factories.studies import make_study, street

pytestmark = pytest.mark.django_db


def text_of(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def page(client, route: str, study: Study, **given: object):
    return client.get(reverse(f"territory:{route}", args=[study.slug]), given)


def test_home_lists_studies(client, study):
    said = text_of(client.get(reverse("territory:home")))
    assert "La rue La Rue" in said
    assert "Les animatrices et animateurs de réseau peuvent garder la leur." in said


def test_home_says_when_there_is_none(client, db):
    assert "Pas encore d’étude ici." in text_of(client.get(reverse("territory:home")))


def test_home_tells_facilitators_what_they_may_do(client, facilitator, study):
    make_study("À moi", by=facilitator, visibility=Visibility.PRIVATE)
    client.force_login(facilitator)
    said = text_of(client.get(reverse("territory:home")))
    assert "puis gardez la réponse" in said
    assert "Hors de la liste publique." in said


def test_study_says_what_was_found_and_what_it_is_worth(client, study):
    said = text_of(page(client, "study", study))
    assert "100 personnes sur 1 560 ont un tiers-lieu à portée" in said
    assert "Avec les 2 sites proposés, 600 de plus en auraient un, soit 45 % en tout." in said
    assert "aucun autre choix ne dessert plus de monde" in said
    assert "15 minutes à pied (4,5 km/h) : jusqu’à 865 m à vol d’oiseau" in said
    assert "en comptant 30 % de détours" in said
    assert study.sha256 in said


def test_study_reads_in_english(client, study):
    said = text_of(client.get(f"/en{reverse('territory:study', args=[study.slug])}"))
    assert "Today 100 people in 1,560 have a third place within reach: 6.4%." in said
    assert "no other choice serves more people" in said


def test_figures_of_the_map_stand_in_tables(client, study):
    content = page(client, "study", study).content.decode()
    assert content.count('<path class="') == 6
    said = text_of(page(client, "study", study))
    assert "Aval 960 400 560 Le Bout, 3,6 km" in said
    assert "1 460 personnes, dans 2 communes." in said


def test_answer_in_place_refers_to_what_the_page_has_drawn(client, study):
    asked = f"{reverse('territory:what_if', args=[study.slug])}?sites=1&mode=walk&minutes=15"
    whole = client.get(asked).content.decode()
    answer = client.get(asked, headers={"HX-Request": "true"}).content.decode()
    referred = set(re.findall(r'href="#(ground-[a-z]+)"', answer))
    assert referred == {"ground-lines", "ground-candidates", "ground-places"}
    assert [whole.count(f'id="{name}"') for name in referred] == [1, 1, 1]
    assert 'id="ground-' not in answer


def test_map_begins_with_the_first_frame_alone(client):
    frames = [[-0.01, 48.98, 0.02, 49.02], [0.035, 48.99, 0.05, 49.01]]
    study = make_study(**{**street(), "frames": frames})
    content = page(client, "study", study).content.decode()
    assert 'data-bounds="-0.01,48.98,0.02,49.02"' in content


def test_private_study_is_hidden_from_others(client, facilitator, django_user_model):
    hidden = make_study(by=facilitator, visibility=Visibility.PRIVATE)
    assert page(client, "study", hidden).status_code == 302
    client.force_login(django_user_model.objects.create_user("o@nowhere.example"))
    assert page(client, "study", hidden).status_code == 404
    client.force_login(facilitator)
    answer = page(client, "json", hidden)
    assert answer.status_code == 200
    assert "private" in answer["Cache-Control"]


def test_gaps_are_listed_in_full(client, study):
    said = text_of(page(client, "gaps", study))
    assert "Amont 500 200 300 Le Bout, 1,6 km" in said


def test_what_if_answers_another_question(client, study):
    said = text_of(page(client, "what_if", study, sites=1, mode="walk", minutes=15))
    assert "Avec 1 site, 15 minutes à pied" in said
    assert "200 personnes de moins à portée que dans l’étude." in said


def test_what_if_says_when_nothing_changes(client, study):
    said = text_of(page(client, "what_if", study))
    assert "Autant de personnes à portée que dans l’étude." in said


def test_what_if_serves_more_by_bicycle(client, study):
    said = text_of(page(client, "what_if", study, sites=2, mode="bicycle", minutes=10))
    assert "personnes de plus à portée que dans l’étude." in said


def test_what_if_keeps_and_sets_aside(client, study):
    given = {"sites": 2, "mode": "walk", "minutes": 15, "force": "c", "ban": "b"}
    answer = page(client, "what_if", study, **given)
    said = text_of(answer)
    assert "Imposé : Centre d’Aval" in said
    assert "Écarté : France Services" in said
    assert [one["id"] for one in answer.context["document"]["sites"]] == ["c", "a"]
    assert 'name="force" value="c"' in answer.content.decode()


def test_what_if_finds_a_site_by_a_word(client, study):
    answer = page(client, "what_if", study, find="aval")
    assert [line["site"].id for line in answer.context["found"]] == ["b", "c"]
    kept = client.get(answer.context["found"][1]["keep"])
    assert kept.context["asked"].forced == ("c",)
    aside = client.get(answer.context["found"][1]["drop"])
    assert aside.context["asked"].banned == ("c",)
    assert client.get(aside.context["aside"][0]["free"]).context["asked"].banned == ()


def test_what_if_says_that_no_site_answers(client, study):
    assert "Aucun candidat ne répond" in text_of(page(client, "what_if", study, find="zzz"))
    assert "found" in page(client, "what_if", study, find="!?").context


def test_what_if_with_a_site_that_is_not_known_forgets_it(client, study):
    given = {"sites": 2, "mode": "walk", "minutes": 15, "force": ["zzz", "a"]}
    assert page(client, "what_if", study, **given).context["asked"].forced == ("a",)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"sites": 0}, "Demandez au moins un site."),
        ({"sites": 101}, "inférieur"),
        ({"minutes": 7}, "choix valide"),
        ({"sites": 1, "force": ["a", "b"]}, "Vous imposez 2 sites"),
        ({"force": "a", "ban": "a"}, "à la fois imposé et écarté"),
    ],
)
def test_what_if_says_what_to_mend(client, study, given, words):
    answer = page(client, "what_if", study, **{"sites": 2, "mode": "walk", "minutes": 15, **given})
    assert words in text_of(answer)
    assert page(client, "what_if_map", study, **given).status_code == (400 if given else 200)


def test_what_if_in_place_gives_the_answer_alone(client, study):
    address = reverse("territory:what_if", args=[study.slug])
    given = {"sites": 1, "mode": "walk", "minutes": 15}
    answer = client.get(address, given, headers={"HX-Request": "true"})
    content = answer.content.decode()
    assert "<html" not in content
    assert re.findall(r'id="(\w+)"(?= hx-swap-oob)', content) == [
        "held", "found", "caption", "how", "drawing",
    ]  # fmt: skip
    assert "HX-Request" in answer["Vary"]
    assert content.count("15 minutes à pied (4,5") == 4
    assert re.search(r"<title>Et si.*: 1 site, 15 minutes à pied, La rue, Maille</title>", content)
    assert re.search(
        r'<a href="/en/[^"]*sites=1[^"]*" lang="en" hreflang="en" '
        r'hx-swap-oob="outerHTML:.top a.hreflang=en.">English</a>',
        content,
    )


def test_what_if_in_place_says_what_to_mend(client, study):
    address = reverse("territory:what_if", args=[study.slug])
    given = {"sites": 1, "mode": "walk", "minutes": 15, "force": ["a", "b"]}
    answer = client.get(address, given, headers={"HX-Request": "true"})
    assert "<html" not in answer.content.decode()
    assert "Vous imposez 2 sites : demandez-en au moins autant." in text_of(answer)


def test_proof_speaks_of_the_choices_that_keep_and_set_aside(client, study):
    asked = {"sites": 2, "mode": "walk", "minutes": 15}
    said = text_of(page(client, "what_if", study, **asked, force="c"))
    assert "aucun autre choix ne dessert plus de monde, parmi les choix qui gardent" in said
    assert "La borne vaut parmi les choix qui gardent les sites imposés." in said
    assert "Les sites imposés d’abord, puis les autres" in said
    said = text_of(page(client, "what_if", study, **asked, ban="b"))
    assert "La borne vaut parmi les choix qui se passent des sites écartés." in said
    said = text_of(page(client, "what_if", study, **asked, ban="b", force="c"))
    assert "imposés et se passent des sites écartés. Imposés et" not in said
    assert "dessert plus de monde, parmi les choix qui gardent les sites imposés et se" in said


def test_communes_are_not_told_of_cells(client, study):
    assert "Un carreau compte en entier" in text_of(page(client, "study", study))
    said = text_of(page(client, "study", make_study("Loin", cell_metres=0)))
    assert "Un carreau compte en entier" not in said
    assert "Ni les routes, ni les rivières" in said


def test_sites_outside_the_frame_are_told(client):
    frames = [[-0.01, 48.98, 0.02, 49.02], [0.035, 48.99, 0.05, 49.01]]
    study = make_study(**{**street(), "frames": frames})
    assert "Le site 1 est hors du cadre" in text_of(page(client, "study", study))


def test_what_if_without_any_gain_says_so(client, study):
    given = {"sites": 1, "mode": "car", "minutes": 45}
    said = text_of(page(client, "what_if", study, **given))
    assert "il n’y a rien à choisir" in said
    assert "Aucun site n’ajoute personne" in said


def test_map_of_another_question_is_geojson(client, study):
    answer = page(client, "what_if_map", study, sites=1, mode="walk", minutes=15)
    chosen = [
        one["properties"]["id"]
        for one in json.loads(answer.content)["features"]
        if one["properties"]["layer"] == "chosen"
    ]
    assert (answer["Content-Type"], chosen) == ("application/geo+json", ["b"])


def test_an_answer_is_kept_by_a_facilitator(client, facilitator, study):
    client.force_login(facilitator)
    given = "?sites=1&mode=walk&minutes=15"
    address = reverse("territory:keep", args=[study.slug]) + given
    assert "1 site, 15 minutes à pied" in text_of(client.get(address))
    assert "Garder cette réponse" in text_of(
        client.get(reverse("territory:what_if", args=[study.slug]) + given)
    )
    answer = client.post(address, {"name": "Un seul", "visibility": "link"})
    kept = Study.objects.get(name="Un seul")
    assert answer["Location"] == reverse("territory:study", args=[kept.slug])
    assert (kept.computed_by, kept.ground, kept.visibility) == (facilitator, study.ground, "link")
    assert json.loads(kept.document)["value"] == 400


def test_a_kept_answer_needs_a_name(client, facilitator, study):
    client.force_login(facilitator)
    address = reverse("territory:keep", args=[study.slug]) + "?sites=1"
    assert "Nom de l’étude" in text_of(client.post(address, {"name": ""}))
    assert Study.objects.count() == 1


def test_a_question_without_answer_is_not_kept(client, facilitator, study):
    client.force_login(facilitator)
    answer = client.get(reverse("territory:keep", args=[study.slug]) + "?sites=0")
    assert answer["Location"] == reverse("territory:study", args=[study.slug])


def test_its_author_names_a_study(client, facilitator):
    mine = make_study(by=facilitator)
    client.force_login(facilitator)
    address = reverse("territory:rename", args=[mine.slug])
    assert 'value="La rue"' in client.get(address).content.decode()
    assert client.post(address, {"name": ""}).status_code == 200
    said = text_of(client.post(address, {"name": "Autrement", "visibility": "public"}, follow=True))
    assert "Ce que dit l’étude n’a pas changé." in said
    mine.refresh_from_db()
    assert mine.name == "Autrement"


def test_others_do_not_name_it(client, facilitator, study):
    address = reverse("territory:rename", args=[study.slug])
    assert client.get(address).status_code == 302
    client.force_login(facilitator)
    assert client.get(address).status_code == 403


def test_visitors_keep_nothing(client, study, django_user_model):
    address = reverse("territory:keep", args=[study.slug])
    assert client.get(address).status_code == 302
    client.force_login(django_user_model.objects.create_user("o@nowhere.example"))
    assert client.post(address, {"name": "x", "visibility": "public"}).status_code == 403
