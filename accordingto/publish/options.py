"""What the caller decides about a publication, and what comes back."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from accordingto.publish.geometry import Box


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishOptions:
    """The choices of whoever publishes.

    `title` None: made of the period. `standfirst` is one sentence of their own above the figures. `base_url` is
    where the site will stand, for the feeds' links (None: they stay relative). `area` None: where the events are.
    `full_text` shows every report whole, for which the operator answers; otherwise a text is shown whole only where
    its licence is known to allow it, and in short quotations where not. `maplibre` False leaves out the map's script.
    """

    title: str | None = None
    standfirst: str | None = None
    base_url: str | None = None
    area: Box | None = None
    full_text: bool = False
    maplibre: bool = True


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
