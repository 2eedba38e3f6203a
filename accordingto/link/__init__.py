"""From readings to edges: which mentions tell of one event, which reports share text, and what a report drew on.

Everything here is pure. Candidates meet through block keys, plain strings that the ledger stores and joins.
"""

from __future__ import annotations

from accordingto.link.blocking import block_keys
from accordingto.link.copies import ReuseKind, copy_keys, link_copies, reuse_kind
from accordingto.link.events import link_mentions
from accordingto.link.origins import reported_from
from accordingto.link.profiles import MentionInContext
from accordingto.link.stories import stories_of

__all__ = [
    "MentionInContext",
    "ReuseKind",
    "block_keys",
    "copy_keys",
    "link_copies",
    "link_mentions",
    "reported_from",
    "reuse_kind",
    "stories_of",
]
