"""Who may read, compute and name."""

import pytest
from django.contrib.auth.models import AnonymousUser

from maille.people.actions import add_person
from maille.territory.enums import Visibility
from maille.territory.policies import may_compute_study, may_name_study, may_read_study
from tests.factories.places import NetworkFactory, NetworkMembershipFactory
from tests.factories.studies import make_study

pytestmark = pytest.mark.django_db


def test_facilitators_and_administrators_compute(facilitator):
    administrator = add_person(email="admin@site.example", is_administrator=True)
    asking = add_person(email="asking@network.example")
    NetworkMembershipFactory(person=asking, network=NetworkFactory(confirmed_at=None))
    found = [
        may_compute_study(one)
        for one in (facilitator, administrator, asking, AnonymousUser(), None)
    ]
    assert found == [True, True, False, False, False]


def test_who_left_computes_no_more(facilitator):
    facilitator.is_active = False
    assert may_compute_study(facilitator) is False


@pytest.mark.parametrize(
    ("visibility", "expected"),
    [(Visibility.PUBLIC, True), (Visibility.LINK, True), (Visibility.PRIVATE, False)],
)
def test_a_private_study_is_its_authors(facilitator, visibility, expected):
    study = make_study(by=facilitator, visibility=visibility)
    outsider = add_person(email="outsider@nowhere.example")
    administrator = add_person(email="admin@site.example", is_administrator=True)
    assert may_read_study(facilitator, study) is True
    assert may_read_study(administrator, study) is True
    assert may_read_study(outsider, study) is expected
    assert may_read_study(AnonymousUser(), study) is expected


def test_its_author_and_administrators_name_it(facilitator):
    study = make_study(by=facilitator)
    administrator = add_person(email="admin@site.example", is_administrator=True)
    outsider = add_person(email="outsider@nowhere.example")
    found = [may_name_study(one, study) for one in (facilitator, administrator, outsider, None)]
    assert found == [True, True, False, False]


def test_nobody_owns_the_study_of_nobody():
    assert may_name_study(None, make_study()) is False
