"""The whole reader on reports of our own: what a desk editor would expect of each, and what must hold of any text."""

from __future__ import annotations

import pytest

from accordingto.model import Attribution, EventType, Reading, Span
from accordingto.read import Layer, Reader, Thresholds
from tests.factory import make_article

REPORT = """Rebels seize Kafr Nabl as army pulls back

Opposition fighters captured the town of Kafr Nabl in Idlib province on Saturday, the Syrian Observatory for Human \
Rights said. At least 12 soldiers were killed in the fighting, according to the British-based monitor.

A military source told Reuters that troops had withdrawn from the town to new positions. The defence ministry denied \
that any position was lost.

“We hold the bridge,” said the governor, Ahmad Khalil. He added that aid convoys would leave on Monday."""


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.load()


@pytest.fixture(scope="module")
def reading(reader: Reader) -> Reading:
    return reader.read(make_article(REPORT))


def by_cue(reading: Reading, text: str) -> dict[str, list[Attribution]]:
    found: dict[str, list[Attribution]] = {}
    for attribution in reading.attributions:
        for cue in attribution.cue:
            found.setdefault(cue.slice(text), []).append(attribution)
    return found


def test_every_span_slices_back(reading: Reading) -> None:
    spans: list[Span] = [t.span for t in reading.toponyms] + [t.span for t in reading.times]
    spans += [q.span for q in reading.quantities]
    spans += [s for a in reading.attributions for s in (*a.source, *a.cue, *a.content)]
    spans += [s for e in reading.events for s in e.triggers]
    spans += [a.span for e in reading.events for a in (*e.agents, *e.recipients) if a.span]
    assert spans
    for span in spans:
        words = span.slice(REPORT)
        assert len(words) == span.end - span.start
        assert words.strip() == words, "a span begins and ends with words"


def test_each_statement_has_its_source(reading: Reading) -> None:
    names = {a.author.name for a in reading.attributions if a.author}
    assert any("Observatory" in name for name in names)
    assert any("military source" in name for name in names)
    assert any("defence ministry" in name.casefold() for name in names)
    assert any("Khalil" in name for name in names)


def test_the_capture_is_an_assault_told_by_the_monitor(reading: Reading) -> None:
    capture = next(e for e in reading.events if any(t.slice(REPORT) == "captured" for t in e.triggers))
    assert capture.type is EventType.ASSAULT
    authors = {a.author.name for a in reading.attributions if a.author and a.id in capture.attribution_ids}
    assert any("Observatory" in name for name in authors)


def test_reading_twice_gives_the_same(reader: Reader, reading: Reading) -> None:
    assert reader.read(make_article(REPORT)) == reading


def test_every_pointer_leads_somewhere(reading: Reading) -> None:
    ids = {a.id for a in reading.attributions}
    assert {a.within_id for a in reading.attributions} - {None} <= ids
    assert {a.continues_id for a in reading.attributions} - {None} <= ids
    assert {i for e in reading.events for i in e.attribution_ids} <= ids
    assert all(0 <= a.score <= 1 for a in reading.attributions)


@pytest.mark.parametrize("layer", list(Layer))
def test_a_layer_alone_is_what_it_is_among_all(reader: Reader, reading: Reading, layer: Layer) -> None:
    alone = reader.read(make_article(REPORT), layers=[layer])
    field = {"timexes": "times"}.get(layer, str(layer))
    assert getattr(alone, field) == getattr(reading, field)


@pytest.mark.parametrize(
    "text",
    [
        ".",  # no word at all
        "\u200b\u202e\u00a0x",  # zero width, right to left, hard space
        "“" * 400,  # quotation marks that never close
        "said " * 3000,  # nothing but cues
        "\n\n".join(["“Quoted,” he said."] * 200),
        "a" * 20_000,  # one endless word
        "\U0001f600 fled Homs",  # an emoji before words
        "KYIV, FEB 3 -- SHELLS HIT KHARKIV, OFFICIALS SAID",  # capitals only
    ],
)
def test_odd_texts_are_read_without_harm(reader: Reader, text: str) -> None:
    reading = reader.read(make_article(text))
    for attribution in reading.attributions:
        assert all(span.end <= len(text) for span in (*attribution.source, *attribution.cue, *attribution.content))


def test_a_text_beyond_the_limit_says_so(reader: Reader) -> None:
    reading = reader.read(make_article("Rebels took Hama. " + "x" * 200_000), layers=[Layer.ATTRIBUTIONS])
    assert [issue.code for issue in reading.issues] == ["text-too-long"]


def test_thresholds_make_another_method_and_reach_other_processes() -> None:
    strict = Reader.load(thresholds=Thresholds(event=0.99))
    assert strict.method.id != Reader.load().method.id
    assert strict.loader()()(make_article(REPORT)).method == strict.method
