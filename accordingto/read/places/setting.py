"""The country in which a report is set, by the places it names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from accordingto.model import Toponym


def country_of_story(toponyms: Sequence[Toponym], text: str) -> str | None:
    """The country (ISO 3166-1) in which most of the places named lie, the first named in a tie; None without any.

    A people or a government is no place, nor is the city of a dateline.
    """
    literal = [t for t in toponyms if t.kind == "literal" and not t.span.slice(text).isupper()]
    countries = Counter(t.place.country for t in literal if t.place is not None and t.place.country)
    return countries.most_common(1)[0][0] if countries else None
