"""Who denies or confirms an event by a word for it alone: "the army denied the report", "Russia confirmed it".

No word of such a statement tells of the event. What is meant was told last before it by somebody else; the network
takes a part of that for what is said, or nothing at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from accordingto.model import Attribution, Certainty, EventMention, EventType, Polarity, Span
from accordingto.read.antecedents import told_last
from accordingto.read.layout import layout_of
from accordingto.read.statement import FALSEHOOD, Worded, worded
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
_CONFIRMING = re.compile(r"\b(?:confirm(?:s|ed)|acknowledg(?:es|ed)|corroborat(?:es|ed))\b", re.IGNORECASE)
_PRONOUNS = frozenset(("it", "they", "he", "she", "which", "who"))
_TALKS = frozenset(
    (EventType.CONSULT, EventType.AGREE, EventType.COOPERATE, EventType.AID)
)  # nobody is blamed for them
MOST = 3  # events of one statement that are meant as one
# What stands for what somebody else told, with or without what the speaker calls it ("the claims as baseless").
_WORD_FOR_IT = re.compile(
    r"\W*(?:(?:the|this|that|these|those|such|any|all|both|a|an|its|their|his|her|other|earlier|media|press|news|"
    r"opposition|rebel|government|western|official)\s+)*"
    r"(?:it|this|that|them|reports?|claims?|accusations?|allegations?|charges?|accounts?|assertions?|statements?|"
    rf"suggestions?|responsibility|involvement|role|part|blame|guilt|wrongdoing|(?:as\s+)?(?:\w+\W+)?{FALSEHOOD})"
    rf"(?:\s+(?:(?:as|was|were|is|are)|(?:\w+\W+)?{FALSEHOOD})\b.*)?\W*",
    re.IGNORECASE | re.DOTALL,
)


def find_denials(text: str) -> Iterator[Worded]:
    """Who denies what others say by a word for it, in the order of the text; the network misses a third of these."""
    for sentence in sentence_spans(text):
        for pattern in _DENIALS:
            if found := worded(pattern, sentence, text):
                yield found


@dataclass(frozen=True, slots=True)
class Reply:
    """A statement in which a word stands for what is denied or confirmed, where it begins, and what it takes up.

    `is_of_deed`: that the speaker did it is denied; `is_of_any`: what the publication itself tells may be meant too,
    and not only what others say; `is_by_pronoun`: "it denied", which may be anybody.
    """

    statement: Attribution
    start: int
    taken_up: tuple[Span, ...]
    is_of_deed: bool
    is_of_any: bool
    is_by_pronoun: bool


def replies_of(attributions: Iterable[Attribution], text: str) -> list[Reply]:
    """The denials and confirmations that tell of no event in words of their own."""
    found = (_reply(attribution, text) for attribution in attributions)
    return [reply for reply in found if reply is not None]


def _reply(statement: Attribution, text: str) -> Reply | None:
    if not statement.is_speech or statement.author is None or not statement.cue:
        return None
    is_sure = statement.certainty is Certainty.CERTAIN  # "could not confirm the report" is neither
    confirms = is_sure and any(_CONFIRMING.search(cue.slice(text)) for cue in statement.cue)
    if statement.polarity is not Polarity.DENIES and not confirms:
        return None
    taken_up = tuple(span for span in statement.content if _is_taken_up(span, statement, text))
    own = [span for span in statement.content if span not in taken_up]
    if not all(_WORD_FOR_IT.fullmatch(span.slice(text)) for span in own):
        return None
    start = min((*own, *statement.cue, *statement.source)).start
    is_of_deed = any(_DEED.search(span.slice(text)) for span in own)
    is_of_any = is_of_deed or confirms or any(_A_CLAIM_HERE.match(text, span.start - 2) for span in own)
    is_by_pronoun = all(span.slice(text).casefold() in _PRONOUNS for span in statement.source)
    return Reply(statement, start, taken_up, is_of_deed, is_of_any, is_by_pronoun)


def _is_taken_up(span: Span, statement: Attribution, text: str) -> bool:
    """Whether words tell for themselves what is meant: in a sentence before, or before ", a claim"."""
    layout, cue = layout_of(text), min(statement.cue)
    if layout.sentence_at(span.start) < layout.sentence_at(cue.start):
        return True
    return span.end <= cue.start and _CALLED_A_CLAIM.match(text, span.end) is not None


def without_replies(attributions: Iterable[Attribution], replies: Iterable[Reply]) -> list[Attribution]:
    """The attributions in whose words events are told."""
    ids = {reply.statement.id for reply in replies}
    return [attribution for attribution in attributions if attribution.id not in ids]


def with_replies(
    mentions: Sequence[EventMention], replies: Iterable[Reply], attributions: Sequence[Attribution], text: str
) -> list[EventMention]:
    """The mentions; what is denied or confirmed by a word for it has that among its attributions."""
    found = {mention.id: mention for mention in mentions}
    by_id = {attribution.id: attribution for attribution in attributions}
    for reply in replies:
        for mention in _meant(reply, mentions, by_id, text):
            found[mention.id] = _told_by(found[mention.id], reply.statement)
    for denial in attributions:
        if denial.is_speech and denial.polarity is Polarity.DENIES and denial.author is not None:
            for mention in mentions:
                if any(span.contains(t) for t in mention.triggers for span in denial.content):
                    found[mention.id] = _told_by(found[mention.id], denial)
    return list(found.values())


def _told_by(mention: EventMention, statement: Attribution) -> EventMention:
    ids = dict.fromkeys((*mention.attribution_ids, statement.id))
    return replace(mention, attribution_ids=tuple(ids))


def _meant(
    reply: Reply, mentions: Sequence[EventMention], by_id: Mapping[str, Attribution], text: str
) -> list[EventMention]:
    """The events that a reply is about: those it takes up, else those of the last statement of somebody else."""
    taken_up = [m for m in mentions if any(t.overlaps(span) for t in m.triggers for span in reply.taken_up)]
    by_others = [mention for mention in mentions if _is_told_by_others(mention, reply, by_id)]
    told = taken_up or told_last(reply.start, by_others, text)
    if reply.is_of_deed:
        told = [mention for mention in told if mention.type not in _TALKS]
    own = [mention for mention in told if _is_of_own_side(mention, reply.statement)]
    if reply.is_of_deed and reply.is_by_pronoun:
        return own
    return own or (told if len(told) <= MOST else told[-1:])


def _is_told_by_others(mention: EventMention, reply: Reply, by_id: Mapping[str, Attribution]) -> bool:
    """Whether somebody else tells of an event.

    Who denies "responsibility", or confirms, may answer the publication itself; who denies "the report" does not.
    """
    author = reply.statement.author
    tellers = [by_id[i].author for i in mention.attribution_ids if i in by_id]
    is_told = any(other is None or author is None or other.key != author.key for other in tellers)
    return is_told or (mention.own_voice and reply.is_of_any)


def _is_of_own_side(mention: EventMention, statement: Attribution) -> bool:
    """Whether those who speak are said to have done it, or share their country with those who are."""
    author = statement.author
    return author is not None and any(
        agent.key == author.key or (agent.country is not None and agent.country == author.country)
        for agent in mention.agents
    )
