import io

from django.urls import reverse

from maille.places.exports.containers import unpack
from tests.factories.places import MembershipFactory


def test_a_steward_takes_everything_away(client, db):
    member = MembershipFactory(place__slug="la-filature")
    client.force_login(member.person)
    history = client.get(reverse("places:history", args=["la-filature"])).content.decode()
    address = reverse("reports:export", args=["la-filature"])
    assert f'href="{address}"' in history
    response = client.get(address)
    assert response["Content-Disposition"] == 'attachment; filename="la-filature.zip"'
    assert "no-store" in response["Cache-Control"]
    assert {"place.json", "changes.json"} <= set(unpack(io.BytesIO(response.content)))
