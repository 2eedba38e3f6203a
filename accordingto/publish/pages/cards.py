"""What several pages show of an event and its claims."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from accordingto.model import Actor, Appearance, Certainty, Claim, Event, Polarity, SourceKind, stable_id
from accordingto.publish.phrases import headline, place_names
from accordingto.publish.quotes import Quote, quote
from accordingto.publish.situation import Situation, first_day, outlet, title
from accordingto.publish.wording import MARK_NAMES, figures, joined, mark_of, one_line, support, when

VERBS = {Polarity.ASSERTS: "said", Polarity.DENIES: "denied", Polarity.ASKS: "asked"}  # fits one and many alike
PLACES_SHOWN = 3
AUTHORS_SHOWN = 4
ENDS = " .,;:…“”\"'"  # what a quotation may begin and end with and still be the same words
PUBLIC_SCHEMES = ("http", "https")
LONGEST_HOST = 253  # RFC 1035


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One telling of a claim: the words, who passed them on, and the report they stand in."""

    words: Quote | None
    through: str
    outlet: str
    title: str
    article_id: str
    known: str
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """The same words with every report that tells them so; repeating them would make echoes look like more."""

    words: Quote | None
    told: tuple[Told, ...]

    def is_told_again(self, before: Wording) -> bool:
        """Whether one report alone tells both: then a page names it once."""
        return len(self.told) == len(before.told) == 1 and self.told[0].article_id == before.told[0].article_id


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimCard:
    """What one author says of an event, with every telling of it."""

    id: str
    author: str
    author_id: str
    kind: str
    polarity: Polarity
    verb: str
    manner: str
    figures: str
    told: tuple[Told, ...]

    @property
    def wordings(self) -> tuple[Wording, ...]:
        """The tellings by their words, each wording where it first became known; a report counts once for each."""
        by_words: dict[str, list[Told]] = {}
        for told in self.told:
            same = by_words.setdefault(told.words.words.casefold().strip(ENDS) if told.words else "", [])
            if all(told.article_id != other.article_id for other in same):
                same.append(told)
        return tuple(Wording(words=found[0].words, told=tuple(found)) for found in by_words.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class EventCard:
    """An event as lists show it."""

    id: str
    headline: str
    places: str
    when: str
    day: date | None
    mark: str
    mark_name: str
    support: str
    lead: ClaimCard | None
    others: str
    denials: str


Cards = Mapping[str, EventCard]  # of every event of a situation, by the event's id


def event_cards(situation: Situation) -> Cards:
    """The card of every event, made once: lists, pages and data show the same."""
    return {event.id: event_card(situation, event) for event in situation.events}


def source_id(key: str) -> str:
    """The name of a source's page: its key may hold anything, this is twelve hexadecimal digits."""
    return stable_id("source-page", key)[:12]


def place_id(gazetteer_id: str) -> str:
    """The name of a place's page."""
    return stable_id("place-page", gazetteer_id)[:12]


def kind_name(kind: SourceKind | None) -> str:
    """The kind of a source in plain words, "" if unknown."""
    if kind is SourceKind.NGO:
        return "NGO"
    return "" if kind is None else kind.value.replace("-", " ")


def public_url(url: str | None) -> str | None:
    """The URL if it is an ordinary web address that a page may link to, else None."""
    if url is None or any(c.isspace() or not c.isprintable() for c in url):
        return None
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:  # "http://[" and the like: urlsplit has no other way to say so
        return None
    return url if parts.scheme in PUBLIC_SCHEMES and host and len(host) <= LONGEST_HOST else None


def author_name(author: Actor) -> str:
    """The author's name as reports give it; nobody is left without one."""
    return one_line(author.name) or "An unnamed source"


def claim_card(situation: Situation, claim: Claim) -> ClaimCard:
    return ClaimCard(
        id=claim.id,
        author=author_name(claim.author),
        author_id=source_id(claim.author.key),
        kind=kind_name(claim.author.kind),
        polarity=claim.polarity,
        verb=VERBS[claim.polarity],
        manner=manner(claim.polarity, claim.certainty),
        figures=figures(claim.figures),
        told=tuple(told for appearance in claim.appearances if (told := _told(situation, appearance)) is not None),
    )


def manner(polarity: Polarity, certainty: Certainty) -> str:
    """How it is said, in words that fit one author and many."""
    if polarity is Polarity.ASSERTS:
        return f"stated as {certainty.value}"
    return "denied" if polarity is Polarity.DENIES else "asked, not stated"


def _told(situation: Situation, appearance: Appearance) -> Told | None:
    article = situation.articles.get(appearance.article_id)
    if article is None:
        return None
    chain = situation.chain(appearance)
    passed_on = [author_name(link.author) for link in chain[1:] if link.author is not None]
    channels = [one_line(link.channel) for link in chain[:1] if link.channel]
    through = [*(f"told {name}" for name in channels), *(f"as reported by {name}" for name in passed_on)]
    return Told(
        words=quote(situation, appearance),
        through=", ".join(through),
        outlet=outlet(article),
        title=title(article),
        article_id=article.id,
        known=situation.minute(appearance.known_at),
        anchor=f"a-{appearance.attribution_id}" if appearance.attribution_id else f"e-{appearance.mention_id}",
    )


def event_card(situation: Situation, event: Event) -> EventCard:
    claims = sorted(event.claims, key=_weight)
    lead = claim_card(situation, claims[0]) if claims else None
    others = _authors(claim for claim in claims[1:] if claim.polarity is not Polarity.DENIES)
    denials = _authors(claim for claim in claims if claim.polarity is Polarity.DENIES)
    mark = mark_of(event.standing)
    return EventCard(
        id=event.id,
        headline=headline(event),
        places=joined(place_names(event.places), PLACES_SHOWN),
        when=when(event.time),
        day=first_day(event),
        mark=mark,
        mark_name=MARK_NAMES[mark],
        support=support(event.standing),
        lead=lead,
        others=joined([name for name in others if lead is None or name != lead.author], AUTHORS_SHOWN),
        denials=joined([one_line(name) for name in event.standing.denied_by] or denials, AUTHORS_SHOWN),
    )


def _weight(claim: Claim) -> tuple[bool, bool, int, str]:
    """Claims that say most stand first: asserted ones, those of somebody cited, those told most often."""
    cited = any(appearance.attribution_id for appearance in claim.appearances)
    return claim.polarity is not Polarity.ASSERTS, not cited, -len(claim.appearances), claim.id


def _authors(claims: Iterable[Claim]) -> list[str]:
    return list(dict.fromkeys(author_name(claim.author) for claim in claims))
