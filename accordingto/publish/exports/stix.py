"""The situation as a STIX 2.1 bundle (OASIS), for platforms that share threat intelligence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from uuid import UUID, uuid5

from accordingto.model import Actor, Article, Claim, Event, SourceKind
from accordingto.publish.exports.values import Value, event_values, json_file, last_known, summary, web_address
from accordingto.publish.mapdata import Located, located
from accordingto.publish.options import PublishOptions
from accordingto.publish.pages.cards import VERBS, author_name
from accordingto.publish.phrases import headline
from accordingto.publish.quotes import quote
from accordingto.publish.situation import Situation, outlet, title
from accordingto.publish.wording import one_line

Object = dict[str, object]

NAMESPACE = UUID("6a1f0d5e-4c53-4c57-9f0a-0d3b6f1c2e84")  # of our ids; version 5, so that a record keeps its own
MADE_AT = datetime(2024, 12, 4, tzinfo=UTC)  # of what no report made known: ourselves and our extension
CONFIDENCE = {1: 90, 2: 70, 3: 50, 4: 30, 5: 10}  # STIX 2.1 appendix A: Admiralty credibility; 6 has no number
CLASSES: Mapping[SourceKind, str] = {
    SourceKind.MEDIA: "organization",
    SourceKind.AGENCY: "organization",
    SourceKind.GOVERNMENT: "organization",
    SourceKind.MILITARY: "organization",
    SourceKind.ARMED_GROUP: "group",
    SourceKind.INTERGOVERNMENTAL: "organization",
    SourceKind.NGO: "organization",
    SourceKind.EXPERT: "individual",
    SourceKind.WITNESS: "individual",
    SourceKind.INDIVIDUAL: "individual",
}
EXTENSION_TEXT = (
    "Properties of an incident that is an event of an armed conflict as news reports claim it: type and mode (PLOVER), "
    "status, days, parties, figures, the range of its independent origins, and Admiralty credibility."
)
EXTENSION_PROPERTIES = (
    "type mode status date_start date_end date_prec agents recipients figures weapons control_to origins_low "
    "origins_high reports outlets denied_by credibility"
).split()


def stix(situation: Situation, options: PublishOptions) -> bytes:
    """The situation as a STIX 2.1 bundle: an incident for each event, a note for each claim, reports, identities.

    Loses the judgements that joined reports; what an event is stands in an extension of our own. Confidence follows
    from Admiralty credibility. There are no opinions: those are for analysts, and nothing here is one's verdict.
    """
    objects = {str(found["id"]): found for found in _objects(situation)}
    bundle = {"type": "bundle", "id": _id("bundle", *sorted(objects)), "objects": list(objects.values())}
    return json_file(bundle)


def _objects(situation: Situation) -> Iterator[Object]:
    """Every object, the same one perhaps several times; what is referred to comes first."""
    yield _ourselves()
    yield _extension()
    known = _first_known(situation)
    for article in situation.articles.values():
        yield _outlet(article, known)
    for event in situation.events:
        yield _incident(situation, event)
        yield _sighting(situation, event)
        for at in located(event):
            yield _location(event, at)
            yield _relationship(event, at)
        for claim in event.claims:
            yield _author(claim.author, known)
            yield _note(situation, event, claim)
    for article in situation.articles.values():
        yield _report(situation, article)


def _id(kind: str, *parts: str) -> str:
    return f"{kind}--{uuid5(NAMESPACE, chr(0).join((kind, *parts)))}"


def _common(kind: str, record_id: str, created: datetime, modified: datetime | None = None) -> Object:
    return {
        "type": kind,
        "spec_version": "2.1",
        "id": record_id,
        "created": _moment(created),
        "modified": _moment(modified or created),
    }


def _ourselves() -> Object:
    about = {"name": "accordingto", "identity_class": "system"}
    return {**_common("identity", _id("identity", "accordingto"), MADE_AT), **about}


def _extension() -> Object:
    about = {
        "created_by_ref": _id("identity", "accordingto"),
        "name": "Claimed conflict event",
        "schema": EXTENSION_TEXT,
        "version": "1.0.0",
        "extension_types": ["property-extension"],
    }
    return {**_common("extension-definition", _id("extension-definition", "event"), MADE_AT), **about}


def _first_known(situation: Situation) -> dict[str, datetime]:
    """When each source was first heard of, by its id here: an identity must not depend on what is told later."""
    found: dict[str, datetime] = {}
    for article in situation.articles.values():
        found.setdefault(_outlet_id(article), article.known_at)
    for event in situation.events:
        for claim in event.claims:
            key = _author_id(claim.author)
            found[key] = min(found.get(key, claim.known_at), claim.known_at)
    return found


def _outlet_id(article: Article) -> str:
    return _id("identity", "outlet", outlet(article).casefold())


def _author_id(author: Actor) -> str:
    return _id("identity", "author", author.key)


def _outlet(article: Article, known: Mapping[str, datetime]) -> Object:
    record_id = _outlet_id(article)
    about = {"name": outlet(article), "identity_class": "organization", "roles": ["outlet"]}
    return {**_common("identity", record_id, known[record_id]), **about}


def _author(author: Actor, known: Mapping[str, datetime]) -> Object:
    record_id = _author_id(author)
    kind = CLASSES.get(author.kind, "unknown") if author.kind else "unknown"
    return {
        **_common("identity", record_id, known[record_id]),
        "name": author_name(author),
        "identity_class": kind,
        "roles": ["source"],
    }


def _incident(situation: Situation, event: Event) -> Object:
    values = event_values(event)
    told: dict[str, Value] = {name: values[name] for name in EXTENSION_PROPERTIES if values[name] not in (None, "", [])}
    incident = {
        **_common("incident", _id("incident", event.id), event.known_at, last_known(event)),
        "created_by_ref": _id("identity", "accordingto"),
        "name": headline(event),
        "description": summary(situation, event),
        "extensions": {
            _id("extension-definition", "event"): {"extension_type": "property-extension", **told},
        },
    }
    confidence = CONFIDENCE.get(event.standing.credibility)
    return incident if confidence is None else {**incident, "confidence": confidence}


def _sighting(situation: Situation, event: Event) -> Object:
    articles = situation.articles_of(event)
    return {
        **_common("sighting", _id("sighting", event.id), event.known_at, last_known(event)),
        "created_by_ref": _id("identity", "accordingto"),
        "first_seen": _moment(articles[0].known_at),
        "last_seen": _moment(articles[-1].known_at),
        "count": len(articles),
        "sighting_of_ref": _id("incident", event.id),
        "where_sighted_refs": list(dict.fromkeys(_outlet_id(article) for article in articles)),
    }


def _location_id(at: Located) -> str:
    return _id("location", at.place.gazetteer_id, str(at.radius_m))


def _location(event: Event, at: Located) -> Object:
    location = {
        **_common("location", _location_id(at), MADE_AT),
        "created_by_ref": _id("identity", "accordingto"),
        "name": one_line(at.place.name),
        "latitude": at.place.lat,
        "longitude": at.place.lon,
    }
    if at.radius_m:
        location["precision"] = float(at.radius_m)
    return location | ({"country": one_line(at.place.country)} if at.place.country else {})


def _relationship(event: Event, at: Located) -> Object:
    return {
        **_common("relationship", _id("relationship", event.id, _location_id(at)), event.known_at),
        "created_by_ref": _id("identity", "accordingto"),
        "relationship_type": "located-at",
        "source_ref": _id("incident", event.id),
        "target_ref": _location_id(at),
    }


def _note(situation: Situation, event: Event, claim: Claim) -> Object:
    """A claim, in the words of its first telling that may be shown."""
    quotes = (quote(situation, appearance) for appearance in claim.appearances)
    words = next((found.words for found in quotes if found), headline(event))
    told_in = [situation.articles[a.article_id] for a in claim.appearances if a.article_id in situation.articles]
    return {
        **_common("note", _id("note", claim.id), claim.known_at, claim.appearances[-1].known_at),
        "created_by_ref": _author_id(claim.author),
        "abstract": f"{author_name(claim.author)} {VERBS[claim.polarity]}: {headline(event)}",
        "content": words,
        "authors": [author_name(claim.author)],
        "object_refs": [_id("incident", event.id)],
        "labels": [claim.polarity.value, claim.certainty.value],
        "external_references": [_reference(article) for article in dict.fromkeys(told_in)],
    }


def _reference(article: Article) -> Object:
    reference: Object = {"source_name": outlet(article), "description": title(article)}
    url = web_address(article.url)
    return {**reference, "url": url} if url else reference


def _report(situation: Situation, article: Article) -> Object:
    told = _events_in(situation, article)
    notes = [_id("note", claim.id) for event in told for claim in event.claims if _is_told(claim, article)]
    return {
        **_common("report", _id("report", article.id), article.known_at),
        "created_by_ref": _outlet_id(article),
        "name": title(article),
        "published": _moment(article.known_at),
        "object_refs": [_outlet_id(article), *(_id("incident", event.id) for event in told), *notes],
        "external_references": [_reference(article)],
    }


def _events_in(situation: Situation, article: Article) -> Sequence[Event]:
    reading = situation.readings.get(article.id)
    mentions = reading.events if reading else ()
    found = (situation.event_of_mention.get(mention.id) for mention in mentions)
    return list({event.id: event for event in found if event is not None}.values())


def _is_told(claim: Claim, article: Article) -> bool:
    return any(appearance.article_id == article.id for appearance in claim.appearances)


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}Z"
