"""Who says that he did it: "the group claimed responsibility", "an attack claimed by Islamic State".

Annotators take who claims an attack for one of its agents and of those who tell of it. The network finds the statement
and mostly stops there; and "no group claimed the attack" is to it what a group called "no group" says.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from accordingto.model import Actor, Attribution, EventMention, EventType, Polarity, SourceKind, Span
from accordingto.read.antecedents import told_last
from accordingto.read.statement import Worded, worded
from accordingto.text import sentence_spans

_KINDS = frozenset((EventType.ASSAULT, EventType.COERCE))
_UNNAMED = frozenset((SourceKind.INDIVIDUAL, SourceKind.WITNESS, SourceKind.DOCUMENT, None))
_CLAIMING = re.compile(
    r"\b(?:claim(?:s|ed|ing)?|t(?:ook|akes?|aken|aking)|assum(?:ed|es|ing)|admit(?:s|ted|ting)?)\b", re.IGNORECASE
)
_RESPONSIBILITY = re.compile(r"\W*(?:full\s+)?responsibility\b", re.IGNORECASE)
# A deed by its noun, told of no further than where and when: "claimed the attack in a statement", but "claimed the
# attack had killed ten".
_NO_VERB = r"(?!(?:it|he|she|they|was|were|is|are|had|has|have|died|killed|wounded|in|on|at|that the)\b)"
_DEED = re.compile(
    rf"\W*(?:{_NO_VERB}[\w'’.-]+\s+){{0,6}}?(?:attack|bombing|blast|explosion|assault|raid|ambush|shooting|strike|"
    r"massacre|carnage|killing|murder|assassination|kidnapping|abduction|operation|shelling)s?"
    r"(?:\s+(?:in|on|at|near|as|of|by|against|outside|inside|last|this)\b.*|\W*)",
    re.IGNORECASE | re.DOTALL,
)
_NOBODY = re.compile(r"(?:\b|\W)(?:no|none|nobody|neither|not|nor|any)\b", re.IGNORECASE)
WORD_BEFORE = 8  # code points before a source in which "no" or "any" makes nobody of it: "nor has any | movement"
_WORDED = re.compile(
    r"(?:^|[,;]\s+(?:but|and|while|though|although)?\s*)"
    r"(?P<source>(?:[Tt]he\s+|[Aa]n?\s+)?[^\W\d_][^,;:.\"“”()\n]{1,60}?)\s+"
    r"(?:(?:has|have|had|also|later|quickly|since)\s+){0,2}(?P<cue>claimed|took|assumed|admitted)\s+"
    r"(?P<content>(?:full\s+)?responsibility)\b"
)


def find_avowals(text: str) -> Iterator[Worded]:
    """Who claims responsibility, by the words alone, in the order of the text, one a sentence."""
    for sentence in sentence_spans(text):
        found = worded(_WORDED, sentence, text)
        if found is not None and not _NOBODY.search(found.source.slice(text)):
            yield found


def is_by_nobody(source: Sequence[Span], cue: Sequence[Span], content: Sequence[Span], text: str) -> bool:
    """Whether words say that nobody claims what was done: "no group has claimed responsibility"."""
    named = (text[max(0, span.start - WORD_BEFORE) : span.end] for span in source)
    return any(_NOBODY.search(words) for words in named) and _claims(cue, content, text)


def with_avowals(
    mentions: Sequence[EventMention], attributions: Iterable[Attribution], text: str
) -> list[EventMention]:
    """The mentions; who claims an attack has done it, and tells of it."""
    found = {mention.id: mention for mention in mentions}
    deeds = [mention for mention in mentions if mention.type in _KINDS]
    for avowal in attributions:
        doer = avowal.author
        if doer is None or avowal.polarity is not Polarity.ASSERTS or not _claims(avowal.cue, avowal.content, text):
            continue
        named = [m for m in deeds if any(span.contains(t) for t in m.triggers for span in avowal.content)]
        for mention in named or told_last(min(avowal.cue).start, deeds, text):
            found[mention.id] = _avowed(found[mention.id], avowal, doer)
    return list(found.values())


def _claims(cue: Sequence[Span], content: Sequence[Span], text: str) -> bool:
    """Whether a cue and what it governs are the claim of a deed."""
    verbs = " ".join(span.slice(text) for span in cue)
    if not _CLAIMING.search(verbs):
        return False
    said = [span.slice(text) for span in content]
    if _RESPONSIBILITY.search(verbs) or any(_RESPONSIBILITY.match(words) for words in said):
        return True
    return "claim" in verbs.casefold() and all(_DEED.fullmatch(words) for words in said)


def _avowed(mention: EventMention, avowal: Attribution, doer: Actor) -> EventMention:
    told = dict.fromkeys((*mention.attribution_ids, avowal.id))
    agents = mention.agents
    if doer.kind not in _UNNAMED and doer.key not in {agent.key for agent in agents}:
        agents = (*agents, doer)
    recipients = tuple(actor for actor in mention.recipients if actor.key != doer.key)
    return replace(mention, attribution_ids=tuple(told), agents=agents, recipients=recipients)
