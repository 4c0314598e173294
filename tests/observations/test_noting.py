"""Noting without any script, and what the page gives a phone to go without a network."""

import datetime as dt
import io
import json
import re
import uuid

import pytest
from django.db import connection
from django.db.utils import OperationalError
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from PIL import Image

from maille.observations.exports.noting_files import SHELL_FILES
from maille.observations.models import Observation
from maille.observations.queries.noting import announced_around, places_to_note
from maille.places.enums import Role
from maille.places.models import Occasion
from tests.factories.places import MembershipFactory, PersonFactory, PlaceFactory

pytestmark = pytest.mark.django_db
KEY = "0192f0c1-2b34-7c56-89ab-0123456789ab"


def typed(**values) -> dict[str, object]:
    today = timezone.localdate().isoformat()
    return {
        "place": "la-filature",
        "id": KEY,
        "kind": "presence",
        "people": "12",
        "how": "counted",
        "on": today,
        **values,
    }


def noted(client, **values) -> dict:
    answer = client.post(reverse("observations:noting"), typed(**values))
    assert answer.status_code == 302, answer.context["form"].errors
    return Observation.objects.get().content


def problems(client, **values) -> dict[str, list[str]]:
    answer = client.post(reverse("observations:noting"), typed(**values))
    assert Observation.objects.count() == 0
    return {name: list(said) for name, said in answer.context["form"].errors.items()}


def test_headcount_is_noted_for_today(client, steward, place):
    answer = client.post(reverse("observations:noting"), typed())
    assert answer["Location"] == "/noter/?lieu=la-filature"
    row = Observation.objects.get()
    assert row.content == {
        "id": KEY,
        "kind": "presence",
        "on": f"{timezone.localdate()}",
        "people": 12,
        "counted": True,
    }
    assert (row.place, row.by, row.origin, row.state) == (place, steward, "capture", "counted")
    assert row.noted_at is not None
    assert "C’est noté." in client.get(answer["Location"]).content.decode()


def test_same_form_sent_twice_counts_once(client, steward):
    for _time in range(2):
        client.post(reverse("observations:noting"), typed())
    assert Observation.objects.count() == 1


def test_range_keeps_both_ends_and_is_no_count(client, steward):
    content = noted(client, kind="occasion", how="between", people="10", people_high="20")
    assert (content["people"], content["people_high"], "counted" in content) == (10, 20, False)


def test_upper_end_is_forgotten_when_it_is_no_range(client, steward):
    content = noted(client, how="about", people_high="20")
    assert (content["people"], "people_high" in content, "counted" in content) == (12, False, False)


def test_all_that_may_be_said_is_kept(client, steward):
    said = {
        "kind": "testimony",
        "at": "18:05",
        "direction": "mixed",
        "note": "On se parle.",
        "outcome": "Un jardin",
        "teller": "regular",
        "consent": "on",
        "causal": "on",
        "space": "la cour",
        "minutes": "90",
        "audiences": ["neighbours"],
        "themes": ["social_ties"],
        "source": "third_party",
        "author_role": "partner",
    }
    content = noted(client, **said)
    expected = {**said, "id": KEY, "people": 12, "minutes": 90, "on": f"{timezone.localdate()}"}
    assert content == {**expected, "consent": True, "causal": True, "counted": True}


def test_headcount_without_a_number_is_asked_for_one(client, steward):
    assert problems(client, people="") == {"people": ["Écrivez combien de personnes."]}


def test_range_the_wrong_way_round_is_held_by_the_form(client, steward):
    assert problems(client, how="between", people="20", people_high="3") == {
        "people_high": ["Écrivez le plus grand nombre en second."]
    }


def test_note_that_is_too_long_comes_back_whole(client, steward):
    words = "é" * 5_001
    answer = client.post(reverse("observations:noting"), typed(note=words))
    assert list(answer.context["form"].errors) == ["note"]
    assert words in answer.content.decode()
    [field] = re.findall('<textarea name="note"[^>]*>', answer.content.decode())
    assert "maxlength" not in field


def test_impossible_day_is_received_and_set_aside(client, steward):
    answer = client.post(reverse("observations:noting"), typed(on="1926-11-22"), follow=True)
    assert "mise de côté" in answer.content.decode()
    assert Observation.objects.get().state == "quarantined"


def test_database_that_cannot_write_keeps_what_was_typed(client, steward):
    def broken(execute, sql, params, many, context):
        if "observations_observation" in sql and sql.startswith("INSERT"):
            raise OperationalError("database or disk is full")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(broken):
        answer = client.post(reverse("observations:noting"), typed(note="Un repas"))
    assert answer.status_code == 507
    assert "Un repas" in answer.content.decode()
    assert Observation.objects.count() == 0


def test_other_places_cannot_be_noted_for(client, steward):
    PlaceFactory(slug="ailleurs")
    assert list(problems(client, place="ailleurs")) == ["place"]


def test_kind_noted_now_and_then_is_shown_when_it_was_chosen(client, steward):
    answer = client.post(reverse("observations:noting"), typed(kind="upkeep", people="-3"))
    assert '<details id="other-kinds" open>' in answer.content.decode()


def test_who_looks_after_no_place_is_told_how_to(client, place):
    client.force_login(PersonFactory())
    page = client.get(reverse("observations:noting")).content.decode()
    assert '<p class="notice" id="no-place">' in page


def test_places_to_note_are_those_where_one_describes():
    person = PersonFactory()
    roles = {"a": Role.STEWARD, "b": Role.CONTRIBUTOR, "c": Role.READER}
    for name, role in roles.items():
        MembershipFactory(person=person, place=PlaceFactory(name=name), role=role)
    assert [place.name for place in places_to_note(person)] == ["a", "b"]


@pytest.fixture
def meal(place):
    return Occasion.objects.create(
        place=place,
        title="Repas partagé",
        starts_on=timezone.localdate(),
        starts_at=dt.time(12, 30),
        space="la cour",
        themes=["social_ties"],
        rule="FREQ=WEEKLY",
        time_zone="Europe/Paris",
    )


def test_announced_occasion_is_confirmed_with_a_number(client, steward, place, meal):
    [today, *later] = announced_around(place, timezone.localdate())
    assert len(later) == 4
    page = client.get(reverse("observations:noting")).content.decode()
    assert f'value="{today.id}"' in page
    content = noted(client, occasion=today.id)
    assert content == {
        "id": today.id,
        "occasion": str(meal.public_id),
        "kind": "occasion",
        "on": today.on,
        "at": "12:30",
        "space": "la cour",
        "themes": ["social_ties"],
        "people": 12,
        "counted": True,
    }


def test_cancelled_occasion_is_not_announced(place, meal):
    Occasion.objects.update(cancelled_at=timezone.now())
    assert announced_around(place, timezone.localdate()) == []


def test_occasion_that_is_no_longer_announced_is_noted_all_the_same(client, steward):
    content = noted(client, kind="occasion", occasion=str(uuid.uuid4()))
    assert (content["id"], "occasion" in content) == (KEY, False)


def test_state_tells_a_phone_what_it_needs(client, steward, place, meal):
    state = client.get(reverse("observations:noting_state")).json()
    [known] = state["places"]
    assert (state["signed_in"], known["slug"], known["api"]) == (
        True,
        "la-filature",
        "/api/v1/places/la-filature/observations",
    )
    assert state["csrf"]
    assert dt.datetime.fromisoformat(state["now"]) <= timezone.now()
    assert known["occasions"][0]["content"] == {
        "at": "12:30",
        "space": "la cour",
        "themes": ["social_ties"],
    }


def test_state_of_a_stranger_names_no_place(client, place):
    state = client.get(reverse("observations:noting_state")).json()
    assert (state["signed_in"], state["places"]) == (False, [])


def test_page_that_a_phone_keeps_knows_nobody(client, steward, place):
    answer = client.get(reverse("observations:noting_shell"))
    page = answer.content.decode()
    assert [word in page for word in ("La Filature", "csrfmiddlewaretoken", steward.email)] == [
        *(False, False, False),
    ]
    assert answer.cookies == {}


def test_page_that_a_phone_keeps_is_the_same_for_all_and_every_day(client, steward, monkeypatch):
    mine = client.get(reverse("observations:noting_worker")).content
    client.logout()
    monkeypatch.setattr(timezone, "now", lambda: dt.datetime(2031, 1, 1, tzinfo=dt.UTC))
    assert client.get(reverse("observations:noting_worker")).content == mine


def test_worker_keeps_every_file_of_the_page(client):
    answer = client.get(reverse("observations:noting_worker"))
    script = answer.content.decode()
    assert answer["Content-Type"] == "text/javascript"
    assert [f'"/static/{name}"' in script for name in SHELL_FILES] == [True] * len(SHELL_FILES)
    assert 'const HOME = "/noter/"' in script


def test_every_module_that_a_page_imports_is_kept(repository):
    folder = repository / "src/maille/observations/static/observations/noting"
    kept = {name.rpartition("/")[2] for name in SHELL_FILES if name.endswith(".mjs")}
    assert {path.name for path in folder.glob("*.mjs")} == kept


def test_manifest_speaks_the_language_of_its_page(client):
    french = json.loads(client.get("/noter/application.webmanifest").content)
    english = json.loads(client.get("/en/noter/application.webmanifest").content)
    assert (french["start_url"], french["short_name"], french["lang"]) == ("/noter/", "Noter", "fr")
    assert (english["start_url"], english["short_name"]) == ("/en/noter/", "Note")


@pytest.mark.parametrize("side", [192, 512])
def test_icons_are_drawn_to_size(client, side):
    answer = client.get(reverse("observations:noting_icon", args=[side]))
    assert (answer["Content-Type"], Image.open(io.BytesIO(answer.content)).size) == (
        "image/png",
        (side, side),
    )


def test_icons_of_other_sizes_do_not_exist(client):
    assert client.get(reverse("observations:noting_icon", args=[9_999])).status_code == 404


def test_signed_out_visitor_is_told_what_noting_is(client):
    with override("en"):
        page = client.get("/en/noter/").content.decode()
    assert "Sign in to note" in page
    assert 'href="/en/compte/connexion/?next=/en/noter/"' in page


def test_signed_out_note_is_sent_to_the_door(client, place):
    answer = client.post(reverse("observations:noting"), typed())
    assert answer["Location"] == "/compte/connexion/?next=/noter/"
