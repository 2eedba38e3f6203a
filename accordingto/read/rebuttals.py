"""Who denies an event by a word for it alone: "the army denied the report", "Damascus denies it".

No word of such a statement tells of the event. What is denied was told last before it by somebody else; the network
takes a part of that for what is denied, or nothing at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from accordingto.model import Attribution, EventMention, Polarity, Span
from accordingto.read.layout import layout_of
from accordingto.read.statement import FALSEHOOD, Worded
from accordingto.text import sentence_spans

_DENYING = r"(?:(?:has|have|had|also|both|later|flatly|strongly|immediately|categorically)\s+){0,3}" + (
    r"(?:den(?:y|ies|ied)|disput(?:es|ed)|reject(?:s|ed)|refut(?:es|ed)|disclaim(?:s|ed)|dismiss(?:es|ed))"
)
_IT = (
    r"(?:(?:the|this|that|these|those|such|any|all|both|its|their)\s+)*"
    r"(?:it|this|that|reports?|claims?|accusations?|allegations?|charges?|accounts?|responsibility|involvement|role|part)"
)
# Who denies stands at the beginning of a sentence or clause, or behind what is denied: ", a claim the rebels disputed".
_WHO = r"(?P<source>(?:[Tt]he\s+|[Aa]n?\s+)?[^\W\d_][^,;:.\"“”()\n]{1,60}?)"
_A_CLAIM = r",\s+(?P<content>(?:an?\s+)?(?:claim|charge|accusation|report|allegation|version|account|assertion)s?)\b"
_A_CLAIM_HERE = re.compile(_A_CLAIM)
_CALLED_A_CLAIM = re.compile(r"\W{0,2}(?:\s+\w+)?" + _A_CLAIM)  # behind what is told, or told and "he said"
_DENIALS = (
    re.compile(
        rf"(?:^|[,;]\s+(?:but|and|while|though|although)?\s*){_WHO}\s+(?P<cue>{_DENYING})\s+(?P<content>{_IT})"
        r"(?=\s*(?:[.,;]|$)|\s+(?:as|and|but|on|in|saying|through)\b)"
    ),
    re.compile(rf"{_A_CLAIM}\s+(?:that\s+|which\s+)?{_WHO}\s+(?P<cue>{_DENYING})\b"),
)
_DEED = re.compile(r"\b(?:responsibility|involvement|role|part|blame|guilt|wrongdoing)\b", re.IGNORECASE)
REACH = 2  # sentences back to which a word like "the report" points
MOST = 3  # events of one statement that are denied as one
# What stands for what somebody else told, with or without what the speaker calls it ("the claims as baseless").
_WORD_FOR_IT = re.compile(
    r"\W*(?:(?:the|this|that|these|those|such|any|all|both|a|an|its|their|his|her|other|earlier|media|press|news|"
    r"opposition|rebel|government|western|official)\s+)*"
    r"(?:it|this|that|them|reports?|claims?|accusations?|allegations?|charges?|accounts?|assertions?|statements?|"
    rf"suggestions?|responsibility|involvement|role|part|blame|guilt|wrongdoing|(?:as\s+)?(?:\w+\W+)?{FALSEHOOD})"
    rf"(?:\s+(?:(?:as|was|were|is|are)|(?:\w+\W+)?{FALSEHOOD})\b.*)?\W*",
    re.IGNORECASE | re.DOTALL,
)


def find_rebuttals(text: str) -> Iterator[Worded]:
    """Who denies what others say by a word for it, in the order of the text; the network misses a third of these."""
    for sentence in sentence_spans(text):
        for pattern in _DENIALS:
            if found := pattern.search(sentence.slice(text)):
                parts = (found.span(part) for part in ("source", "cue", "content"))
                yield Worded(*(Span(sentence.start + start, sentence.start + end) for start, end in parts))


@dataclass(frozen=True, slots=True)
class Rebuttal:
    """A denial in which a word stands for what is denied, where it begins, and what it takes up from before.

    `is_of_any`: what the publication itself tells may be denied too, and not only what others say.
    """

    denial: Attribution
    start: int
    taken_up: tuple[Span, ...]
    is_of_any: bool


def rebuttals_of(attributions: Iterable[Attribution], text: str) -> list[Rebuttal]:
    """The denials that tell of no event in words of their own."""
    found = (_rebuttal(attribution, text) for attribution in attributions)
    return [rebuttal for rebuttal in found if rebuttal is not None]


def _rebuttal(denial: Attribution, text: str) -> Rebuttal | None:
    if not denial.is_speech or denial.polarity is not Polarity.DENIES or denial.author is None or not denial.cue:
        return None
    taken_up = tuple(span for span in denial.content if _is_taken_up(span, denial, text))
    own = [span for span in denial.content if span not in taken_up]
    if not all(_WORD_FOR_IT.fullmatch(span.slice(text)) for span in own):
        return None
    start = min((*own, *denial.cue, *denial.source)).start
    is_of_any = any(_DEED.search(s.slice(text)) or _A_CLAIM_HERE.match(text, s.start - 2) for s in own)
    return Rebuttal(denial, start, taken_up, is_of_any)


def _is_taken_up(span: Span, denial: Attribution, text: str) -> bool:
    """Whether words tell for themselves what is denied: in a sentence before, or before ", a claim"."""
    layout, cue = layout_of(text), min(denial.cue)
    if layout.sentence_at(span.start) < layout.sentence_at(cue.start):
        return True
    return span.end <= cue.start and _CALLED_A_CLAIM.match(text, span.end) is not None


def without_rebuttals(attributions: Iterable[Attribution], rebuttals: Iterable[Rebuttal]) -> list[Attribution]:
    """The attributions in whose words events are told."""
    denials = {rebuttal.denial.id for rebuttal in rebuttals}
    return [attribution for attribution in attributions if attribution.id not in denials]


def with_rebuttals(
    mentions: Sequence[EventMention], rebuttals: Iterable[Rebuttal], attributions: Sequence[Attribution], text: str
) -> list[EventMention]:
    """The mentions; what is denied by a word for it has the denial among its attributions."""
    found = {mention.id: mention for mention in mentions}
    by_id = {attribution.id: attribution for attribution in attributions}
    for rebuttal in rebuttals:
        for mention in _denied(rebuttal, mentions, by_id, text):
            found[mention.id] = _denied_by(found[mention.id], rebuttal.denial)
    for denial in attributions:
        if denial.is_speech and denial.polarity is Polarity.DENIES and denial.author is not None:
            for mention in mentions:
                if any(span.contains(t) for t in mention.triggers for span in denial.content):
                    found[mention.id] = _denied_by(found[mention.id], denial)
    return list(found.values())


def _denied_by(mention: EventMention, denial: Attribution) -> EventMention:
    ids = dict.fromkeys((*mention.attribution_ids, denial.id))
    return replace(mention, attribution_ids=tuple(ids))


def _denied(
    rebuttal: Rebuttal, mentions: Sequence[EventMention], by_id: Mapping[str, Attribution], text: str
) -> list[EventMention]:
    """The events that a rebuttal is about: those it takes up, else those of the last statement of somebody else."""
    taken_up = [m for m in mentions if any(t.overlaps(span) for t in m.triggers for span in rebuttal.taken_up)]
    told = taken_up or _told_last(rebuttal, mentions, by_id, text)
    own = [mention for mention in told if _is_of_own_side(mention, rebuttal.denial)]
    return own or (told if len(told) <= MOST else told[-1:])


def _told_last(
    rebuttal: Rebuttal, mentions: Sequence[EventMention], by_id: Mapping[str, Attribution], text: str
) -> list[EventMention]:
    """The events of the last sentence before a rebuttal that tells of any as somebody else has it.

    Who denies "responsibility" may answer the publication itself, who denies "the report" does not.
    """
    layout, author = layout_of(text), rebuttal.denial.author
    home = layout.sentence_at(rebuttal.start)
    told: dict[int, list[EventMention]] = {}
    for mention in mentions:
        tellers = [by_id[i].author for i in mention.attribution_ids if i in by_id]
        is_told = any(other is None or author is None or other.key != author.key for other in tellers)
        if is_told or (mention.own_voice and rebuttal.is_of_any):
            before = (layout.sentence_at(t.start) for t in mention.triggers if t.start < rebuttal.start)
            for sentence in {sentence for sentence in before if home - sentence <= REACH}:
                told.setdefault(sentence, []).append(mention)
    return told[max(told)] if told else []


def _is_of_own_side(mention: EventMention, denial: Attribution) -> bool:
    """Whether those who deny are said to have done it, or share their country with those who are."""
    author = denial.author
    return author is not None and any(
        agent.key == author.key or (agent.country is not None and agent.country == author.country)
        for agent in mention.agents
    )
