"""Block keys of an event mention: mentions that may tell of one event share at least one, and the database joins them.

A key is kind of act × place × a few days. Days and map cells overlap, so that neighbours on both sides of a boundary
still meet. Readers often find another place than the next report's, or none: names by their sound, telling words and
tolls stand in for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from math import floor

from accordingto.link.profiles import MentionInContext, Profile, profiles
from accordingto.link.terms import rarity
from accordingto.model import Article, EventMention, EventType, Place, TimeRange, WherePrecision
from accordingto.model.compatible import COMPARED, HOSTILE, PEACEFUL
from accordingto.text import name_key

BUCKET_DAYS = 4  # a mention falls into the buckets of the day before and after: two days apart always meet
MAX_RANGE_DAYS = 31  # a vaguer date says less about when than the publication does
CELL_DEGREES, CELL_MARGIN = 0.5, 0.125  # places up to 0.25 degrees (28 km) apart always share a cell
WINDOW = COMPARED  # places apart in the line of a key that two mentions may stand and still be compared
MAX_PLACES = 3  # an event told at more places shares one of the first with its other tellings
RARE = 3.5  # of `rarity`: a name in at most 3 % of reports says something about which event is meant
MAX_NAMES, MAX_HEAD_NAMES = 5, 3  # rare names in the mention's sentences and at the head of its report
MAX_WORDS, MIN_WORD = 5, 3.0  # the weightiest words of the mention's sentences, by `rarity` those of 5 % of reports
TOLLS, MIN_TOLL, MAX_TOLLS = ("killed", "injured"), 4, 4  # the largest figures; smaller ones are shared by chance
UNDATED_DAYS = 2  # before its report in which an event without a date is looked for
FINE = (WherePrecision.EXACT, WherePrecision.NEAR, WherePrecision.ADM2)


def block_keys(mention: EventMention, article: Article) -> tuple[str, ...]:
    """The keys under which a mention may meet others of its event, sorted; about a dozen, at most a few dozen."""
    return profile_keys(profiles([MentionInContext(mention=mention, article=article)])[0])


def profile_keys(profile: Profile) -> tuple[str, ...]:
    """`block_keys` of a mention whose profile is at hand."""
    days = _day_buckets(profile)
    groups = _groups(profile.mention.type)
    keys = {f"{group}|{where}|{day}" for group in groups for where in _wheres(profile) for day in days}
    return tuple(sorted(keys))


def _groups(event_type: EventType) -> tuple[str, ...]:
    """What is neither peace nor force (a withdrawal, a release) may be told as either."""
    if event_type in PEACEFUL:
        return ("peace",)
    return ("force",) if event_type in HOSTILE else ("force", "peace")


def _day_buckets(profile: Profile) -> list[int]:
    start, end = _days(profile.mention.time, profile.published)
    first, last = start.toordinal() - 1, end.toordinal() + 1
    return list(range(first // BUCKET_DAYS, last // BUCKET_DAYS + 1))


def _days(time: TimeRange | None, published: date) -> tuple[date, date]:
    """The days an event is told of; without a usable date, those just before the report."""
    if time is None:
        return published - timedelta(days=UNDATED_DAYS), published
    start = time.start or time.end or published
    end = time.end or time.start or published
    if (end - start).days > MAX_RANGE_DAYS:
        return published - timedelta(days=UNDATED_DAYS), published
    return start, end


def _wheres(profile: Profile) -> Iterator[str]:
    told = profile.mention.places[:MAX_PLACES]
    places = [p for p in told if p.where_prec != WherePrecision.COUNTRY or not p.is_settled]
    for event_place in places:
        if event_place.place is not None:
            if event_place.where_prec in FINE:
                yield from _cells(event_place.place)
            if event_place.place.admin1:
                yield f"a.{event_place.place.country}.{name_key(event_place.place.admin1)}"
    yield from (f"n.{name}" for name in sorted(profile.places))
    yield from (f"n.{name}" for name in _rarest(profile.names)[:MAX_NAMES])
    yield from (f"n.{name}" for name in _rarest(profile.head_names)[:MAX_HEAD_NAMES])
    yield from (f"w.{word}" for word in _telling_words(profile)[:MAX_WORDS])
    yield from (f"t.{toll}" for toll in sorted(_tolls(profile), reverse=True)[:MAX_TOLLS])


def _rarest(names: Mapping[str, float]) -> list[str]:
    return sorted((name for name in names if names[name] >= RARE), key=lambda name: (-names[name], name))


def _telling_words(profile: Profile) -> list[str]:
    words = [word for word in profile.terms if rarity(word) >= MIN_WORD and not word.isdigit()]
    return sorted(words, key=lambda word: (-profile.terms[word], word))


def _tolls(profile: Profile) -> set[int]:
    """What few other events of the day share: the figures read, and the numbers of the sentences."""
    read = {figure.amount.low for figure in profile.mention.figures if figure.unit in TOLLS}
    return {number for number in read | profile.numbers if number >= MIN_TOLL}


def _cells(place: Place) -> Iterator[str]:
    for lat in (place.lat - CELL_MARGIN, place.lat + CELL_MARGIN):
        for lon in (place.lon - CELL_MARGIN, place.lon + CELL_MARGIN):
            yield f"c.{floor(lat / CELL_DEGREES)}.{floor(lon / CELL_DEGREES)}"
