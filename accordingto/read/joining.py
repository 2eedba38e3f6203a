"""Which triggers of a report tell of one event: every pair is weighed, then groups are formed by average linkage.

The network's opinion of two triggers is one voice. The others are what a reader goes by: the same word again, "the
attack", the same parties, places, days and numbers, how far apart the tellings are, whether the first is the headline.
A small logistic model weighs them; see training/joining.py. Two facts are no matter of weight: a light verb and its
object are one event, and nothing happens on two days or in two far places, is done by others elsewhere, answers itself,
or strikes where it is stopped.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

from accordingto.model import Span
from accordingto.read import labels
from accordingto.read.answers import is_answered
from accordingto.read.circumstances import SURELY, Circumstances, Known, circumstances, exclude
from accordingto.read.decoding import Floats
from accordingto.read.encoder import Encoder, Encoding
from accordingto.read.frames import Frame
from accordingto.read.layout import layout_of
from accordingto.read.logistic import load_model
from accordingto.text import stem

WEIGHTS_FILE = "joining_weights.json"
SURELY_APART = 0.05  # probability under which two triggers are never of one event, whatever others say
LIGHT_VERB_REACH = 2  # words between a light verb and its object ("carried out an airstrike")
REACH = 64  # triggers back to which an event is looked for: more than nine reports in ten have in all
LIKELY = 0.3  # probability from which a filler tells two triggers' parties and places alike or apart
LEAST = 1e-3  # the network's probability of one event is not told apart from this, nor from its complement
BEFORE = 3  # words before a trigger that may say whether it was told of already
_AGAIN = frozenset("the this that these those its their".split())
_ANEW = frozenset("a an another other second third separate separately elsewhere also new further".split())
_STOPPING = frozenset(stem(word) for word in "intercepted intercept intercepts intercepting interception".split())
_STRIKING = frozenset(
    stem(word)
    for word in "strike strikes struck hit hits airstrike airstrikes attack attacks attacked raid raids".split()
)
_ROLES = ("agent", "recipient", "place", "date")
_WHO_AND_WHERE = ("agent", "place")
_WORD = re.compile(r"\w[\w'’-]+")


@dataclass(frozen=True, slots=True)
class _Telling:
    """What one trigger tells, as far as it says whether another tells the same.

    `named` are the likely fillers of a role as vocabulary ids with where they stand, `sure` the doers and places
    that leave no doubt; `before` the words before it; `is_answered` that another deed of its sentence answers it.
    """

    sentence: int
    word: str
    is_plural: bool
    before: Set[str]
    is_answered: bool
    named: Mapping[str, Sequence[tuple[frozenset[int], Span]]]
    sure: Mapping[str, Set[frozenset[int]]]
    mode: str
    circumstances: Circumstances


@dataclass(frozen=True, slots=True)
class _Sentence:
    """The rarer words of a sentence with their weights, and its numbers."""

    words: Mapping[str, float]
    numbers: Set[str]


class Joiner:
    """Weighs the pairs of one report's triggers."""

    def __init__(self, encoding: Encoding, frames: Sequence[Frame], scores: Mapping[str, Floats], known: Known) -> None:
        self.frames = frames
        self.encoding = encoding
        self.tellings = [
            _telling(encoding, frame, labels.MODES[int(scores["mode"][i].argmax())], known)
            for i, frame in enumerate(frames)
        ]
        self.sentences = _sentences(known.text) if frames else []

    def pairs(self) -> list[tuple[int, int]]:
        """The pairs of triggers of one type within reach of each other, the earlier one first."""
        kinds = [frame.kind for frame in self.frames]
        return [(j, i) for i, kind in enumerate(kinds) for j in range(max(0, i - REACH), i) if kinds[j] == kind]

    def likenesses(self, encoder: Encoder) -> dict[tuple[int, int], float]:
        """How likely two triggers tell of one event, for each of `pairs`."""
        model = load_model("accordingto.read", WEIGHTS_FILE)
        found = {}
        for pair, opinion in zip(self.pairs(), self.opinions(encoder), strict=True):
            settled = self.settled(*pair)
            found[pair] = model.probability(self.features(*pair, opinion)) if settled is None else settled
        return found

    def groups(self, encoder: Encoder) -> list[list[int]]:
        """Groups of triggers that tell of one event, in the order of their first triggers."""
        least = load_model("accordingto.read", WEIGHTS_FILE).least
        return groups_of(self.likenesses(encoder), len(self.frames), least)

    def opinions(self, encoder: Encoder) -> list[float]:
        """The network's probability that two triggers tell of one event, for each of `pairs`."""
        starts = [(self.frames[j].start, self.frames[i].start) for j, i in self.pairs()]
        return list(encoder.same_event(self.encoding, starts).tolist())

    def settled(self, j: int, i: int) -> float | None:
        """1 or 0 where the words leave no doubt, else None."""
        if j == i - 1 and is_one_phrase(self.frames[j], self.frames[i]):
            return 1.0
        one, other = self.tellings[j], self.tellings[i]
        apart = (_others_elsewhere, _answers, _intercepts)
        if exclude(one.circumstances, other.circumstances) or any(tells(one, other) for tells in apart):
            return 0.0
        return None

    def features(self, j: int, i: int, opinion: float) -> dict[str, float]:
        """What speaks for and against the triggers `j` and `i` > `j` telling of one event."""
        one, other = self.tellings[j], self.tellings[i]
        apart = other.sentence - one.sentence
        bounded = min(max(opinion, LEAST), 1 - LEAST)
        between = sum(frame.kind == self.frames[i].kind for frame in self.frames[j + 1 : i])
        same_word = one.word == other.word
        found = {
            "bias": 1.0,
            "network": math.log(bounded / (1 - bounded)),
            "apart": math.log1p(apart),
            "same_sentence": float(apart == 0),
            "between": math.log1p(between),
            "same_word": float(same_word),
            "same_word_here": float(same_word and apart == 0),
            "again": float(bool(_AGAIN & other.before)),
            "anew": float(bool(_ANEW & other.before)),
            "number_differs": float(one.is_plural != other.is_plural),
            "headline": float(one.sentence == 0 and apart > 0),
            "same_mode": float(one.mode == other.mode),
            f"type {self.frames[i].kind}": 1.0,
        }
        return found | _by_roles(one, other) | _by_days(one, other) | self._by_sentences(one, other)

    def _by_sentences(self, one: _Telling, other: _Telling) -> dict[str, float]:
        """What the words and numbers of two sentences say."""
        if one.sentence == other.sentence:
            return {}
        here, there = self.sentences[one.sentence], self.sentences[other.sentence]
        shared = sum(weight for word, weight in here.words.items() if word in there.words)
        least = min(sum(here.words.values()), sum(there.words.values()))
        numbers = bool(here.numbers and there.numbers)
        return {
            "shared_words": shared / least if least else 0.0,
            "shared_number": float(bool(here.numbers & there.numbers)),
            "other_number": float(numbers and not here.numbers & there.numbers),
        }


def groups_of(alike: Mapping[tuple[int, int], float], count: int, least: float) -> list[list[int]]:
    """Groups of `count` triggers that tell of one event, in the order of their first triggers.

    Average linkage: the likeliest pairs are joined first, and two groups while their triggers are the same event on
    average with at least the probability `least` and no two of them surely are not. A pair that was not weighed counts
    as not alike, so that the cost grows with the length of the text only.
    """
    groups = {i: [i] for i in range(count)}
    group_of = list(range(count))
    for pair in sorted(alike, key=lambda pair: (-alike[pair], pair)):
        one, other = sorted(group_of[i] for i in pair)
        if alike[pair] < least:
            break
        if one != other and _may_join(groups[one], groups[other], alike, least):
            groups[one] += groups.pop(other)
            for i in groups[one]:
                group_of[i] = one
    return [sorted(group) for _, group in sorted(groups.items())]


def _may_join(one: Sequence[int], other: Sequence[int], alike: Mapping[tuple[int, int], float], least: float) -> bool:
    across = [alike.get((min(i, j), max(i, j)), 0.0) for i in one for j in other]
    return min(across) >= SURELY_APART and sum(across) / len(across) >= least


def is_one_phrase(verb: Frame, noun: Frame) -> bool:
    """Whether a trigger and the next are a light verb and its object ("carried out several airstrikes")."""
    parties = {(c.start, c.end) for c in verb.chunks("agent")}
    return (
        noun.start - verb.end <= LIGHT_VERB_REACH
        and bool(parties)
        and parties == {(c.start, c.end) for c in noun.chunks("agent")}
    )


def _telling(encoding: Encoding, frame: Frame, mode: str, known: Known) -> _Telling:
    trigger = encoding.span(frame.start, frame.end)
    layout = layout_of(known.text)
    last = trigger.slice(known.text).split()[-1].casefold()
    return _Telling(
        sentence=max(0, layout.sentence_at(trigger.start)),
        word=stem(last),
        is_plural=last.endswith("s"),
        before=frozenset(layout.words_before(trigger.start, BEFORE)),
        is_answered=is_answered(trigger, known.text),
        named={
            role: [
                (frozenset(encoding.text.pieces_of(c.start, c.end)), encoding.span(c.start, c.end))
                for c in frame.chunks(role)
                if c.score >= LIKELY
            ]
            for role in _ROLES
        },
        sure={
            role: {frozenset(encoding.text.pieces_of(c.start, c.end)) for c in frame.chunks(role) if c.score >= SURELY}
            for role in _WHO_AND_WHERE
        },
        mode=mode,
        circumstances=circumstances(encoding, frame, known),
    )


def _others_elsewhere(one: _Telling, other: _Telling) -> bool:
    """Whether both surely name a doer and a place, and share neither."""
    return all(
        bool(one.sure[role]) and bool(other.sure[role]) and not one.sure[role] & other.sure[role]
        for role in _WHO_AND_WHERE
    )


def _answers(one: _Telling, other: _Telling) -> bool:
    """Whether the one is told as the answer to the other, in one sentence."""
    return one.sentence == other.sentence and one.is_answered != other.is_answered


def _intercepts(one: _Telling, other: _Telling) -> bool:
    """Whether one tells that the arms were stopped by which the other strikes."""
    return any(a.word in _STOPPING and b.word in _STRIKING for a, b in ((one, other), (other, one)))


def _by_roles(one: _Telling, other: _Telling) -> dict[str, float]:
    """For each role whether both name the same, in part the same or somebody else, and by the very same words."""
    found = {}
    for role in _ROLES:
        here, there = one.named[role], other.named[role]
        if not here or not there:
            found[f"{role} unsaid"] = 1.0
            continue
        shared = max(len(a & b) / min(len(a), len(b)) for a, _ in here for b, _ in there)
        found[f"{role} {'same' if shared == 1 else 'part' if shared else 'other'}"] = 1.0
        found[f"{role} one span"] = float(bool({span for _, span in here} & {span for _, span in there}))
    found["others elsewhere"] = float({"agent other", "place other"} <= found.keys())
    return found


def _by_days(one: _Telling, other: _Telling) -> dict[str, float]:
    """Whether both surely name the same day and the same place."""
    here, there = one.circumstances, other.circumstances
    settled = [{p.place.gazetteer_id for p in told.places if p.place is not None} for told in (here, there)]
    return {
        "same_day": float(here.day is not None and there.day is not None),
        "same_place": float(bool(settled[0] & settled[1])),
    }


def _sentences(text: str) -> list[_Sentence]:
    """The sentences of a text; a word weighs by how few of its sentences hold it."""
    starts = [*layout_of(text).sentence_starts, len(text)]
    # In the order of the text: sums of weights would not be the same to the last bit in any order.
    words = [dict.fromkeys(_WORD.findall(text[start:end].casefold())) for start, end in pairwise(starts)]
    holding = Counter(word for sentence in words for word in sentence)
    weight = {word: math.log((len(words) + 1) / (count + 0.5)) for word, count in holding.items()}
    return [
        _Sentence({word: weight[word] for word in sentence}, {word for word in sentence if word[0].isdigit()})
        for sentence in words
    ]
