"""What makes a story wait, and what must not."""

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maille.core.effects.sensitive import Concern, Sign, signs_in


def concerns(text, **options):
    return [(sign.concern.value, sign.words) for sign in signs_in(text, **options)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Hier, Marie Dupont a ouvert l'atelier.", [("name", "Marie Dupont")]),
        ("Marie Dupont a ouvert l'atelier.", [("name", "Marie Dupont")]),
        ("Avec Jean-Pierre Le Goff, on a semé.", [("name", "Jean-Pierre Le Goff")]),
        ("Une lettre de Charles de Foix est arrivée.", [("name", "Charles de Foix")]),
        ("Nous avons vu Fatima BENALI au jardin.", [("name", "Fatima BENALI")]),
        ("M. Durand répare les vélos.", [("name", "M. Durand")]),
        ("Mme X est revenue.", [("name", "Mme X")]),
        ("Madame Anne Martin est revenue.", [("name", "Madame Anne Martin")]),
        ("Mrs. Smith and Dr Jones came.", [("name", "Mrs. Smith"), ("name", "Dr Jones")]),
        ("On a revu Sophie B. au bar.", [("name", "Sophie B.")]),
        ("Hier Marie Dupont est venue.", [("name", "Marie Dupont")]),
    ],
)
def test_signs_in_finds_names(text, found):
    assert concerns(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Écrivez à a.dupont@exemple.fr", [("contact", "a.dupont@exemple.fr")]),
        ("Appelez le 06 12 34 56 78.", [("contact", "06 12 34 56 78")]),
        ("Appelez le 0612345678.", [("contact", "0612345678")]),
        ("Son numéro : +33 6 12 34 56 78", [("contact", "+33 6 12 34 56 78")]),
        ("En Belgique, 0475 12 34 56.", [("contact", "0475 12 34 56")]),
    ],
)
def test_signs_in_finds_ways_to_reach_somebody(text, found):
    assert concerns(text) == found


@pytest.mark.parametrize(
    "words",
    [
        "dépression",
        "dépressive",
        "Depression",
        "hôpital",
        "hôpitaux",
        "hospitalisée",
        "addictions",
        "burn-out",
        "cancer",
        "diagnostiquée",
        "handicapés",
        "toxicomanes",
        "VIH",
        "sous traitement",
        "troubles psychiques",
        "suicidaire",
        "diagnosis",
        "hospital",
        "illness",
        "pregnant",
    ],
)
def test_signs_in_finds_health_whatever_accents_and_endings(words):
    assert concerns(f"elle parle de {words}, un jour") == [("health", words)]


@pytest.mark.parametrize(
    "words",
    [
        "TIG",
        "travail d’intérêt général",
        "travaux d'intérêt général",
        "prison",
        "condamnée",
        "condamnés",
        "condamnations",
        "sursis",
        "le juge",
        "tribunal",
        "garde à vue",
        "détenus",
        "incarcéré",
        "bracelet électronique",
        "OQTF",
        "community service order",
        "convicted",
        "sentenced",
        "on parole",
    ],
)
def test_signs_in_finds_justice_whatever_accents_and_endings(words):
    assert concerns(f"on dit que {words}, un jour") == [("justice", words)]


@pytest.mark.parametrize(
    "text",
    [
        "Le repas de la Grande Halle réunit les voisins.",
        "Grande Halle, La Filature et Le Havre sont sur la carte.",
        "À Villers-Bocage et à Saint-Denis, au Petit Quevilly.",
        "Les habitants de Caen la Mer viennent en bus.",
        "La Croix Rouge et le Secours Populaire tiennent une permanence.",
        "Le Mardi Gras, la Fête de la Musique et la Micro-Folie.",
        "La CAF, la SMN et le RSA.",
        "Nous avons monté un poste de soudure à l'arc TIG.",
        "Un diagnostic partagé du quartier a été fait.",
        "La prise de parole, le temps, à peine une heure, sans peine.",
        "Les plaintes des voisins pour le bruit ont cessé.",
        "Le procès-verbal de l'assemblée est affiché.",
        "L'entreprise était en liquidation judiciaire.",
        "L'équipe s'est formée à l'accueil de personnes en situation de handicap.",
        "On joue du violon dans l'enceinte du lieu.",
        "En 2019, 2020 et 2021, 10 000 personnes, 3 000 m².",
        "The Great Hall is full on Friday; we speak with conviction in the community.",
        "Marie est venue. Dupont aussi ? Non.",
        "",
    ],
)
def test_signs_in_stays_silent_on_what_every_place_writes(text):
    assert concerns(text) == []


def test_signs_in_knows_the_names_it_is_told():
    text = "On est bien chez Nouvelle Vague, près de Villiers Bocage."
    assert concerns(text, known=["Association Nouvelle Vague", "villiers bocage", " "]) == []


def test_signs_in_gives_each_sign_once_in_the_order_of_the_text():
    text = "La prison, puis Mme Roy, puis la prison encore."
    assert signs_in(text) == (Sign(Concern.JUSTICE, "prison"), Sign(Concern.NAME, "Mme Roy"))


def test_signs_in_says_nothing_of_the_stories_of_le_wip(shared_data):
    answers = json.loads((shared_data / "le_wip.json").read_text(encoding="utf-8"))["answers"]
    stories = [told["story"]["text"] for told in answers.values() if told and "story" in told]
    assert [concerns(story) for story in stories] == [[]] * 10


@given(st.text())
def test_signs_in_quotes_only_the_text(text):
    plain = unicodedata.normalize("NFC", text)
    assert all(sign.words in plain for sign in signs_in(text))


@given(st.text(alphabet="aàé T.IGprison'’M me\n"))
def test_signs_in_reads_decomposed_accents_alike(text):
    assert signs_in(unicodedata.normalize("NFD", text)) == signs_in(text)
