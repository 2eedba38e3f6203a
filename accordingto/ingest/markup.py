"""HTML to a tree and to lines of text, for pages that trafilatura finds no article in and for pieces of pages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring
from trafilatura import bare_extraction, load_html

from accordingto.ingest.cleaning import clean_text

MAX_HTML_CHARS = 6_000_000  # the largest page measured has 0.6 million; this much takes ten seconds
# Parsing takes time by the square of a tag's attributes. Longer tags mostly carry a picture; a script that looks like
# one loses a piece nobody reads.
MAX_TAG_CHARS = 4000
_LONG_TAG = re.compile(rf"<([a-zA-Z][\w:-]*+)[^<>]{{{MAX_TAG_CHARS},}}+>?")
_KEPT_ATTRIBUTE = re.compile(
    r"""\s(?:class|id|href|lang|type|name|property|itemprop|rel|content|datetime)\s*=\s*(?:"[^"]{0,500}"|'[^']{0,500}')"""
)
_MAX_KEPT = 12

# Posts of other people shown inside a page are not its own words.
_EMBEDDED_POSTS = (
    "//blockquote[contains(@class, 'twitter-tweet') or contains(@class, 'twitter-video') or "
    "contains(@class, 'instagram-media') or contains(@class, 'tiktok-embed') or contains(@class, 'bluesky-embed')]"
)
_BLOCKS = (
    "p", "div", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "tr", "table", "section", "article",
    "main", "header", "footer", "br", "hr", "pre", "dt", "dd", "figcaption", "title",
)  # fmt: skip
_SILENT = ("script", "style", "noscript", "template", "svg", "iframe", "form", "nav", "button", "select", "textarea")
_LIST_MARK = "- "  # trafilatura's, for items of lists


def parse(markup: str) -> HtmlElement | None:
    """The tree of a page (of its first `MAX_HTML_CHARS`), or None if it holds no element at all."""
    tree: HtmlElement | None = load_html(_bounded(markup))
    return tree


def _bounded(markup: str) -> str:
    """The markup cut to what can be parsed in reasonable time: its length, and the attributes of each tag."""
    return _LONG_TAG.sub(_without_long_attributes, markup[:MAX_HTML_CHARS])


def _without_long_attributes(tag: re.Match[str]) -> str:
    return f"<{tag.group(1)}{''.join(_KEPT_ATTRIBUTE.findall(tag.group())[:_MAX_KEPT])}>"


def main_lines(tree: HtmlElement, url: str | None) -> list[str]:
    """The paragraphs of the page's main text as trafilatura finds it; empty if it finds none."""
    try:
        found = bare_extraction(tree, url=url, include_comments=False, prune_xpath=_EMBEDDED_POSTS)
    except RecursionError:  # elements nested deeper than Python's stack
        return []
    text = getattr(found, "text", None) or ""
    return [line.removeprefix(_LIST_MARK) for line in _lines(text)]


def fragment_lines(markup: str) -> list[str]:
    """The text of a piece of HTML (or of plain text), one line for each block."""
    if "<" not in markup and "&" not in markup:
        return _lines(markup)
    try:
        tree = document_fromstring(f"<div>{_bounded(markup)}</div>", parser=HTMLParser(remove_comments=True))
    except (etree.ParserError, ValueError):
        return []
    return shown_lines(tree)


def shown_lines(tree: HtmlElement) -> list[str]:
    """The text a tree shows, one line for each block; scripts, forms and navigation left out."""
    return _lines("".join(_pieces(tree)))


def _pieces(tree: HtmlElement) -> Iterator[str]:
    """Text in the order of the document, with a line feed where a block begins or ends."""
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        name = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            if not name or name in _SILENT:
                walk.skip_subtree()
                continue
            yield "\n" if name in _BLOCKS else ""
            yield element.text or ""
        else:
            yield "\n" if name in _BLOCKS else ""
            yield element.tail or ""


def _lines(text: str) -> list[str]:
    return [line for line in clean_text(text).split("\n") if line]


def joined(lines: Sequence[str]) -> str:
    """Paragraphs as articles store them: one blank line between two."""
    return "\n\n".join(lines)
