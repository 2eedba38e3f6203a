"""Who says it: frames of the trained reader -> attributions with author, nesting, polarity and certainty.

Two steps, because names are resolved for the whole article at once: `draft_attributions` finds the spans,
`complete_attributions` adds who the sources are and how the statements stand to one another.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from accordingto.model import Actor, Article, Attribution, SourceKind, Span
from accordingto.read import labels
from accordingto.read.accused import with_the_accused
from accordingto.read.actors import ActorList, joint_actor
from accordingto.read.avowals import find_avowals, is_by_nobody
from accordingto.read.decoding import Chunk
from accordingto.read.encoder import Encoder, Encoding
from accordingto.read.encoding import FORM_MIXED, FORM_TITLE, FORM_UPPER
from accordingto.read.eyewitnesses import find_sightings
from accordingto.read.frames import Frame, find_frames, spans_of
from accordingto.read.replies import find_denials
from accordingto.read.statement import Worded, carried_channels, find_channel, polarity_and_certainty
from accordingto.read.wording import Wording

MIN_TRIGGER = 0.35  # probability that a word opens a cue; PolNeAR dev main F1 is flat between .3 and .45
MIN_CHUNK = 0.4  # mean probability of an argument's tags below which it is noise
MIN_SCORE = 0.35  # PolNeAR dev main F1 .828 without, .830 at .3, .836 at .4; dev reports .867, .867, .859
NAME_FORMS = frozenset((FORM_TITLE, FORM_UPPER, FORM_MIXED))
SAME_STATEMENT = 0.6  # content overlap (F1 of characters) above which two drafts tell of one statement
BESIDE = 1.25  # how much likelier a source is that stands right beside its verb than the network thinks
WORDED = 0.9  # score of what the words alone leave no doubt of
FURTHER_QUOTE_CHARS = 400  # how far behind a statement a quotation without a source may still carry it on


@dataclass(frozen=True, slots=True)
class AttributionDraft:
    """Spans of one attribution, and what the network thinks of it; `source` () where the text names nobody."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    is_speech: bool
    score: float
    kind: SourceKind


def draft_attributions(
    encoder: Encoder, encoding: Encoding, text: str, *, threshold: float = MIN_TRIGGER
) -> list[AttributionDraft]:
    """All attributions of a text, one for each statement, in order of their contents."""
    found = find_frames(encoder, encoding, events=False, threshold=threshold)
    frames = [frame for frame in with_the_accused(found, Wording.of(encoding.text, text)) if frame.chunks("content")]
    sources = [_best_source(frame) or _name_behind(encoding, frame) for frame in frames]
    words = [list(range(s.start, s.end)) if s else [] for s in sources]
    names = encoder.frame_labels(encoding, [f.start for f in frames], words, events=False)
    drafts = []
    for k, (frame, source) in enumerate(zip(frames, sources, strict=True)):
        content = _content(frame)
        drafts.append(
            AttributionDraft(
                source=spans_of(encoding, [source]) if source else (),
                cue=() if frame.kind == "quote" else (encoding.span(frame.start, frame.end),),
                content=spans_of(encoding, content),
                is_speech=frame.kind != "attitude",
                score=frame.score * float(np.mean([c.score for c in content])),
                kind=labels.SOURCE_KINDS[int(names["kind"][k].argmax())],
            )
        )
    drafts = [d for d in drafts if d.score >= MIN_SCORE and not is_by_nobody(d.source, d.cue, d.content, text)]
    drafts += _worded(find_sightings(text), SourceKind.MEDIA, drafts)
    drafts += _worded(find_denials(text), SourceKind.GOVERNMENT, drafts)
    drafts += _worded(find_avowals(text), SourceKind.ARMED_GROUP, drafts)
    return sorted(without_repetitions(drafts), key=lambda d: (d.content[0].start, -d.content[-1].end))


def _worded(found: Iterable[Worded], kind: SourceKind, drafts: Sequence[AttributionDraft]) -> list[AttributionDraft]:
    """Drafts of what the words alone say, where none has the verb for its cue; `kind` is what most such sources are."""
    cues = [cue for draft in drafts for cue in draft.cue]
    return [
        AttributionDraft((said.source,), (said.cue,), (said.content,), True, WORDED, kind)
        for said in found
        if not any(said.cue.overlaps(cue) for cue in cues)
    ]


def _best_source(frame: Frame) -> Chunk | None:
    """The likeliest source; a statement has one, since joint sources stand in one span."""

    def likeliness(source: Chunk) -> float:
        return source.score * (BESIDE if frame.start == source.end or source.start == frame.end else 1)

    return max(frame.chunks("source"), key=likeliness, default=None)


def _name_behind(encoding: Encoding, frame: Frame) -> Chunk | None:
    """The capitalised words right behind a cue without source: a short name as in "…, reports BBC" goes unmarked."""
    forms, sentences = encoding.text.forms, encoding.text.sentence_of
    end = frame.end
    while end < len(forms) and forms[end] in NAME_FORMS and sentences[end] == sentences[frame.start]:
        end += 1
    if frame.kind == "quote" or end == frame.end or any(c.start < end and frame.end < c.end for c in frame.roles):
        return None
    return Chunk(frame.end, end, "source", 0.0)


def _content(frame: Frame) -> list[Chunk]:
    """The likely pieces of the content, or the likeliest if all are doubtful."""
    pieces = frame.chunks("content")
    return [c for c in pieces if c.score >= MIN_CHUNK] or [max(pieces, key=lambda c: c.score)]


def without_repetitions(drafts: Sequence[AttributionDraft]) -> list[AttributionDraft]:
    """Of drafts that give one statement to one source or to none, the likeliest only.

    Two cues inside one another's reach ("said … adding") often both claim the same words. A nested attribution
    shares its content with its holder too, but names another source.
    """
    kept: list[AttributionDraft] = []
    for draft in sorted(drafts, key=lambda d: -d.score):
        if not any(_same_statement(draft, other) for other in kept):
            kept.append(draft)
    return kept


def _same_statement(a: AttributionDraft, b: AttributionDraft) -> bool:
    shared = sum(max(0, min(s.end, t.end) - max(s.start, t.start)) for s in a.content for t in b.content)
    total = sum(s.end - s.start for s in (*a.content, *b.content))
    if 2 * shared < SAME_STATEMENT * total:
        return False
    if not a.source or not b.source:
        return True
    return any(s.overlaps(t) for s in a.source for t in b.source)


# ------------------------------------------------------------------------------------------ completing
def complete_attributions(
    article: Article,
    drafts: Sequence[AttributionDraft],
    actors: Mapping[Span, tuple[Actor, ...]],
    actor_list: ActorList,
) -> tuple[Attribution, ...]:
    """Attributions with authors, channels, polarity, certainty and nesting; `actors` names sources by their spans."""
    made = _carry_on([_attribution(article, draft, actors, actor_list) for draft in drafts])
    keys = [attribution.author.key if attribution.author else None for attribution in made]
    channels = carried_channels(keys, [attribution.channel for attribution in made])
    made = [replace(attribution, channel=channel) for attribution, channel in zip(made, channels, strict=True)]
    return tuple(
        replace(attribution, within_id=holder.id) if (holder := _holder(attribution, made)) else attribution
        for attribution in made
    )


def _attribution(
    article: Article, draft: AttributionDraft, actors: Mapping[Span, tuple[Actor, ...]], actor_list: ActorList
) -> Attribution:
    author = joint_actor([actor for span in draft.source for actor in actors.get(span, ())])
    if author is not None and author.kind is None:
        author = replace(author, kind=draft.kind)
    polarity, certainty = polarity_and_certainty(article.text, draft.cue, draft.content)
    channel = find_channel(article.text, draft.source, draft.cue, draft.content, actor_list=actor_list)
    return Attribution(
        article_id=article.id,
        source=draft.source,
        cue=draft.cue,
        content=draft.content,
        author=author,
        channel=channel[1] if channel else None,
        polarity=polarity,
        certainty=certainty,
        is_speech=draft.is_speech,
        score=round(draft.score, 4),
    )


def _carry_on(made: Sequence[Attribution]) -> list[Attribution]:
    """Quotations without cue and source are given to whoever spoke last, if that was close by."""
    result: list[Attribution] = []
    for attribution in made:
        if not attribution.cue and not attribution.source:
            speaker = _last_speaker(attribution, result)
            if speaker is not None:
                attribution = replace(
                    attribution, author=speaker.author, continues_id=speaker.continues_id or speaker.id
                )
        result.append(attribution)
    return result


def _last_speaker(attribution: Attribution, earlier: Sequence[Attribution]) -> Attribution | None:
    start = attribution.content[0].start
    for other in reversed(earlier):
        end = max(span.end for span in (*other.content, *other.cue, *other.source))
        if other.is_speech and other.author is not None and start - FURTHER_QUOTE_CHARS <= end <= start:
            return other
    return None


def _holder(attribution: Attribution, others: Sequence[Attribution]) -> Attribution | None:
    """The attribution with the shortest content that holds all of this one, or None."""
    mine = (*attribution.cue, *attribution.content)
    holders = [
        other
        for other in others
        if other is not attribution
        and other.is_speech
        and _length(other) > _length(attribution)
        and all(Span(other.content[0].start, other.content[-1].end).contains(span) for span in mine)
        and not any(cue.overlaps(span) for cue in other.cue for span in mine)
    ]
    return min(holders, key=_length, default=None)


def _length(attribution: Attribution) -> int:
    return sum(span.end - span.start for span in attribution.content)


def innermost(span: Span, attributions: Sequence[Attribution]) -> Attribution | None:
    """The attribution of speech with the shortest content that holds `span`, or None: the publication's own voice."""
    holding = [a for a in attributions if a.is_speech and any(piece.contains(span) for piece in a.content)]
    return min(holding, key=_length, default=None)
