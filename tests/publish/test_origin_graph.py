"""The picture and the table of an event's origins, and what each report added."""

from __future__ import annotations

from dataclasses import replace

from accordingto.model import Event, OriginEdge
from accordingto.publish.pages.history import history
from accordingto.publish.pages.origin_graph import HOW, origin_graph
from accordingto.publish.situation import Situation


def withdrawal(example: Situation) -> Event:
    """The army's statement, told by an agency, copied by one outlet and reported from it by another."""
    (event,) = (e for e in example.events if e.standing.reports == 3 and e.mode == "withdraw")
    return event


def test_every_step_of_the_record_is_in_the_table(example: Situation) -> None:
    for event in example.events:
        graph = origin_graph(example, event)
        assert len(graph.steps) == len(event.origin_edges)
        assert all(step.how in HOW.values() for step in graph.steps)


def test_each_report_and_author_is_drawn_once(example: Situation) -> None:
    graph = origin_graph(example, withdrawal(example))
    for drawing in (graph.wide, graph.narrow):
        assert drawing is not None
        reports = sorted(node.name.text for node in drawing.nodes if node.name.kind == "article")
        assert reports == ["Halden Wire", "Lakeside Tribune", "Northern Courier"]
        assert {node.name.number for node in drawing.nodes if node.name.number} == {1}
        assert all(0 < node.y < drawing.height for node in drawing.nodes)


def test_an_outlet_heard_through_bears_its_name(example: Situation) -> None:
    event = withdrawal(example)
    step = OriginEdge(
        left_id=event.origin_edges[0].left_id, right_id="publisher:afp", kind="agency_credit", reason="Credited."
    )
    graph = origin_graph(example, replace(event, origin_edges=(*event.origin_edges, step)))
    assert graph.wide is not None
    through = {node.name.text for node in graph.wide.nodes if node.name.kind == "publisher"}
    assert through == {"AFP", "Halden Wire"}, "one of the table of outlets, one that a report is from"
    assert graph.steps[-1].right == "AFP"


def test_a_copy_shows_the_words_of_both_texts(example: Situation) -> None:
    graph = origin_graph(example, withdrawal(example))
    copies = [step for step in graph.steps if step.how == HOW["copy"]]
    assert copies
    for step in copies:
        assert "temporarily withdrawn" in step.left_words
        assert "temporarily withdrawn" in step.right_words
        assert step.left_report and step.right_report


def test_one_report_of_one_author_is_not_worth_a_picture(example: Situation) -> None:
    single = next(event for event in example.events if len(event.origin_edges) == 1)
    graph = origin_graph(example, single)
    assert graph.wide is None
    assert graph.narrow is None


def test_the_same_event_gives_the_same_picture(example: Situation) -> None:
    event = withdrawal(example)
    assert origin_graph(example, event) == origin_graph(example, event)


def test_history_tells_what_each_report_added(example: Situation) -> None:
    first, *later = history(example, withdrawal(example))
    assert first.outlet == "Halden Wire"
    assert first.lines[0].startswith("First told by ")
    assert any(added.lines == ("Repeats what was known.",) for added in later)


def test_history_names_a_denial(example: Situation) -> None:
    denied = next(event for event in example.events if event.standing.denied_by)
    lines = [line for added in history(example, denied) for line in added.lines]
    assert any(line.startswith(f"Denied by {denied.standing.denied_by[0]}") for line in lines)
