"""The catalogue: DCAT-AP, each file that it names is there."""

import json
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.urls import reverse
from pyshacl import validate
from rdflib import DCAT, DCTERMS, FOAF, RDF, Graph, URIRef

from maille.portal.exports.formats import FILES
from tests.factories.directory import make_source
from tests.factories.places import PlaceFactory
from tests.portal.open_data.written import fetched

pytestmark = [
    pytest.mark.django_db,
    # rdflib warns of itself when it reads JSON-LD.
    pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning"),
]
SHAPES = Path(__file__).with_name("dcat_ap.ttl")


@pytest.fixture
def catalogue(client):
    answer, content = fetched(client, reverse("files:catalogue"))
    assert answer["Content-Type"] == "application/ld+json"
    return json.loads(content)


@pytest.fixture
def graph(catalogue):
    return Graph().parse(data=json.dumps(catalogue), format="json-ld")


def test_catalogue_has_all_that_is_mandatory(graph):
    conforms, _report, words = validate(graph, shacl_graph=Graph().parse(SHAPES))
    assert conforms, words


def test_shapes_see_what_is_missing(graph):
    (catalogue,) = graph.subjects(RDF.type, DCAT.Catalog)
    graph.remove((catalogue, DCTERMS.publisher, None))
    assert not validate(graph, shacl_graph=Graph().parse(SHAPES))[0]


def test_every_file_is_named_and_is_there(client, graph):
    named = [urlsplit(str(one)).path for one in graph.objects(None, DCAT.downloadURL)]
    assert sorted(named) == sorted(reverse(file.route) for file in FILES.values())
    assert [fetched(client, path)[0].status_code for path in named] == [200] * len(named)


def test_publisher_is_this_site(graph):
    (name,) = graph.objects(None, FOAF.name)
    assert str(name) == "maille.example"


def test_one_licence_is_named_and_several_lead_to_the_page(client):
    PlaceFactory()

    def licences():
        _answer, content = fetched(client, reverse("files:catalogue"))
        graph = Graph().parse(data=content, format="json-ld")
        return set(graph.objects(None, DCTERMS.license))

    assert licences() == {URIRef("https://opendatacommons.org/licenses/odbl/1-0/")}
    make_source("CGET", licence="etalab-2.0")
    assert licences() == {URIRef("https://maille.example/donnees/#licences")}
