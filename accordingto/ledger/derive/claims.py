"""One claim for each author and event, wherever it is repeated."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from accordingto.ledger.declared import NOTHING, Declared
from accordingto.ledger.derive.interest import against_interest
from accordingto.ledger.derive.voices import Voice
from accordingto.model import Appearance, Claim, Figure, Polarity, stable_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """A claim with the voices it was made of, the earliest known first."""

    claim: Claim
    voices: tuple[Voice, ...]

    @property
    def is_certain(self) -> bool:
        return any(voice.is_certain for voice in self.voices)

    @property
    def is_knowledge(self) -> bool:
        """Whether a named author surely tells of it as something they know, and not in reaction to what others told."""
        return any(voice.is_certain and not voice.reacts for voice in self.voices)

    @property
    def is_own_voice(self) -> bool:
        """Whether no report says who told it but publications."""
        return all(voice.is_own_voice for voice in self.voices)

    @property
    def outlet(self) -> str | None:
        """The outlet behind an author who is no named body."""
        return None if self.is_certain else self.voices[0].outlet


def tellings_of(event_id: str, voices: Iterable[Voice], declared: Declared = NOTHING) -> tuple[Telling, ...]:
    """The claims on an event, the earliest known first; an author who also denies it makes two."""
    grouped: dict[tuple[str, Polarity], list[Voice]] = defaultdict(list)
    for voice in voices:
        grouped[voice.author.key, voice.polarity].append(voice)
    tellings = [_telling(event_id, sorted(group, key=_order), declared) for group in grouped.values()]
    return tuple(sorted(tellings, key=lambda t: (_order(t.voices[0]), t.claim.id)))


def _order(voice: Voice) -> tuple[object, ...]:
    innermost = voice.chain[0].id if voice.chain else ""
    return (voice.article.known_at, voice.article.id, voice.mention.id, innermost)


def _telling(event_id: str, voices: Sequence[Voice], declared: Declared) -> Telling:
    first = voices[0]
    bodies = [voice.author.name for voice in voices if voice.author.speaks_for is None]
    name = max(bodies or [voice.author.name for voice in voices], key=lambda name: (len(name), name))
    claim = Claim(
        id=stable_id("claim", event_id, first.author.key, first.polarity),
        event_id=event_id,
        author=replace(first.author, name=name),
        polarity=first.polarity,
        certainty=first.certainty,
        appearances=tuple(_appearance(voice) for voice in voices),
        figures=_latest_figures(voices),
        against_interest=against_interest(voices, declared),
    )
    return Telling(claim=claim, voices=tuple(voices))


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
