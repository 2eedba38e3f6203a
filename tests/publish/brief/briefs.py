"""Briefs made by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from accordingto.publish.brief import Brief, Line, Source

SOURCE = Source(
    author="Norland army",
    verb="said",
    words="we hold the bridge",
    outlet="Meridian Post",
    title="Army holds bridge",
    known="3 December 2024",
    url="https://meridianpost.example/bridge",
    article_id="0123",
)
LINE = Line(
    event_id="abcd",
    headline="Capture of Qorin by Hill Front",
    when="3 December 2024",
    support="Disputed: 2 reports · 2 outlets · 2 origins",
    changes=("Denied by Norland army.",),
    sources=(SOURCE,),
    more=0,
    is_gone=False,
)


def brief_with(*new: Line, disputed: Sequence[Line] = (), base_url: str | None = None, echoes: int = 0) -> Brief:
    return Brief(
        title="Northern front",
        since=datetime(2024, 12, 2, 23, 59, 59, 999999, tzinfo=UTC),
        until=datetime(2024, 12, 4, 18, 5, tzinfo=UTC),
        new=new,
        changed=(),
        disputed=tuple(disputed),
        echoes=echoes,
        base_url=base_url,
    )


def line_of(words: str, *, url: str | None = None) -> Line:
    """A line that says nothing but `words`, wherever a report can put its own."""
    source = replace(SOURCE, author=words, words=words, outlet=words, title=words, url=url)
    return replace(LINE, headline=words, changes=(words,), sources=(source,))
