"""Event mentions in the order in which they became known, by day, month and place, so that a page can be found.

Under each word mentions stand in line; a page walks a few lines backwards from a moment and stops when it is full,
however long the lines are.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime, timedelta
from functools import cache

from sqlalchemy import CompoundSelect, Connection, Integer, String, Text, bindparam, exists, func, select

from accordingto.ledger.blocks import LAST, place_in_line
from accordingto.ledger.database import last_of, one_of
from accordingto.ledger.filters import EventFilter, place_names
from accordingto.ledger.schema import clusters, place_words, timeline
from accordingto.model import EventMention, TimeRange
from accordingto.text import name_tokens

ALL, LONG = "", "long"  # the words of every mention, and of those told of a time without end or longer than MAX_DAYS
CONTROL = "control"  # of those that tell of control changing hands
MAX_DAYS = 31  # of a period that is looked up day by day; a longer one by its months
MAX_MONTHS = 36  # beyond, a period hardly narrows anything
COUNTED = 2_000  # mentions counted of a word, to see which of several is the rarest

Entry = tuple[str, str]  # a place in line, which sorts by when a mention became known, and the mention's id


def words_of(mention: EventMention) -> list[str]:
    """The words under which a mention stands in line."""
    names = (name for place in mention.places for name in place_names(place) if name)
    places = {f"place:{word}" for name in names for word in name_tokens(name)}
    changes = {CONTROL} if mention.control else set()
    return sorted({ALL, *changes, *places, *_words_of_time(mention.time)})


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
    return (f"month:{number // 12:04}-{number % 12 + 1:02}" for number in range(first, last + 1))


def lines_for(connection: Connection, wanted: EventFilter) -> list[str]:
    """The words of which each event asked for has a mention under at least one: a few short lines, or that of all."""
    if wanted.start is not None and wanted.end is not None:
        if (wanted.end - wanted.start).days < MAX_DAYS:
            return [LONG, *_days(wanted.start, wanted.end)]
        months = list(_months(wanted.start, wanted.end))
        if len(months) <= MAX_MONTHS:
            return [LONG, *months]
    places = [f"place:{word}" for word in name_tokens(wanted.place or "")]
    return [min(places, key=lambda word: (_count(connection, word), word))] if places else [ALL]


def _count(connection: Connection, word: str) -> int:
    some = select(timeline.c.at).where(timeline.c.word == word).limit(COUNTED).subquery()
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


def at_place(connection: Connection, place: str, labels: Collection[str]) -> set[str]:
    """Those of some clusters that may have a mention at a place, by a word of its name; all if it has none."""
    words = name_tokens(place)
    if not words:
        return set(labels)
    told = place_words.c
    # A subquery for each member, since half of all mentions may have the word: joined, SQLite would begin with those.
    there = exists().where(told.word == words[0], told.mention_id == clusters.c.mention_id)
    query = select(clusters.c.cluster_id).where(one_of(clusters.c.cluster_id, labels), there).distinct()
    alone = select(told.mention_id).where(told.word == words[0], one_of(told.mention_id, labels))
    return {*connection.scalars(query), *connection.scalars(alone)}
