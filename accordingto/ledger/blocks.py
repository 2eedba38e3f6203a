"""Block keys: who meets whom. Records that share a key stand in line under it and meet their nearest neighbours.

A key that every report has would make each meet all others. So the records of a key stand in line by when their report
became known, and only those at most a window's places apart meet. Which pairs meet is a property of what is filed and
not of the order in which it came: filing a record between two others may part them, taking one away may bring two
together, and both are told. What became known later stands behind and changes nothing among those before it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from itertools import repeat

from sqlalchemy import (
    CTE,
    Connection,
    Integer,
    ScalarSelect,
    Select,
    String,
    and_,
    bindparam,
    column,
    delete,
    func,
    literal,
    select,
    values,
)

from accordingto.ledger.database import Database
from accordingto.ledger.schema import block_keys

Pair = tuple[str, str]
Spot = tuple[str, str]  # a key and a place in its line
SIZES = (25, 50, 100, 200)  # spots that statements ask about: a few sizes, so that each is compiled once and kept
SPOTS = SIZES[-1]  # asked about at a time; each is two values of a statement
NOWHERE: Spot = ("", "")  # fills a statement up: no record is filed under the empty key
Window = Callable[[str], int]  # how many places apart records meet in the line of a key
FIRST, LAST = "", "g"  # before and behind every place in a line, which is made of digits and a to f


@dataclass(frozen=True, slots=True, kw_only=True)
class Meetings:
    """Who meets whom once an article is filed.

    `own` are pairs of a record of the article and one outside it; `joined` and `parted` pairs of two others that now
    meet, or no longer meet, under a key, because a record of the article left the line or stepped in between.
    `article_of` holds the article of every record named.
    """

    own: frozenset[Pair]
    joined: frozenset[Pair]
    parted: frozenset[Pair]
    article_of: Mapping[str, str]


@dataclass(frozen=True, slots=True, order=True)
class _Entry:
    """A record in the line of a key."""

    at: str
    record_id: str
    article_id: str


def place_in_line(known_at: datetime, record_id: str) -> str:
    """Text that sorts records by when they became known; digits and hexadecimal digits only, so in any collation."""
    return f"{known_at.year:04}{known_at:%m%d%H%M%S%f}{record_id}"


def file_keys(
    connection: Connection,
    database: Database,
    *,
    article_id: str,
    known_at: datetime,
    keys: Mapping[str, Iterable[str]],
    window: Window,
) -> Meetings:
    """File the records of an article under their keys (by record id), and no others; who meets whom then."""
    own = block_keys.c.article_id == article_id
    before = {(row.key, row.at): row.record_id for row in connection.execute(select(block_keys).where(own))}
    now = {(key, place_in_line(known_at, record_id)): record_id for record_id, filed in keys.items() for key in filed}
    if before != now:
        connection.execute(delete(block_keys).where(own))
    lines = _lines_around(connection, sorted({*before, *now}), window, exclude=article_id)
    if before != now:
        rows = [{"key": k, "at": at, "record_id": i, "article_id": article_id} for (k, at), i in sorted(now.items())]
        database.insert_missing(connection, block_keys, rows)
    return _meetings(lines, _by_key(before, article_id), _by_key(now, article_id), window)


def still_meet(connection: Connection, pair: Pair, article_of: Mapping[str, str], window: Window) -> bool:
    """Whether two records that some key has parted meet under another."""
    places = [_places_of(connection, record_id, article_of[record_id]) for record_id in pair]
    for key in sorted(places[0].keys() & places[1].keys()):
        low, high = sorted((places[0][key], places[1][key]))
        line = block_keys.c
        between = select(literal(1)).where(line.key == key, line.at > low, line.at < high).limit(window(key)).subquery()
        if (connection.scalar(select(func.count()).select_from(between)) or 0) < window(key):
            return True
    return False


def _places_of(connection: Connection, record_id: str, article_id: str) -> dict[str, str]:
    own = and_(block_keys.c.article_id == article_id, block_keys.c.record_id == record_id)
    return {row.key: row.at for row in connection.execute(select(block_keys.c.key, block_keys.c.at).where(own))}


def _by_key(filed: Mapping[Spot, str], article_id: str) -> dict[str, list[_Entry]]:
    found: dict[str, list[_Entry]] = defaultdict(list)
    for (key, at), record_id in filed.items():
        found[key].append(_Entry(at, record_id, article_id))
    return found


def _lines_around(
    connection: Connection, spots: Sequence[Spot], window: Window, *, exclude: str
) -> dict[Spot, list[_Entry]]:
    """For each spot those of other articles that stand up to a window's places before and behind it, in line."""
    found: dict[Spot, list[_Entry]] = {spot: [] for spot in spots}
    by_window: dict[int, list[Spot]] = defaultdict(list)
    for spot in spots:
        by_window[window(spot[0])].append(spot)
    for width, asked in by_window.items():
        for start in range(0, len(asked), SPOTS):
            chunk = asked[start : start + SPOTS]
            count = next(size for size in SIZES if size >= len(chunk))
            for row in connection.execute(_neighbours(count), _parameters(chunk, width, count)).all():
                if row.article_id != exclude:
                    found[row.key, row.spot].append(_Entry(row.at, row.record_id, row.article_id))
    return {spot: sorted(line) for spot, line in found.items()}


@cache
def _neighbours(count: int) -> Select[tuple[str, str, str, str, str]]:
    """The statement that finds the neighbours of `count` spots; each costs two short walks along an index."""
    given = [(bindparam(f"key{n}", type_=String), bindparam(f"at{n}", type_=String)) for n in range(count)]
    spots = values(column("key", String), column("at", String), name="spots").data(given).cte("given")
    ends = (
        select(
            spots.c.key,
            spots.c.at.label("spot"),
            func.coalesce(_end_of_window(spots, forward=False), FIRST).label("first"),
            func.coalesce(_end_of_window(spots, forward=True), LAST).label("last"),
        )
        .cte("ends")
        .prefix_with("MATERIALIZED")  # else PostgreSQL works out each end again for every row it compares
    )
    line = block_keys.c
    within = and_(line.key == ends.c.key, line.at >= ends.c.first, line.at <= ends.c.last)
    return select(ends.c.spot, line.key, line.at, line.record_id, line.article_id).join_from(ends, block_keys, within)


def _end_of_window(spots: CTE, *, forward: bool) -> ScalarSelect[str]:
    """The last place of the window before or behind a spot; NULL where the line ends sooner."""
    line = block_keys.alias()
    beyond = line.c.at > spots.c.at if forward else line.c.at < spots.c.at
    order = line.c.at if forward else line.c.at.desc()
    walk = select(line.c.at).where(line.c.key == spots.c.key, beyond).order_by(order)
    return walk.limit(1).offset(bindparam("skipped", type_=Integer)).correlate(spots).scalar_subquery()


def _parameters(spots: Sequence[Spot], width: int, count: int) -> dict[str, str | int]:
    """The parameters of `_neighbours(count)`; there may be fewer spots."""
    named: dict[str, str | int] = {"skipped": width - 1}
    for number, (key, at) in enumerate((*spots, *repeat(NOWHERE, count - len(spots)))):
        named |= {f"key{number}": key, f"at{number}": at}
    return named


def _meetings(
    lines: Mapping[Spot, Sequence[_Entry]],
    before: Mapping[str, Sequence[_Entry]],
    now: Mapping[str, Sequence[_Entry]],
    window: Window,
) -> Meetings:
    own: set[Pair] = set()
    joined: set[Pair] = set()
    parted: set[Pair] = set()
    article_of = {entry.record_id: entry.article_id for line in (*lines.values(), *now.values()) for entry in line}
    for (key, at), others in lines.items():
        old, new = before.get(key, ()), now.get(key, ())
        own.update(_own_pairs(others, new, at, window(key)))
        if old != new:
            apart, together = (_straddling(others, line, at, window(key)) for line in (old, new))
            parted |= apart - together
            joined |= together - apart
    return Meetings(own=frozenset(own), joined=frozenset(joined), parted=frozenset(parted), article_of=article_of)


def _own_pairs(others: Sequence[_Entry], own: Iterable[_Entry], at: str, window: int) -> Iterator[Pair]:
    """The pairs of the own record at a place, if one stands there, with those at most `window` places off."""
    line = sorted((*others, *own))
    here = next((n for n, entry in enumerate(line) if entry.at == at), None)
    if here is not None:
        near = line[max(0, here - window) : here + window + 1]
        yield from ((line[here].record_id, e.record_id) for e in near if e.article_id != line[here].article_id)


def _straddling(others: Sequence[_Entry], own: Iterable[_Entry], at: str, window: int) -> set[Pair]:
    """The pairs of others on both sides of a place that are at most `window` places apart."""
    line = sorted((*others, *own))
    own_articles = {entry.article_id for entry in own}
    foreign = [(n, entry) for n, entry in enumerate(line) if entry.article_id not in own_articles]
    split = next((i for i, (_, entry) in enumerate(foreign) if entry.at > at), len(foreign))
    return {
        _ordered(a.record_id, b.record_id)
        for i, a in foreign[max(0, split - window) : split]
        for j, b in foreign[split : split + window]
        if j - i <= window and a.article_id != b.article_id
    }


def _ordered(one: str, two: str) -> Pair:
    return (one, two) if one < two else (two, one)
