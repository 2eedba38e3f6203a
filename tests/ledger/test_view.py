"""A view shows what was known and decided by its moment, in a stable order, whatever is added later."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest

from accordingto.ledger import ClaimFilter, EventFilter, Ledger, View
from accordingto.ledger.rows import encode
from accordingto.model import (
    Article,
    ControlChange,
    Event,
    EventType,
    Issue,
    Judgement,
    Polarity,
    Relation,
    SourceKind,
)
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

DAY = timedelta(days=1)
ALEPPO, HAMA = make_place("Aleppo", 36.2, 37.16), make_place("Hama", 35.13, 36.75, admin1="Hama")
REBELS, ARMY = make_actor("Syrian rebels"), make_actor("the Syrian army", kind=SourceKind.MILITARY)
MONITOR = make_actor("Syrian Observatory for Human Rights", kind=SourceKind.NGO)


def add_capture_report(ledger: Ledger, publisher: str, *, at: datetime = DAY_ONE) -> Article:
    """A report that rebels took Aleppo, according to the monitor."""
    report = make_article(f"Rebels captured Aleppo, the monitor said. ({publisher})", publisher=publisher, published=at)
    said = make_attribution(report, "said", "Rebels captured Aleppo", author=MONITOR, source="the monitor")
    told = make_mention(
        report,
        "captured",
        places=[ALEPPO],
        time=make_day(date(2024, 12, 1)),
        agents=[REBELS],
        recipients=[ARMY],
        control=ControlChange(to="Syrian rebels"),
        attributions=[said],
        own_voice=False,
    )
    add_read(ledger, report, attributions=[said], events=[told])
    return report


def add_retreat(ledger: Ledger, *, at: datetime) -> Article:
    """A later report of another event, in the publication's own voice and undated."""
    report = make_article("The army left Hama.", publisher="The Echo", published=at)
    told = make_mention(report, "left", event_type=EventType.RETREAT, places=[HAMA], agents=[ARMY])
    add_read(ledger, report, events=[told])
    return report


def join(ledger: Ledger, left: Article, right: Article) -> None:
    """Say that the first mentions of two reports are of one event."""
    readings = [ledger.reading(report.id) for report in (left, right)]
    ids = sorted(reading.events[0].id for reading in readings if reading)
    ledger.add_edges([make_edge(ids[0], ids[1], at=max(left.known_at, right.known_at))])


def places_of(events: tuple[Event, ...]) -> list[str]:
    return [event.places[0].name for event in events]


def test_view_as_of_a_day_knows_nothing_later(ledger: Ledger) -> None:
    first = add_capture_report(ledger, "The Post")
    ledger.add_issues([Issue(stage="ingest", code="empty", subject="a", detail="No text.")], known_at=DAY_ONE)

    def shown() -> bytes:
        with View(ledger, DAY_ONE + DAY) as view:
            found = (view.articles(), view.events(), view.edges(), view.issues(), view.sources(), view.counts())
            return encode(found).encode()

    before = shown()
    second = add_capture_report(ledger, "The Herald", at=DAY_ONE + 2 * DAY)
    add_retreat(ledger, at=DAY_ONE + 3 * DAY)
    join(ledger, first, second)
    ledger.add_issues([Issue(stage="ingest", code="empty", subject="b", detail="No text.")], known_at=DAY_ONE + 2 * DAY)
    ledger.decide(make_edge("a", "b", by="person:Ann", at=DAY_ONE + 2 * DAY))
    assert shown() == before
    with View(ledger) as view:
        assert view.counts().reports == 3
        assert [event.standing.reports for event in view.events()] == [2, 1]
        assert view.article(second.id) == second
    with View(ledger, DAY_ONE + DAY) as view:
        assert view.article(second.id) is None
        assert view.reading(second.id) is None


def test_decision_counts_from_when_it_was_taken(ledger: Ledger) -> None:
    machine = make_edge("a", "b")
    no = make_edge("a", "b", judgement=Judgement.NEGATIVE, by="person:Ann", at=DAY_ONE + DAY)
    yes = make_edge("a", "b", by="person:Bob", at=DAY_ONE + 2 * DAY)
    ledger.add_edges([machine])
    for decision in (yes, no):  # entered late, and in the wrong order
        ledger.decide(decision)
    for as_of, counted in ((DAY_ONE, machine), (DAY_ONE + DAY, no), (DAY_ONE + 2 * DAY, yes), (None, yes)):
        with View(ledger, as_of) as view:
            assert view.edges() == (counted,)


def test_edges_of_one_pair_are_told_apart_by_relation(ledger: Ledger) -> None:
    edges = [make_edge("a", "b", relation=relation) for relation in (Relation.COPY_OF, Relation.REPORTED_FROM)]
    ledger.add_edges(edges)
    with View(ledger) as view:
        assert set(view.edges()) == set(edges)


def test_open_view_does_not_change(ledger: Ledger) -> None:
    add_capture_report(ledger, "The Post")
    with View(ledger) as view:
        assert len(view.articles()) == 1
        second = add_capture_report(ledger, "The Herald")
        assert view.counts().events == 1
        assert view.reading(second.id) is None
    with View(ledger) as view:
        assert len(view.articles()) == 2


def test_view_wants_its_moment_in_utc(ledger: Ledger) -> None:
    with pytest.raises(ValueError, match="UTC"):
        View(ledger, datetime(2024, 12, 1, tzinfo=timezone(timedelta(hours=3))))


# Filter -> the places of the events it leaves, of: Aleppo captured (2024-12-01, by rebels, from the army, according to
# the monitor) and Hama left by the army (undated, told by The Echo itself).
FILTERS = [
    (EventFilter(), ["Aleppo", "Hama"]),
    (EventFilter(place="aleppo"), ["Aleppo"]),  # case
    (EventFilter(place="SY"), ["Aleppo", "Hama"]),  # the country's code
    (EventFilter(place="Homs"), []),
    (EventFilter(actor="syrian army"), ["Aleppo", "Hama"]),  # recipient of one, agent of the other
    (EventFilter(actor="rebels"), ["Aleppo"]),  # one word of the name
    (EventFilter(actor="Syrian"), ["Aleppo", "Hama"]),
    (EventFilter(actor="army of Syrian rebels"), []),  # words of two names
    (EventFilter(source="Observatory"), ["Aleppo"]),
    (EventFilter(source="the echo"), ["Hama"]),  # the publication's own voice is a source
    (EventFilter(type=EventType.RETREAT), ["Hama"]),
    (EventFilter(start=date(2024, 12, 1), end=date(2024, 12, 1)), ["Aleppo"]),  # an undated event fits no period
    (EventFilter(start=date(2024, 12, 2)), []),
    (EventFilter(end=date(2024, 11, 30)), []),
    (EventFilter(place="Hama", actor="rebels"), []),  # everything given must hold
]


def test_events_are_filtered(ledger: Ledger) -> None:
    add_capture_report(ledger, "The Post")
    add_retreat(ledger, at=DAY_ONE + DAY)
    with View(ledger) as view:
        for wanted, expected in FILTERS:
            assert places_of(view.events(wanted)) == expected, wanted
            claims = view.claims(ClaimFilter(event=wanted))
            assert {claim.event_id for claim in claims} == {event.id for event in view.events(wanted)}, wanted


def test_claims_are_filtered_by_source_and_polarity(ledger: Ledger) -> None:
    add_capture_report(ledger, "The Post")
    add_retreat(ledger, at=DAY_ONE + DAY)
    with View(ledger) as view:
        assert [c.author.name for c in view.claims(ClaimFilter(source="Human Rights"))] == [MONITOR.name]
        assert view.claims(ClaimFilter(polarity=Polarity.DENIES)) == ()
        assert len(view.claims()) == 2
        event = view.events()[0]
        assert view.event(event.id) == event
        assert view.event("nothing") is None


def test_sources_are_counted(ledger: Ledger) -> None:
    for number, publisher in enumerate(("The Post", "The Herald")):
        add_capture_report(ledger, publisher, at=DAY_ONE + number * DAY)
    add_retreat(ledger, at=DAY_ONE)
    with View(ledger) as view:
        monitor, echo = view.sources()
        counts = view.counts()
    assert (monitor.name, monitor.kind, monitor.reports, monitor.attributions) == (MONITOR.name, SourceKind.NGO, 2, 2)
    assert (monitor.first_known_at, monitor.last_known_at) == (DAY_ONE, DAY_ONE + DAY)
    assert (echo.name, echo.attributions, echo.claims) == ("The Echo", 0, 1)
    assert (counts.reports, counts.outlets, counts.attributions, counts.events) == (3, 3, 2, 3)


def test_empty_ledger_has_an_empty_view(ledger: Ledger) -> None:
    with View(ledger) as view:
        assert not any((view.articles(), view.events(), view.claims(), view.sources(), view.issues(), view.edges()))
        assert view.counts().origins == 0


def test_unnamed_people_are_one_source_with_the_outlet_that_heard_them(ledger: Ledger) -> None:
    """The statement and the claim that is made of it are by one author, not by two of the same name."""
    residents = make_actor("residents", kind=SourceKind.WITNESS)
    for number, publisher in enumerate(("The Post", "The Herald")):
        report = make_article(f"Jets hit Hama, residents said. ({publisher})", publisher=publisher, published=DAY_ONE)
        said = make_attribution(report, "said", "Jets hit Hama", author=residents, source="residents")
        told = [make_mention(report, "hit", places=[HAMA], attributions=[said], own_voice=False)] if number else []
        add_read(ledger, report, attributions=[said], events=told)
    with View(ledger) as view:
        found = {(source.key, source.name, source.attributions, source.claims) for source in view.sources()}
    assert found == {
        ("unnamed:post:residents", "residents", 1, 0),
        ("unnamed:herald:residents", "residents", 1, 1),
    }


def test_an_outlet_quoted_elsewhere_is_one_source_with_its_own_voice(ledger: Ledger) -> None:
    quoted = make_actor("The Echo", kind=SourceKind.MEDIA)
    add_retreat(ledger, at=DAY_ONE)
    report = make_article("The army left Hama, The Echo wrote.", publisher="The Post", published=DAY_ONE + DAY)
    said = make_attribution(report, "wrote", "The army left Hama", author=quoted, source="The Echo")
    add_read(ledger, report, attributions=[said])
    with View(ledger) as view:
        (echo,) = view.sources()
    assert (echo.name, echo.reports, echo.attributions, echo.claims) == ("The Echo", 2, 1, 1)
