"""What `ingest` yields: captures and the articles read out of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from accordingto.model.values import Identified, require_utc, stable_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """Bytes a URL or file returned at one moment; `url` may be a `file:` path, `body_sha256` is of the raw bytes."""

    url: str
    fetched_at: datetime
    body_sha256: str
    media_type: str

    def __post_init__(self) -> None:
        require_utc(self.fetched_at, "fetched_at")

    @property
    def id(self) -> str:
        return stable_id("capture", self.url, self.body_sha256)


@dataclass(frozen=True, slots=True, kw_only=True)
class Article(Identified):
    """Readable text of a capture; every span in the system points into `text`.

    `publisher` is the outlet's name as its readers know it; `published` is in UTC, and `published_zone` keeps
    the offset the page gave ("+03:00", None if it gave a day only). `agency` is the news agency credited
    ("Reuters"); `feed_source` the publisher named by RSS `<source>`. `known_at` falls back to the fetch time.
    `text_policy` says how much may be shown: "full" for a licence that allows it, else "quote".
    """

    capture_id: str
    url: str | None
    publisher: str | None
    title: str | None
    text: str
    lang: str
    published: datetime | None
    fetched_at: datetime
    published_zone: str | None = None
    byline: str | None = None
    agency: str | None = None
    credit: str | None = None
    feed_source: str | None = None
    licence: str | None = None
    tags: tuple[str, ...] = ()
    external_id: str | None = None

    def __post_init__(self) -> None:
        if not self.text:
            raise ValueError("an article has text")
        require_utc(self.fetched_at, "fetched_at")
        if self.published is not None:
            require_utc(self.published, "published")

    def _make_id(self) -> str:
        """Publisher and text, not the URL: the same report found twice is one article."""
        return stable_id("article", (self.publisher or "").casefold(), self.text)

    @property
    def known_at(self) -> datetime:
        """When the world could know what the article says: its publication, or the fetch if that is unknown."""
        return self.published or self.fetched_at
