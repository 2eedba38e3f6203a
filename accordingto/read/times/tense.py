"""Which way in time the verbs beside an expression look."""

from __future__ import annotations

from enum import IntEnum

from accordingto.read.lexer import Tokens
from accordingto.read.times.vocabulary import Vocabulary

REACH = 14  # tokens looked at on either side; verbs farther off belong to other clauses
OPENING_REACH = 30  # … but an expression that opens its sentence may have a long subject between it and its verb
GAP = "gap"  # the kind of token that an empty line is
_STOPS = frozenset((".", ";", "!", "?", "\n"))
# The verb "said" dates itself only if it stands right beside: "will meet Friday, officials said".
_SAYING = frozenset("said says told reported announced added saying".split())
# Ends in -ed but names a kind, not a past act; "need" and "feed" are no forms in -ed at all.
_NOT_PAST = frozenset(
    "expected scheduled planned united armed need indeed proceed succeed speed feed seed exceed breed hundred hatred "
    "sacred unprecedented".split()
)
MIN_PAST_LENGTH = 5  # "bed", "red" and "led" end in -ed as well; "led" stands in the lexicon
# "They were planning to march on Monday": it is still to be done, in whatever tense it is told.
_INTENDING = frozenset(
    "planning going preparing hoping intending ready vowing threatening supposed agreed decided vowed promised pledged "
    "hoped intended threatened hopes intends aims agrees vows hope intend aim agree vow".split()
)
# Before a noun: "the plan", "a planned march", "the besieged town" are no verbs and tell no tense.
_DETERMINERS = frozenset("the a an its his her their our this that these those".split())
_NOUNS_TOO = frozenset("plan plans start".split())
_AHEAD = frozenset(("until", "till"))
_SOON_AS = (["as", "soon", "as"], ["as", "early", "as"])


class Tense(IntEnum):
    PAST = -1
    UNKNOWN = 0
    FUTURE = 1


def tense_at(tokens: Tokens, first: int, last: int, vocabulary: Vocabulary) -> Tense:
    """The tense of the nearest telling verb of the sentence; verbs before the tokens `[first, last]` come first."""
    if (first and tokens.words[first - 1] in _AHEAD) or tokens.words[max(0, first - 3) : first] in _SOON_AS:
        return Tense.FUTURE
    if tokens.words[last + 1 : last + 3] in (["'", "s"], ["’", "s"]):  # "Wednesday's ruling" has been given
        return Tense.PAST
    before = _scan(tokens, range(first - 1, max(-1, first - 1 - REACH), -1), vocabulary)
    if before is not Tense.UNKNOWN:
        return before
    opens = _opens_sentence(tokens, first)
    reach = OPENING_REACH if opens else REACH
    return _scan(tokens, range(last + 1, min(len(tokens), last + 1 + reach)), vocabulary, opens=opens)


def _opens_sentence(tokens: Tokens, first: int) -> bool:
    """Whether an expression opens its sentence, but for a preposition: "In September, it announced"."""
    return any(at < 0 or tokens.words[at] in _STOPS or tokens.kinds[at] == GAP for at in (first - 1, first - 2))


def _scan(tokens: Tokens, order: range, vocabulary: Vocabulary, *, opens: bool = False) -> Tense:
    words = tokens.words
    for at in order:
        word = words[at]
        if tokens.kinds[at] == GAP or (word in _STOPS and not _is_abbreviation(tokens, at)):
            break
        if word in _SAYING and order.step > 0 and at != order.start and not opens:
            continue
        if (word == "be" and words[at - 1] == "to") or (word == "set" and words[at + 1 : at + 2] in (["for"], ["to"])):
            return Tense.FUTURE
        if word in _INTENDING and words[at + 1 : at + 2] == ["to"]:
            return Tense.FUTURE
        tense = tense_of(word, vocabulary)
        if tense is Tense.PAST and at and words[at - 1] in ("be", "to"):
            continue
        if at and words[at - 1] in _DETERMINERS and (word in _NOUNS_TOO or word.endswith("ed")):
            continue
        if tense is not Tense.UNKNOWN:
            return tense
    return Tense.UNKNOWN


def _is_abbreviation(tokens: Tokens, at: int) -> bool:
    """Whether the full stop at `at` stands inside a sentence: "Nov. 27", "U.S. troops"."""
    if tokens.words[at] != "." or at + 1 >= len(tokens):
        return False
    return not tokens.text[tokens.starts[at + 1]].isupper() or len(tokens.words[at - 1]) == 1


def tense_of(word: str, vocabulary: Vocabulary) -> Tense:
    """The tense a single verb form shows."""
    if word in vocabulary.future_verbs:
        return Tense.FUTURE
    if word in vocabulary.past_verbs:
        return Tense.PAST
    if len(word) >= MIN_PAST_LENGTH and word.endswith("ed") and word not in _NOT_PAST:
        return Tense.PAST
    return Tense.UNKNOWN
