"""What the tests look at in a page: a small checker of HTML, without a browser."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

VOID = frozenset("area base br col embed hr img input link meta source track wbr rect".split())
DATA = "application/ld+json"  # of a script element that browsers never run
URL_ATTRIBUTES = frozenset(("href", "src", "action", "formaction", "data", "poster", "srcset", "xlink:href"))
PICTURE = bytes.fromhex(  # the smallest PNG: one grey point
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55"
    "0000000a49444154789c6368000000820081dd436af40000000049454e44ae426082"
)


@dataclass
class Page:
    """A page as read: what it links to, its ids, its words, its JSON-LD, and what is wrong with it."""

    path: Path
    links: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    headings: list[int] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    words: str = ""
    data: list[dict[str, list[dict[str, object]]]] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self, page: Page) -> None:
        super().__init__(convert_charrefs=True)
        self.page = page
        self.open: list[str] = []
        self.in_data = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.page.tags.append(tag)
        names = [name for name, _ in attrs]
        if len(names) != len(set(names)):
            self.page.faults.append(f"<{tag}> has an attribute twice")
        for name, value in attrs:
            self._attribute(tag, name, value or "")
        self.in_data = tag == "script" and dict(attrs).get("type") == DATA
        if tag == "script" and not dict(attrs).get("src") and not self.in_data:
            self.page.faults.append("inline script")
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            self.page.headings.append(int(tag[1]))
        if tag not in VOID:
            self.open.append(tag)

    def _attribute(self, tag: str, name: str, value: str) -> None:
        if name.startswith("on"):
            self.page.faults.append(f"handler {name} in <{tag}>")
        if name == "style":
            self.page.faults.append(f"style attribute in <{tag}>")
        if name == "id":
            self.page.ids.append(value)
        if name in URL_ATTRIBUTES:
            self.page.links.append(value)

    def handle_endtag(self, tag: str) -> None:
        self.in_data = False
        if tag in VOID:
            return
        if not self.open or self.open.pop() != tag:
            self.page.faults.append(f"</{tag}> closes nothing")

    def handle_data(self, data: str) -> None:
        if self.in_data:
            self.page.data.append(json.loads(data))
        else:
            self.page.words += data


def read_page(path: Path) -> Page:
    """The page at a path, with its faults."""
    page = Page(path=path)
    reader = _Reader(page)
    reader.feed(path.read_text(encoding="utf-8"))
    reader.close()
    if reader.open:
        page.faults.append(f"never closed: {reader.open}")
    if len(page.ids) != len(set(page.ids)):
        page.faults.append("an id is there twice")
    if page.tags.count("h1") != 1 or page.tags.count("main") != 1:
        page.faults.append("not one h1 and one main")
    jumps = [b for a, b in zip(page.headings, page.headings[1:], strict=False) if b > a + 1]
    if jumps:
        page.faults.append(f"headings skip a level: {page.headings}")
    return page


def html_files(site: Path) -> list[Path]:
    """Every page of a site."""
    return sorted(site.rglob("*.html"))
