"""The pages of the directory and of networks, by day and by night, on a phone and on a desk."""

import pytest
from django.conf import settings
from django.urls import reverse

from maille.directory.actions import find_likenesses, propose_pairs
from maille.directory.models import Pair
from maille.directory.values import Unsure
from maille.places.models import Belonging, Place
from tests.factories.directory import make_source, tell
from tests.factories.places import (
    CommuneFactory,
    NetworkFactory,
    NetworkMembershipFactory,
    PersonFactory,
)

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

TOLD = {
    "street": "7 rue du Tissage",
    "postcode": "14460",
    "locality": "Colombelles",
    "point": [-0.29, 49.2],
    "state": "open",
    "website": "https://lefil.fr",
}
PUBLIC = (
    ("portal:open_data", ()),
    ("portal:embed", ()),
    ("portal:map", ()),
    ("portal:places", ()),
    ("places:networks", ()),
    ("places:network", ("reseau",)),
    ("directory:sources", ("le-fil",)),
    ("directory:subscribe", ()),
)
KEPT = (
    ("directory:import", ()),
    ("directory:doubts", ()),
    ("directory:questions", ()),
    ("directory:duplicates", ()),
    ("directory:merges", ()),
    ("places:network_run", ("reseau",)),
    ("places:network_territory", ("reseau",)),
    ("places:network_freshness", ("reseau",)),
)


@pytest.fixture
def facilitator(transactional_db):
    """Give who looks after a network of two places that may be one, one of them doubtful."""
    CommuneFactory()
    doubt = Unsure("phone", "bad_phone", "0235")
    tell(make_source("Région"), ("1", {"name": "Le Fil", **TOLD}), on="2019-01-01")
    tell(make_source("Ville"), ("1", {"name": "Le Fil, atelier", **TOLD}), unsure=(doubt,))
    person = PersonFactory()
    network = NetworkFactory(name="Réseau", slug="reseau", description="Deux lieux.")
    NetworkMembershipFactory(person=person, network=network)
    for place in Place.objects.all():
        Belonging.objects.create(place=place, network=network)
    propose_pairs(found=find_likenesses())
    return person


@pytest.mark.parametrize(
    ("scheme", "width", "language"), [("light", 390, "fr"), ("dark", 1280, "en")]
)
def test_pages_of_the_directory_are_accessible(
    facilitator, live_server, page, client, accessible, scheme, width, language
):
    client.force_login(facilitator)
    session = client.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies(
        [{"name": session.key, "value": session.value, "url": live_server.url}]
    )
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 844})
    pair = Pair.objects.get()
    for name, words in (*PUBLIC, *KEPT, ("directory:pair", (pair.public_id,))):
        prefix = "/en" if language == "en" else ""
        answer = page.goto(f"{live_server.url}{prefix}{reverse(name, args=words)}")
        assert (name, answer.status) == (name, 200)
        accessible(page)
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert (name, max(0, wide)) == (name, 0)
