"""The situation as news items of ninjs 3.1 (IPTC), the JSON of news agencies."""

from __future__ import annotations

from collections.abc import Sequence

from accordingto.model import Actor, Article, Event, Polarity, SourceKind
from accordingto.publish.exports.values import json_file, last_known, summary, utc, web_address
from accordingto.publish.mapdata import geometry, located
from accordingto.publish.options import PublishOptions
from accordingto.publish.pages.cards import author_name
from accordingto.publish.pages.situation_page import default_title
from accordingto.publish.phrases import TYPE_NAMES, headline
from accordingto.publish.situation import Situation, outlet, title
from accordingto.publish.wording import one_line

STANDARD = {
    "name": "ninjs",
    "version": "3.1",
    "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#",
}
MADE_FROM_DATA = {
    "name": "Data-driven media",
    "uri": "http://cv.iptc.org/newscodes/digitalsourcetype/dataDrivenMedia",
}
PEOPLE = (SourceKind.INDIVIDUAL, SourceKind.EXPERT, SourceKind.WITNESS)
ROLES = {Polarity.ASSERTS: "claims", Polarity.DENIES: "denies", Polarity.ASKS: "asks"}

Item = dict[str, object]


def ninjs(situation: Situation, options: PublishOptions) -> bytes:
    """The situation as a ninjs 3.1 news item: a composite with an item for each event, and in it its reports.

    Loses figures by author, the days' precision, the judgements that joined reports, and how certain each source is;
    each source is named with whether it claims, denies or asks. Reports are named and linked, not repeated.
    """
    known = situation.known_until
    package: Item = {
        "uri": "urn:accordingto:situation",
        "type": "composite",
        "standard": STANDARD,
        "language": "en",
        "pubStatus": "usable",
        "headlines": [{"role": "main", "value": one_line(options.title or default_title(situation.events))}],
        "digitalSourceType": MADE_FROM_DATA,
        "associations": [_event(situation, event) for event in situation.events],
    }
    return json_file({**package, "versionCreated": utc(known)} if known else package)


def _event(situation: Situation, event: Event) -> Item:
    line = headline(event)
    parties = {actor.key: actor for actor in (*event.agents, *event.recipients)}.values()
    return {
        "name": line,
        "rel": "event",
        "uri": f"urn:accordingto:event:{event.id}",
        "type": "text",
        "representationType": "partial",
        "language": "en",
        "pubStatus": "usable",
        "firstCreated": utc(event.known_at),
        "versionCreated": utc(last_known(event)),
        "headlines": [{"role": "main", "value": line}],
        "descriptions": [{"role": "standing", "contentType": "text/plain", "value": summary(situation, event)}],
        "subjects": [{"name": TYPE_NAMES[event.type], "rel": "about", "literal": _type(event)}],
        "people": _parties([actor for actor in parties if actor.kind in PEOPLE]),
        "organisations": _parties([actor for actor in parties if actor.kind not in PEOPLE]),
        "places": _places(event),
        "infoSources": [
            {"name": author_name(claim.author), "role": ROLES[claim.polarity], "literal": one_line(claim.author.key)}
            for claim in event.claims
        ],
        "associations": [_report(article) for article in situation.articles_of(event)],
    }


def _type(event: Event) -> str:
    return one_line(f"{event.type.value} {event.mode or ''}")


def _parties(actors: Sequence[Actor]) -> list[Item]:
    return [{"name": one_line(actor.name), "rel": "about", "literal": one_line(actor.key)} for actor in actors]


def _places(event: Event) -> list[Item]:
    settled: list[Item] = [
        {"name": at.name, "rel": "occurredAt", "literal": one_line(at.place.gazetteer_id), "geoJSON": geometry(at)}
        for at in located(event)
    ]
    named: list[Item] = [
        {"name": one_line(place.name), "rel": "occurredAt"} for place in event.places if place.place is None
    ]
    return settled + named


def _report(article: Article) -> Item:
    """A report as an associated item; its text is left where it was published."""
    named = title(article)
    report: Item = {
        "name": named,
        "rel": "report",
        "uri": f"urn:accordingto:report:{article.id}",
        "type": "text",
        "representationType": "partial",
        "language": one_line(article.lang),
        "versionCreated": utc(article.known_at),
        "headlines": [{"role": "main", "value": named}],
        "infoSources": [{"name": outlet(article), "role": "publisher"}],
    }
    if article.agency:
        report["infoSources"] = [
            {"name": outlet(article), "role": "publisher"},
            {"name": one_line(article.agency), "role": "agency"},
        ]
    if article.byline:
        report["by"] = one_line(article.byline)
    if article.licence:
        report["usageTerms"] = one_line(article.licence)
    url = web_address(article.url)
    return {**report, "renditions": [{"name": "web", "href": url, "contentType": "text/html"}]} if url else report
