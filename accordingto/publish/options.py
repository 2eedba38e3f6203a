"""What the caller decides about a publication, and what comes back."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from accordingto.publish.geometry import Box


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """A picture above the page: the file, what it shows in words, and whose it is."""

    image: Path
    alt: str
    credit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLink:
    """A link of the page's own; `url` is of http, https or mailto, anything else raises ValueError."""

    text: str
    url: str

    def __post_init__(self) -> None:
        if urlsplit(self.url).scheme not in ("http", "https", "mailto"):
            raise ValueError(f"{self.url!r} is no link of http, https or mailto")


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishOptions:
    """The choices of whoever publishes.

    `title` None: made of the countries. `standfirst` is one sentence of their own above the figures. `base_url` is
    where the site will stand, for the feeds' links (None: they stay relative). `area` None: where the events are.
    `full_text` shows every report whole, for which the operator answers; otherwise a text is shown whole only where
    its licence is known to allow it, and in short quotations where not. `maplibre` False leaves out the map's script.
    `tags` are story tags of the whole page; `time_zone` is that in which times of day are written; `links` are the
    page's own, to support it or to subscribe.
    """

    title: str | None = None
    standfirst: str | None = None
    base_url: str | None = None
    area: Box | None = None
    full_text: bool = False
    maplibre: bool = True
    tags: tuple[str, ...] = ()
    time_zone: str = "UTC"
    cover: Cover | None = None
    links: tuple[PageLink, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What a publication holds and did: `written` files were new or changed, `removed` ones are no longer needed."""

    index: Path
    reports: int
    outlets: int
    claims: int
    events: int
    origins: int
    issues: int
    written: int
    unchanged: int
    removed: int
