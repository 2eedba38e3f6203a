"""The country an outlet writes from and the town it is named after, as far as its address or name tells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from accordingto.model import Article
from accordingto.read.gazetteer import Gazetteer
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
    labels = _host(article).split(".")
    for label in labels[:-1]:
        if label in words.outlets:
            return words.outlets[label]
    return _country_of_domain(labels[-1]) or words.outlets.get(exact_key(name), "")


def _host(article: Article) -> str:
    """The host that the article or, where it stands for a name, the publisher gives, "" for none."""
    host = (urlsplit(article.url).hostname or "") if article.url else ""
    name = (article.publisher or "").casefold().strip()
    if not host and "." in name and " " not in name:
        host = name.removeprefix("https://").removeprefix("http://").split("/")[0]
    return host.casefold()


MIN_TOWN_CHARS = 4
_OPENINGS = re.compile(r"^(?:www|the|this ?is|my|your)\b ?|^(?:thisis|the|my)(?=[a-z]{7})")


def town_of_outlet(article: Article, words: PlaceWords, gazetteer: Gazetteer) -> str:
    """Key of the place the outlet is named after ("parisbeacon.com", "Kyiv Post"), "" if its name names none.

    What is left of the name beside the place must be words that newspapers are called by.
    """
    labels = [label for label in _host(article).split(".")[:-1] if label not in words.outlets]
    keys = [key for label in labels for key in _towns_in(_OPENINGS.sub("", label.replace("-", " ")), words)]
    name = exact_key(article.publisher or "")
    if " " in name and name not in words.outlets:
        keys += [key for key in _towns_in(_OPENINGS.sub("", name), words) if key != name]
    known = gazetteer.known(keys)
    return max((key for key in keys if key in known), key=len, default="")


def _towns_in(name: str, words: PlaceWords) -> Iterator[str]:
    """Beginnings of a name that are followed by nothing but words for newspapers, if these are none themselves."""
    for end in range(MIN_TOWN_CHARS, len(name) + 1):
        start = name[:end].strip()
        rest = name[end:].strip()
        if start in words.papers | words.common or (not rest and start in words.given_names):
            continue
        if _is_paper(rest, words):
            yield start


def _is_paper(name: str, words: PlaceWords) -> bool:
    """Whether a name, written in one or not, is made of words for newspapers; true of none."""
    if not name:
        return True
    starts = (end for end in range(2, len(name) + 1) if name[:end] in words.papers)
    return any(_is_paper(name[end:].strip(), words) for end in starts)


def _country_of_domain(domain: str) -> str:
    if domain == "uk":
        return "GB"
    return domain.upper() if domain.upper() in country_facts() and domain not in _SOLD else ""
