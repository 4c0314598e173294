import json
import re
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.urls import reverse

from maille.places import actions
from maille.places.models import DeviceToken, Invitation, Membership, Network, Place
from maille.places.values import (
    LaterFormLine,
    LifeEventLine,
    LinkLine,
    MeansLine,
    OccupantsLine,
    PartnerLine,
    StatementLine,
    SurfaceLine,
)
from tests.factories.places import (
    CommuneFactory,
    MembershipFactory,
    NetworkFactory,
    PersonFactory,
    PlaceFactory,
)

pytestmark = pytest.mark.django_db

ROLES = (
    *("anonymous", "stranger", "reader", "contributor", "steward"),
    *("facilitator", "administrator"),
)
PUBLIC = dict.fromkeys(ROLES, 200)
SIGNED_IN = PUBLIC | {"anonymous": 302}
MEMBERS = SIGNED_IN | {"stranger": 403}
EDITORS = MEMBERS | {"reader": 403, "facilitator": 403}
STEWARDS = EDITORS | {"contributor": 403}


@pytest.fixture(autouse=True)
def _no_limit_reached_before():
    cache.clear()


@pytest.fixture
def photo(place, picture):
    return actions.add_photo(
        place=place, file=picture(), words={"alternative_text": "Une halle"}, by=None
    )


def sign_in(client, request, role):
    if role != "anonymous":
        client.force_login(request.getfixturevalue(role))


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(
    ("route", "expected"),
    [
        ("place", PUBLIC),
        ("edit", EDITORS),
        ("photos", EDITORS),
        ("life", EDITORS),
        ("history", MEMBERS),
        ("team", STEWARDS),
        ("devices", STEWARDS),
    ],
)
def test_who_may_open_the_pages_of_a_place(client, request, place, route, expected, role):
    sign_in(client, request, role)
    assert client.get(reverse(f"places:{route}", args=[place.slug])).status_code == expected[role]


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(
    "section",
    [
        *("nom", "adresse", "charte", "organisation", "site", "accueil", "moyens"),
        *("composition", "partenaires", "reseaux", "liens", "partage"),
    ],
)
def test_who_may_open_the_sections(client, request, place, section, role):
    sign_in(client, request, role)
    address = reverse("places:section", args=[place.slug, section])
    assert client.get(address).status_code == EDITORS[role]


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(
    ("route", "thing", "allowed"),
    [
        ("photo_first", "photo", EDITORS),
        ("photo_remove", "photo", EDITORS),
        ("life_remove", "event", EDITORS),
        ("member_role", "member", STEWARDS),
        ("member_remove", "member", STEWARDS),
        ("invitation_cancel", "invitation", STEWARDS),
        ("device_revoke", "device", STEWARDS),
    ],
)
def test_who_may_post(client, request, place, photo, route, thing, allowed, role):
    things = {
        "photo": photo.public_id,
        "event": actions.add_life_event(
            place=place, event=LifeEventLine("opened", "2019"), by=None
        ).public_id,
        "member": MembershipFactory(place=place, role="reader").pk,
        "invitation": actions.invite_member(
            place=place, email="a@example.org", role="reader", by=None
        ).public_id,
        "device": actions.issue_device_token(place=place, label="x", by=None)[0].public_id,
    }
    sign_in(client, request, role)
    address = reverse(f"places:{route}", args=[place.slug, things[thing]])
    response = client.post(address, {"role": "reader"})
    assert response.status_code == {200: 302}.get(allowed[role], allowed[role])
    if allowed[role] == 302:
        assert response.url.startswith(reverse("account_login"))
    assert client.get(address).status_code == 405


@pytest.mark.parametrize("role", ROLES)
def test_a_place_that_is_not_public_is_not_there_for_others(client, request, place, role):
    Place.objects.update(is_public=False)
    sign_in(client, request, role)
    found = client.get(reverse("places:place", args=[place.slug])).status_code
    assert found == {"anonymous": 302, "stranger": 404}.get(role, 200)


@pytest.mark.parametrize("role", ROLES)
def test_who_may_appoint_facilitators(client, request, place, role):
    network = NetworkFactory(slug="normands")
    other = PersonFactory()
    sign_in(client, request, role)
    address = reverse("places:network", args=["normands"])
    assert client.get(address).status_code == 200
    expected = 302 if role == "administrator" else 403
    assert client.post(address, {"email": other.email.upper()}).status_code == expected
    assert network.memberships.count() == int(role == "administrator")
    membership = actions.appoint_facilitator(network=network, person=other)
    dismissal = reverse("places:dismiss_facilitator", args=["normands", membership.pk])
    assert client.post(dismissal).status_code == expected


def test_an_unknown_facilitator_is_said(client, administrator):
    client.force_login(administrator)
    NetworkFactory(slug="normands")
    response = client.post(reverse("places:network", args=["normands"]), {"email": "x@y.org"})
    assert response.context["form"].errors.keys() == {"email"}


@pytest.mark.parametrize(
    ("route", "arguments"),
    [
        ("place", ["nowhere"]),
        ("section", ["la-filature", "elsewhere"]),
        ("photo", ["la-filature", uuid4()]),
        ("image", ["la-filature", uuid4(), "petite"]),
        ("network", ["nowhere"]),
        ("invitation", [uuid4()]),
    ],
)
def test_what_does_not_exist_is_not_found(client, steward, route, arguments):
    client.force_login(steward)
    assert client.get(reverse(f"places:{route}", args=arguments)).status_code == 404


def filled(place):
    actions.update_portrait(
        place=place,
        changes={
            "founding_idea": "Réparer </script> ensemble & lentement",
            "organisation_name": "Les Amis",
            "organisation_form": "association",
            "organisation_founded": "2016-05",
            "opening": "Du mardi au samedi",
            "site": "Une halle",
            "transports": ["bus"],
            "accessibility": ["wheelchair"],
            "values": ["sharing"],
            "activities": ["repair"],
            "audiences": ["families"],
            "volunteers": 1260,
            "employees": "3.5",
        },
        by=None,
    )
    for action, arguments in (
        (
            actions.set_statements,
            {"statements": [StatementLine("mission", "Créer", reported=True)]},
        ),
        (actions.set_later_forms, {"forms": [LaterFormLine("scic", "", "2018")]}),
        (actions.set_surfaces, {"surfaces": [SurfaceLine("indoor", 3000)]}),
        (actions.set_means, {"means": [MeansLine(2025, "operating", "grants", 62000)]}),
        (actions.set_composition, {"composition": [OccupantsLine("artists", 4)]}),
        (actions.set_partners, {"partners": [PartnerLine("public", "La commune")]}),
        (actions.set_links, {"links": [LinkLine("wiki", "https://www.example.org/wip")]}),
    ):
        action(place=place, by=None, **arguments)
    return place


def text_of(response):
    body = re.sub(r"(?s)<script.*?</script>", "", response.content.decode())
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())


def test_the_page_of_an_open_place(client, place):
    filled(place)
    actions.add_life_event(place=place, event=LifeEventLine("opened", "2019-10"), by=None)
    page = text_of(client.get(reverse("places:place", args=[place.slug])))
    for words in (
        "Tiers-lieu, ouvert en octobre 2019.",
        "Colombelles, Calvados, Normandie",
        "Résumé d’après la page publique",
        "association (mai 2016), puis société coopérative d’intérêt collectif (SCIC) (2018)",
        "en bus",
        "Du mardi au samedi",
        "62 000 €",
        "1 260",
        "3,5 en équivalents temps plein",
        "example.org",
    ):
        assert words in page


def test_the_page_of_a_closed_place_is_a_legacy(client):
    place = filled(PlaceFactory(name="Le Wip", slug="le-wip"))
    successor = PlaceFactory(name="Le Tissage", slug="le-tissage")
    actions.add_life_event(place=place, event=LifeEventLine("opened", "2019-10"), by=None)
    actions.add_life_event(
        place=place, event=LifeEventLine("closed", "2023-07", "Les méthodes restent."), by=None
    )
    actions.set_successor(place=place, successor=successor, by=None)
    page = text_of(client.get("/lieux/le-wip/"))
    main = page.partition("Se connecter")[2]
    assert main.strip().startswith("Le Wip Le Wip a fermé en juillet 2023.")
    for words in ("Le Tissage prend la suite.", "Les méthodes restent.", "Ce qu’il laisse"):
        assert words in page
    for invitation in ("Du mardi au samedi", "en bus", "Aménagé pour"):
        assert invitation not in page
    english = text_of(client.get("/en/lieux/le-wip/"))
    assert "Le Wip closed in July 2023." in english


def test_a_closed_place_without_known_successor_says_so(client, place):
    actions.change_state(place=place, state="closed", since="2023", by=None)
    actions.set_successor(place=place, successor="Chez Lise", by=None)
    assert "Chez Lise prend la suite." in text_of(client.get("/lieux/la-filature/"))
    actions.remove_life_event(event=place.life_events.get(kind="succeeded"), by=None)
    page = text_of(client.get("/lieux/la-filature/"))
    assert "Nous ne connaissons pas de lieu qui prenne la suite." in page


def test_a_successor_that_is_not_public_is_named_without_link(client, place):
    hidden = PlaceFactory(name="Le Secret", slug="le-secret", is_public=False)
    actions.set_successor(place=place, successor=hidden, by=None)
    page = client.get("/lieux/la-filature/").content.decode()
    assert "Le Secret" in page
    assert "/lieux/le-secret/" not in page


def test_the_page_describes_the_place_to_machines(client, place):
    filled(place)
    Place.objects.update(longitude=-0.3, latitude=49.19)
    page = client.get("/lieux/la-filature/").content.decode()
    script = re.search(r'<script type="application/ld\+json">(.*?)</script>', page)
    described = json.loads(script.group(1))
    assert described["name"] == "La Filature"
    assert described["description"] == "Réparer </script> ensemble & lentement"
    assert described["geo"]["latitude"] == 49.19
    assert described["sameAs"] == ["https://www.example.org/wip"]
    assert "publicAccess" not in described
    actions.change_state(place=place, state="closed", by=None)
    assert '"publicAccess": false' in client.get("/lieux/la-filature/").content.decode()


def test_a_fictional_place_and_a_hidden_one_say_so(client, place, steward):
    Place.objects.update(fictional=True, is_public=False)
    client.force_login(steward)
    page = text_of(client.get("/lieux/la-filature/"))
    assert "Ce lieu n’existe pas" in page
    assert "pas encore publique" in page


def test_the_page_costs_the_same_whatever_its_lists_hold(
    client, place, django_assert_max_num_queries
):
    filled(place)
    client.get("/lieux/la-filature/")
    for year in range(2000, 2020):
        actions.add_life_event(place=place, event=LifeEventLine("moved", str(year)), by=None)
    with django_assert_max_num_queries(16):
        client.get("/lieux/la-filature/")


def test_a_photograph_is_sent_in_both_sizes(client, photo):
    for size, content in (("grande", photo.image), ("petite", photo.small)):
        response = client.get(reverse("places:image", args=["la-filature", photo.public_id, size]))
        with content.open() as kept:
            assert response.getvalue() == kept.read()
        assert response["Content-Type"] == "image/webp"
        assert response["Cache-Control"] == "max-age=31536000, immutable, public"
    page = client.get("/lieux/la-filature/").content.decode()
    assert 'alt="Une halle"' in page


def test_a_photograph_of_a_hidden_place_is_private(client, photo, steward):
    Place.objects.update(is_public=False)
    address = reverse("places:image", args=["la-filature", photo.public_id, "petite"])
    assert client.get(address).status_code == 302
    client.force_login(steward)
    response = client.get(address)
    assert response.getvalue().startswith(b"RIFF")
    assert response["Cache-Control"] == "max-age=31536000, immutable, private"


def test_adding_a_place_makes_its_author_a_steward(client):
    CommuneFactory()
    person = PersonFactory()
    address = reverse("places:add")
    assert client.get(address).status_code == 302
    client.force_login(person)
    response = client.post(address, {"name": "Le Wip", "commune": "colombelles", "state": "open"})
    assert response.url == reverse("places:edit", args=["le-wip"])
    assert Membership.objects.get(person=person).place.insee == "14167"


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"name": "", "state": "open"}, "name"),
        ({"name": "a\0b", "state": "open"}, "name"),
        ({"name": "x", "state": "burnt"}, "state"),
        ({"name": "x", "state": "open", "commune": "Zzyzx"}, "commune"),
    ],
)
def test_adding_a_place_keeps_what_was_typed(client, typed, wrong):
    client.force_login(PersonFactory())
    response = client.post(reverse("places:add"), typed)
    assert set(response.context["form"].errors) == {wrong}
    assert response.context["form"]["name"].value() == typed["name"]


def test_several_communes_that_answer_are_offered(client):
    CommuneFactory(code="93066", name="Saint-Denis", folded_names="saint denis")
    CommuneFactory(code="97411", name="Saint-Denis", folded_names="saint denis")
    client.force_login(PersonFactory())
    typed = {"name": "Le 6b", "state": "open", "commune": "St Denis"}
    response = client.post(reverse("places:add"), typed)
    offered = response.context["form"].fields["chosen"].choices
    assert [code for code, _label in offered] == ["93066", "97411"]
    client.post(reverse("places:add"), typed | {"chosen": "97411"})
    assert Place.objects.get().insee == "97411"


def test_places_are_added_at_a_human_pace(client):
    client.force_login(PersonFactory())
    address = reverse("places:add")
    codes = [client.post(address, {"name": ""}).status_code for _ in range(21)]
    assert codes == [200] * 20 + [429]


def test_my_places_and_networks(client, steward, place, facilitator):
    client.force_login(steward)
    assert "La Filature" in text_of(client.get(reverse("places:mine")))
    client.force_login(facilitator)
    assert "Réseau normand" in text_of(client.get(reverse("places:mine")))


def test_the_list_of_my_places_costs_the_same(client, steward, django_assert_num_queries):
    for _ in range(5):
        MembershipFactory(person=steward)
    client.force_login(steward)
    client.get(reverse("places:mine"))
    with django_assert_num_queries(4):
        client.get(reverse("places:mine"))


def test_inviting_writes_a_letter_that_is_answered(client, place, steward, mailoutbox):
    client.force_login(steward)
    typed = {"email": "Camille@example.org", "role": "contributor"}
    assert client.post(reverse("places:team", args=[place.slug]), typed).status_code == 302
    invitation = Invitation.objects.get()
    address = reverse("places:invitation", args=[invitation.public_id])
    (letter,) = mailoutbox
    assert letter.to == ["camille@example.org"]
    assert letter.subject == "La Filature vous invite dans son équipe"
    assert f"http://testserver{address}" in letter.body
    assert "camille@example.org" in text_of(client.get(reverse("places:team", args=[place.slug])))
    client.force_login(PersonFactory(email="camille@example.org"))
    assert "La Filature" in text_of(client.get(address))
    assert client.post(address).url == reverse("places:place", args=[place.slug])
    assert Membership.objects.get(person__email="camille@example.org").role == "contributor"


def test_an_invitation_of_another_is_not_taken(client, place, stranger):
    invitation = actions.invite_member(place=place, email="a@b.org", role="steward", by=None)
    client.force_login(stranger)
    response = client.post(reverse("places:invitation", args=[invitation.public_id]))
    assert response.status_code == 200
    assert Invitation.objects.count() == 1
    assert not Membership.objects.filter(person=stranger, place=place).exists()


def test_roles_change_and_the_last_steward_stays(client, place, steward, reader):
    client.force_login(steward)
    member = Membership.objects.get(person=reader)
    mine = Membership.objects.get(person=steward)
    for row, role in ((member, "contributor"), (mine, "reader"), (member, "emperor")):
        client.post(reverse("places:member_role", args=[place.slug, row.pk]), {"role": role})
    assert {row.role for row in place.memberships.all()} == {"contributor", "steward"}
    client.post(reverse("places:member_remove", args=[place.slug, mine.pk]))
    assert place.memberships.count() == 2
    client.post(reverse("places:member_role", args=[place.slug, member.pk]), {"role": "steward"})
    response = client.post(reverse("places:member_remove", args=[place.slug, mine.pk]))
    assert response.url == reverse("places:mine")
    assert list(place.memberships.all()) == [member]


def test_a_device_token_is_shown_once(client, place, steward):
    client.force_login(steward)
    address = reverse("places:devices", args=[place.slug])
    response = client.post(address, {"label": "La tablette"})
    secret = response.context["secret"]
    assert secret in response.content.decode()
    page = text_of(client.get(address))
    assert secret not in page
    assert "La tablette" in page
    client.post(
        reverse("places:device_revoke", args=[place.slug, DeviceToken.objects.get().public_id])
    )
    assert "retiré le" in text_of(client.get(address))


def test_the_page_of_changes_says_who_and_what_was_there_before(client, place, steward):
    actions.update_portrait(place=place, changes={"audiences": ["families"]}, by=steward)
    actions.update_portrait(place=place, changes={"audiences": ["children"]}, by=steward)
    actions.set_links(place=place, links=[LinkLine("wiki", "https://example.org")], by=None)
    actions.update_place(place=place, changes={"is_public": False}, by=None)
    client.force_login(steward)
    response = client.get(reverse("places:history", args=[place.slug]))
    passages = [
        (str(passage.label), passage.previous, passage.new, passage.author)
        for passage in response.context["page"]
    ]
    assert passages == [
        ("Page publique", ("oui",), ("non",), ""),
        ("Liens", (), ("wiki, https://example.org",), ""),
        ("Publics accueillis", ("familles",), ("enfants",), str(steward)),
        ("Publics accueillis", (), ("familles",), str(steward)),
    ]


def test_the_page_of_changes_comes_by_pages(client, place, steward, django_assert_max_num_queries):
    for number in range(90):
        actions.update_place(place=place, changes={"name": f"Nom {number}"}, by=steward)
    client.force_login(steward)
    with django_assert_max_num_queries(9):
        response = client.get(reverse("places:history", args=[place.slug]), {"page": 3})
    assert len(response.context["page"]) == 10


def test_a_network_lists_its_public_places(client, place, facilitator):
    PlaceFactory(name="Cachée", is_public=False).networks.add(Network.objects.get())
    page = text_of(client.get(reverse("places:network", args=["reseau-normand"])))
    assert "La Filature" in page
    assert "Cachée" not in page
