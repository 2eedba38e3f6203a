"""How a statement is made: whether the source asserts, denies or asks, how sure it is shown to be, and through whom.

Read off the cue, off the main clause of the content and off the words around the cue. Hedges in subordinate clauses
and inside a further speaker's words are not the source's own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from accordingto.model import Certainty, Polarity, SourceKind, Span
from accordingto.read.actors.actor_list import ActorList
from accordingto.read.actors.words import Word, each_word, words_of
from accordingto.text import sentence_spans, span_at

MAIN_CLAUSE = 12  # words in which a hedge is the statement's own; swept 8-40: certainty .979 to 12, .969 at 40
NEIGHBOURS = 25  # characters beside a cue: "neither confirmed nor | denied", "declined | to confirm that"
MAX_CHANNEL = 8  # words a channel's name may take with its description ("U.S. CBS television network")

# Neither said nor denied: "could not confirm", "did not rule out", "would neither confirm nor deny".
_OPEN = re.compile(
    r"\b(?:not|never|cannot|\w+n['’]t|neither|declin\w+|refus\w+|unable)\b.{0,20}"
    r"\b(?:confirm\w*|verif\w+|corroborat\w+|rul\w+ out|dismiss\w*|den(?:y|ied|ying)|reject\w*|certain|sure)\b",
    re.IGNORECASE,
)
_DENYING = re.compile(
    r"\b(?:den(?:y|ies|ied|ying|ials?)|reject(?:s|ed|ing|ion)?|dismiss(?:es|ed|ing|al)?|refut(?:e|es|ed|ing)|"
    r"rebut(?:s|ted|ting)?|disput(?:e|es|ed|ing)|disavow(?:s|ed|ing)?|disown(?:s|ed)?|doubt(?:s|ed|ing)?|ruled? out|"
    r"rules out|ruling out|not guilty|(?:not|never|n[o']t) (?:been )?(?:believed|thought|expected?)|debunk(?:s|ed)?|"
    r"poured cold water|contradict(?:s|ed)?)\b",
    re.IGNORECASE,
)
_ASKING = re.compile(
    r"\b(?:call(?:s|ed|ing)? (?:up)?on|call(?:s|ed|ing)?(?: \w+){0,2} for|demand(?:s|ed|ing)?|urg(?:e|es|ed|ing)|"
    r"ask(?:s|ed|ing)?|appeal(?:s|ed|ing)?|request(?:s|ed|ing)?|beg(?:s|ged|ging)?|implor(?:e|es|ed|ing)|"
    r"plead(?:s|ed|ing)? (?:for|with)|propos(?:e|es|ed|ing|als?)|press(?:es|ed)? for|pushed for|petition(?:s|ed)?|"
    r"exhort(?:s|ed)|entreat(?:s|ed)|insist(?:s|ed|ing)? (?:up)?on|recommend(?:s|ed|ing)?|advis(?:e|es|ed) \w+ to)\b",
    re.IGNORECASE,
)
_TELLING = re.compile(r"\b(?:told|tells|telling|ordered|orders|warned|instructed)$", re.IGNORECASE)
# "called the report a fabrication", "described the claims as baseless"; "called for" and "called on" ask.
_CALLING = re.compile(
    r"\b(?:call(?:s|ed|ing)?|describ(?:es|ed|ing)|brand(?:s|ed|ing)|term(?:s|ed|ing)|label(?:s|led|ed|ling)|slam(?:s|med))$",
    re.IGNORECASE,
)
# What somebody calls that of which he says that it is not so.
FALSEHOOD = (
    r"(?:lies?|slander\w*|libel|fabricat\w+|disinformation|misinformation|baseless|unfounded|groundless|false|untrue|"
    r"nonsense|ridiculous|rumou?rs?|fantas(?:y|ies)|propaganda|fiction|hoax|absurd|fake|gossip|imaginary|inventions?|"
    r"incorrect|inaccurate|premature|biased|hallucinations?)"
)
_DENIED_CONTENT = re.compile(
    r"\W*(?:there (?:is|was|'s) no truth|(?:the|this|that|it|these|those|such|all)(?: \w+){0,2} (?:is|was|are|were) "
    rf"(?:\w+ )?(?:an? )?(?:\w+ )?(?:not true|not so|{FALSEHOOD})\b(?! (?:to|for|that)\b))",
    re.IGNORECASE,
)
# What is turned down rather than denied: "rejected calls to halt the bombing" says nothing of whether there is any.
_REFUSED = re.compile(
    r"\W*(?:(?:a|an|the|any|all|these|such|new|fresh|international|western|\w+['’]s)\s+){0,3}"
    r"(?:calls?|demands?|appeals?|proposals?|requests?|offers?|drafts?|plans?|pressure|ultimatums?)\b",
    re.IGNORECASE,
)
_CALLED_FALSE = re.compile(rf"(?:\W+\w+){{0,8}}?\W+{FALSEHOOD}\b", re.IGNORECASE)
_ASKED_CONTENT = re.compile(
    r"^\W*(?:please\b|let us\b|let's\b|we (?:urge|call (?:up)?on|call for|demand|ask|appeal|request|beg)\b|"
    r"i (?:urge|call on|appeal|ask|beg)\b|(?:it|he|she|they|we|\w+) (?:also )?wants\b|stop\b|"
    r"(?:[\w'’.-]+ ){1,7}must\b(?! have\b)|will you\b)",
    re.IGNORECASE,
)

_POSSIBLE_CUE = re.compile(
    r"\b(?:fear(?:s|ed|ing)?|worr(?:y|ies|ied)|concern(?:s|ed)?|uncertain|unsure|rumou?r(?:s|ed)?|speculat\w+|may|might|"
    r"possib\w+)\b",
    re.IGNORECASE,
)
_PROBABLE_CUE = re.compile(
    r"\b(?:believ(?:e|es|ed|ing)|thought|think|thinks|expect(?:s|ed|ing)?|suspect(?:s|ed|ing)?|estimat(?:e|es|ed)|"
    r"assum(?:e|es|ed)|presum(?:e|es|ed)|suggest(?:s|ed|ing|ions?)?|considered to|seen as|"
    r"interpret(?:s|ed)?|appear(?:s|ed)?|seem(?:s|ed)?|apparently|likely|probab\w+|supposed|reckon(?:s|ed)?|"
    r"understood to|doubt(?:s|ed))\b",
    re.IGNORECASE,
)
# Where the main clause ends and another's words or a condition begin.
_SUBORDINATE = re.compile(
    r"\b(?:who|which|whose|because|if|unless|while|before|after|until|so that|in order|as if|although|though|where|"
    r"said|says|told|claims|claimed|according to|reported|reports|warned|argued|alleged|denied)\b|[;:]",
    re.IGNORECASE,
)
_POSSIBLE = re.compile(
    r"\b(?:might|could(?! not\b| only\b|n['’]t\b)|possibly|perhaps|maybe|it (?:is|was) possible|cannot rule out|"
    r"can't rule out|(?-i:May (?:Be|Have|Not|be|have))|(?-i:may)(?! (?:\d|last|this|next)))\b",  # not the month
    re.IGNORECASE,
)
_PROBABLE = re.compile(
    r"\b(?:un)?likely\b|\b(?:probabl[ye]|appear(?:s|ed|ing)?|seem(?:s|ed)?|apparently|presumably|almost certainly|"
    r"(?:we|i|they|he|she|it) (?:also )?(?:believes?|thinks?|suspects?|assumes?)|"
    r"looks? like|looked like|suggest(?:s|ed)?|reasonable grounds|"
    r"(?:is|are|was|were|be|been) (?:\w+ly )?"
    r"(?:believed|thought|feared|estimated|expected|suspected|presumed|assumed))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Worded:
    """A statement whose words leave no doubt of who makes it: the source, the verb, and what is said."""

    source: Span
    cue: Span
    content: Span


def worded(pattern: re.Pattern[str], sentence: Span, text: str) -> Worded | None:
    """The first statement of a sentence by a pattern with the groups source, cue and content; None if there is none."""
    found = pattern.search(sentence.slice(text))
    if found is None:
        return None
    parts = (found.span(part) for part in ("source", "cue", "content"))
    return Worded(*(Span(sentence.start + start, sentence.start + end) for start, end in parts))


def polarity_and_certainty(text: str, cue: Sequence[Span], content: Sequence[Span]) -> tuple[Polarity, Certainty]:
    """Whether the source asserts, denies or asks for the content, and how sure it is shown to be of it."""
    cue_words = " ".join(span.slice(text) for span in cue)
    said = " ".join(span.slice(text) for span in content)
    if _OPEN.search(_with_neighbours(text, cue, content)):
        return Polarity.ASSERTS, Certainty.POSSIBLE
    if _calls_false(text, cue):
        return Polarity.DENIES, Certainty.CERTAIN
    return _polarity(cue_words, said), _certainty(cue_words, said)


def _calls_false(text: str, cue: Sequence[Span]) -> bool:
    """Whether a statement is that what others say is not so: "called the report a fabrication"."""
    if not cue or not _CALLING.search(cue[-1].slice(text)):
        return False
    return _CALLED_FALSE.match(text, cue[-1].end, _sentence_at(text, cue[-1].start).end) is not None


def _with_neighbours(text: str, cue: Sequence[Span], content: Sequence[Span]) -> str:
    """The cue with the words of its clause right before it and up to what is said, where verbs of one row stand."""
    if not cue:
        return ""
    first, last = min(cue).start, max(cue).end
    before = re.split(r"[.,;:\n]", text[max(0, first - NEIGHBOURS) : first])[-1]
    said_at = min((span.start for span in content if span.start >= last), default=last)
    return before + text[first : said_at if said_at - last <= NEIGHBOURS else last]


def _polarity(cue: str, said: str) -> Polarity:
    if (_DENYING.search(cue) and not _REFUSED.match(said)) or _DENIED_CONTENT.match(said):
        return Polarity.DENIES
    if _ASKING.search(cue) or _ASKED_CONTENT.match(said):
        return Polarity.ASKS
    if _TELLING.search(cue) and re.match(r"\W*(?:not )?to [a-z]", said):
        return Polarity.ASKS
    return Polarity.ASSERTS


def _certainty(cue: str, said: str) -> Certainty:
    main = _main_clause(said)
    if _POSSIBLE_CUE.search(cue) or _POSSIBLE.search(main):
        return Certainty.POSSIBLE
    if _PROBABLE_CUE.search(cue) or _PROBABLE.search(main):
        return Certainty.PROBABLE
    return Certainty.CERTAIN


def _main_clause(said: str) -> str:
    """The first words of what is said, up to a subordinate clause or another speaker's words."""
    words = list(islice(each_word(said), MAIN_CLAUSE + 1))
    end = words[MAIN_CLAUSE - 1].end if len(words) > MAIN_CLAUSE else len(said)
    stop = _SUBORDINATE.search(said, 0, end)
    opening = stop is not None and stop.start() <= len(said) - len(said.lstrip("\"“'‘ "))
    return said[:end] if stop is None or opening else said[: stop.start()]


# ---------------------------------------------------------------------- channel

_SPOKEN = r"(?:interview|comments?|remarks?|statements?|e-?mails?|speech|(?:tele)?phone call|briefing|letter|message)"
_CONNECTORS = (
    re.compile(r"\b(?:told|tells|telling|tell)\s+"),
    re.compile(
        r"\b(?:in|during|via|through)\s+(?:an?|the|a separate|his|her|their)?\s*(?:\w+\s+)?"
        + _SPOKEN
        + r"(?:\s+\w+(?:ed|nt))?\s+(?:with|to|by|for|on|in|(?:carried|published|broadcast|aired) by)\s+"
    ),
    re.compile(r"\b(?:speaking|spoke|writing|talking)\s+(?:by (?:tele)?phone\s+)?(?:to|on|in|for|with)\s+"),
    re.compile(r"\b(?:quoted|cited|carried|published|broadcast|aired|reported)\s+(?:by|on|in)\s+"),
    re.compile(r"\bas saying\s+(?:by|on|in|to)\s+"),
    re.compile(r"\b(?:on|via|through)\s+(?:(?:a|his|her|its|their|the|own|official|personal|verified)\s+)*"),
)
_BEFORE_QUOTED = re.compile(r"([^.!?\n\"“”]{2,90}?)\s+(?:also\s+)?(?:quoted|cited|quotes|cites|quoting|citing)\s*$")
_QUOTING = re.compile(r"\b(?:quot|cit)(?:es|ed|ing)\b(?! by)")
_PLATFORM = re.compile(
    r"(?:Twitter|Telegram|Facebook|X|Truth Social|YouTube|Instagram|WhatsApp|Weibo|VKontakte)(?![\w’'])"
)
# "state television", "Saudi news channel", "social media": channels without a name of their own
_GENERIC = re.compile(
    r"(?:(?:local|state|state-run|state-owned|public|national|official|regime|government|pro-government|social|a|news|live|"
    r"private|\d+|[A-Z]\w+(?:'s)?)\s+){0,4}"
    r"(?i:television|tv|media|radio|news channel|news agenc(?:y|ies)|newspapers?|channel)\b"
)
_TRAILING = re.compile(r"[^\w)]+$")


def find_channel(
    text: str,
    source: Sequence[Span],
    cue: Sequence[Span],
    content: Sequence[Span],
    sentence: Span | None = None,
    *,
    actor_list: ActorList | None = None,
) -> tuple[Span, str] | None:
    """The outlet or platform the source spoke to or through ("told Reuters", "on state television"), None if not said.

    Looks in the cue's sentence (found if not given) outside the content. Audiences ("told reporters") and people are no
    channel, and nobody's statement ("reportedly") has one.
    """
    if not source:
        return None
    listed = actor_list or ActorList.load()
    sentence = sentence or _sentence_at(text, (*cue, *source)[0].start)
    blanked = _without(text, sentence, content)
    offset = sentence.start
    for connector in _CONNECTORS:
        for match in connector.finditer(blanked):
            found = _channel_at(text, offset + match.end(), sentence, content, listed)
            if found is not None and _is_theirs(text, found[0], source, cue):
                return found
    quotes = any(_QUOTING.search(span.slice(text)) for span in cue)  # then the outlet has a statement of its own
    return None if quotes else _quoting(text, source, sentence, listed)


@lru_cache(4)
def _sentences(text: str) -> list[Span]:
    return sentence_spans(text)


def _sentence_at(text: str, offset: int) -> Span:
    """The sentence that holds or precedes `offset`; the whole of a text that is only white space."""
    sentences = _sentences(text)
    return sentences[max(0, span_at(sentences, offset))] if sentences else Span(0, len(text))


def _is_theirs(text: str, channel: Span, source: Sequence[Span], cue: Sequence[Span]) -> bool:
    """Whether a channel belongs to this source: no other is quoted in between, nor is it the source's own name."""
    last = max(span.end for span in (*source, *cue) if span.start < channel.start or span is source[0])
    if _QUOTING.search(text[last : channel.start]):
        return False
    return _PLATFORM.match(text, channel.start) is not None or not any(span.overlaps(channel) for span in source)


def _without(text: str, sentence: Span, content: Sequence[Span]) -> str:
    """The sentence with its content blanked out, so that offsets stay."""
    shown = list(sentence.slice(text))
    for span in content:
        for index in range(max(span.start, sentence.start), min(span.end, sentence.end)):
            shown[index - sentence.start] = "\0"
    return "".join(shown)


def _channel_at(
    text: str, at: int, sentence: Span, content: Sequence[Span], listed: ActorList
) -> tuple[Span, str] | None:
    """The channel whose name begins at `at`, after its describing words."""
    end = min([sentence.end, *(span.start for span in content if span.start >= at)])
    if end <= at:
        return None
    platform = _PLATFORM.match(text, at, end)
    if platform is not None:
        return _found(text, *platform.span())
    words = words_of(text, at, end)[:MAX_CHANNEL]
    if not words:
        return None
    outlet = _outlet(words, listed)
    if outlet is not None:
        return _found(text, outlet.start, outlet.end)
    generic = _GENERIC.match(text, at, end)
    return _found(text, generic.start(), generic.end()) if generic is not None else None


def _outlet(words: Sequence[Word], listed: ActorList) -> Span | None:
    """The listed outlet or agency that words name, behind at most a description of it ("Saudi newspaper …")."""
    for match in listed.find(words):
        if match.entry.kind in (SourceKind.MEDIA, SourceKind.AGENCY):
            joined = all(word.is_joined for word in words[1 : match.last])
            return Span(words[match.first].start, words[match.last - 1].end) if joined else None
        if not match.entry.is_country:  # "told Obama", "in a letter to the Security Council": no channel
            return None
    return None


def _found(text: str, start: int, end: int) -> tuple[Span, str]:
    shown = _TRAILING.sub("", text[start:end])
    name = re.sub(r"^(?:a|an|the|own)\s+", "", " ".join(shown.split()))
    return Span(start, start + len(shown)), name


def _quoting(text: str, source: Sequence[Span], sentence: Span, listed: ActorList) -> tuple[Span, str] | None:
    """ "Interfax quoted the officer as saying": the outlet before the source."""
    before = _BEFORE_QUOTED.search(text[sentence.start : max(sentence.start, source[0].start)])
    if before is None:
        return None
    start = sentence.start + before.start(1)
    words = words_of(text, start, sentence.start + before.end(1))
    matches = [m for m in listed.find(words) if m.entry.kind in (SourceKind.MEDIA, SourceKind.AGENCY)]
    if matches:
        last = matches[-1]
        return _found(text, words[last.first].start, words[last.last - 1].end)
    generic = list(_GENERIC.finditer(text, start, sentence.start + before.end(1)))
    return _found(text, generic[-1].start(), generic[-1].end()) if generic else None


def carried_channels(authors: Sequence[str | None], channels: Sequence[str | None]) -> tuple[str | None, ...]:
    """Channels of consecutive statements, carried on while the same author speaks: "told AFP … he said".

    `authors` are actor keys in the order of the text. In the training reports 36 of 41 such statements carry it on.
    """
    carried: list[str | None] = []
    last: tuple[str | None, str | None] = (None, None)
    for author, channel in zip(authors, channels, strict=True):
        kept = last[1] if channel is None and author is not None and author == last[0] else channel
        carried.append(kept)
        last = author, kept
    return tuple(carried)
