"""Authors who may share their knowledge though no text says so: what keeps the low count of origins low."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from accordingto.ledger.declared import PRESS, STATE_ARMS
from accordingto.ledger.derive.claims import Telling
from accordingto.ledger.derive.joins import Join
from accordingto.model import Actor, SourceKind
from accordingto.text import name_tokens

UNAFFILIATED = frozenset((SourceKind.INDIVIDUAL, SourceKind.WITNESS, None))
NAME_PARTICLES = frozenset("al el bin ibn abu abdel van von de".split())
BODY_WORDS = frozenset(
    "army ministry council group party coalition command committee network observatory monitor agency union forces "
    "force front movement government state states nations office organisation organization defence defense police "
    "watch watchdog crescent cross society administration house parliament court centre center association institute "
    "brigade brigades islamic syrian russian turkish iranian israeli american british french ukrainian united".split()
)


def possible_joins(tellings: Sequence[Telling]) -> Iterator[Join]:
    """Pairs of claims that may go back to one body: arms of one state, and names that may be the same."""
    for i, j in combinations(range(len(tellings)), 2):
        one, two = tellings[i], tellings[j]
        country = _state(one)
        if country and country == _state(two):
            yield Join(left=i, right=j, reason="Both are arms of one state.")
        elif one.is_certain and two.is_certain and _may_be_one(one, two):
            yield Join(left=i, right=j, reason="The two names may stand for one body.")


def adding_nothing(tellings: Sequence[Telling]) -> set[int]:
    """The claims that are not surely knowledge beside that of others, by their places.

    They are no joins: a ministry of some state may be of either of two states, which makes these no more one.
    """
    return {
        i
        for i, one in enumerate(tellings)
        if any(one is not two and (_may_speak_for(one, two) or _may_be_an_arm(one, two)) for two in tellings)
    }


def _state(telling: Telling) -> str | None:
    """The country whose state speaks, through an office or through media it owns."""
    author = telling.claim.author
    return author.country if author.kind in PRESS or _is_office(telling) else None


def _is_office(telling: Telling) -> bool:
    return telling.is_certain and telling.claim.author.kind in STATE_ARMS


def _may_be_one(one: Telling, two: Telling) -> bool:
    """One name is part of the other ("the Observatory") or its initials."""
    left, right = name_tokens(one.claim.author.name), name_tokens(two.claim.author.name)
    if set(left) <= set(right) or set(right) <= set(left):
        return True
    return left == (_initials(right),) or right == (_initials(left),)


def _may_speak_for(one: Telling, two: Telling) -> bool:
    """One is a person whose body no report names, and the other a body or person in the same report that it may be of.

    Such a person adds nothing to the low count; of two persons, one does.
    """
    if not (one.is_certain and two.is_certain and _is_person(one.claim.author)) or one.claim.author.speaks_for:
        return False
    if _is_person(two.claim.author) and one.claim.id < two.claim.id:
        return False
    person, body = one.claim.author, two.claim.author
    reports = [{voice.article.id for voice in telling.voices} for telling in (one, two)]
    same_kind = person.kind == body.kind or person.kind in UNAFFILIATED
    same_country = None in (person.country, body.country) or person.country == body.country
    return bool(reports[0] & reports[1]) and same_kind and same_country


def _may_be_an_arm(one: Telling, two: Telling) -> bool:
    """One is an office of a state that no report names ("the defence ministry"), the other speaks for some state.

    Such an office adds nothing to the low count; of two, one does.
    """
    if not _is_office(one) or one.claim.author.country is not None:
        return False
    return _state(two) is not None or (_is_office(two) and one.claim.id > two.claim.id)


def _is_person(author: Actor) -> bool:
    """Whether the name reads like a person's: two to four capitalised words, none of them of a body."""
    words = author.name.split()
    capitalised = all(word[:1].isupper() or word.lower() in NAME_PARTICLES for word in words)
    return 2 <= len(words) <= 4 and capitalised and not BODY_WORDS.intersection(name_tokens(author.name))


def _initials(words: Sequence[str]) -> str:
    return "".join(word[0] for word in words if word not in ("of", "for", "and", "in", "on"))
