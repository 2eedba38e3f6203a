"""What happened: frames of the trained reader -> event mentions, one for each event that a report tells of.

As with attributions there are two steps: `draft_events` finds triggers, joins those that tell of one event and gathers
its arguments' spans; `complete_events` grounds them in actors, places, times, amounts and attributions.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace

import numpy as np

from accordingto.model import (
    Actor,
    Article,
    Attribution,
    ControlChange,
    EventMention,
    EventPlace,
    EventType,
    Figure,
    Quantity,
    Span,
    Status,
    TimeExpression,
    TimeRange,
    Toponym,
)
from accordingto.read import labels
from accordingto.read.actors import Named, Parties, is_crowd, parties_of
from accordingto.read.aftermath import Report, with_aftermath
from accordingto.read.answers import is_of, with_answers
from accordingto.read.attributions import innermost
from accordingto.read.avowals import with_avowals
from accordingto.read.blamed import with_the_blamed
from accordingto.read.both_sides import with_both_sides
from accordingto.read.circumstances import Known
from accordingto.read.confidence import event_confidence, features
from accordingto.read.decoding import Chunk, Floats
from accordingto.read.denied import with_denials
from accordingto.read.doers import with_doers
from accordingto.read.encoder import Encoder, Encoding
from accordingto.read.frames import Frame, find_frames
from accordingto.read.governed import with_governed
from accordingto.read.handovers import with_handovers
from accordingto.read.intentions import with_intentions
from accordingto.read.joining import Joiner
from accordingto.read.modes import mode_evidence, modes_of, unsaid_modes
from accordingto.read.objects import with_objects
from accordingto.read.own_deeds import own_deed
from accordingto.read.partners import with_partners
from accordingto.read.passives import with_sufferers
from accordingto.read.places import places_of_events
from accordingto.read.quantities import event_figures, find_weapons
from accordingto.read.replies import replies_of, with_replies, without_replies
from accordingto.read.takings import with_takings
from accordingto.read.times import anchor_day, event_times, status_by_date
from accordingto.read.told import Told
from accordingto.read.wording import Wording
from accordingto.text import sentence_spans, span_at

MIN_TRIGGER = 0.6  # probability that a word opens an event trigger; unseen reports, events F1 level for .5 to .7
# … of one that only retells an event whose other triggers are that sure: so words that hardly tell of anything by
# themselves show who else speaks of it. Complete events of 140 unseen reports .294 -> .297, found ones level.
MIN_RETELLING = 0.5
MIN_ARGUMENT = 0.15  # mean probability of an argument's tags
SHARE_OF_BEST = 0.6  # of the likeliest filler's probability, below which another is not taken beside it
MIN_CONTROL = 0.5
NO_MODE = "none"
LEAST = 1e-4  # probability under which the reader's opinion of a mode is not told apart from none


# Modes of a retreat that may give up a place: of 21 that do in the annotated training reports 20 withdraw.
_LEAVING = ("withdraw", "release", None)
# By these alone no place changes hands: in none of 1,900 annotated attacks told by such words does one.
_FIGHTING = frozenset(
    "fighting fight fights clash clashes battle battles battling combat war attack attacks attacked attacking raid "
    "raids raided shelling shelled bombardment bombardments bombarded bomb bombs bombed bombing bombings strike "
    "strikes struck airstrike airstrikes hit pounded targeted targeting fired dropped detonated blast explosion "
    "explosions massacre shot shooting kill kills killed killing killings died death deaths executed wounded "
    "injured neutralised neutralized destroyed".split()
)
_OF_PLACES = frozenset(("place", "handover"))  # what frames take by which a place changes hands
_OF_OTHERS = frozenset(("arms", "lives"))  # … and by which none does


@dataclass(frozen=True, slots=True)
class Filler:
    """A span that plays a role in an event, with the best score any of its triggers gave it.

    `support` is the mean of the scores that all its triggers gave it, 0 of those that did not point at it.
    """

    span: Span
    score: float
    support: float


@dataclass(frozen=True, slots=True)
class EventDraft:
    """One event of a report: its triggers, the most certain first, and the spans of its arguments in text order."""

    type: EventType
    modes: Mapping[str, float]  # the reader's log-probability of each, "none" for none
    status: Status
    changes_control: bool
    is_handover: bool  # to the recipients
    triggers: tuple[Span, ...]
    arguments: Mapping[str, tuple[Filler, ...]]
    trigger_scores: tuple[float, ...]  # of `triggers`, the network's probabilities

    @property
    def score(self) -> float:
        """The probability that this is an event people find."""
        return event_confidence(features_of(self))


def features_of(draft: EventDraft) -> dict[str, float]:
    """What the draft's score is made of."""
    arguments = {role: [filler.score for filler in fillers] for role, fillers in draft.arguments.items()}
    return features(draft.type, draft.status, draft.trigger_scores, arguments)


def draft_events(encoder: Encoder, encoding: Encoding, known: Known) -> list[EventDraft]:
    """The events of a text in order of their first triggers."""
    wording = Wording.of(encoding.text, known.text)
    frames = event_frames(encoder, encoding, known, wording)
    scores = with_intentions(event_labels(encoder, encoding, frames), frames, wording)
    groups = Joiner(encoding, frames, scores, known).groups(encoder)
    drafts = [_draft(encoding, frames, group, scores) for group in groups if is_told([frames[i] for i in group])]
    return sorted(drafts, key=lambda draft: min(draft.triggers))


def event_frames(encoder: Encoder, encoding: Encoding, known: Known, wording: Wording) -> list[Frame]:
    """The triggers of a text with what plays a role in each, in order, before any are joined."""
    found = find_frames(encoder, encoding, events=True, threshold=MIN_RETELLING)
    own = with_governed(found, wording)
    taken = with_handovers(with_takings(own, encoding, known), encoding, known, wording)
    told = with_doers(with_objects(with_sufferers(taken, wording), wording), wording)
    told = with_the_blamed(told, wording)
    joint = with_both_sides(with_partners(told, encoding, known.text), encoding, known.text)
    return with_answers(joint, encoding, known.text)


def is_told(triggers: Iterable[Frame]) -> bool:
    """Whether any of the triggers that tell of one event is sure enough to tell of one at all."""
    return any(
        trigger.score >= MIN_TRIGGER or trigger.takes in _OF_PLACES or trigger.takes == "arms" for trigger in triggers
    )


def event_labels(encoder: Encoder, encoding: Encoding, frames: Sequence[Frame]) -> dict[str, Floats]:
    """Probabilities (F, labels) of each frame's mode, status and change of control."""
    arguments = [
        [w for chunk in frame.roles if chunk.score >= MIN_ARGUMENT for w in range(chunk.start, chunk.end)]
        for frame in frames
    ]
    return encoder.frame_labels(encoding, [f.start for f in frames], arguments, events=True)


def _draft(
    encoding: Encoding, frames: Sequence[Frame], group: Sequence[int], scores: Mapping[str, Floats]
) -> EventDraft:
    order = sorted(group, key=lambda i: -frames[i].score)
    weights = np.array([frames[i].score for i in order], dtype=np.float32)
    vote = {name: (values[order] * weights[:, None]).sum(axis=0) / weights.sum() for name, values in scores.items()}
    opinion = np.log(np.maximum(vote["mode"], LEAST))
    members = [frames[i] for i in group]
    taken = {frame.takes for frame in members}
    taking = [frame for frame in members if frame.takes in _OF_PLACES]
    return EventDraft(
        type=EventType(frames[order[0]].kind),
        modes=_mode_of_taking(taken) or dict(zip(labels.MODES, opinion.tolist(), strict=True)),
        status=labels.STATUSES[int(vote["status"].argmax())],
        changes_control=not _OF_PLACES.isdisjoint(taken)
        or (_OF_OTHERS.isdisjoint(taken) and bool(vote["control"][1] >= MIN_CONTROL)),
        is_handover="handover" in taken,
        triggers=tuple(encoding.span(frames[i].start, frames[i].end) for i in order),
        arguments={
            role: _fillers(encoding, (taking if role == "place" else []) or members, role)
            for role in ("agent", "recipient", "place", "date")
        },
        trigger_scores=tuple(weights.tolist()),
    )


def _mode_of_taking(taken: Set[str | None]) -> Mapping[str, float]:
    """The mode of what takes a place, which is none, as battles have, or arms; empty if neither is taken."""
    if "place" in taken:
        return {NO_MODE: 0.0}
    return {"seize": 0.0} if "arms" in taken else {}


def _fillers(encoding: Encoding, members: Sequence[Frame], role: str) -> tuple[Filler, ...]:
    """Distinct, likely, non-overlapping spans; of overlapping ones the likeliest.

    One far less likely than the best is left out, unless it stands in a list with one that is kept.
    """
    apart: list[Chunk] = []
    for chunk in sorted((c for frame in members for c in frame.chunks(role)), key=lambda c: -c.score):
        if chunk.score >= MIN_ARGUMENT and not any(chunk.start < c.end and c.start < chunk.end for c in apart):
            apart.append(chunk)
    kept = [c for c in apart if c.score >= SHARE_OF_BEST * apart[0].score]
    for chunk in apart[len(kept) :]:
        if any(_are_listed(encoding, chunk, other) for other in kept):
            kept.append(chunk)
    return tuple(
        Filler(encoding.span(c.start, c.end), c.score, _support(c, members))
        for c in sorted(kept, key=lambda c: c.start)
    )


def _support(chunk: Chunk, members: Sequence[Frame]) -> float:
    """The mean score that triggers, each weighed by its own, give to the words of a chunk."""
    given = (
        frame.score
        * max((c.score for c in frame.chunks(chunk.kind) if c.start < chunk.end and chunk.start < c.end), default=0)
        for frame in members
    )
    return sum(given) / sum(frame.score for frame in members)


def _are_listed(encoding: Encoding, one: Chunk, other: Chunk) -> bool:
    """Whether only commas, "and" and "or" stand between two chunks."""
    first, second = sorted((one, other), key=lambda c: c.start)
    return all(encoding.text.joins[first.end : second.start])


# ------------------------------------------------------------------------------------------ completing
@dataclass(frozen=True, slots=True)
class Grounds:
    """What else was read in the article, by which events are grounded."""

    attributions: Sequence[Attribution]
    toponyms: Sequence[Toponym]
    times: Sequence[TimeExpression]
    quantities: Sequence[Quantity]
    actors: Mapping[Span, tuple[Actor, ...]]


def complete_events(article: Article, drafts: Sequence[EventDraft], grounds: Grounds) -> tuple[EventMention, ...]:
    """Event mentions with actors, places, dates, figures, weapons and the attributions they stand in."""
    weapons = find_weapons(article.text)
    sentences = sentence_spans(article.text)
    told_on = anchor_day(article) if drafts else None
    dates = event_times([told_of(draft, "date") for draft in drafts], grounds.times, article.text, told_on)
    places = places_of_events([told_of(draft, "place") for draft in drafts], grounds.toponyms, article.text)
    replies = replies_of(grounds.attributions, article.text)
    tellings = replace(grounds, attributions=without_replies(grounds.attributions, replies))
    mentions = [
        _complete(article, draft, time, where, tellings, weapons, sentences)
        for draft, time, where in zip(drafts, dates, places, strict=True)
    ]
    dated = [
        replace(mention, told_on=told_on, status=status_by_date(mention.status, mention.time, told_on))
        for mention in mentions
    ]
    answered = with_replies(dated, replies, tellings.attributions, article.text)
    told = with_denials(with_avowals(answered, grounds.attributions, article.text), grounds.attributions)
    return with_aftermath(told, Report(article.text, grounds.attributions, grounds.quantities, grounds.toponyms))


def told_of(draft: EventDraft, role: str) -> Told:
    """What the dating or the placing of an event goes by; `role` is "date" or "place"."""
    return Told(draft.type, draft.status, draft.triggers, draft.arguments[role])


def _complete(
    article: Article,
    draft: EventDraft,
    time: tuple[TimeRange, Span] | None,
    places: tuple[EventPlace, ...],
    grounds: Grounds,
    weapons: Sequence[tuple[Span, str]],
    sentences: list[Span],
) -> EventMention:
    holders = [innermost(trigger, grounds.attributions) for trigger in draft.triggers]
    agents, recipients = _parties(draft, grounds.actors, [holder for holder in holders if holder is not None])
    if doer := own_deed(draft.triggers, holders, article.text):
        agents, recipients = (doer,), tuple(actor for actor in recipients if actor.key != doer.key)
    told_in = {span_at(sentences, trigger.start) for trigger in draft.triggers}
    mode = _mode(article, draft, sentences)
    return EventMention(
        article_id=article.id,
        triggers=draft.triggers,
        type=draft.type,
        mode=mode,
        status=draft.status,
        agents=agents,
        recipients=recipients,
        places=places,
        time=time[0] if time else None,
        time_span=time[1] if time else None,
        figures=_figures(article, draft, grounds),
        weapons=tuple(dict.fromkeys(name for span, name in weapons if span_at(sentences, span.start) in told_in)),
        control=_control(draft, mode, Parties(agents, recipients), article.text),
        attribution_ids=tuple(dict.fromkeys(holder.id for holder in holders if holder is not None)),
        own_voice=None in holders,
        score=round(draft.score, 4),
    )


def _control(draft: EventDraft, mode: str | None, parties: Parties, text: str) -> ControlChange | None:
    """The change of control, if any: to the first agent, but who leaves a place does not gain it, only whom it is
    handed to; nor do those who are only said to fight; who lays down arms or office leaves none.
    """
    if draft.type is EventType.RETREAT and mode not in _LEAVING and not draft.is_handover:
        return None
    if not draft.changes_control or all(t.slice(text).casefold() in _FIGHTING for t in draft.triggers):
        return None
    is_retreat = draft.type is EventType.RETREAT
    gains = (parties.recipients if draft.is_handover else ()) if is_retreat else parties.agents
    return ControlChange(to=gains[0].name if gains else None)


def _mode(article: Article, draft: EventDraft, sentences: list[Span]) -> str | None:
    """The likeliest mode that an event of this type may have, by the reader's opinion and the words; None for none."""
    own = [sentences[span_at(sentences, trigger.start)] for trigger in draft.triggers]
    words = mode_evidence(draft.type, article.text, draft.triggers, own)
    allowed = modes_of(draft.type) - unsaid_modes(draft.type, article.text, own) | {NO_MODE}
    best = max(allowed, key=lambda mode: (draft.modes.get(mode, -np.inf) + words.get(mode, 0.0), mode))
    return None if best == NO_MODE else best


def _parties(draft: EventDraft, actors: Mapping[Span, tuple[Actor, ...]], holders: Sequence[Attribution]) -> Parties:
    """The actors behind the fillers of the two roles."""
    agents, recipients = (
        [Named(actor, f.score, f.support) for f in fillers for actor in actors.get(f.span, ())]
        for fillers in (_besides_speakers(draft.arguments["agent"], holders), draft.arguments["recipient"])
    )
    if draft.type is EventType.ASSAULT:
        agents = [named for named in agents if not is_crowd(named.actor)]
    return parties_of(agents, recipients)


def _besides_speakers(fillers: Sequence[Filler], holders: Sequence[Attribution]) -> Sequence[Filler]:
    """The fillers without those who only say it, where others are named: "The army said rebels had entered"."""
    said_by = [source for holder in holders for source in holder.source]
    others = [f for f in fillers if not any(f.span.overlaps(source) for source in said_by)]
    return others or fillers


def _figures(article: Article, draft: EventDraft, grounds: Grounds) -> tuple[Figure, ...]:
    """Casualty figures told with any of the triggers, each with the attribution that holds the trigger."""
    figures = []
    for trigger in draft.triggers:
        holder = innermost(trigger, grounds.attributions)
        counted = [q for q in grounds.quantities if is_of(q.span, trigger, article.text)]
        for unit, amount in event_figures(trigger, counted, article.text):
            figures.append(Figure(unit=unit, amount=amount, attribution_id=holder.id if holder else None))
    return tuple(dict.fromkeys(figures))
