"""Sitemaps and OPML: lists of addresses, with what they say of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from lxml import etree

from accordingto.ingest.article import NOTHING_KNOWN, Known
from accordingto.ingest.cleaning import clean_phrase
from accordingto.ingest.dates import parse_moment
from accordingto.ingest.metadata import Metadata, language_code, tidy_tags, web_address

MAX_LINKS = 1000  # per list; a sitemap may name 50,000, which no desk means to read


class Target(StrEnum):
    """What is to be expected at an address."""

    PAGE = "page"
    FEED = "feed"
    SITEMAP = "sitemap"


@dataclass(frozen=True, slots=True)
class Link:
    """An address and what its list or feed says of the report there."""

    url: str
    target: Target
    known: Known = NOTHING_KNOWN


@dataclass(frozen=True, slots=True)
class LinkList:
    """The first `MAX_LINKS` addresses of a list, newest first where it dates them, and how many it has in all."""

    links: tuple[Link, ...]
    total: int


def read_sitemap(data: bytes, url: str | None) -> LinkList:
    """The addresses of a sitemap, news sitemap or sitemap index; empty if nothing of the kind can be read."""
    links = []
    for element in _elements(data):
        kind = _local(element)
        address = web_address(_child_text(element, "loc"), url) if kind in ("url", "sitemap") else None
        if address:
            links.append(_sitemap_link(element, kind, address))
    dated = [(moment.at, link) for link in links if (moment := link.known.fallback.published)]
    if len(dated) == len(links):
        links = [link for _, link in sorted(dated, key=lambda pair: pair[0], reverse=True)]
    return _limited(links)


def read_opml(data: bytes) -> LinkList:
    """The feeds an OPML file names."""
    links = []
    for element in _elements(data):
        if _local(element) == "outline":
            address = web_address(element.get("xmlUrl") or element.get("xmlurl") or element.get("url"))
            if address:
                links.append(Link(address, Target.FEED))
    return _limited(links)


def _limited(links: list[Link]) -> LinkList:
    unique = list({link.url: link for link in links}.values())
    return LinkList(tuple(unique[:MAX_LINKS]), len(unique))


def _elements(data: bytes) -> Iterator[etree._Element]:
    """All elements of an XML document, damaged or not; no entity is expanded and nothing is loaded for it."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, recover=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data.strip(b"\0 \t\r\n"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return
    if root is not None:
        yield from root.iter(etree.Element)


def _local(element: etree._Element) -> str:
    """The element's name without its namespace; damaged XML can leave names that lxml itself refuses to split."""
    return str(element.tag).rpartition("}")[2].lower()


def _child_text(element: etree._Element, *names: str) -> str | None:
    """The text of the first descendant with one of these local names."""
    found = (child.text for child in element.iter(etree.Element) if _local(child) in names and child.text)
    return next(found, None)


def _sitemap_link(element: etree._Element, kind: str, url: str) -> Link:
    metadata = Metadata(
        title=clean_phrase(_child_text(element, "title")),
        publisher=clean_phrase(_child_text(element, "name")),
        published=parse_moment(_child_text(element, "publication_date"))
        or parse_moment(_child_text(element, "lastmod")),
        tags=tidy_tags((_child_text(element, "keywords") or "").split(",")),
        lang=language_code(_child_text(element, "language")),
    )
    return Link(url, Target.PAGE if kind == "url" else Target.SITEMAP, Known(fallback=metadata))
