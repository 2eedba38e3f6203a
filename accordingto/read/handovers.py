"""Places that change hands, told from their own side or the loser's: "Morek fell to rebels", "the army lost Morek".

The network takes whom a place falls to for the one who suffers it, and who loses a place for the one who gains it; it
hardly ever sees that one "came under army control". Who takes a place is the agent of an attack, who loses it the
recipient, and who hands it over retreats before the one who gets it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from accordingto.model import EventType, Span
from accordingto.read.circumstances import Known
from accordingto.read.decoding import Chunk
from accordingto.read.encoder import Encoding
from accordingto.read.frames import Frame
from accordingto.read.takings import LITERAL, SURE
from accordingto.read.wording import OWNING, Wording, Words

_FALLING = frozenset("fell fall falls fallen falling".split())
_COMING = _FALLING | frozenset(
    "came come comes coming passed passes returned returns brought placed put slipped".split()
)
_LOSING = frozenset("lost lose loses losing loss".split())
_GIVING = frozenset("ceded ceding surrendered surrendering relinquished relinquishing handed handing".split())
_BRINGING = frozenset("brought bring brings bringing put placed placing declared".split())
_RESTORING = frozenset("restored restores restoring reestablished re-established".split())
_ORDER = frozenset("security stability control safety calm peace order and the".split())
_ADVERBS = frozenset("back again completely entirely fully once now also later then quickly over up".split())
_LINKS = frozenset(("to", "under", "into", "in"))
_HOLDING = frozenset(("control", "hands", "rule"))
_FIRM = frozenset("the full complete total firm direct sole".split())
_WHOSE = frozenset("wrong right good safe".split())  # hands that are nobody's
_OWN = frozenset(("its", "their", "his"))
# What may stand between a verb of losing and the name of the place.
_UP_TO_NAME = frozenset(
    "control of over the whole entire rest all most much parts part city town towns village villages district "
    "province area airport base capital key strategic nearby northern southern eastern western central northwestern "
    "northeastern southwestern southeastern border suburb neighborhood neighbourhood stronghold their its".split()
)
# What may stand for a place whose name is told elsewhere.
_PLACE_NOUNS = frozenset(
    "city town village villages district neighborhood neighbourhood province airport airbase base capital suburb "
    "stronghold it which".split()
)
# Those of whom one loses many: "lost 20 fighters", "lost dozens of its men".
_LIVES = frozenset("fighters men soldiers troops militants members people civilians comrades officers".split())
MAX_ADVERBS = 3
MAX_UP_TO_VERB = 6  # words between a place and the verb that tells what became of it
MAX_UP_TO_NAME = 6
MADE = 0.99  # probability of a trigger that the words leave no doubt of, though the network does not see it


@dataclass(frozen=True, slots=True)
class _Handover:
    """Words `[start, end)` that tell of one, those of the place if it is named there, and of who takes it if told."""

    start: int
    end: int
    place: Words | None = None
    taker: Words | None = None
    is_given: bool = False
    is_to_doer: bool = False  # "brought Morek under its control"


def with_handovers(frames: Sequence[Frame], encoding: Encoding, known: Known, wording: Wording) -> list[Frame]:
    """The frames; those of places that change hands have for agent who takes them, and the network misses none."""
    scene = _Scene.of(encoding, known, wording)
    found = {handover.start: handover for handover in scene.handovers()}
    turned: list[Frame] = []
    for frame in frames:
        handover = next((h for h in found.values() if frame.start < h.end and h.start < frame.end), None)
        if handover is not None and frame.kind in _KINDS:
            turned.append(_turned(frame, handover))
        else:
            turned.append(scene.of_lives(frame))
    covered = {n for frame in frames for n in range(frame.start, frame.end)}
    made = [_made(h) for h in found.values() if h.taker and covered.isdisjoint(range(h.start, h.end))]
    return sorted([*turned, *made], key=lambda frame: frame.start)


_KINDS = frozenset((EventType.ASSAULT, EventType.RETREAT, EventType.COERCE))


def _turned(frame: Frame, handover: _Handover) -> Frame:
    """The frame by whom the place went to and whose it was."""
    taker, place = handover.taker, handover.place
    roles = [c for c in frame.roles if c.kind not in ("agent", "recipient") and not (place and c.kind == "place")]
    beside = [c for c in frame.roles if not (place and c.start < place[1] and place[0] < c.end)]
    parties = [c for c in beside if c.kind in ("agent", "recipient")]
    got = [c for c in parties if taker and c.start < taker[1] and taker[0] < c.end]
    doers = handover.is_given or handover.is_to_doer
    roles += [replace(c, kind="agent" if doers else "recipient") for c in parties if c not in got]
    if taker:
        start, end = max(((c.start, c.end) for c in got), key=lambda w: w[1] - w[0], default=taker)
        roles.append(Chunk(start, end, "recipient" if handover.is_given else "agent", SURE))
    if place:
        roles.append(Chunk(*place, "place", SURE))
    kind = EventType.RETREAT if handover.is_given else EventType.ASSAULT
    return replace(frame, kind=kind.value, roles=tuple(roles), takes="handover" if handover.is_given else "place")


def _made(handover: _Handover) -> Frame:
    """A frame for what the network does not see."""
    return _turned(Frame(handover.start, handover.end, EventType.ASSAULT.value, MADE, ()), handover)


@dataclass(frozen=True, slots=True)
class _Scene:
    """The words of a text, and the names of places among them by their first and last words."""

    wording: Wording
    opened: Mapping[int, int]  # first word of a name -> the word behind it
    closed: Mapping[int, int]  # the word behind a name -> its first

    @classmethod
    def of(cls, encoding: Encoding, known: Known, wording: Wording) -> _Scene:
        names = (t.span for t in known.toponyms if t.kind == LITERAL)
        ranges = [at for span in names if (at := _words_of(encoding, span)) is not None]
        return cls(wording, dict(ranges), {end: start for start, end in ranges})

    @property
    def words(self) -> Sequence[str]:
        return self.wording.words

    def handovers(self) -> Iterator[_Handover]:
        """Every place that is told to change hands."""
        for at, word in enumerate(self.words):
            found = None
            if word in _COMING | _BRINGING:
                found = self._coming(at) or self._fall(at) or self._bringing(at)
            elif word in _LOSING:
                found = self._losing(at)
            elif word in _RESTORING:
                found = self._restoring(at)
            elif word in _GIVING:
                found = self._giving(at)
            if found is not None:
                yield found

    def of_lives(self, frame: Frame) -> Frame:
        """The frame; those who lose people suffer it, and no place is lost: "the rebels lost 20 fighters"."""
        if self.words[frame.start] not in _LOSING or self._skip(frame.start + 1, _UP_TO_NAME, 1) in self.opened:
            return frame
        if _LIVES.isdisjoint(self.words[frame.end : frame.end + MAX_UP_TO_NAME]):
            return frame
        roles = (replace(c, kind="recipient") if c.kind == "agent" and c.end <= frame.start else c for c in frame.roles)
        return replace(frame, roles=tuple(roles), takes="lives")

    def _coming(self, at: int) -> _Handover | None:
        """ "Morek fell to rebels", "came under the control of the army", "returned to government hands"."""
        link = self._skip(at + 1, _ADVERBS, MAX_ADVERBS)
        if not self.wording.is_in(link, _LINKS):
            return None
        place = self._subject(at)
        if place is None and _PLACE_NOUNS.isdisjoint(self.words[max(0, at - MAX_ADVERBS) : at]):
            return None
        name = self._skip(link + 1, _FIRM, len(_FIRM))
        if self.wording.is_in(name, _HOLDING):
            return self._of(at, name, place)
        taker = self._name(name)
        if taker is None:
            return None
        behind = taker[1] + (self.wording.is_in(taker[1], OWNING))
        held = next((n for n in range(name, behind + 2) if self.wording.is_in(n, _HOLDING)), None)
        if held is not None:
            end = held - (self.words[held - 1] in _FIRM)
            end -= self.words[end - 1] in OWNING
            return _Handover(at, held + 1, place, (name, end)) if end > name else None
        is_fall = self.words[at] in _FALLING and self.words[link] == "to"
        return _Handover(at, at + 1, place, taker) if is_fall else None

    def _of(self, at: int, held: int, place: Words | None) -> _Handover | None:
        """ "… the control of the army"."""
        if not self.wording.is_in(held + 1, ("of",)):
            return None
        taker = self._name(self._skip(held + 2, _FIRM, 1))
        return _Handover(at, held + 1, place, taker) if taker is not None else None

    def _losing(self, at: int) -> _Handover | None:
        """ "The army lost control of Morek", "lost Morek to rebels", "the loss of Morek"."""
        place = self._object(at)
        if place is None:
            return None
        return _Handover(at, self._behind_control(at), place, self._to(place[1]))

    def _fall(self, at: int) -> _Handover | None:
        """ "The fall of Morek to rebels"."""
        place = self._object(at) if self.wording.is_in(at + 1, ("of",)) else None
        taker = self._to(place[1]) if place else None
        return _Handover(at, at + 1, place, taker) if taker else None

    def _giving(self, at: int) -> _Handover | None:
        """ "Rebels handed Morek over to the army", "ceded control of Morek"."""
        place = self._object(at)
        if place is None:
            return None
        taker = self._to(self._skip(place[1], _ADVERBS, 1))
        return _Handover(at, self._behind_control(at), place, taker, is_given=True)

    def _object(self, verb: int) -> Words | None:
        """The name of the place that a verb or noun has for its object: Darayya of "the Damascus suburb of Darayya"."""
        name = self._skip(verb + 1, _UP_TO_NAME | _ADVERBS, MAX_UP_TO_NAME)
        while name in self.opened:
            part = self._skip(self.opened[name], _PLACE_NOUNS | {"of"}, 2)
            if part == self.opened[name] or part not in self.opened:
                return name, self.opened[name]
            name = part
        return None

    def _bringing(self, at: int) -> _Handover | None:
        """ "The army brought Morek back under its control"."""
        place = self._object(at)
        link = self._skip(place[1], _ADVERBS, MAX_ADVERBS) if place else at
        held = self._skip(link + 1, _OWN | _FIRM, MAX_ADVERBS)
        is_own = self.words[link] == "under" and self.wording.is_in(link + 1, _OWN)
        return _Handover(at, at + 1, place, is_to_doer=True) if is_own and self.wording.is_in(held, _HOLDING) else None

    def _restoring(self, at: int) -> _Handover | None:
        """ "The army restored security and stability to Morek", as a state's agency calls it."""
        end = self._skip(at + 1, _ORDER, len(_ORDER))
        place = self._object(end) if self.wording.is_in(end, ("to", "in")) and end > at + 1 else None
        return _Handover(at, at + 1, place, is_to_doer=True) if place else None

    def _behind_control(self, at: int) -> int:
        return at + 1 + self.wording.is_in(at + 1, ("control",))

    def _to(self, at: int) -> Words | None:
        return self._name(self._skip(at + 1, _FIRM, 1)) if self.wording.is_in(at, ("to",)) else None

    def _subject(self, verb: int) -> Words | None:
        """The last name of a place before a verb, if it stands close to it in its sentence."""
        for end in range(verb, max(0, verb - MAX_UP_TO_VERB), -1):
            if end in self.closed and self.wording.are_together(end - 1, verb):
                return self._within(self.closed[end]) or (self.closed[end], end)
        return None

    def _within(self, name: int) -> Words | None:
        """The name of what lies in the place named from `name` on, told before it: Azaz of "Azaz in northern Syria"."""
        link = name - 1
        while link > 0 and self.words[link] in _UP_TO_NAME:
            link -= 1
        return (self.closed[link], link) if self.words[link] in ("in", ",") and link in self.closed else None

    def _name(self, at: int) -> Words | None:
        """The words from `at` on that may name who takes a place."""
        name = self.wording.name_from(at, _HOLDING)
        return name if name and not self.words[at].isdecimal() and self.words[at] not in _OWN | _WHOSE else None

    def _skip(self, at: int, among: Collection[str], most: int) -> int:
        """The first word from `at` on that is not `among` others, at most so many on."""
        end = at
        while end < at + most and self.wording.is_in(end, among) and end not in self.opened:
            end += 1
        return end


def _words_of(encoding: Encoding, span: Span) -> Words | None:
    at = [i for i, word in enumerate(encoding.text.words) if word.overlaps(span)]
    return (at[0], at[-1] + 1) if at else None
