"""Sources and the files they send."""

import pytest

from maille.directory.actions import add_source, receive_delivery
from maille.directory.enums import DeliveryState
from maille.directory.errors import SourceError
from maille.directory.models import Delivery
from tests.factories.places import NetworkFactory, PersonFactory


def test_source_is_known_by_its_name(db):
    first = add_source(name="Tiers-lieux 2019", licence="etalab-2.0", by=None)
    again = add_source(name="Tiers-lieux  2019", url="https://example.org", by=None)
    assert (again.pk, again.slug, again.licence, again.url) == (
        first.pk,
        "tiers-lieux-2019",
        "etalab-2.0",
        "https://example.org",
    )


@pytest.mark.parametrize("name", ["", "  ", "!!!", "x" * 121])
def test_source_needs_a_name(db, name):
    with pytest.raises(SourceError, match="nom"):
        add_source(name=name, by=None)


def test_source_of_another_network_is_left_to_it(db):
    network = NetworkFactory()
    add_source(name="Liste", network=network, by=None)
    facilitator = PersonFactory()
    with pytest.raises(SourceError, match="Liste"):
        add_source(name="Liste", network=NetworkFactory(), by=facilitator)
    assert add_source(name="Liste", network=network, by=facilitator).network == network
    administrator = PersonFactory(is_administrator=True)
    assert add_source(name="Liste", by=administrator).network == network


def received(source, sha256="a" * 64):
    return receive_delivery(
        source=source, file_name="f.csv", sha256=sha256, mapping_sha256="b" * 64, by=None
    )


def test_file_whose_reading_was_cut_short_goes_on(source):
    first = received(source)
    assert received(source) == first
    first.state = DeliveryState.READ
    first.save()
    assert received(source) != first
    assert received(source, "c" * 64).rows_read == 0
    assert Delivery.objects.count() == 3
