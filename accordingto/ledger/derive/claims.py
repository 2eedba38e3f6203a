"""One claim for each author and event, wherever it is repeated."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from accordingto.ledger.declared import NOTHING, Declared
from accordingto.ledger.derive.interest import against_interest
from accordingto.ledger.derive.names import fullest
from accordingto.ledger.derive.voices import Voice
from accordingto.model import Actor, Appearance, Claim, Figure, Polarity, stable_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """A claim with the voices it was made of, the earliest known first.

    `is_certain`: a named body or person tells it in some report; `is_knowledge`: and as something they know, not in
    reaction to what others told; `is_own_voice`: no report says who told it but publications; `outlet` is the one
    behind an author who is no named body.
    """

    claim: Claim
    voices: tuple[Voice, ...]
    is_certain: bool
    is_knowledge: bool
    is_own_voice: bool
    outlet: str | None


def tellings_of(event_id: str, voices: Iterable[Voice], declared: Declared = NOTHING) -> tuple[Telling, ...]:
    """The claims on an event, the earliest known first; an author who also denies it makes two."""
    grouped: dict[tuple[str, Polarity], list[Voice]] = defaultdict(list)
    parties: dict[str, list[Actor]] = defaultdict(list)
    for voice in voices:
        grouped[voice.author.key, voice.polarity].append(voice)
        for party in (*voice.mention.agents, *voice.mention.recipients):
            known = declared.known_as(party)
            parties[known.key].append(known)
    tellings = [
        _telling(event_id, sorted(group, key=_order), parties[key], declared) for (key, _), group in grouped.items()
    ]
    return tuple(sorted(tellings, key=lambda t: (_order(t.voices[0]), t.claim.id)))


def _order(voice: Voice) -> tuple[object, ...]:
    innermost = voice.chain[0].id if voice.chain else ""
    return (voice.article.known_at, voice.article.id, voice.mention.id, innermost)


def _telling(event_id: str, voices: Sequence[Voice], as_party: Sequence[Actor], declared: Declared) -> Telling:
    """The claim of one author. `as_party`: the author among the event's parties, for the name of a body whose people
    alone speak."""
    first = voices[0]
    authors = [voice.author for voice in voices]
    named = fullest(authors if any(author.speaks_for is None for author in authors) else [*authors, *as_party])
    claim = Claim(
        id=stable_id("claim", event_id, first.author.key, first.polarity),
        event_id=event_id,
        author=replace(first.author, name=named.name, speaks_for=named.speaks_for),
        polarity=first.polarity,
        certainty=first.certainty,
        appearances=tuple(_appearance(voice) for voice in voices),
        figures=_latest_figures(voices),
        against_interest=against_interest(voices, declared),
    )
    is_certain = any(voice.is_certain for voice in voices)
    return Telling(
        claim=claim,
        voices=tuple(voices),
        is_certain=is_certain,
        is_knowledge=any(voice.is_certain and not voice.reacts for voice in voices),
        is_own_voice=all(voice.is_own_voice for voice in voices),
        outlet=None if is_certain else first.outlet,
    )


def _appearance(voice: Voice) -> Appearance:
    return Appearance(
        article_id=voice.article.id,
        mention_id=voice.mention.id,
        attribution_id=voice.chain[0].id if voice.chain else None,
        known_at=voice.article.known_at,
    )


def _latest_figures(voices: Sequence[Voice]) -> tuple[Figure, ...]:
    """The author's last figure for each unit: earlier ones are revised, not contradicted."""
    latest = {figure.unit: figure for voice in voices for figure in voice.figures}
    return tuple(latest[unit] for unit in sorted(latest))
