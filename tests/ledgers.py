"""Ledgers filled by hand, for tests of what becomes of it."""

from __future__ import annotations

from collections.abc import Sequence

from accordingto.ledger import Ledger
from accordingto.model import Article, Attribution, EventMention
from tests.factory import make_capture, make_reading


def add_read(
    ledger: Ledger,
    article: Article,
    *,
    attributions: Sequence[Attribution] = (),
    events: Sequence[EventMention] = (),
) -> None:
    """Add a report with what was read in it."""
    ledger.add_report(make_capture(article.url or "https://post.example/", body=article.text), article)
    ledger.add_reading(make_reading(article, attributions=attributions, events=events))
