"""A place and its people, another place and its own: who comes to each door, and where it leads."""

import datetime as dt
import io
import uuid
from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.conf import settings
from django.test import Client
from PIL import Image

from maille.core.effects.values import Dissent
from maille.core.kernel.period import Period
from maille.directory.actions import merge_places
from maille.directory.models import Pair, Question, Subscription
from maille.directory.values import Unsure
from maille.observations.actions import record_observations
from maille.observations.actions.counting import plan_counting
from maille.observations.actions.feeds import follow_calendar
from maille.observations.counting import PlanAsked
from maille.observations.enums import Origin
from maille.people.actions import add_person
from maille.people.models import Person
from maille.places.actions import (
    add_photo,
    invite_member,
    issue_device_token,
    update_portrait,
)
from maille.places.enums import Role
from maille.places.models import NetworkInvitation, Place
from maille.places.reminders import reminder_key
from maille.reports.actions import publish_edition, sign_dissent, tell_story
from tests.factories.directory import make_source, tell
from tests.factories.occasions import THURSDAY, declared
from tests.factories.places import (
    BelongingFactory,
    LifeEventFactory,
    MembershipFactory,
    NetworkFactory,
    NetworkMembershipFactory,
    PlaceFactory,
)
from tests.factories.reports import answered_draft, make_edition, told
from tests.factories.studies import make_study
from tests.factories.surveys import answer, make_wave

MEMBERS = {"reader": Role.READER, "contributor": Role.CONTRIBUTOR, "steward": Role.STEWARD}
ROLES = (
    *("anonymous", "device", "outsider", "administrator", "facilitator", "facilitator elsewhere"),
    *MEMBERS,
    *(f"{role} elsewhere" for role in MEMBERS),
)
THEME = "agency"
# Typed wherever a person may type: no page may ever run it.
HOSTILE = """'"><script>x()</script><img src=x onerror=x()><b style=x>"""
YEARS = [Period(dt.date(year, 1, 1), dt.date(year, 12, 31)) for year in (2023, 2024, 2025)]


@dataclass(frozen=True, slots=True)
class World:
    """Who is signed in, with what secret for a device, and what the addresses are made of."""

    sessions: dict[str, str]
    device_secret: str
    arguments: dict[str, object]

    def visitor(self, role: str) -> Client:
        """Give the browser, or the device, of a role."""
        if role == "device":
            return Client(headers={"authorization": f"Bearer {self.device_secret}"})
        client = Client()
        if role in self.sessions:
            client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[role]
        return client


def session_of(person: Person) -> str:
    """Sign a person in, once."""
    client = Client()
    client.force_login(person)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def people_of(place: Place, suffix: str = "") -> dict[str, Person]:
    """Give a place one person for each role, and its network a facilitator."""
    found = {}
    for name, role in MEMBERS.items():
        found[name + suffix] = add_person(email=f"{name}@{place.slug}.example")
        MembershipFactory(person=found[name + suffix], place=place, role=role)
    network = NetworkFactory(name=HOSTILE, slug=f"reseau-{place.slug}")
    BelongingFactory(place=place, network=network)
    found[f"facilitator{suffix}"] = add_person(email=f"facilitator@{place.slug}.example")
    NetworkMembershipFactory(person=found[f"facilitator{suffix}"], network=network)
    return found


def a_picture() -> io.BytesIO:
    """Give a small photograph."""
    file = io.BytesIO()
    Image.new("RGB", (40, 30), "grey").save(file, "PNG")
    file.seek(0)
    return file


def noted(place: Place) -> str:
    """Note something, and give its identifier."""
    key = str(uuid.uuid4())
    said = {"id": key, "kind": "testimony", "on": "2025-03-04", "people": 2, "note": HOSTILE}
    record_observations(
        place=place, items=[{**said, "space": HOSTILE}], origin=Origin.CAPTURE, by=None
    )
    return key


def asked(place: Place) -> dict[str, object]:
    """Ask visitors, and have one answer."""
    wave = make_wave(place)
    response = answer(wave, words=HOSTILE)
    return {"code": wave.code, "response": response.public_id}


def announced(place: Place) -> dict[str, object]:
    """Announce something that comes back, and follow a calendar that nobody may reach."""
    occasion = declared(place, title=HOSTILE, description=HOSTILE, space=HOSTILE)
    feed = follow_calendar(place=place, address="http://127.0.0.1/a.ics", label=HOSTILE, by=None)
    return {
        "occasion": occasion.public_id,
        "day": THURSDAY.isoformat(),
        "feed": feed.public_id,
    }


def doubled(place: Place) -> dict[str, object]:
    """List places that may be one, and two that were merged."""
    network = NetworkFactory()
    facilitator = place.networks.get().memberships.get().person
    NetworkMembershipFactory(person=facilitator, network=network)
    twins = sorted((PlaceFactory(name=HOSTILE) for _ in range(4)), key=lambda one: one.pk)
    for twin in twins:
        BelongingFactory(place=twin, network=network, agreed_at=None)
    reasons = [["name", "agree", "same", 7.0], ["point", "missing", "missing", 0.0]]
    pair = Pair.objects.create(first=twins[0], second=twins[1], probability=0.97, reasons=reasons)
    merge = merge_places(kept=twins[2], merged=twins[3], by=None)
    return {"pair": pair.public_id, "merge": merge.public_id}


def doubted(place: Place) -> dict[str, object]:
    """Let a source say something doubtful of a place, and list it no more; let somebody ask."""
    source = make_source(name=HOSTILE[:100])
    unsure = (Unsure("phone", "bad_phone", HOSTILE),)
    said = {"name": HOSTILE, "street": HOSTILE, "phone": "02 31 00 00 00"}
    delivery = tell(source, ("1", said), unsure=unsure, linked={"1": place})
    record = source.records.get()
    question = Question.objects.create(place=place, record=record, delivery=delivery)
    subscription = Subscription.objects.create(
        email="reader@nowhere.example", network=place.networks.get()
    )
    return {
        "doubt": record.doubts.get().public_id,
        "question": question.public_id,
        "subscription": subscription.public_id,
        "reminder": reminder_key(place.memberships.get(role=Role.STEWARD)),
    }


def planned(place: Place) -> dict[str, object]:
    """Draw days on which to count."""
    march = Period(dt.date(2026, 3, 2), dt.date(2026, 3, 31))
    plan = plan_counting(place=place, asked=PlanAsked(march), by=None)
    return {"plan": plan.public_id, "counting_day": plan.days.earliest("on").on.isoformat()}


def arguments_of(place: Place, reader: Person) -> dict[str, object]:
    """Give what the addresses of a place are made of: one row of each kind."""
    make_edition(place, YEARS[0])
    for year in YEARS[1:]:
        draft = answered_draft(place, year)
        tell_story(draft=draft, story=told(THEME, HOSTILE, pseudonym=HOSTILE[:60]), by=None)
        dissent = Dissent("", THEME, HOSTILE, HOSTILE)
        row = sign_dissent(draft=draft, dissent=dissent, by=None)
        if year != YEARS[-1]:
            publish_edition(draft=draft, by=None)
    invitation = invite_member(
        place=place, email="guest@nowhere.example", role=Role.READER, by=None
    )
    token, _secret = issue_device_token(place=place, label=HOSTILE, by=None)
    network = place.networks.get()
    return {
        "slug": place.slug,
        "part": 1,
        "section": "nom",
        "size": "petite",
        "side": 192,
        "zoom": 5,
        "across": 15,
        "down": 11,
        "key": noted(place),
        **asked(place),
        **planned(place),
        **announced(place),
        **doubled(place),
        **doubted(place),
        "theme": THEME,
        "number": 1,
        "before": 1,
        "after": 2,
        "kind": "desaccord",
        "draft": draft.public_id,
        "layout": "essentiel",
        "story": draft.stories.last().public_id,
        "row": row.public_id,
        "photo": add_photo(
            place=place, file=a_picture(), words={"alternative_text": HOSTILE}, by=None
        ).public_id,
        "event": LifeEventFactory(place=place, note=HOSTILE).public_id,
        "member": place.memberships.get(person=reader).pk,
        "invitation": invitation.public_id,
        "token": token.public_id,
        "network": network.slug,
        "facilitation": network.memberships.get().pk,
        "belonging": network.belongings.get().pk,
        "network_invitation": NetworkInvitation.objects.create(
            network=network, place=place
        ).public_id,
    }


def make_world(slug: str, *, is_public: bool = True) -> World:
    """Make two places, their people, and those who belong to none."""
    place, elsewhere = PlaceFactory(slug=slug, name=HOSTILE, is_public=is_public), PlaceFactory()
    persons = {
        **people_of(place),
        **people_of(elsewhere, " elsewhere"),
        "outsider": add_person(email=f"outsider@{slug}.example"),
        "administrator": add_person(email=f"admin@{slug}.example", is_administrator=True),
    }
    EmailAddress.objects.update(verified=True)
    Person.objects.update(display_name=HOSTILE)
    update_portrait(place=place, changes={"founding_idea": HOSTILE}, by=persons["steward"])
    _token, secret = issue_device_token(place=place, label="y", by=None)
    sessions = {role: session_of(person) for role, person in persons.items()}
    study = make_study(HOSTILE, by=persons["facilitator"])
    arguments = {**arguments_of(place, persons["reader"]), "study": study.slug}
    return World(sessions, secret, arguments)
