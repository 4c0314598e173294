"""The page of a facilitator who brings a list in."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from maille.directory.models import Delivery, Doubt, Source
from maille.places.models import Place
from tests.factories.places import NetworkFactory, NetworkMembershipFactory, PersonFactory

PAGE = reverse("directory:import")
LIST = (
    "Identifiant;Nom du lieu;Adresse;Code postal;Commune;Site;Latitude;Longitude\n"
    "1;Le Wip;Route de Cabourg;14460;Colombelles;https://lewip.example;49,2;-0,29\n"
    "2;<b>Le Hangar</b>;1 place Haute;14460;Colombelles;;0;0\n"
)


@pytest.fixture(autouse=True)
def data_dir(settings, tmp_path):
    settings.DATA_DIR = tmp_path


@pytest.fixture
def network(colombelles):
    return NetworkFactory(name="Réseau normand", slug="reseau-normand")


@pytest.fixture
def facilitator(client, network):
    person = NetworkMembershipFactory(network=network).person
    client.force_login(person)
    return person


def choose(client, network, content=LIST, **told):
    file = SimpleUploadedFile("liste.csv", content.encode())
    return client.post(
        PAGE, {"file": file, "source": "Liste", "licence": "", "network": network.pk, **told}
    )


def words_of(page):
    """Give a page as plain words: no thin spaces, no curly marks."""
    plain = {"\u202f": " ", "\xa0": " ", "’": "'", "&#x27;": "'"}
    body = page.content.decode()
    for mark, letter in plain.items():
        body = body.replace(mark, letter)
    return body


def fields_of(page):
    """Give what a page would send as it stands."""
    body = page.content.decode()
    found = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', body))
    for name, options in re.findall(r'<select name="(\w+)".*?>(.*?)</select>', body, re.DOTALL):
        chosen = re.search(r'value="(\w*)" selected', options)
        found[name] = chosen[1] if chosen else ""
    found.pop("csrfmiddlewaretoken", None)
    return found


def test_list_is_chosen_tried_and_taken(client, network, facilitator):
    page = choose(client, network)
    assert page.status_code == 200
    assert "deviné, sûr à 94" in page.content.decode()
    tried = client.post(PAGE, fields_of(page))
    assert "2 lignes" in tried.content.decode()
    assert (Place.objects.count(), Delivery.objects.count()) == (0, 0)
    done = client.post(PAGE, {**fields_of(tried), "take": "1"})
    body = done.content.decode()
    assert "ces coordonnées" not in body
    assert "les coordonnées 0, 0" in body
    assert f"{reverse('directory:doubts')}?reseau=reseau-normand" in body
    assert "<b>Le Hangar</b>" not in body
    source = Source.objects.get()
    assert (source.name, source.network, source.deliveries.get().by) == (
        "Liste",
        network,
        facilitator,
    )
    assert sorted(Place.objects.values_list("name", flat=True)) == [
        "<b>Le Hangar</b>",
        "Le Wip",
    ]
    assert sorted(Doubt.objects.values_list("code", flat=True)) == ["html", "null_point"]


def test_choices_are_kept_when_something_is_to_be_mended(client, network, facilitator):
    fields = fields_of(choose(client, network))
    page = client.post(PAGE, {**fields, "column_2": "name"})
    assert page.status_code == 400
    assert "Deux colonnes parlent de : Nom" in words_of(page)
    assert fields_of(page)["column_2"] == "name"
    nameless = client.post(PAGE, {**fields, "column_1": ""})
    assert "quelle colonne contient le nom" in nameless.content.decode()
    assert Place.objects.count() == 0


def test_mapping_may_be_written(client, network, facilitator):
    fields = fields_of(choose(client, network)) | {"use_text": "on", "take": "1"}
    wrong = client.post(PAGE, {**fields, "text": "[fields]\nnom = 'x'"})
    assert wrong.status_code == 400
    assert "« nom »" in words_of(wrong)
    linked = client.post(PAGE, {**fields, "text": "[fields]\nname='Nom du lieu'\n[places]\na='b'"})
    assert "enlevez [places]" in linked.content.decode()
    client.post(PAGE, {**fields, "text": "[fields]\nname = 'Nom du lieu'"})
    assert Place.objects.count() == 2


@pytest.mark.parametrize("content", ["", "%PDF-1.4", "PK\x03\x04rien"])
def test_file_that_is_no_list_is_refused(client, network, facilitator, content):
    page = choose(client, network, content)
    assert page.status_code == 400
    assert 'value="Liste"' in page.content.decode()


def test_file_that_is_gone_is_asked_for_again(client, network, facilitator):
    page = client.post(PAGE, {"held": "x"})
    assert page.status_code == 400
    assert "Ce fichier n'est plus ici" in words_of(page)


def test_list_waits_for_who_brought_it_only(client, network, facilitator):
    fields = fields_of(choose(client, network))
    client.force_login(NetworkMembershipFactory(network=network).person)
    assert client.post(PAGE, fields).status_code == 400


def test_network_of_others_is_refused(client, network, facilitator):
    fields = fields_of(choose(client, network))
    other = NetworkFactory()
    assert client.post(PAGE, {**fields, "network": other.slug, "take": "1"}).status_code == 403
    assert choose(client, other).status_code == 400


def test_administrator_needs_no_network(client, colombelles):
    client.force_login(PersonFactory(is_administrator=True))
    file = SimpleUploadedFile("liste.csv", LIST.encode())
    page = client.post(PAGE, {"file": file, "source": "Liste", "network": ""})
    done = client.post(PAGE, {**fields_of(page), "take": "1"})
    assert done.status_code == 200
    assert Source.objects.get().network is None


def test_list_of_another_network_is_not_taken_over(client, network, facilitator):
    Source.objects.create(name="Liste", slug="liste", network=NetworkFactory())
    page = client.post(PAGE, {**fields_of(choose(client, network)), "take": "1"})
    assert page.status_code == 400
    assert "choisissez un autre nom" in page.content.decode()


def test_others_may_not(client, db):
    assert client.get(PAGE).status_code == 302
    client.force_login(PersonFactory())
    assert client.get(PAGE).status_code == 403
