"""The country an outlet writes from, as far as its address or name tells."""

from __future__ import annotations

from urllib.parse import urlsplit

from accordingto.model import Article
from accordingto.read.gazetteer.bundled import country_facts
from accordingto.read.gazetteer.names import exact_key
from accordingto.read.places.words import PlaceWords

# Country domains that are sold to everybody ("time.tv", "nation.co").
_SOLD = frozenset("co tv me io ai fm am cc ws to la tk vc ac sh ag gg ms nu st bz sc".split())


def home_country(article: Article, words: PlaceWords) -> str:
    """ISO 3166 code of the country the outlet is at home in, "" if nothing tells."""
    name = (article.publisher or "").casefold().strip()
    if name in words.outlets:
        return words.outlets[name]
    host = (urlsplit(article.url).hostname or "") if article.url else ""
    if not host and "." in name and " " not in name:
        host = name.removeprefix("https://").removeprefix("http://").split("/")[0]
    labels = host.casefold().split(".")
    for label in labels[:-1]:
        if label in words.outlets:
            return words.outlets[label]
    return _country_of_domain(labels[-1]) or words.outlets.get(exact_key(name), "")


def _country_of_domain(domain: str) -> str:
    if domain == "uk":
        return "GB"
    return domain.upper() if domain.upper() in country_facts() and domain not in _SOLD else ""
