"""Which reports no longer stand: those a newer version of the same page replaces, and those their publisher withdrew.

They stay in the ledger and in views of the days when they stood; later views count neither their claims nor figures.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from urllib.parse import urlsplit

from accordingto.model import Article
from accordingto.outlets import outlet_key

WITHDRAWN = "withdrawn"  # the code of the issue that a kill notice leaves


def retired(articles: Iterable[Article], withdrawals: Mapping[str, datetime]) -> dict[str, str | None]:
    """The reports among `articles` that no longer stand, each with the version that replaces it, None if none does.

    Versions are reports of one outlet at one address; the address of a whole site names no page. `withdrawals` holds
    what kill notices name (a report's own id or its address) and when they came: a version put out later stands again.
    """
    versions: dict[tuple[str, str], list[Article]] = defaultdict(list)
    gone: dict[str, str | None] = {}
    for article in articles:
        if article.url is not None and _names_a_page(article.url):
            versions[article.url, outlet_key(article.publisher or "")].append(article)
        if _is_withdrawn(article, withdrawals):
            gone[article.id] = None
    for group in versions.values():
        *older, newest = sorted(group, key=lambda article: (article.known_at, article.id))
        gone |= {article.id: None if newest.id in gone else newest.id for article in older}
    return gone


def _names_a_page(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:  # "http://[" and the like: urlsplit has no other way to say so
        return False
    return bool(parts.path.strip("/") or parts.query)


def _is_withdrawn(article: Article, withdrawals: Mapping[str, datetime]) -> bool:
    named = (withdrawals.get(name) for name in (article.external_id, article.url) if name is not None)
    return any(moment is not None and article.known_at <= moment for moment in named)
