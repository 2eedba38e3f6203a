"""What two event mentions have in common or apart, one small function for each comparison, all in [0, 1].

A function's docstring is what readers are shown as the reason, so it completes the sentence "same event because …" or
"not the same because …". Every function gives the same whichever mention comes first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta
from math import exp

from accordingto.link.profiles import Profile
from accordingto.link.terms import cosine, rarity
from accordingto.model import (
    Actor,
    DatePrecision,
    EventMention,
    EventPlace,
    EventType,
    Status,
    TimeRange,
    WherePrecision,
)
from accordingto.model.compatible import distance_m, gap_days, places_clash, settled
from accordingto.text import name_key, name_tokens

NEAR_M = 15_000.0  # distance at which nearness falls to 1/e: a village and its town, a city and its suburb
FAR_M = 150_000.0  # from here on, farther is not more different
MAX_GAP_DAYS = 10  # likewise for dates
MAX_PUBLISHED_DAYS = 14
MIN_NAME = 3  # letters; what is shorter is a particle left of a name ("al")
LONG_DAYS = 3  # a battle's day is told as "this weekend", hardly as more
MAX_NAMES = 3  # names in common beyond which more add nothing
COMMON_WORD = 2.0  # of `rarity`: words in one report of seven tell nothing of which event is meant
MAX_TELLING = 10.0  # of rarity above that, as of three or four rare words; more adds nothing
COMMON_MODES = frozenset(("aerial", "heavy-weapons"))  # a quarter of all mentions; every other a twentieth at most
SAME_TOLL = 1.1  # ratio up to which two tolls count as one: "about 100" and "at least 97"
OTHER_TOLL = 1.5  # ratio from which they speak against one event
# How much of a place two mentions share when both name it, by UCDP precision.
SHARED_PLACE = {
    WherePrecision.EXACT: 1.0,
    WherePrecision.NEAR: 0.9,
    WherePrecision.ADM2: 0.6,
    WherePrecision.ADM1: 0.3,
    WherePrecision.VAGUE: 0.1,
    WherePrecision.COUNTRY: 0.0,
    WherePrecision.SEA_OR_AIR: 0.1,
}
MAX_NEWS_DAYS = 5  # between the days that two undated tellings are news of; farther is no more different
LASTING = frozenset((Status.HISTORICAL, Status.ONGOING))
# Means by which one attack may be told, according to whether what carries or what is carried is named.
HALVES = ({"aerial", "unconventional"}, {"heavy-weapons", "unconventional"}, {"suicide-attack", "explosives"})
UNREAL = (Status.PLANNED, Status.HYPOTHETICAL)
Feature = Callable[[Profile, Profile], float]


def same_place(a: Profile, b: Profile) -> float:
    """both name the same place"""
    shared = [
        min(_precision(p), _precision(q)) for p in a.mention.places for q in b.mention.places if _same_place(p, q)
    ]
    return max(shared, default=0.0)


def near_place(a: Profile, b: Profile) -> float:
    """their places lie close together"""
    nearest = _nearest_m(a.mention, b.mention)
    return 0.0 if nearest is None else exp(-nearest / NEAR_M)


def far_place(a: Profile, b: Profile) -> float:
    """their places lie far apart"""
    nearest = _nearest_m(a.mention, b.mention)
    return 0.0 if nearest is None else min(1.0, nearest / FAR_M)


def open_place(a: Profile, b: Profile) -> float:
    """one of them names no place that is settled"""
    return float(not settled(a.mention.places) or not settled(b.mention.places))


def same_day(a: Profile, b: Profile) -> float:
    """both tell of the same day"""
    left, right = a.mention.time, b.mention.time
    if left is None or right is None or gap_days(left, right):
        return 0.0
    return 1.0 if left.precision == right.precision == DatePrecision.DAY else 0.4


def next_day(a: Profile, b: Profile) -> float:
    """their dates are one day apart"""
    return float(_gap(a.mention.time, b.mention.time) == 1)


def other_day(a: Profile, b: Profile) -> float:
    """their dates are days apart"""
    gap = _gap(a.mention.time, b.mention.time)
    return min(1.0, max(0, gap - 1) / MAX_GAP_DAYS)


def open_day(a: Profile, b: Profile) -> float:
    """one of them gives no date"""
    return float(a.mention.time is None or b.mention.time is None)


def other_news(a: Profile, b: Profile) -> float:
    """news of other days: where no date is given, a report tells of what has just happened"""
    if (a.mention.time and b.mention.time) or LASTING.intersection((a.mention.status, b.mention.status)):
        return 0.0
    return min(1.0, gap_days(_assumed_days(a), _assumed_days(b)) / MAX_NEWS_DAYS)


def same_news(a: Profile, b: Profile) -> float:
    """one gives no date, and the other tells of what was news then"""
    if (a.mention.time is None) == (b.mention.time is None) or other_news(a, b):
        return 0.0
    dated = a.mention.time or b.mention.time
    return 1.0 if dated is not None and not _is_long(dated) else 0.4


def nothing_fixed(a: Profile, b: Profile) -> float:
    """neither a place nor a day is given by both"""
    return open_place(a, b) * open_day(a, b)


def published_apart(a: Profile, b: Profile) -> float:
    """they were published at different times"""
    if not (a.dated and b.dated):
        return 0.5
    return min(1.0, abs((a.published - b.published).days) / MAX_PUBLISHED_DAYS)


def same_type(a: Profile, b: Profile) -> float:
    """both tell of the same kind of act"""
    return float(a.mention.type == b.mention.type)


def same_mode(a: Profile, b: Profile) -> float:
    """both name the same means"""
    return float(a.mention.mode is not None and a.mention.mode == b.mention.mode)


def rare_mode(a: Profile, b: Profile) -> float:
    """both name the same means, and few attacks are made with it"""
    return same_mode(a, b) * float(a.mention.mode not in COMMON_MODES)


def other_mode(a: Profile, b: Profile) -> float:
    """they name different means"""
    means = {a.mention.mode, b.mention.mode}
    return float(None not in means and len(means) > 1 and not _is_denied_of(a, b))


def one_mode(a: Profile, b: Profile) -> float:
    """only one of them names the means"""
    return float((a.mention.mode is None) != (b.mention.mode is None))


def same_control(a: Profile, b: Profile) -> float:
    """both say that the place changed hands"""
    return float(a.mention.control is not None and b.mention.control is not None)


def other_control(a: Profile, b: Profile) -> float:
    """only one of them says that the place changed hands"""
    return float((a.mention.control is None) != (b.mention.control is None))


def same_trigger(a: Profile, b: Profile) -> float:
    """both use the same word for it"""
    return float(bool(a.triggers & b.triggers))


def same_agent(a: Profile, b: Profile) -> float:
    """both name the same doer"""
    return _alike(a.mention.agents, b.mention.agents)


def other_agent(a: Profile, b: Profile) -> float:
    """they name different doers"""
    return _unlike(a.mention.agents, b.mention.agents)


def same_recipient(a: Profile, b: Profile) -> float:
    """both name the same target"""
    return _alike(a.mention.recipients, b.mention.recipients)


def other_recipient(a: Profile, b: Profile) -> float:
    """they name different targets"""
    return _unlike(a.mention.recipients, b.mention.recipients)


def same_toll(a: Profile, b: Profile) -> float:
    """their figures agree"""
    agreeing = [min(x, y) for x, y in _tolls(a, b) if max(x, y) <= SAME_TOLL * min(x, y)]
    return 1.0 - 0.5 / max(agreeing) if agreeing else 0.0  # larger numbers agree less often by chance


def other_toll(a: Profile, b: Profile) -> float:
    """their figures differ"""
    ratios = [max(x, y) / min(x, y) for x, y in _tolls(a, b)]
    return float(bool(ratios) and min(ratios) >= OTHER_TOLL)


def same_weapon(a: Profile, b: Profile) -> float:
    """both name the same weapon"""
    left = {name_key(weapon) for weapon in a.mention.weapons}
    return float(any(name_key(weapon) in left for weapon in b.mention.weapons))


def other_status(a: Profile, b: Profile) -> float:
    """one of them has not happened"""
    return float((a.mention.status in UNREAL) != (b.mention.status in UNREAL))


def lasting(a: Profile, b: Profile) -> float:
    """one tells of a single act, the other of something that goes on"""
    return float((a.mention.status == Status.ONGOING) != (b.mention.status == Status.ONGOING))


def longer_time(a: Profile, b: Profile) -> float:
    """one tells of a day, the other of a longer time"""
    left, right = a.mention.time, b.mention.time
    return float(left is not None and right is not None and _is_long(left) != _is_long(right))


def alike_words(a: Profile, b: Profile) -> float:
    """both are told in much the same words"""
    return cosine(a.terms, b.terms)


def alike_sentence(a: Profile, b: Profile) -> float:
    """a sentence of one says much the same as one of the other"""
    return max((cosine(one, other) for one in a.sentences for other in b.sentences), default=0.0)


def telling_words(a: Profile, b: Profile) -> float:
    """both use the same telling words"""
    shared = [rarity(word) for word in a.terms.keys() & b.terms.keys() if not word.isdigit()]
    return min(1.0, sum(sorted(max(0.0, how_rare - COMMON_WORD) for how_rare in shared)) / MAX_TELLING)


def same_names(a: Profile, b: Profile) -> float:
    """both passages hold the same names"""
    return min(1.0, len(a.names.keys() & b.names.keys()) / MAX_NAMES)


def named_place(a: Profile, b: Profile) -> float:
    """one report names the place of the other"""
    if a.places & (b.names.keys() | b.places) or b.places & (a.names.keys() | a.places):
        return 1.0
    return 0.5 if a.places & b.head_names.keys() or b.places & a.head_names.keys() else 0.0


def other_place(a: Profile, b: Profile) -> float:
    """their places cannot be one, and neither report names the other's"""
    return float(not named_place(a, b) and places_clash(a.mention.places, b.mention.places) is not None)


def same_number(a: Profile, b: Profile) -> float:
    """both passages give the same number"""
    shared = a.numbers & b.numbers
    return 1.0 - 2.0 / max(shared) if shared else 0.0  # larger numbers agree less often by chance


def other_number(a: Profile, b: Profile) -> float:
    """their passages give other numbers"""
    return float(bool(a.numbers and b.numbers) and not a.numbers & b.numbers)


def alike_lead(a: Profile, b: Profile) -> float:
    """both reports are about the same matter"""
    return cosine(a.lead, b.lead)


def force(a: Profile, b: Profile) -> float:
    """both tell of an attack"""
    return float(a.mention.type == b.mention.type == EventType.ASSAULT)


FEATURES: tuple[Feature, ...] = (
    same_place,
    near_place,
    far_place,
    open_place,
    same_day,
    next_day,
    other_day,
    open_day,
    nothing_fixed,
    other_news,
    same_news,
    published_apart,
    same_type,
    same_mode,
    rare_mode,
    other_mode,
    one_mode,
    same_control,
    other_control,
    same_trigger,
    same_agent,
    other_agent,
    same_recipient,
    other_recipient,
    same_toll,
    other_toll,
    same_weapon,
    other_status,
    lasting,
    longer_time,
    alike_words,
    alike_sentence,
    telling_words,
    same_names,
    named_place,
    other_place,
    same_number,
    other_number,
    alike_lead,
    force,
)


def phrase(feature: Feature) -> str:
    """The reason a feature gives, for people."""
    return (feature.__doc__ or feature.__name__).strip()


def _is_denied_of(a: Profile, b: Profile) -> bool:
    """Whether one denies "any air strike", as who answers those that tell of a gas attack does."""
    return Status.DENIED in (a.mention.status, b.mention.status) and {a.mention.mode, b.mention.mode} in HALVES


def _same_place(p: EventPlace, q: EventPlace) -> bool:
    if p.place is not None and q.place is not None and (p.is_settled or q.is_settled):
        return p.place.gazetteer_id == q.place.gazetteer_id
    return len(name_key(p.name)) >= MIN_NAME and name_key(p.name) == name_key(q.name)


def _precision(place: EventPlace) -> float:
    if place.where_prec is None or not place.is_settled:
        return SHARED_PLACE[WherePrecision.ADM2]  # unsettled names are mostly of villages
    return SHARED_PLACE[place.where_prec]


def _nearest_m(a: EventMention, b: EventMention) -> float | None:
    """Metres between the nearest two places told at least to a district; None if either has none."""
    pairs = [
        distance_m(p.place, q.place)
        for p in a.places
        for q in b.places
        if p.place and q.place and max(p.where_prec or 9, q.where_prec or 9) <= WherePrecision.ADM2
    ]
    return min(pairs, default=None)


def _assumed_days(profile: Profile) -> TimeRange:
    """The days told, or else the day of the report and the one before."""
    out = profile.published
    return profile.mention.time or TimeRange(start=out - timedelta(days=1), end=out, precision=DatePrecision.DAYS)


def _is_long(time: TimeRange) -> bool:
    return time.start is None or time.end is None or (time.end - time.start).days > LONG_DAYS


def _gap(a: TimeRange | None, b: TimeRange | None) -> int:
    return 0 if a is None or b is None else gap_days(a, b)


def _alike(left: Iterable[Actor], right: Iterable[Actor]) -> float:
    """The best agreement of any two names, rare words counting more."""
    rights = list(right)
    return max((_likeness(p, q) for p in left for q in rights), default=0.0)


def _unlike(left: tuple[Actor, ...], right: tuple[Actor, ...]) -> float:
    return 1.0 - _alike(left, right) if left and right else 0.0


def _likeness(p: Actor, q: Actor) -> float:
    if p.key == q.key:
        return 1.0
    left, right = set(name_tokens(p.name)), set(name_tokens(q.name))
    shared = sum(map(rarity, sorted(left & right)))
    whole = min(sum(map(rarity, sorted(left))), sum(map(rarity, sorted(right))))
    return min(1.0, shared / whole) if whole else 0.0


def _tolls(a: Profile, b: Profile) -> list[tuple[int, int]]:
    """Figures of the two mentions for one unit; "at least 12" counts as 12, and zero is never compared."""
    return [
        (f.amount.low, g.amount.low)
        for f in a.mention.figures
        for g in b.mention.figures
        if f.unit == g.unit and f.amount.low and g.amount.low
    ]
