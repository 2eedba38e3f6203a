"""JSON-LD of schema.org, read as linked data by an RDF library."""

from __future__ import annotations

import json
from collections.abc import Iterable

import pytest
from rdflib import RDF, Graph, Namespace
from rdflib.term import Node

from accordingto.publish.exports.schema_org import event_nodes, page_json
from accordingto.publish.situation import Situation
from tests.publish.conftest import OPTIONS
from tests.publish.exports.reading import read_json

pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib's own use of it

SCHEMA = Namespace("https://schema.org/")
# What schema.org lets each type have (with what it inherits), as far as we write it.
PROPERTIES = {
    "NewsArticle": "headline publisher inLanguage url datePublished creditText license",
    "Claim": "name author about dateCreated firstAppearance appearance text",
    "Event": "name startDate endDate location url",
    "Place": "name geo",
    "GeoCoordinates": "latitude longitude",
    "GeoCircle": "geoMidpoint geoRadius",
}
PARTIES = "Organization NewsMediaOrganization GovernmentOrganization NGO Person Thing".split()


@pytest.fixture
def graph(example: Situation) -> Graph:
    data = read_json("schema-org", example)
    assert data["@context"] == "https://schema.org"  # which maps every name to its term; fetched by readers
    data["@context"] = {"@vocab": str(SCHEMA)}
    return Graph().parse(data=json.dumps(data), format="json-ld")


def of_type(graph: Graph, name: str) -> set[Node]:
    return set(graph.subjects(RDF.type, SCHEMA[name]))


def names(terms: Iterable[Node]) -> set[str]:
    return {str(term).removeprefix(str(SCHEMA)) for term in terms} - {str(RDF.type)}


def test_reports_claims_and_events_are_there(graph: Graph, example: Situation) -> None:
    assert len(of_type(graph, "NewsArticle")) == len(example.articles)
    assert len(of_type(graph, "Claim")) == len(example.claims)
    assert len(of_type(graph, "Event")) == len(example.events)


def test_types_have_only_their_properties(graph: Graph) -> None:
    for node, kind in graph.subject_objects(RDF.type):
        (name,) = names([kind])
        allowed = {"name"} if name in PARTIES else set(PROPERTIES[name].split())
        assert names(graph.predicates(node)) <= allowed, name


def test_claims_lead_to_where_they_appear_first(graph: Graph) -> None:
    for claim in of_type(graph, "Claim"):
        appearances = set(graph.objects(claim, SCHEMA.appearance))
        assert set(graph.objects(claim, SCHEMA.firstAppearance)) <= appearances <= of_type(graph, "NewsArticle")
        assert appearances
        assert set(graph.objects(claim, SCHEMA.about)) <= of_type(graph, "Event")


def test_nothing_is_a_review(example: Situation) -> None:
    # That is for the verdict of a named person, and the machine gives none.
    kinds = {node["@type"] for node in read_json("schema-org", example)["@graph"]}
    assert kinds == {"NewsArticle", "Claim", "Event"}


def test_nodes_stand_in_a_page_without_ending_its_script(example: Situation) -> None:
    nodes = event_nodes(example, example.events[0], OPTIONS)
    text = page_json([{**nodes[0], "name": "</script><script>alert(1)</script>\u2028&"}])
    assert not set(text) & set("<>&\u2028")
    assert json.loads(text)["@graph"][0]["name"].startswith("</script>")
