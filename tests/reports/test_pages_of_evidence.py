"""Pages where the team decides on what was noted, and pages where anybody reads it."""

import pytest
from django.urls import reverse

from maille.reports.actions import publish_edition
from tests.factories.reports import YEAR_2025, answered_draft, make_draft
from tests.reports.noting import WORDS, confirmations, note, weekly_meals, words
from tests.reports.pages import messages_of, to

pytestmark = pytest.mark.django_db
FINDING = "social_ties@C0.favourable"


@pytest.fixture
def draft(place):
    note(place, *weekly_meals(), *confirmations())
    return make_draft(place)


def post(client, page, draft, **said):
    return client.post(to(page, draft), said)


def test_each_sentence_opens_its_evidence_and_its_grade(draft, client):
    edition = publish_edition(draft=draft, by=None)
    address = reverse("reports:edition", args=[draft.place.slug, edition.number])
    page = client.get(address).content.decode()
    for seen in (
        "Voir les éléments probants : 52 éléments, 5 sources indépendantes",
        "moments et événements <b>48</b>",
        "janvier 2025 <b>4</b>",
        "Pourquoi cette solidité",
        "Confirmation de l’extérieur",
        "3 + 1 + 1 − 0 − 0 − 0 − 0 − 0 − 0 = 5",
        "Le tissage de la période",
        "édition observée",
    ):
        assert seen in page.replace("\u202f", " ").replace("\u00a0", " "), seen
    assert "partner 2" not in page


def test_proposals_list_what_waits(draft, steward_client):
    page = steward_client.get(to("proposals", draft)).content.decode()
    assert f'id="about-{FINDING}"' in page
    assert "attendent votre avis" in page


def test_proposals_of_a_silent_period_say_so(place, steward_client):
    draft = make_draft(place, YEAR_2025)
    page = steward_client.get(to("proposals", draft)).content.decode()
    assert "Rien n’a été noté sur cette période" in page


def test_a_finding_is_contradicted_and_read_again(draft, steward_client):
    said = {
        "about": FINDING,
        "kind": "dissented",
        "text": "Toujours les mêmes.",
        "role": "deux voisines",
    }
    done = steward_client.post(to("proposals", draft), said, follow=True)
    assert messages_of(done) == ["C'est noté, et ce sera imprimé avec le constat."]
    assert "Désaccord, signé : deux voisines" in done.content.decode().replace("\u202f", " ")
    assert draft.decisions.get().kind == "dissented"
    steward_client.post(to("proposals", draft), {"about": FINDING, "undo": ""})
    assert not draft.decisions.exists()


@pytest.mark.parametrize(
    ("said", "lacks"),
    [
        ({}, "kind"),
        ({"kind": "nuanced"}, "text"),
        ({"kind": "dissented", "text": "Non."}, "role"),
        ({"kind": "dissented", "role": "une voisine"}, "text"),
        ({"kind": "perhaps"}, "kind"),
    ],
)
def test_a_decision_that_lacks_something_is_asked_again(draft, steward_client, said, lacks):
    page = post(steward_client, "proposals", draft, about=FINDING, **said)
    assert lacks in page.context["wrong"].form.errors
    assert "Il manque quelque chose à cette décision" in page.content.decode()
    assert not draft.decisions.exists()


def test_a_decision_from_a_theme_comes_back_to_it(draft, steward_client):
    done = post(
        steward_client, "proposals", draft, about=FINDING, kind="confirmed", theme="social_ties"
    )
    assert done["Location"] == f"{to('theme', draft, 'social_ties')}#about-{FINDING}"
    page = steward_client.get(to("theme", draft, "social_ties")).content.decode()
    assert "Confirmé par l’équipe." in page


def test_what_is_no_longer_proposed_is_not_decided(draft, steward_client):
    said = {"about": "gone", "kind": "confirmed"}
    done = steward_client.post(to("proposals", draft), said, follow=True)
    assert messages_of(done) == [
        "Ce n'est plus là : ce qui a été noté a changé. Regardez à nouveau."
    ]
    assert not draft.decisions.exists()


def test_evidence_that_changed_is_shown_again(draft, steward_client):
    post(steward_client, "proposals", draft, about=FINDING, kind="confirmed")
    note(draft.place, {"themes": ["social_ties"], "direction": "favourable"})
    page = steward_client.get(to("proposals", draft)).content.decode()
    assert "Les éléments ont changé depuis votre décision" in page


def test_a_published_draft_shows_decisions_and_takes_none(draft, steward_client):
    publish_edition(draft=draft, by=None)
    assert (
        "Garder cette décision" not in steward_client.get(to("proposals", draft)).content.decode()
    )
    post(steward_client, "proposals", draft, about=FINDING, kind="confirmed")
    assert not draft.decisions.exists()


def test_words_are_chosen_or_left_out(draft, steward_client):
    [first] = note(draft.place, words())
    [second] = note(draft.place, words("Autre chose.", "2025-09-01"))
    post(steward_client, "offers", draft, story=first, choice="choose", theme="agency")
    post(steward_client, "offers", draft, story=second, choice="alike")
    assert [(row.theme, row.text) for row in draft.stories.all()] == [("agency", WORDS)]
    assert [row.reason for row in draft.left_out.all()] == ["alike"]
    page = steward_client.get(to("offers", draft)).content.decode()
    assert "Vous les avez toutes lues." in page
    report = steward_client.get(to("review", draft)).content.decode()
    assert "disent la même chose qu’une autre" in report


@pytest.mark.parametrize(
    ("said", "wrong"),
    [({}, "choice"), ({"choice": "choose"}, "theme"), ({"choice": "no"}, "choice")],
)
def test_a_choice_that_lacks_something_is_asked_again(draft, steward_client, said, wrong):
    [key] = note(draft.place, words())
    page = post(steward_client, "offers", draft, story=key, **said)
    [offered] = page.context["offered"]
    assert wrong in offered.form.errors


def test_words_that_cannot_be_printed_are_said_to_be(draft, steward_client):
    [key] = note(draft.place, words("Long. " * 1900))
    post(steward_client, "offers", draft, story=key, choice="choose", theme="agency")
    assert not draft.stories.exists()


def test_words_of_a_published_draft_are_chosen(draft, steward_client):
    [key] = note(draft.place, words())
    publish_edition(draft=draft, by=None)
    post(steward_client, "offers", draft, story=key, choice="room")
    assert not draft.left_out.exists()
    assert post(steward_client, "offers", draft, story="gone", choice="room").status_code == 302


def test_a_period_without_words_says_so(draft, steward_client):
    page = steward_client.get(to("offers", draft)).content.decode()
    assert "Aucune parole n’a été notée sur cette période" in page


def test_noted_words_are_withdrawn_from_a_page(draft, steward_client):
    [key] = note(draft.place, words())
    post(steward_client, "offers", draft, story=key, choice="choose", theme="agency")
    publish_edition(draft=draft, by=None)
    address = reverse("reports:withdraw_noted", args=[draft.place.slug, key])
    assert "paraît sans le récit." in steward_client.get(address).content.decode()
    steward_client.post(address)
    assert [edition.reason for edition in draft.place.editions.all()] == ["withdrawal", None]


@pytest.mark.parametrize("layout", ["rapport", "essentiel", "atelier"])
def test_a_draft_is_printed_in_three_layouts(draft, steward_client, layout):
    done = steward_client.get(to("draft_pdf", draft, layout))
    assert (done["Content-Type"], done.content[:5]) == ("application/pdf", b"%PDF-")
    assert done["Cache-Control"] == "private, no-store"


def test_a_quarter_is_chosen_for_a_draft(place, steward_client):
    address = reverse("reports:drafts", args=[place.slug])
    quarters = steward_client.get(address).context["form"].fields["quarter"].choices
    steward_client.post(address, {"span": "quarter", "quarter": quarters[-1][0]})
    draft = place.drafts.get()
    assert ((draft.start.month, draft.start.day), (draft.end.month, draft.end.day)) == (
        (1, 1),
        (3, 31),
    )
    missing = steward_client.post(address, {"span": "quarter"})
    assert missing.context["form"].errors == {"quarter": ["Choisissez un trimestre."]}


def test_a_disagreement_is_shown_side_by_side(place, steward_client):
    note(
        place,
        *[
            {
                "kind": "initiative",
                "on": f"2025-{month:02}-04",
                "themes": ["agency"],
                "direction": "favourable",
            }
            for month in range(1, 12)
        ],
    )
    draft = answered_draft(place)
    page = steward_client.get(to("review", draft)).content.decode()
    assert "L’équipe et les éléments notés ne disent pas la même chose" in page
