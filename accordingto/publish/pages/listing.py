"""Long lists cut into pages: those that matter most first, and everybody again by the first letter of the name."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from string import ascii_uppercase
from typing import Generic, TypeVar

TOGETHER = 120  # rows that one page lists, about five screens; a longer list is cut
LEADING = 60  # rows of a list that is cut which its first page shows
OTHER = "Other"

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A page of a list that is cut: the names that begin with one letter, or with none of the Latin ones."""

    key: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPage(Generic[T]):
    """A page of a list; `at` is its letter, None on the first page. `letters` is empty where one page lists all.

    `number` is that of all rows on the first page, and under a letter that of its own: else a name that is new would
    change the pages of all letters."""

    rows: tuple[T, ...]
    number: int
    letters: tuple[Letter, ...] = ()
    at: Letter | None = None

    @property
    def is_cut(self) -> bool:
        """Whether this page is the beginning of a list that it does not hold."""
        return self.at is None and bool(self.letters)


def list_pages(ranked: Sequence[T], name: Callable[[T], str]) -> Iterator[ListPage[T]]:
    """The pages of a list, the first one first; rows keep their order there, and stand by name under each letter."""
    if len(ranked) <= TOGETHER:
        yield ListPage(rows=tuple(ranked), number=len(ranked))
        return
    by_name = sorted(ranked, key=lambda row: (_place(name(row)), folded(name(row)), name(row)))
    found = [(first, tuple(rows)) for first, rows in groupby(by_name, key=lambda row: letter(name(row)))]
    letters = tuple(Letter(key=f"letter-{first.lower()}", label=first) for first, _ in found)
    yield ListPage(rows=tuple(ranked[:LEADING]), number=len(ranked), letters=letters)
    for at, (_, rows) in zip(letters, found, strict=True):
        yield ListPage(rows=rows, number=len(rows), letters=letters, at=at)


def letter(name: str) -> str:
    """The capital under which a name is listed: "É" under E, "12th Brigade" and "Народ" under the others."""
    first = folded(name)[:1].upper()
    return first if first in ascii_uppercase and first else OTHER


def folded(name: str) -> str:
    """The name as an index sorts it: without accents, quotation marks and case."""
    plain = unicodedata.normalize("NFKD", name)
    return "".join(c for c in plain if not unicodedata.combining(c)).lstrip("\"'“”‘’ʿʾ‎ ").casefold()


def _place(name: str) -> int:
    """Names under no letter come last."""
    return letter(name) == OTHER
