"""What several formats say of an event, a place and a report, in the same words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from urllib.parse import quote

import msgspec

from accordingto.model import Actor, Appearance, Article, Claim, Event
from accordingto.publish.mapdata import Located
from accordingto.publish.pages.cards import event_card, public_url
from accordingto.publish.phrases import headline
from accordingto.publish.situation import Situation
from accordingto.publish.wording import figures, mark_of, one_line, supported

URI_CHARACTERS = "%:/?#[]@!$&'()*+,;=~"  # RFC 3986: what has a meaning of its own, or is escaped already

Value = str | int | float | bool | None | list[str]


def event_values(event: Event) -> dict[str, Value]:
    """The fields of an event that tables and features share, its places aside."""
    time, standing = event.time, event.standing
    return {
        "event_id": event.id,
        "headline": headline(event),
        "type": event.type.value,
        "mode": one_line(event.mode) if event.mode else None,
        "status": event.status.value,
        "date_start": iso(time.start if time else None),
        "date_end": iso(time.end if time else None),
        "date_prec": int(time.precision) if time else None,
        "agents": names(event.agents),
        "recipients": names(event.recipients),
        "figures": figures(event.figures),
        "weapons": [one_line(weapon) for weapon in event.weapons],
        "control_to": one_line(event.control.to) if event.control and event.control.to else None,
        "standing": mark_of(standing),
        "origins_low": standing.origins_low,
        "origins_high": standing.origins_high,
        "reports": standing.reports,
        "outlets": standing.outlets,
        "denied_by": [one_line(name) for name in standing.denied_by],
        "credibility": standing.credibility,
        "known_at": event.known_at.isoformat(),
    }


def place_values(at: Located) -> dict[str, Value]:
    """The fields of an event's place, its position aside."""
    return {
        "place": at.name,
        "place_id": one_line(at.place.gazetteer_id),
        "country": one_line(at.place.country or "") or None,
        "where_prec": int(at.where_prec),
        "radius_m": at.radius_m,
    }


def summary(situation: Situation, event: Event) -> str:
    """How an event is supported, then the words of its leading claim with their author, and who denies it."""
    card = event_card(situation, event)
    parts = [f"{supported(event.standing)}."]
    if card.lead is not None and card.lead.told:
        words = card.lead.told[0].words
        parts.append(f"{card.lead.author} {card.lead.verb}: “{words.words}”" if words else f"{card.lead.author}.")
    if card.denials:
        parts.append(f"Denied by {card.denials}.")
    return " ".join(parts)


def names(actors: Sequence[Actor]) -> list[str]:
    """The names of actors, fit to be shown."""
    return [one_line(actor.name) for actor in actors]


def last_known(event: Event) -> datetime:
    """When the last report of the event became known."""
    told = [appearance.known_at for claim in event.claims for appearance in claim.appearances]
    return max(told, default=event.known_at)


def appearances(situation: Situation, event: Event) -> list[tuple[Claim, Appearance, Article]]:
    """Every telling of an event: the claim, where it is told, and the report; in the order of the claims."""
    return [
        (claim, appearance, article)
        for claim in event.claims
        for appearance in claim.appearances
        if (article := situation.articles.get(appearance.article_id)) is not None
    ]


def web_address(url: str | None) -> str | None:
    """A public address as a URI (RFC 3986), None if it is no ordinary web address."""
    public = public_url(url)
    return quote(public, safe=URI_CHARACTERS) if public else None


def iso(value: date | None) -> str | None:
    """A day of ISO form."""
    return value.isoformat() if value else None


def utc(moment: datetime) -> str:
    """A moment to the second, of ISO form, in UTC."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def json_text(value: object) -> str:
    """A value as JSON on one line."""
    return msgspec.json.encode(value).decode()


def json_file(value: object) -> bytes:
    """A value as a JSON file that people can read."""
    return msgspec.json.format(msgspec.json.encode(value), indent=1) + b"\n"


def number_id(record_id: str) -> int:
    """A whole number for formats that want one: 52 bits of the id, which a double still holds exactly."""
    return int(record_id[:13], 16)
