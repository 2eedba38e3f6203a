"""Marked text: all of it, escaped, well formed, whatever the spans are."""

from __future__ import annotations

from html import unescape
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from accordingto.model import Span
from accordingto.publish.marks import Mark, MarkKind, render
from accordingto.publish.wording import clean


class Checker(HTMLParser):
    """Fails on a tag that is closed out of order; gathers the words, without the marks' own labels."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in {"p", "span", "a", "sup"}
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "sup" not in self.open:
            self.words.append(data)


def words(html: str) -> str:
    checker = Checker()
    checker.feed(html)
    checker.close()
    assert not checker.open
    return "".join(checker.words)


TEXT = st.text(min_size=1, max_size=60)
KINDS = st.sampled_from(MarkKind)


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, list[Mark]]:
    text = draw(TEXT)
    starts = st.integers(0, len(text) - 1)
    marks = []
    for number in range(draw(st.integers(0, 6))):
        start = draw(starts)
        span = Span(start, draw(st.integers(start + 1, len(text))))
        marks.append(Mark(span=span, kind=draw(KINDS), note=f"n{number}", label=str(number)))
    return text, marks


@given(marked())
def test_no_word_is_lost_or_added(case: tuple[str, list[Mark]]) -> None:
    text, marks = case
    shown = words(str(render(text, marks)))
    assert "".join(shown.split()) == "".join(clean(text).split())


def test_a_nested_content_is_deeper_than_what_holds_it() -> None:
    text = "The Post reports that the ministry said nobody died."
    outer = Mark(span=Span(22, 51), kind=MarkKind.CONTENT, note="a-1")
    inner = Mark(span=Span(40, 51), kind=MarkKind.CONTENT, note="a-2")
    html = str(render(text, [outer, inner]))
    assert '<span class="m-content d1" data-notes="a-1">' in html
    assert '<span class="m-content d2" data-notes="a-1 a-2">nobody died</span>' in html


def test_marks_that_cross_are_both_kept() -> None:
    html = str(render("abcdef", [
        Mark(span=Span(0, 4), kind=MarkKind.CONTENT, note="a-1"),
        Mark(span=Span(2, 6), kind=MarkKind.SOURCE, note="a-2"),
    ]))  # fmt: skip
    assert 'data-notes="a-1 a-2">cd</span>' in html


def test_a_cue_and_a_trigger_lead_to_their_notes() -> None:
    html = str(render("He said so", [Mark(span=Span(3, 7), kind=MarkKind.CUE, note="a-1", label="1")]))
    assert html == '<p>He <a class="m-cue" href="#a-1" data-notes="a-1">said<sup>1</sup></a> so</p>'


def test_markup_in_a_text_is_only_text() -> None:
    text = '<script>alert("x")</script> & <b>'
    html = str(render(text, [Mark(span=Span(0, 8), kind=MarkKind.CONTENT, note="a-1")]))
    assert "<script" not in html
    assert unescape(words(html)) == text


def test_quote_mode_shows_only_its_windows() -> None:
    text = "First sentence. He said so. Last sentence."
    html = str(render(text, [], [Span(16, 27)]))
    assert html == "<p>… He said so. …</p>"
