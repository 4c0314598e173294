"""Opening drafts, reading them again, publishing them, page by page."""

import pytest
from django.urls import reverse

from maille.grids import load_grid
from maille.reports import actions
from maille.reports.enums import DraftState
from maille.reports.models import Draft, Edition
from tests.factories.reports import YEAR_2025, answered_draft, make_draft, make_edition, said, told
from tests.reports.pages import messages_of, to

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(place):
    return make_draft(place)


def test_drafts_opens_one_for_a_year(steward_client, place):
    response = steward_client.post(reverse("reports:drafts", args=[place.slug]), {"span": "2026"})
    draft = Draft.objects.get()
    assert response.url == to("draft", draft)
    assert (str(draft.start), str(draft.end)) == ("2026-01-01", "2026-12-31")


def test_drafts_opens_one_whose_period_nobody_knows(steward_client, place):
    steward_client.post(reverse("reports:drafts", args=[place.slug]), {"span": "unknown"})
    assert Draft.objects.get().start is None


def test_drafts_opens_one_for_two_days(steward_client, place):
    data = {"span": "other", "start": "2024-09-01", "end": "2025-08-31"}
    steward_client.post(reverse("reports:drafts", args=[place.slug]), data)
    draft = Draft.objects.get()
    assert (str(draft.start), str(draft.end)) == ("2024-09-01", "2025-08-31")


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({}, "span"),
        ({"span": "other"}, "start"),
        ({"span": "other", "start": "2025-01-01"}, "end"),
        ({"span": "other", "start": "2025-02-01", "end": "2025-01-01"}, "end"),
        ({"span": "other", "start": "hier", "end": "2025-01-01"}, "start"),
    ],
)
def test_drafts_says_what_is_missing_and_keeps_what_was_typed(steward_client, place, data, field):
    response = steward_client.post(reverse("reports:drafts", args=[place.slug]), data)
    assert response.status_code == 200
    assert list(response.context["form"].errors) == [field]
    assert Draft.objects.count() == 0
    if "start" in data:
        assert f'value="{data["start"]}"' in response.content.decode()


def test_drafts_starts_from_the_last_answers(steward_client, place):
    source = answered_draft(place)
    steward_client.post(
        reverse("reports:drafts", args=[place.slug]), {"span": "2026", "copy": "on"}
    )
    copy = Draft.objects.exclude(pk=source.pk).get()
    assert copy.copied_from == source
    assert copy.answers.count() == source.answers.count()


def test_drafts_leads_to_the_draft_that_is_already_open(steward_client, place, draft):
    data = {"span": "2025"}
    response = steward_client.post(reverse("reports:drafts", args=[place.slug]), data, follow=True)
    assert response.redirect_chain == [(to("draft", draft), 302)]
    assert len(messages_of(response)) == 1


def test_drafts_lists_them_in_few_questions(steward_client, place, django_assert_max_num_queries):
    for year in range(2020, 2026):
        make_edition(
            place,
            type(YEAR_2025)(YEAR_2025.start.replace(year=year), YEAR_2025.end.replace(year=year)),
        )
    with django_assert_max_num_queries(14):
        response = steward_client.get(reverse("reports:drafts", args=[place.slug]))
    assert len(response.context["drafts"]) == 6


def test_draft_shows_every_theme_and_how_far_it_has_come(steward_client, place):
    draft = answered_draft(place)
    response = steward_client.get(to("draft", draft))
    progress = {one.theme.id: one for scale in response.context["scales"] for one in scale.themes}
    assert list(progress) == [theme.id for theme in load_grid().themes]
    assert (progress["social_ties"].answered, progress["social_ties"].silent) == (1, 2)
    assert (progress["employment"].unknown, progress["solidarity"].none_observed) == (1, 1)
    assert (progress["networks"].not_applicable, progress["agency"].stories) == (1, 1)
    assert progress["upkeep"].is_silent


def test_draft_asks_few_questions(steward_client, place, django_assert_max_num_queries):
    draft = answered_draft(place)
    with django_assert_max_num_queries(12):
        steward_client.get(to("draft", draft))


@pytest.mark.parametrize(
    ("days", "chosen"),
    [
        (("2025-01-01", "2025-12-31"), {"span": "2025"}),
        ((None, None), {"span": "unknown"}),
        (("2025-01-01", "2025-06-30"), {"span": "other"}),
        (("2015-01-01", "2015-12-31"), {"span": "other"}),
    ],
)
def test_draft_shows_its_period(steward_client, draft, days, chosen):
    Draft.objects.filter(pk=draft.pk).update(start=days[0], end=days[1])
    form = steward_client.get(to("draft", draft)).context["form"]
    assert form["span"].value() == chosen["span"]
    if chosen["span"] == "other":
        assert str(form["start"].value()) == days[0]


def test_period_is_changed(steward_client, draft):
    response = steward_client.post(to("period", draft), {"span": "unknown"})
    draft.refresh_from_db()
    assert (response.url, draft.start) == (to("draft", draft), None)


def test_period_says_what_is_missing(steward_client, draft):
    response = steward_client.post(to("period", draft), {"span": "other"})
    assert response.status_code == 200
    assert list(response.context["form"].errors) == ["start"]


def test_period_of_another_draft_is_refused(steward_client, place, draft):
    steward_client.post(reverse("reports:drafts", args=[place.slug]), {"span": "2026"})
    response = steward_client.post(to("period", draft), {"span": "2026"}, follow=True)
    draft.refresh_from_db()
    assert draft.start == YEAR_2025.start
    assert len(messages_of(response)) == 1


def test_period_of_a_published_draft_does_not_change(steward_client, place):
    draft = make_edition(place).draft
    response = steward_client.post(to("period", draft), {"span": "unknown"}, follow=True)
    draft.refresh_from_db()
    assert draft.start == YEAR_2025.start
    assert len(messages_of(response)) == 1


def test_review_shows_the_report_and_what_it_lacks(steward_client, place):
    draft = answered_draft(place)
    actions.tell_story(draft=draft, story=told(text="Marie Dupont est là."), by=None)
    actions.tell_story(draft=draft, story=told(text="Un thé.", consent=False), by=None)
    response = steward_client.get(to("review", draft))
    gaps = response.context["gaps"]
    assert (gaps.held, gaps.unconsented, gaps.period_unstated) == (1, 1, False)
    assert len(gaps.silent) == 15 - 6
    assert "Marie Dupont" not in response.content.decode()


def test_review_asks_to_read_again_the_words_that_name_somebody(steward_client, draft):
    actions.record_answer(
        draft=draft, answer=said("emerging_missions", "what", text="Marie Dupont le dira."), by=None
    )
    steward_client.post(to("dissent", draft, "agency"), {"text": "Non.", "role": "Mme Roy"})
    steward_client.post(to("indicators", draft), {"label_fr": "Sorties de prison", "number": "3"})
    gaps = steward_client.get(to("review", draft)).context["gaps"]
    assert [(one.theme, one.words) for one in gaps.wary] == [
        ("emerging_missions", "Marie Dupont"),
        ("agency", "Mme Roy"),
        ("", "prison"),
    ]


def test_review_of_an_empty_draft_says_that_all_is_silent(steward_client, draft):
    assert len(steward_client.get(to("review", draft)).context["gaps"].silent) == 15


def test_publish_asks_to_confirm(steward_client, place):
    draft = answered_draft(place)
    data = {"licence_text": "CC-BY-4.0", "licence_data": "ODbL-1.0", "reviewed_by": "le CA"}
    response = steward_client.post(to("publish", draft), data)
    assert response.status_code == 200
    assert list(response.context["form"].errors) == ["confirmed"]
    assert 'value="le CA"' in response.content.decode()
    response = steward_client.post(to("publish", draft), {**data, "confirmed": "on"})
    edition = Edition.objects.get()
    assert response.url == reverse("reports:edition", args=[place.slug, 1])
    assert (edition.licence_text, edition.reviewed_by) == ("CC-BY-4.0", "le CA")


def test_publish_proposes_the_licences_of_the_place_and_names_what_it_replaces(
    steward_client, place
):
    edition = make_edition(place)
    draft = answered_draft(place)
    response = steward_client.get(to("publish", draft))
    assert response.context["form"].initial["licence_text"] == place.text_licence
    assert response.context["replaced"] == edition


CONFIRMED = {"licence_text": "CC-BY-4.0", "licence_data": "ODbL-1.0", "confirmed": "on"}


def test_publish_of_an_empty_draft_says_what_to_do(steward_client, draft):
    response = steward_client.post(to("publish", draft), CONFIRMED, follow=True)
    assert len(messages_of(response)) == 1
    draft.refresh_from_db()
    assert draft.state == DraftState.OPEN


def test_publish_after_another_steward_leads_to_the_editions(steward_client, place):
    draft = make_edition(place).draft
    response = steward_client.post(to("publish", draft), CONFIRMED)
    assert response.url == reverse("reports:editions", args=[place.slug])
