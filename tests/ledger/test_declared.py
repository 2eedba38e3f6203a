"""What people declare joins and names actors in every view, on both databases, and changes no record."""

from __future__ import annotations

from datetime import date, timedelta

from accordingto.ledger import Declared, DeclaredActor, Ledger, View
from accordingto.model import Actor, SourceKind
from tests.factory import (
    DAY_ONE,
    make_actor,
    make_article,
    make_attribution,
    make_day,
    make_edge,
    make_mention,
    make_place,
)
from tests.ledgers import add_read

MONITOR, SHORT = make_actor("Hill War Monitor", kind=SourceKind.NGO), make_actor("HWM")
JOINED = Declared(
    actors={
        "hwm-syria": DeclaredActor(
            key="hwm-syria", name="Hill War Monitor Syria", kind=SourceKind.NGO, country="SY", reliability="C"
        )
    },
    keys={MONITOR.key: "hwm-syria", SHORT.key: "hwm-syria"},
    sides={"hwm-syria": "opposition"},
)


def fill(ledger: Ledger) -> None:
    """Two reports of one event, by one monitor under two names."""
    mentions = []
    for n, (publisher, author) in enumerate((("Herald", MONITOR), ("Post", SHORT))):
        at = DAY_ONE + timedelta(hours=n)
        article = make_article(f"Shells hit Saraqib, it said. ({publisher})", publisher=publisher, published=at)
        said = make_attribution(article, "said", "Shells hit Saraqib", author=author)
        told = make_mention(
            article,
            "hit",
            places=[make_place("Saraqib", 35.864, 36.802)],
            time=make_day(date(2024, 12, 1)),
            attributions=[said],
            own_voice=False,
        )
        add_read(ledger, article, attributions=[said], events=[told])
        mentions.append(told.id)
    ledger.add_edges([make_edge(*sorted(mentions))])


def test_joined_names_are_one_source_and_one_claim(ledger: Ledger) -> None:
    fill(ledger)
    with View(ledger) as plain, View(ledger, declared=JOINED) as declared:
        (apart,), (joined,) = plain.events(), declared.events()
        assert [len(apart.claims), len(joined.claims)] == [2, 1]
        assert (apart.standing.origins_high, joined.standing.origins_high) == (2, 1)
        assert apart.id == joined.id  # names decide nothing about events
        author = joined.claims[0].author
        assert (author.key, author.name, author.country) == ("hwm-syria", "Hill War Monitor Syria", "SY")
        (source,) = declared.sources()
        assert (source.key, source.reports, source.side, source.reliability) == ("hwm-syria", 2, "opposition", "C")
        assert {s.reliability for s in plain.sources()} == {None}


def test_declarations_hold_as_of_any_day(ledger: Ledger) -> None:
    fill(ledger)
    with View(ledger, DAY_ONE, declared=JOINED) as view:
        assert view.events()[0].claims[0].author.key == "hwm-syria"


def test_an_outlet_keeps_the_state_that_owns_it() -> None:
    seat = Declared(actors={"sana": DeclaredActor(key="sana", name="SANA", kind=SourceKind.AGENCY, country="XX")})
    outlet = Actor(name="SANA", key="sana", kind=SourceKind.AGENCY, country="SY")
    assert seat.known_as(outlet).country == "SY"
