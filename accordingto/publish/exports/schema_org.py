"""Reports, claims and events in the vocabulary of schema.org, as a file and for the heads of pages.

A claim is what somebody said, wherever it is repeated. `ClaimReview` is not used: that is for the verdict of a named
person, and nothing the system derives is one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from markupsafe import Markup

from accordingto.model import Actor, Article, Claim, Event, SourceKind
from accordingto.publish.exports.values import iso, json_file, json_text, utc, web_address
from accordingto.publish.geometry import Box
from accordingto.publish.mapdata import Located, core, located
from accordingto.publish.options import PublishOptions
from accordingto.publish.pages.cards import VERBS, author_name
from accordingto.publish.pages.timeline import core_period
from accordingto.publish.phrases import headline
from accordingto.publish.quotes import quote
from accordingto.publish.situation import Situation, outlet, title
from accordingto.publish.wording import one_line

CONTEXT = "https://schema.org"
KINDS: Mapping[SourceKind, str] = {
    SourceKind.MEDIA: "NewsMediaOrganization",
    SourceKind.AGENCY: "NewsMediaOrganization",
    SourceKind.GOVERNMENT: "GovernmentOrganization",
    SourceKind.MILITARY: "Organization",
    SourceKind.ARMED_GROUP: "Organization",
    SourceKind.INTERGOVERNMENTAL: "Organization",
    SourceKind.NGO: "NGO",
    SourceKind.EXPERT: "Person",
    SourceKind.WITNESS: "Person",
    SourceKind.INDIVIDUAL: "Person",
}
# What would end a script element, or a line of one, and is the same JSON when escaped.
ESCAPES = str.maketrans({character: f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"})

Node = dict[str, object]
Files = Sequence[tuple[str, str]]


def schema_org(situation: Situation, options: PublishOptions) -> bytes:
    """Reports, claims and events as schema.org JSON-LD: NewsArticle, Claim with its appearances, Event.

    Loses how certain sources are, figures, origins, standing, and the judgements that joined reports; the polarity of
    a claim is in its name alone.
    """
    nodes = [article_node(article, options) for article in situation.articles.values()]
    for event in situation.events:
        nodes += event_nodes(situation, event, options)
    return json_file({"@context": CONTEXT, "@graph": nodes})


def page_json(nodes: Sequence[Node]) -> Markup:
    """Nodes as JSON-LD that can stand in a `script` element of type application/ld+json as it is."""
    return Markup(json_text({"@context": CONTEXT, "@graph": list(nodes)}).translate(ESCAPES))


def situation_nodes(
    situation: Situation, events: Iterable[Event], options: PublishOptions, *, name: str, words: str, files: Files
) -> list[Node]:
    """The situation as the page about it and as a data set, with the events a reader sees first.

    `words` tell what it rests on; `files` are the paths of its downloads with their media types."""
    known, period = situation.known_until, core_period(situation.events)
    box = core(situation.events, options.area)
    data: Node = {
        "@type": "Dataset",
        "name": name,
        "description": words,
        "temporalCoverage": "/".join(day.isoformat() for day in period) if period else None,
        "spatialCoverage": _area(box) if box else None,
        "distribution": [
            {"@type": "DataDownload", "contentUrl": _address(path, options), "encodingFormat": media_type}
            for path, media_type in files
        ],
    }
    page: Node = {
        "@type": "CollectionPage",
        "name": name,
        "description": one_line(options.standfirst or "") or words,
        "dateModified": utc(known) if known else None,
        "keywords": [one_line(tag) for tag in options.tags],
        "about": [_event(event, options) for event in events],
    }
    return [{key: value for key, value in node.items() if value} for node in (page, data)]


def _address(path: str, options: PublishOptions) -> str:
    return f"{options.base_url.rstrip('/')}/{path}" if options.base_url else path


def _area(box: Box) -> Node:
    sides = " ".join(f"{side:.3f}" for side in (box.south, box.west, box.north, box.east))
    return {"@type": "Place", "geo": {"@type": "GeoShape", "box": sides}}


def article_node(article: Article, options: PublishOptions) -> Node:
    """A report, named and linked; its text is left where it was published."""
    node: Node = {
        "@type": "NewsArticle",
        "@id": _article_id(article),
        "headline": title(article),
        "publisher": {"@type": "NewsMediaOrganization", "name": outlet(article)},
        "inLanguage": article.lang,
    }
    optional = {
        "url": web_address(article.url),
        "datePublished": utc(article.published) if article.published else None,
        "creditText": one_line(article.credit or article.agency or ""),
        "license": web_address(article.licence),
    }
    return node | {name: value for name, value in optional.items() if value}


def event_nodes(situation: Situation, event: Event, options: PublishOptions) -> list[Node]:
    """An event and all that is claimed of it."""
    return [_event(event, options), *(_claim(situation, event, claim) for claim in event.claims)]


def _event(event: Event, options: PublishOptions) -> Node:
    time = event.time
    optional: Node = {
        "startDate": iso(time.start) if time else None,
        "endDate": iso(time.end) if time else None,
        "location": [_place(at) for at in located(event)],
        "url": f"{options.base_url.rstrip('/')}/events/{event.id}.html" if options.base_url else None,
    }
    node: Node = {"@type": "Event", "@id": _event_id(event), "name": headline(event)}
    return node | {name: value for name, value in optional.items() if value}


def _place(at: Located) -> Node:
    centre = {"@type": "GeoCoordinates", "latitude": at.place.lat, "longitude": at.place.lon}
    circle = {"@type": "GeoCircle", "geoMidpoint": centre, "geoRadius": at.radius_m}
    return {"@type": "Place", "name": at.name, "geo": circle if at.radius_m else centre}


def _claim(situation: Situation, event: Event, claim: Claim) -> Node:
    told_in = [situation.articles[a.article_id] for a in claim.appearances if a.article_id in situation.articles]
    refs = list(dict.fromkeys(_article_id(article) for article in told_in))
    quotes = (quote(situation, appearance) for appearance in claim.appearances)
    words = next((found.words for found in quotes if found), None)
    node: Node = {
        "@type": "Claim",
        "@id": f"urn:accordingto:claim:{claim.id}",
        "name": f"{author_name(claim.author)} {VERBS[claim.polarity]}: {headline(event)}",
        "author": _author(claim.author),
        "about": {"@id": _event_id(event)},
        "dateCreated": utc(claim.known_at),
        "firstAppearance": {"@id": refs[0]} if refs else None,
        "appearance": [{"@id": ref} for ref in refs],
    }
    return {**node, "text": words} if words else node


def _author(author: Actor) -> Node:
    """Who makes a claim; of an unknown kind it is no more than something with a name."""
    kind = KINDS.get(author.kind, "Thing") if author.kind else "Thing"
    return {"@type": kind, "name": author_name(author)}


def _article_id(article: Article) -> str:
    return f"urn:accordingto:report:{article.id}"


def _event_id(event: Event) -> str:
    return f"urn:accordingto:event:{event.id}"
