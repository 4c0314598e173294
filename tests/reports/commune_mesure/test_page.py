"""The page that imports records: sent, doubted, corrected."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation

from maille.places.models import Place
from maille.places.views.sections import SECTIONS as PLACE_SECTIONS
from maille.reports.commune_mesure import decoding, forms
from maille.reports.commune_mesure.showing import SECTIONS, target_of, theme_of
from maille.reports.commune_mesure.tables import load_fields
from tests.factories.places import PersonFactory
from tests.reports.commune_mesure.records import pilot, questionnaire

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return PersonFactory()


@pytest.fixture
def signed_in(client, person):
    client.force_login(person)
    return client


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def sent(*records):
    return {
        "records": [
            SimpleUploadedFile(
                f"{number}.json",
                record if isinstance(record, bytes) else json.dumps(record).encode(),
                "application/json",
            )
            for number, record in enumerate(records)
        ]
    }


def post(client, *records):
    return client.post(reverse("reports:import"), sent(*records))


def test_stranger_is_asked_to_sign_in(client):
    answer = post(client, pilot())
    assert answer.status_code == 302
    assert Place.objects.count() == 0


def test_page_shows_a_form(signed_in):
    answer = signed_in.get(reverse("reports:import"))
    assert answer.status_code == 200
    assert "multiple" in answer.content.decode()


def test_importer_becomes_the_steward(signed_in, person):
    assert post(signed_in, pilot()).status_code == 200
    place = Place.objects.get()
    assert (place.is_public, place.memberships.get().person) == (False, person)


def test_page_tells_each_file_and_links_to_what_mends_it(signed_in):
    record = pilot(
        {
            "blocs.moyens.donnees.benevoles": 3000,
            "blocs.presentation.donnees.date_ouverture": "2010-01-01",
            "blocs.impact_social.donnees.lien_social": "<b>Madame Lefebvre</b> vient le mardi.",
            "blocs.impact_social.donnees.reseaux": "",
            "publish": False,
            "status": "Régie",
            "blocs.data_territoire": {"donnees": {}},
        }
    )
    answer = post(signed_in, record, b"[", questionnaire())
    page = answer.content.decode()
    place = Place.objects.get(name="Le Fournil")
    draft = place.drafts.get()
    for url in (
        reverse("places:section", args=[place.slug, "moyens"]),
        reverse("places:life", args=[place.slug]),
        reverse("reports:theme", args=[place.slug, draft.public_id, "social_ties"]),
        reverse("reports:theme", args=[place.slug, draft.public_id, "networks"]),
        reverse("reports:draft", args=[place.slug, draft.public_id]),
        reverse("reports:stories", args=[place.slug]),
    ):
        assert f'href="{url}"' in page
    for words in (
        "<b>Madame",
        "The file is not JSON",
        "<q>Régie</q>",
        "perhaps hours",
        ">In doubt <small>",
    ):
        assert (words in page) is not words.startswith("<b>")


def test_each_link_of_the_page_opens(signed_in):
    record = pilot(
        {
            f"blocs.{block}.donnees": []
            for block in ("moyens", "accessibilite", "valeurs", "composition")
        }
    )
    record["reseaux_sociaux"] = record["address"] = []
    files = post(signed_in, record).context["files"]
    urls = {doubt.url for file in files for doubt in (*file.in_doubt, *file.missing) if doubt.url}
    assert len(urls) >= 5
    assert {signed_in.get(url).status_code for url in urls} == {200}


def test_same_file_again_says_so(signed_in):
    post(signed_in, pilot())
    page = post(signed_in, pilot()).content.decode()
    assert "File imported before, nothing was changed: le-fournil" in page


def test_page_reads_french(signed_in):
    with translation.override("fr"):
        page = post(signed_in, pilot(), b"").content.decode()
    assert "Le fichier est vide." in page


def test_nothing_sent_is_said(signed_in):
    answer = signed_in.post(reverse("reports:import"))
    assert answer.status_code == 400
    assert answer.context["form"].errors["records"] == ["This field is required."]


def test_too_heavy_a_file_is_said(signed_in, monkeypatch):
    monkeypatch.setattr(forms, "MAX_BYTES", 1_000_000)
    answer = post(signed_in, b" " * 1_000_001)
    assert answer.context["form"].errors["records"] == [
        "0.json is too heavy: 1 MB at most for each file."
    ]
    assert decoding.MAX_BYTES == 20_000_000


def test_too_many_files_are_said(signed_in, monkeypatch):
    monkeypatch.setattr(forms, "MAX_FILES", 2)
    answer = post(signed_in, b"{}", b"{}", b"{}")
    assert answer.context["form"].errors["records"] == ["Send 2 files at most, then the others."]


def test_every_target_has_a_section_where_it_is_mended():
    targets = {rule.target.partition(".")[0] for rule in load_fields().rules if rule.target}
    assert targets - {"opened"} == set(SECTIONS)
    assert set(SECTIONS.values()) <= set(PLACE_SECTIONS)


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("blocs.moyens.donnees.investissement.Fonds publics", "means"),
        ("blocs.composition", "composition"),
        ("reseaux_sociaux.donnees.4.link", "links"),
        ("blocs.data_territoire", ""),
        ("tags", ""),
    ],
)
def test_paths_lead_to_a_part_of_the_portrait(path, target):
    assert target_of(path) == target


def test_paths_lead_to_a_theme():
    assert theme_of("blocs.impact_social.donnees.Sante_effet") == "wellbeing"
    assert theme_of("blocs.impact_social.donnees.autre") == ""
