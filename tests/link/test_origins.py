"""What a report drew on."""

from __future__ import annotations

from dataclasses import replace

from accordingto.link import reported_from
from accordingto.model import Relation, SourceKind
from tests.factory import make_actor, make_article, make_attribution

TEXT = "Shells hit the mill, Reuters reported. The mayor told the Hill Herald that two bakers were hurt."
REUTERS = make_actor("Reuters", kind=SourceKind.AGENCY)
MAYOR = make_actor("the mayor", kind=SourceKind.GOVERNMENT)


def test_cited_outlets_and_channels_each_give_an_edge_with_their_words() -> None:
    article = make_article(TEXT)
    cited = make_attribution(article, "reported", "Shells hit the mill", author=REUTERS, source="Reuters")
    told = make_attribution(
        article, "told", "two bakers were hurt", author=MAYOR, source="The mayor", channel="the Hill Herald"
    )
    edges = {e.right_id: e for e in reported_from(article, [told, cited])}
    assert set(edges) == {"publisher:reuters", "publisher:hill herald"}
    assert all(e.relation == Relation.REPORTED_FROM and e.left_id == article.id for e in edges.values())
    span = edges["publisher:reuters"].evidence[0].left
    assert span and span.slice(article.text) == "Reuters"


def test_outlets_cited_together_each_give_an_edge() -> None:
    article = make_article("Hill Radio and the Herald said the road is open.", publisher="Post")
    parts = tuple(make_actor(name, kind=SourceKind.MEDIA) for name in ("Hill Radio", "Herald"))
    together = replace(make_actor("Hill Radio and Herald", kind=SourceKind.MEDIA), parts=parts)
    said = make_attribution(article, "said", "the road is open", author=together)
    assert [edge.right_id for edge in reported_from(article, [said])] == ["publisher:herald", "publisher:hill radio"]


def test_a_credit_covers_the_report_and_comes_before_a_citation() -> None:
    article = make_article(TEXT, agency="Reuters")
    cited = make_attribution(article, "reported", "Shells hit the mill", author=REUTERS)
    (edge,) = reported_from(article, [cited])
    assert edge.reason == "The report is credited to Reuters."


def test_an_outlet_does_not_draw_on_itself() -> None:
    article = make_article(TEXT, publisher="Reuters")
    cited = make_attribution(article, "reported", "Shells hit the mill", author=REUTERS)
    assert reported_from(article, [cited]) == ()


def test_a_ministry_is_no_publication() -> None:
    article = make_article(TEXT)
    assert reported_from(article, [make_attribution(article, "told", "two bakers", author=MAYOR)]) == ()


def test_nothing_read_gives_nothing() -> None:
    assert reported_from(make_article(TEXT), []) == ()
