"""Event mentions in the order in which they became known, by day, month and place, so that a page can be found.

Under each word mentions stand in line; a page walks a few lines backwards from a moment and stops when it is full,
however long the lines are.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime, timedelta
from functools import cache
from itertools import islice

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Connection,
    Integer,
    String,
    Table,
    Text,
    bindparam,
    exists,
    func,
    select,
)

from accordingto.ledger.blocks import LAST, place_in_line
from accordingto.ledger.database import last_of, one_of
from accordingto.ledger.filters import EventFilter, place_names
from accordingto.ledger.schema import cluster_words, timeline
from accordingto.model import EventMention, TimeRange
from accordingto.text import name_tokens

ALL, LONG = "", "long"  # the words of every mention, and of those told of a time without end or longer than MAX_DAYS
CONTROL = "control"  # of those that tell of control changing hands
PLACE, MONTH = "place:", "month:"  # what the words of places and months begin with
MAX_DAYS = 31  # of a period that is looked up day by day; a longer one by its months
MAX_MONTHS = 36  # beyond, a period hardly narrows anything
COUNTED = 2_000  # mentions counted of a word, to see which of several is the rarest
PROBED = 10_000  # clusters of a place that are looked up in a period; of more places a walk soon fills a page
TOGETHER = 500  # clusters of a place and period whose mentions are all looked at; a page has 50 events

Entry = tuple[str, str]  # a place in line, which sorts by when a mention became known, and the mention's id


def words_of(mention: EventMention) -> list[str]:
    """The words under which a mention stands in line."""
    names = (name for place in mention.places for name in place_names(place) if name)
    places = {f"{PLACE}{word}" for name in names for word in name_tokens(name)}
    changes = {CONTROL} if mention.control else set()
    return sorted({ALL, *changes, *places, *_words_of_time(mention.time)})


def cluster_words_of(mention: EventMention) -> list[str]:
    """Those of its words that a mention gives its cluster."""
    return [word for word in words_of(mention) if word == LONG or word.startswith((PLACE, MONTH))]


def _words_of_time(time: TimeRange | None) -> Iterator[str]:
    if time is None:
        return
    if time.start is None or time.end is None or (time.end - time.start).days >= MAX_DAYS:
        yield LONG
        return
    yield from _days(time.start, time.end)
    yield from _months(time.start, time.end)


def _days(start: date, end: date) -> Iterator[str]:
    return (f"day:{start + timedelta(days=n)}" for n in range((end - start).days + 1))


def _months(start: date, end: date) -> Iterator[str]:
    first, last = start.year * 12 + start.month - 1, end.year * 12 + end.month - 1
    return (f"{MONTH}{number // 12:04}-{number % 12 + 1:02}" for number in range(first, last + 1))


def lines_for(connection: Connection, wanted: EventFilter) -> list[str]:
    """The words of which each event asked for has a mention under at least one: a few short lines, or that of all."""
    if wanted.start is not None and wanted.end is not None and (wanted.end - wanted.start).days < MAX_DAYS:
        return [LONG, *_days(wanted.start, wanted.end)]
    months, places = _months_of(wanted), place_words(wanted.place)
    if months or not places:
        return months or [ALL]
    return [min(places, key=lambda word: (_count(connection, timeline, word, COUNTED), word))]


def _count(connection: Connection, table: Table, word: str, most: int) -> int:
    """How many a word has in a table, counted up to `most`."""
    some = select(table.c.word).where(table.c.word == word).limit(most).subquery()
    return connection.scalar(select(func.count()).select_from(some)) or 0


def walk(connection: Connection, words: Sequence[str], before: str, count: int) -> list[Entry]:
    """The last entries of these lines before a place, `count` of all lines, the latest first, each once."""
    given: dict[str, str | int] = {f"word_{n}": word for n, word in enumerate(words)}
    found = connection.execute(_walk(len(words), connection.dialect.name), {**given, "before": before, "count": count})
    return [(at, mention_id) for at, mention_id in dict.fromkeys(found.all())]


@cache
def _walk(lines: int, dialect: str) -> CompoundSelect[str, str]:
    """The statement for a walk along so many lines: to put one of thirty together takes as long as to execute it."""
    entry = timeline.c
    before, count = bindparam("before", type_=String), bindparam("count", type_=Integer)
    line = select(entry.at, entry.mention_id).where(entry.at < before)
    own = [line.where(entry.word == bindparam(f"word_{n}", type_=Text)) for n in range(lines)]
    return last_of(dialect, own, entry.at, count)


def behind(moment: datetime | None) -> str:
    """The place behind all that was known by a moment; behind everything if None."""
    return LAST if moment is None else place_in_line(moment, LAST)


def standing(connection: Connection, words: Sequence[str], places: Collection[str]) -> list[Entry]:
    """The entries at these places in any of these lines, each once."""
    entry = timeline.c
    query = select(entry.at, entry.mention_id).where(entry.word.in_(words), one_of(entry.at, places)).distinct()
    return [(at, mention_id) for at, mention_id in connection.execute(query)]


def at_place(connection: Connection, place: str, labels: Collection[str]) -> set[str]:
    """Those of some clusters that may have a mention at a place, by all words of its name."""
    there = set(labels)
    kept = cluster_words.c
    for word in place_words(place):
        told = select(kept.cluster_id).where(kept.word == word, one_of(kept.cluster_id, there))
        there = set(connection.scalars(told))
    return there


def at_place_in_period(connection: Connection, wanted: EventFilter) -> set[str] | None:
    """The clusters that may tell of the place and the period asked for; None if they are many, or not both asked for.

    The place and the period may be told by different mentions of a cluster, so that no line holds both.
    """
    places = place_words(wanted.place)
    months = _months_of(wanted)
    if not places or not months:
        return None
    kept = cluster_words.c
    rarest, *others = sorted(places, key=lambda word: (_count(connection, cluster_words, word, PROBED), word))
    if _count(connection, cluster_words, rarest, PROBED) == PROBED:
        return None
    also = (_has_any(kept.cluster_id, words) for words in (*([word] for word in others), months))
    query = select(kept.cluster_id).where(kept.word == rarest, *also).limit(TOGETHER + 1)
    found = set(connection.scalars(query))
    return found if len(found) <= TOGETHER else None


def _has_any(cluster_id: ColumnElement[str], words: Sequence[str]) -> ColumnElement[bool]:
    own = cluster_words.alias().c
    return exists().where(own.word.in_(words), own.cluster_id == cluster_id)


def place_words(place: str | None) -> list[str]:
    """The words under which mentions of a place of this name stand, all of them."""
    return [f"{PLACE}{word}" for word in dict.fromkeys(name_tokens(place or ""))]


def _months_of(wanted: EventFilter) -> list[str]:
    """The words of mentions in the period asked for; none if it is open, or so long that it hardly narrows anything."""
    if wanted.start is None or wanted.end is None or wanted.end < wanted.start:
        return []
    months = list(islice(_months(wanted.start, wanted.end), MAX_MONTHS + 1))
    return [LONG, *months] if len(months) <= MAX_MONTHS else []
