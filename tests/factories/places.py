"""Places and those who look after them, as tests need them."""

import factory
from django.utils import timezone

from maille.geography.models import Commune, Department, Intermunicipality, Region
from maille.people.models import Person
from maille.places.enums import Role
from maille.places.models import (
    Belonging,
    LifeEvent,
    Membership,
    Network,
    NetworkMembership,
    Place,
    Portrait,
)


class PersonFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Person

    email = factory.Sequence(lambda n: f"person{n}@example.org")
    display_name = factory.Sequence(lambda n: f"Person {n}")


class RegionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Region
        django_get_or_create = ["country", "code"]

    country = "FR"
    code = "28"
    name = "Normandie"


class DepartmentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Department
        django_get_or_create = ["country", "code"]

    country = "FR"
    code = "14"
    name = "Calvados"
    region = factory.SubFactory(RegionFactory)


class IntermunicipalityFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Intermunicipality
        django_get_or_create = ["code"]

    code = "200065597"
    name = "CU Caen la Mer"
    kind = "CU"


class CommuneFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Commune
        django_get_or_create = ["country", "code"]

    country = "FR"
    code = "14167"
    name = "Colombelles"
    folded_names = "colombelles"
    department = factory.SubFactory(DepartmentFactory)
    intermunicipality = factory.Maybe(
        factory.LazyAttribute(lambda commune: commune.country == "FR"),
        factory.SubFactory(IntermunicipalityFactory),
    )
    postcodes = "14460"
    longitude = -0.29
    latitude = 49.2


class NetworkFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Network

    name = factory.Sequence(lambda n: f"Réseau {n}")
    slug = factory.Sequence(lambda n: f"reseau-{n}")


class BelongingFactory(factory.django.DjangoModelFactory):
    """A place whose stewards agreed to belong."""

    class Meta:
        model = Belonging

    agreed_at = factory.LazyFunction(timezone.now)


class PlaceFactory(factory.django.DjangoModelFactory):
    """A place in Colombelles, with an empty portrait."""

    class Meta:
        model = Place
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"Le Lieu {n}")
    slug = factory.Sequence(lambda n: f"le-lieu-{n}")
    commune = factory.SubFactory(CommuneFactory)
    department = factory.SelfAttribute("commune.department")
    insee = factory.SelfAttribute("commune.code")
    locality = factory.SelfAttribute("commune.name")
    postcode = "14460"
    portrait = factory.RelatedFactory(
        "tests.factories.places.PortraitFactory", factory_related_name="place"
    )


class PortraitFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Portrait

    place = factory.SubFactory(PlaceFactory, portrait=None)


class LifeEventFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = LifeEvent

    place = factory.SubFactory(PlaceFactory)
    kind = "opened"
    date = "2019-10"


class MembershipFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Membership

    person = factory.SubFactory(PersonFactory)
    place = factory.SubFactory(PlaceFactory)
    role = Role.STEWARD


class NetworkMembershipFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = NetworkMembership

    person = factory.SubFactory(PersonFactory)
    network = factory.SubFactory(NetworkFactory)
