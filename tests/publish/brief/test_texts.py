"""A brief as text and as Markdown, in which no report can write more than its words."""

from __future__ import annotations

import html
import re

import pytest
from markdown_it import MarkdownIt

from accordingto.publish.brief import markdown, plain
from accordingto.publish.brief.texts import WIDTH
from tests.publish.brief.briefs import LINE, brief_with, line_of

PLAIN = """\
Northern front
What became known since 3 December 2024 until 4 December 2024, 18:05 UTC

NEW

* Capture of Qorin by Hill Front (3 December 2024)
  Disputed: 2 reports · 2 outlets · 2 origins. Denied by Norland army.
  - Norland army said: “we hold the bridge” (Meridian Post, “Army holds
    bridge”, 3 December 2024)
    https://meridianpost.example/bridge
  Details: https://example.org/front/events/abcd.html

1 event besides told again, by reports that are no origin of their own.
"""


def test_plain_text() -> None:
    assert plain(brief_with(LINE, base_url="https://example.org/front/", echoes=1)) == PLAIN


def test_markdown() -> None:
    text = markdown(brief_with(LINE, base_url="https://example.org/front"))
    assert "## New\n\n- **[Capture of Qorin by Hill Front" in text
    assert "](<https://example.org/front/events/abcd.html>)**" in text
    assert "](<https://meridianpost.example/bridge>)" in text


def test_an_empty_brief_says_so() -> None:
    assert plain(brief_with()).endswith("Nothing new, nothing changed, nothing newly disputed.\n")


HOSTILE = [
    "<script>alert(1)</script>",
    "[click](javascript:alert(1))",
    "![](https://evil.example/pixel.png)",
    "**bold** _it_ `code` ~~gone~~ | table |",
    "# heading",
    "- item",
    "1. item",
    "<https://evil.example>",
    "https://evil.example www.evil.example",
    "&lt;b&gt;",
    "a \\] b",
]


def rendered(text: str) -> str:
    """Markdown as a reader with GitHub's tables, strike-through and autolinks shows it; it lets HTML through."""
    return str(MarkdownIt("gfm-like").render(text))


@pytest.mark.parametrize("words", HOSTILE)
def test_markdown_shows_the_words_of_reports_as_they_are(words: str) -> None:
    shown = rendered(markdown(brief_with(line_of(words))))
    tags = set(re.findall(r"</?(\w+)", shown))
    assert tags <= {"h1", "h2", "p", "ul", "li", "strong", "br"}
    assert shown.count("<ul>") == 2
    assert html.unescape(shown).count(words) == 6  # headline, change, author, words, outlet, title


@pytest.mark.parametrize("url", ["https://a.example/x>)[y](z", "https://a.example/(x)", 'https://a.example/"t"'])
def test_an_address_cannot_leave_its_link(url: str) -> None:
    text = rendered(markdown(brief_with(line_of("words", url=url))))
    (address,) = re.findall(r'<a href="([^"]*)">[^<]*“words”[^<]*</a>', text)
    assert address.startswith("https://a.example/")
    assert not set(address) & set("<>()[] ")


def test_lines_fit_a_mail_but_for_addresses() -> None:
    text = plain(brief_with(line_of("many words in a row " * 20, url="https://a.example/" + "x" * 200)))
    assert all(len(line) <= WIDTH for line in text.splitlines() if "https://" not in line)
