"""Which parties the headline of an event names, and how: one that is doubtful is left out.

A reader takes a headline at its word, and the words of a party are what machines misread most. Whoever is left out
here still stands in the facts of the event's page, on their own page and in every export.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from accordingto.ledger.declared import STATE_ARMS
from accordingto.model import Actor, Event, EventType, SourceKind
from accordingto.publish.wording import one_line

WARRING = STATE_ARMS | {SourceKind.ARMED_GROUP}
POWERS = WARRING | {SourceKind.INTERGOVERNMENTAL}  # can impose something on somebody
PEOPLE = frozenset((SourceKind.INDIVIDUAL, SourceKind.WITNESS, SourceKind.NGO, SourceKind.EXPERT))
ANYBODY = POWERS | PEOPLE

# Who can do what: an attack by a hospital, a protest by an army are readings gone wrong.
DOERS: dict[EventType, frozenset[SourceKind]] = {
    EventType.ASSAULT: WARRING,
    EventType.MOBILIZE: WARRING,
    EventType.COERCE: POWERS,
    EventType.SANCTION: POWERS,
    EventType.PROTEST: PEOPLE,
}
BEFALLEN: dict[EventType, frozenset[SourceKind]] = {
    EventType.ASSAULT: WARRING | {SourceKind.WITNESS, SourceKind.NGO, SourceKind.INDIVIDUAL},
    EventType.PROTEST: POWERS,
}
FIGHTS = frozenset((EventType.ASSAULT, EventType.COERCE))
DEALINGS = frozenset((EventType.AGREE, EventType.CONSULT, EventType.COOPERATE, EventType.AID))
JUSTICE = frozenset(("arrest", "ban", "censor", "curfew", "martial-law", "deport"))  # states do these to their own
MOST_NAMED = 2  # on each side; where a reading has more, they are rarely all right: then none is named
LONGEST = 60  # characters of a name; longer ones are clauses

# Words a party is called by, which reports write small unless they begin a sentence.
COMMON = frozenset(
    "activists aid allied anti-government armed army civilians coalition demonstrators dozens extremist extremists "
    "fighters forces foreign government gunmen helicopters hundreds insurgent insurgents jets jihadists local locals "
    "loyalist militant militants militia militias officials opposition police pro-government protesters rebel rebels "
    "regime residents scores security soldiers terrorist terrorists thousands tribal troops unidentified unknown "
    "villagers warplanes".split()
)
# What stands first in a name that says nothing, and last in one that was cut short.
EMPTY = frozenset(
    "a all an another any both child each everybody everyone girl boy he her his it its man many men more most one "
    "other others people person persons several she side sides some somebody someone that the their them these they "
    "this those two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty victim victims which who woman".split()
)
CUT = frozenset(
    "a after against al among an and anti at based by during el for from in including near of on or other over pro "
    "since the to who with".split()
)
_CUT_ENDS = ("-led", "-backed", "-held", "-controlled", "-based", "-allied", "-run", "-linked", "-")
_LINKED = re.compile(r"\b(?:and|or) (?!the [A-Z])[a-z]|[,;:“”\"]")  # two parties in one, or a clause
_ACRONYM = re.compile(r"\s*\([^)]*\)?$")


def doers(event: Event) -> list[str]:
    """The names of those who do it, none where the reading cannot be right or gives too many."""
    kinds = DOERS.get(event.type, ANYBODY)
    found = [] if _is_turned_on_itself(event) else [actor for actor in event.agents if actor.kind in kinds]
    if event.mode == "aerial":  # the air forces of these wars are states'
        found = [actor for actor in found if actor.kind in STATE_ARMS]
    places = {one_line(at.name) for at in event.places}
    found = [actor for actor in found if one_line(actor.name) not in places or actor.kind in WARRING]
    if event.mode == "resign":  # who resigns is a person or a whole government; one word names who dismissed them
        found = [actor for actor in found if " " in said(actor.name)]
    return _names(found)


def befallen(event: Event, *, may_be_plain: bool) -> list[str]:
    """The names of those it befalls; `may_be_plain` lets people be told by a common noun alone ("detainees")."""
    kinds = BEFALLEN.get(event.type, ANYBODY)
    if _is_turned_on_itself(event):
        return []
    found = [
        actor
        for actor in event.recipients
        if actor.kind in kinds or (actor.kind is None and (may_be_plain or _is_proper(said(actor.name))))
        if not any(_is_own(actor, agent, event.type) for agent in event.agents)
    ]
    return _names(found)


def _is_own(actor: Actor, agent: Actor, event_type: EventType) -> bool:
    """Whether one is the other or, where they deal with each other, part of it ("aid from Iran for its officers")."""
    if actor.key == agent.key or event_type not in DEALINGS:
        return actor.key == agent.key
    is_of_state = agent.kind in STATE_ARMS and agent.country is not None and actor.country == agent.country
    return is_of_state or actor.name.startswith(agent.name)


def said(name: str) -> str:
    """A name as it stands within a line, "" if it is none: "Rebels (SDF)" is "rebels", "people including" nothing."""
    words = _ACRONYM.sub("", one_line(name)).removeprefix("the ").split()
    if not words or len(" ".join(words)) > LONGEST or not any(c.isalpha() for c in words[-1]):
        return ""
    if words[0].lower() in EMPTY or words[-1].lower() in CUT or words[-1].lower().endswith(_CUT_ENDS):
        return ""
    if _LINKED.search(" ".join(words)) or words[0][0].isdigit():
        return ""
    if words[0].lower() in COMMON and not _is_proper(" ".join(words[1:])):
        words[0] = words[0].lower()
    return " ".join(words)


def _is_proper(name: str) -> bool:
    return any(c.isupper() for c in name)


def _is_turned_on_itself(event: Event) -> bool:
    """Whether a state's forces are told to fight themselves: one side was misread, and nobody can say which."""
    if event.type not in FIGHTS or event.mode in JUSTICE:
        return False
    states = [actor for actor in event.agents if actor.kind in STATE_ARMS]
    theirs = {actor.country for actor in states if actor.country}
    keys = {actor.key for actor in event.agents}  # both sides of a battle may be named as doing it
    hit = [actor for actor in event.recipients if actor.kind in STATE_ARMS and actor.key not in keys]
    return bool(states) and any(actor.country in theirs or _is_nobodys(actor) for actor in hit)


def _is_nobodys(actor: Actor) -> bool:
    """Whether forces are told without whose they are ("soldiers")."""
    return actor.kind is SourceKind.MILITARY and actor.country is None and not _is_proper(said(actor.name))


def _names(actors: Sequence[Actor]) -> list[str]:
    """A name for each of the parties, the most telling where several name one; none where they are too many."""
    found = _distinct(actor for actor in actors if said(actor.name))
    names = list(dict.fromkeys(said(actor.name) for actor in found))
    return names if len(names) <= MOST_NAMED else []


def _distinct(actors: Iterable[Actor]) -> list[Actor]:
    """One actor for each body: of a state's several the first, and one without a name only if none of its kind has.

    "Rebels" beside "Syrian rebels" are the same told twice, and so are "civilians" beside "residents".
    """
    found: dict[object, Actor] = {}
    for actor in actors:
        body = ("state", actor.country) if actor.kind in STATE_ARMS and actor.country else actor.key
        found.setdefault(body, actor)
    proper = [actor for actor in found.values() if _is_proper(said(actor.name))]
    taken = {_sort(actor) for actor in proper}
    kept = []
    for actor in found.values():
        if actor not in proper and _sort(actor) in taken:
            continue
        taken.add(_sort(actor))
        kept.append(actor)
    return kept


def _sort(actor: Actor) -> object:
    """What common nouns are alike in: "civilians", "residents" and "women" are people, "rebels" and "army" two."""
    return "people" if actor.kind in PEOPLE else actor.kind
