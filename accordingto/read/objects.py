"""Whom it is done to where the words leave no doubt: "freed three hostages", "the opposition leader was arrested".

The network leaves some of them without anybody it is done to, mostly where the sentence tells of more than that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from accordingto.model import EventType
from accordingto.read.actors.kind_words import kind_words
from accordingto.read.decoding import Chunk
from accordingto.read.frames import Frame
from accordingto.read.passives import is_participle, stands_beside_passive
from accordingto.read.wording import Wording, Words

_KINDS = frozenset((EventType.ASSAULT, EventType.COERCE, EventType.SANCTION, EventType.RETREAT))
# Verbs that nothing but people can be the objects of, or hardly anything.
_OF_PEOPLE = frozenset(
    "released freed arrested detained abducted kidnapped executed beheaded jailed deported assassinated "
    "release free arrest detain abduct kidnap execute behead jail deport assassinate "
    "releasing freeing arresting detaining abducting kidnapping executing beheading jailing deporting "
    "assassinating".split()
)
_OPENING = frozenset("the a an his her its their some several many dozens hundreds scores at least more than".split())
# What no subject goes back beyond.
_STOPS = frozenset(
    ', . ; : ( ) " “ ” — – that which who whom whose when while where after before as and but or if because since '
    "until said says reported in on at of from with by for to".split()
)
_NOBODY = frozenset(
    "he she it they who which that this these those there him her them one some many others people most what".split()
)
MAX_SUBJECT = 6
# Probability of those found so: enough to be taken; with .9 types on the PLOVER examples fell from .583 to .579.
TAKEN = 0.3


def with_objects(frames: Sequence[Frame], wording: Wording) -> list[Frame]:
    """The frames; whom a deed is done to by the words right beside its verb is a recipient."""
    deeds = [(frame.start, frame.end) for frame in frames]
    return [_with_object(frame, deeds, wording) for frame in frames]


def _with_object(frame: Frame, deeds: Sequence[Words], wording: Wording) -> Frame:
    if frame.kind not in _KINDS or frame.end - frame.start > 1 or not wording.is_in(frame.start, _OF_PEOPLE):
        return frame
    found = _behind(frame, wording) or _before(frame, wording)
    if found is None or any(chunk.kind == "recipient" for chunk in frame.roles):
        return frame
    taken = [(chunk.start, chunk.end) for chunk in frame.roles] + list(deeds)  # nobody is "several airstrikes"
    if any(start < found[1] and found[0] < end for start, end in taken):
        return frame
    return replace(frame, roles=(*frame.roles, Chunk(*found, "recipient", TAKEN)))


def _behind(frame: Frame, wording: Wording) -> Words | None:
    """The words of an object right behind an active verb, which an article or a number opens."""
    at = frame.end
    opening = _OPENING | kind_words().sets["numbers"]
    while at < len(wording.words) and (wording.words[at] in opening or wording.words[at].isdecimal()):
        at += 1
    if at in (frame.end, len(wording.words)) or not wording.are_together(at, frame.start) or wording.is_in(at, _NOBODY):
        return None
    name = wording.name_from(at)
    return (frame.end, name[1]) if name else None


def _before(frame: Frame, wording: Wording) -> Words | None:
    """The words of the subject right before a passive."""
    words = wording.words
    if not is_participle(words[frame.start]):
        return None
    end = stands_beside_passive(frame.start, words)
    if end is None or not end or words[end - 1] in _NOBODY | _STOPS:
        return None
    start = end
    while start and end - start < MAX_SUBJECT and wording.are_together(start - 1, frame.start):
        if words[start - 1] in _STOPS:
            break
        start -= 1
    return (start, end) if start < end else None
