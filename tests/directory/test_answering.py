"""Doubts and questions, answered by a network or a team, never by a deletion."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from maille.directory.actions import accept_doubt, answer_question, mend_doubt
from maille.directory.errors import DirectoryError
from maille.directory.forms.answering import PointField
from maille.directory.models import Doubt, Question
from maille.directory.policies import may_answer_question
from maille.directory.values import Unsure
from maille.places.actions import agree_to_belong
from maille.places.errors import ContradictoryDatesError
from maille.places.models import Place
from tests.factories.directory import make_source, tell
from tests.factories.places import (
    MembershipFactory,
    NetworkFactory,
    NetworkMembershipFactory,
    PersonFactory,
)
from tests.places.reading import text_of

pytestmark = pytest.mark.django_db
SAID = {"name": "La Filature", "phone": "02 31 00 00 0", "activities": ["workshop"]}


@pytest.fixture
def network():
    return NetworkFactory(name="Les Mailles", slug="les-mailles")


@pytest.fixture
def facilitator(network):
    return NetworkMembershipFactory(network=network).person


@pytest.fixture
def source(colombelles, network):
    return make_source(network=network)


@pytest.fixture
def doubt(source):
    unsure = (Unsure("phone", "bad_phone", "02 31 00 00 0"), Unsure("", "same_name", "x"))
    tell(source, ("1", SAID), unsure=unsure)
    return Doubt.objects.get(field="phone")


@pytest.fixture
def place(doubt):
    return doubt.record.place


@pytest.fixture
def question(source, place):
    delivery = tell(source, ("2", {"name": "Autre"}), on="2026-02-01")
    return Question.objects.create(
        place=place, record=source.records.get(key="1"), delivery=delivery
    )


def phone_of(place):
    return Place.objects.get(pk=place.pk).portrait.phone


def test_a_facilitator_mends_what_a_record_says(doubt, place, facilitator):
    mend_doubt(doubt=doubt, value="02 31 00 00 00", by=facilitator)
    doubt.refresh_from_db()
    assert phone_of(place) == "02 31 00 00 00"
    assert (doubt.settled_by, "02 31 00 00 00" in doubt.outcome) == (facilitator, True)
    assert not place.claims.filter(record=None).exists()
    with pytest.raises(DirectoryError):
        mend_doubt(doubt=doubt, value="02 31 00 00 01", by=facilitator)
    with pytest.raises(DirectoryError):
        accept_doubt(doubt=doubt, by=facilitator)


def test_from_the_team_it_is_its_word(doubt, place):
    mend_doubt(doubt=doubt, value="02 31 00 00 00", by=MembershipFactory(place=place).person)
    assert place.claims.get(record=None).value == "02 31 00 00 00"
    assert phone_of(place) == "02 31 00 00 00"


def test_a_field_that_the_record_did_not_say_is_said(source, facilitator):
    tell(source, ("9", {"name": "Sans"}), unsure=(Unsure("postcode", "bad_postcode", "1446"),))
    doubt = Doubt.objects.get(field="postcode")
    mend_doubt(doubt=doubt, value="14460", by=facilitator)
    assert doubt.record.claims.get(field="postcode").value == "14460"


def test_what_cannot_be_shown_is_refused(doubt, facilitator):
    for value in ("", "0" * 30):
        with pytest.raises(DirectoryError):
            mend_doubt(doubt=doubt, value=value, by=facilitator)
    row = Doubt.objects.get(field="")
    with pytest.raises(DirectoryError):
        mend_doubt(doubt=row, value="x", by=facilitator)
    assert accept_doubt(doubt=row, note=" Deux lieux. ", by=facilitator).outcome == "Deux lieux."


def test_closed_is_told_with_its_date_and_the_page_stays(client, question, place, facilitator):
    with pytest.raises(DirectoryError):
        answer_question(question=question, answer="closed", by=facilitator)
    answered = answer_question(
        question=question,
        answer="closed",
        date="2025-07",
        note="Le bail a pris fin.",
        by=facilitator,
    )
    place.refresh_from_db()
    assert (place.state, place.life_events.get(kind="closed").date) == ("closed", "2025-07")
    assert (answered.answer, answered.answered_by) == ("closed", facilitator)
    page = text_of(client.get(reverse("places:place", args=[place.slug])))
    assert "juillet 2025" in page
    assert "Le bail a pris fin." in page
    with pytest.raises(DirectoryError):
        answer_question(question=question, answer="still_there", by=facilitator)


def test_moved_is_told_and_the_future_is_refused(question, place, facilitator):
    with pytest.raises(ContradictoryDatesError):
        answer_question(
            question=question,
            answer="moved",
            date="2031",
            by=facilitator,
            on=dt.date(2026, 11, 22),
        )
    assert Question.objects.get(pk=question.pk).answer == ""
    answer_question(question=question, answer="moved", date="2025", by=facilitator)
    assert Place.objects.get(pk=place.pk).state == "moved"


def test_still_there_from_the_team_confirms_the_page(question, place):
    steward = MembershipFactory(place=place).person
    answer_question(question=question, answer="still_there", by=steward)
    assert Place.objects.get(pk=place.pk).confirmed_on == timezone.localdate()


def test_still_there_from_a_facilitator_does_not(question, place, facilitator):
    answer_question(question=question, answer="still_there", by=facilitator)
    assert Place.objects.get(pk=place.pk).confirmed_on is None


def test_what_is_no_place_is_hidden_unless_a_team_runs_it(question, place, facilitator):
    member = MembershipFactory(place=place)
    with pytest.raises(DirectoryError):
        answer_question(question=question, answer="not_a_place", by=facilitator)
    member.delete()
    answer_question(question=question, answer="not_a_place", by=facilitator)
    assert Place.objects.get(pk=place.pk).is_public is False


def test_a_team_that_did_not_agree_answers_itself(question, place, network, facilitator):
    assert may_answer_question(facilitator, question)
    steward = MembershipFactory(place=place).person
    assert not may_answer_question(facilitator, question)
    assert may_answer_question(steward, question)
    agree_to_belong(place=place, network=network, by=steward)
    assert may_answer_question(facilitator, question)
    assert not may_answer_question(PersonFactory(), question)


def test_doubts_are_listed_by_reason_and_settled_together(client, doubt, facilitator, network):
    client.force_login(facilitator)
    address = reverse("directory:doubts")
    page = text_of(client.get(address, {"reseau": network.slug}))
    assert "La Filature" in page
    assert "2 points à regarder" in page
    chosen = client.get(address, {"raison": "bad_phone"}).context["page"]
    assert [one.code for one in chosen] == ["bad_phone"]
    ticked = {"doubt": [str(doubt.public_id), "not one"]}
    assert "1 doute est réglé" in text_of(client.post(address, ticked, follow=True))
    assert Doubt.objects.filter(settled_at=None).count() == 1


def test_a_facilitator_sees_what_concerns_their_networks_alone(client, doubt, question, network):
    other = NetworkMembershipFactory()
    client.force_login(other.person)
    for route in ("doubts", "questions"):
        address = reverse(f"directory:{route}")
        assert client.get(address).context["page"].paginator.count == 0
        assert client.get(address, {"reseau": network.slug}).status_code == 403
        assert client.get(address, {"reseau": "nulle-part"}).status_code == 404
    client.force_login(PersonFactory(is_administrator=True))
    assert client.get(reverse("directory:doubts")).context["page"].paginator.count == 2


def test_what_was_typed_stays_when_it_is_to_be_mended(client, doubt, facilitator):
    client.force_login(facilitator)
    address = reverse("directory:doubt", args=[doubt.public_id])
    assert "n’est pas un numéro" in text_of(client.get(address)) or "02 31 00 00 0" in text_of(
        client.get(address)
    )
    answer = client.post(address, {"do": "mend", "value": "0" * 20 + "x"})
    assert answer.context["form"]["value"].value() == "0" * 20 + "x"
    back = {"retour": "/lieux/"}
    kept = client.post(f"{address}?retour=/lieux/", {"do": "mend", "value": "02 31 00 00 00"})
    assert (kept.status_code, kept.url) == (302, back["retour"])
    again = client.post(f"{address}?retour=https://evil.example/", {"do": "accept"})
    assert "déjà réglé" in text_of(again)


def test_a_doubt_is_right_as_it_is(client, doubt, facilitator):
    client.force_login(facilitator)
    address = reverse("directory:doubt", args=[doubt.public_id])
    answer = client.post(f"{address}?retour=//evil.example/", {"do": "accept", "note": "Belge."})
    assert answer.url == reverse("directory:doubts")
    assert "Belge." in text_of(client.get(address))


@pytest.mark.parametrize(
    ("field", "typed", "kept"),
    [
        ("point", "49,2 -0,3", [-0.3, 49.2]),
        ("state", "closed", "closed"),
        ("audiences", ["neighbours"], ["neighbours"]),
    ],
)
def test_each_field_is_mended_in_its_own_way(client, source, facilitator, field, typed, kept):
    tell(source, ("7", {"name": "Sept"}), unsure=(Unsure(field, "no_code", "?"),))
    doubt = Doubt.objects.get(field=field)
    client.force_login(facilitator)
    address = reverse("directory:doubt", args=[doubt.public_id])
    assert client.post(address, {"do": "mend", "value": typed}).status_code == 302
    assert doubt.record.claims.get(field=field).value == kept


@pytest.mark.parametrize("typed", ["ici", "91 0", "49.2, -0.3, 12"])
def test_a_point_that_is_none_is_said(client, source, facilitator, typed):
    unsure = (Unsure("point", "swapped_point", [49.2, -0.3]),)
    tell(source, ("7", {"name": "Sept", "point": [0.0, 1.0]}), unsure=unsure)
    client.force_login(facilitator)
    address = reverse("directory:doubt", args=[Doubt.objects.get(field="point").public_id])
    assert client.get(address).context["form"].fields["value"].initial == "1.00000, 0.00000"
    assert PointField().clean("49,19239 ; −0,30745") == [-0.30745, 49.19239]
    answer = client.post(address, {"do": "mend", "value": typed})
    assert answer.context["form"].errors.keys() == {"value"}


def test_a_question_is_answered_on_its_page(client, question, facilitator, network):
    client.force_login(facilitator)
    listed = client.get(reverse("directory:questions"), {"reseau": network.slug})
    assert "La Filature" in text_of(listed)
    address = reverse("directory:question", args=[question.public_id])
    typed = {"answer": "closed", "date": "", "note": "Fermé cet été"}
    missing = client.post(address, typed)
    assert "une année suffit" in text_of(missing)
    assert missing.context["form"]["note"].value() == "Fermé cet été"
    answered = client.post(address, typed | {"date": "07/2025"})
    assert answered.url == reverse("directory:questions")
    assert "Fermé cet été" in text_of(client.get(address))


def test_the_team_finds_what_waits_beside_its_sources(client, question, doubt, place):
    client.force_login(MembershipFactory(place=place).person)
    page = client.get(reverse("directory:sources", args=[place.slug])).content.decode()
    assert reverse("directory:doubt", args=[doubt.public_id]) in page
    assert reverse("directory:question", args=[question.public_id]) in page


def test_others_are_turned_away(client, doubt, question):
    client.force_login(PersonFactory())
    for address in (
        reverse("directory:doubts"),
        reverse("directory:questions"),
        reverse("directory:doubt", args=[doubt.public_id]),
        reverse("directory:question", args=[question.public_id]),
    ):
        assert client.get(address).status_code == 403


def test_a_row_in_doubt_has_no_field_to_mend(client, doubt, facilitator):
    client.force_login(facilitator)
    row = Doubt.objects.get(field="")
    address = reverse("directory:doubt", args=[row.public_id])
    assert dict(client.get(address).context["form"].fields) == {}
    assert "sur aucun champ" in text_of(client.post(address, {"do": "mend"}, follow=True))
