"""The linked data against the Common Impact Data Standard's own shapes and context."""

import json

import pyshacl
import pytest
from pyld import jsonld
from rdflib import RDF, RDFS, SH, Graph, Namespace, URIRef
from rdflib.compare import isomorphic

from maille.reports.exports.jsonld import build_jsonld
from maille.reports.exports.jsonld_context import CONTEXT
from tests.reports.exports.documents import make_document, make_draft, make_empty_draft

SITE = "https://maille.example"
CIDS = Namespace("https://ontology.commonapproach.org/cids#")
ORG = Namespace("http://ontology.eil.utoronto.ca/tove/organization#")
I72 = Namespace("http://ontology.eil.utoronto.ca/ISO21972/iso21972#")
PROV = Namespace("http://www.w3.org/ns/prov#")

# rdflib warns of its own classes, which pyshacl still uses.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")

REQUIRED = [
    (CIDS.Address, CIDS.addressCountry),
    (CIDS.Address, CIDS.addressLocality),
    (CIDS.Address, CIDS.addressRegion),
    (CIDS.Address, CIDS.postalCode),
    (CIDS.Address, CIDS.streetAddress),
    (CIDS.Indicator, CIDS.forOrganization),
    (CIDS.Indicator, CIDS.hasDescription),
    (CIDS.Indicator, CIDS.unitDescription),
    (CIDS.Indicator, ORG.hasName),
    (CIDS.IndicatorReport, CIDS.forIndicator),
    (CIDS.IndicatorReport, CIDS.forOrganization),
    (CIDS.IndicatorReport, I72.value),
    (CIDS.IndicatorReport, ORG.hasName),
    (CIDS.IndicatorReport, PROV.endedAtTime),
    (CIDS.IndicatorReport, PROV.startedAtTime),
    (CIDS.Organization, ORG.hasLegalName),
    (CIDS.Outcome, CIDS.forOrganization),
    (CIDS.Outcome, CIDS.hasDescription),
    (CIDS.Outcome, ORG.hasName),
    (CIDS.Theme, CIDS.hasDescription),
    (CIDS.Theme, ORG.hasName),
    (I72.Measure, I72.hasNumericalValue),
]


@pytest.fixture(scope="module")
def shapes(shared_data):
    return Graph().parse(shared_data / "schemas" / "cids_3.2.1_basic.shacl.ttl", format="turtle")


@pytest.fixture(scope="module")
def standard_context(shared_data):
    file = shared_data / "schemas" / "cids_3.2.1_context.jsonld"
    return json.loads(file.read_text(encoding="utf-8"))["@context"]


def graph_of(document, language="fr", context=None):
    tree = build_jsonld(document, base_url=SITE, language=language)
    if context:
        tree["@context"] = context
    return read_graph(tree)


def read_graph(tree):
    return Graph().parse(data=jsonld.to_rdf(tree, {"format": "application/n-quads"}), format="nt")


def complaints(graph, shapes, inference="none"):
    """Give the (node, property) pairs that a validator complains of, whatever the severity."""
    _conforms, report, _text = pyshacl.validate(
        graph, shacl_graph=shapes, ont_graph=shapes, inference=inference
    )
    return {
        (report.value(result, SH.focusNode), report.value(result, SH.resultPath))
        for result in report.subjects(RDF.type, SH.ValidationResult)
    }


@pytest.mark.parametrize("inference", ["none", "rdfs"])
@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("stated", [True, False])
def test_edition_conforms(shapes, inference, language, stated):
    graph = graph_of(make_document(stated=stated), language)
    assert complaints(graph, shapes, inference) == set()


@pytest.mark.parametrize("make", [make_draft, make_empty_draft])
def test_draft_conforms(shapes, make):
    assert complaints(graph_of(make()), shapes) == set()


def test_required_properties_are_those_of_the_shapes(shapes):
    used = set(graph_of(make_document()).objects(None, RDF.type))
    required = {
        (kind, shapes.value(property_shape, SH.path))
        for shape, kind in shapes.subject_objects(SH.targetClass)
        if kind in used
        for property_shape in shapes.objects(shape, SH.property)
        if int(shapes.value(property_shape, SH.minCount)) > 0
    }
    assert required == set(REQUIRED)


@pytest.mark.parametrize(
    ("kind", "lacking"), REQUIRED, ids=lambda term: str(term).rpartition("#")[2]
)
def test_removing_a_required_property_is_rejected(shapes, kind, lacking):
    graph = graph_of(make_document())
    node = min(graph.subjects(RDF.type, kind))
    graph.remove((node, lacking, None))
    assert (node, lacking) in complaints(graph, shapes)


def test_a_number_that_is_no_string_is_rejected(shapes):
    tree = build_jsonld(make_document(), base_url=SITE)
    [report, *_others] = [n for n in tree["@graph"] if n["@type"] == "cids:IndicatorReport"]
    report["value"]["hasNumericalValue"] = {"@value": 14}
    measure = URIRef(report["value"]["@id"])
    assert complaints(read_graph(tree), shapes) == {(measure, I72.hasNumericalValue)}


def test_classes_are_known_to_the_standard(shapes):
    ours = {kind for kind in graph_of(make_document()).objects(None, RDF.type) if kind in CIDS}
    known = set(shapes.subjects(RDFS.subClassOf, None)) | set(shapes.objects(None, SH["class"]))
    assert ours - known == set()


def test_terms_have_the_addresses_of_the_standard_context(standard_context):
    prefixes = {name for name, of in CONTEXT.items() if isinstance(of, str)}
    ours = {name: of for name, of in CONTEXT.items() if name != "schema"}
    assert ours == {name: standard_context[name] for name in ours}
    assert CONTEXT["schema"] == standard_context["sch"]
    assert prefixes == {"cids", "org", "i72", "prov", "schema", "xsd"}


def test_standard_context_reads_the_same_graph(standard_context):
    theirs = standard_context | {"schema": standard_context["sch"]}
    assert isomorphic(graph_of(make_document()), graph_of(make_document(), context=theirs))
