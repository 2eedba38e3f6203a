"""Who says what happened, where and when, and how many of them really know.

News reports of a conflict become a ledger of attributed claims and events, and the ledger a situation page. The names
below are the library; each is loaded when it is first asked for, so that importing the package costs nothing. Stages
are packages of their own: `accordingto.ingest`, `.read`, `.link`, `.ledger`, `.publish`; all records are in `.model`.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from accordingto.errors import AccordingtoError
    from accordingto.ingest import Fetcher, Report
    from accordingto.ledger import Ledger, View
    from accordingto.model import (
        Article,
        Attribution,
        Capture,
        Claim,
        Edge,
        Event,
        EventMention,
        Issue,
        Origin,
        Reading,
        Span,
    )
    from accordingto.pipeline import build
    from accordingto.publish import PublishOptions
    from accordingto.read import Reader

__all__ = [
    "AccordingtoError",
    "Article",
    "Attribution",
    "Capture",
    "Claim",
    "Edge",
    "Event",
    "EventMention",
    "Fetcher",
    "Issue",
    "Ledger",
    "Origin",
    "PublishOptions",
    "Reader",
    "Reading",
    "Report",
    "Span",
    "View",
    "build",
]

_ELSEWHERE = {
    "AccordingtoError": "errors",
    "Fetcher": "ingest",
    "Report": "ingest",
    "Ledger": "ledger",
    "View": "ledger",
    "build": "pipeline",
    "PublishOptions": "publish",
    "Reader": "read",
}


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    member: object = getattr(importlib.import_module(f"{__name__}.{_ELSEWHERE.get(name, 'model')}"), name)
    globals()[name] = member
    return member


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
