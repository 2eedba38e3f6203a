"""What is added to the ledger stays as it was, counts once, and is superseded, never lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from accordingto.errors import LedgerError
from accordingto.ledger import Ledger, Neighbours, View, rows, storable
from accordingto.model import (
    Amount,
    Article,
    Edge,
    Issue,
    Judgement,
    Quantity,
    Reading,
    Relation,
    SourceKind,
    TimeExpression,
    Toponym,
    WherePrecision,
)
from tests.factory import (
    DAY_ONE,
    make_actor,
    make_article,
    make_attribution,
    make_capture,
    make_day,
    make_edge,
    make_mention,
    make_place,
    make_reading,
    span_of,
)

TEXT = "Rebels captured Aleppo on Sunday, the monitor said."
ALEPPO = make_place("Aleppo", 36.2, 37.16)
SUNDAY = make_day(date(2024, 12, 1))
HOUR = timedelta(hours=1)


def report_by(publisher: str = "The Post", text: str = TEXT) -> Article:
    return make_article(text, publisher=publisher)


def full_reading(of: Article, version: str = "1") -> Reading:
    """A reading with something in every layer."""
    monitor = make_actor("the monitor", kind=SourceKind.NGO)
    said = make_attribution(of, "said", "Rebels captured Aleppo on Sunday", author=monitor, source="the monitor")
    named = Toponym(article_id=of.id, span=span_of(of, "Aleppo"), place=ALEPPO, where_prec=WherePrecision.EXACT)
    sunday = span_of(of, "Sunday")
    timed = TimeExpression(
        article_id=of.id, span=sunday, type="DATE", value="2024-12-01", range=SUNDAY, anchor="publication"
    )
    dozens = Quantity(article_id=of.id, span=span_of(of, "Rebels"), amount=Amount(low=24, high=None), unit="rebels")
    told = make_mention(of, "captured", places=[ALEPPO], time=SUNDAY, attributions=[said], own_voice=False)
    unclosed = Issue(stage="read", code="unclosed-quote", subject=of.id, detail="A quotation has no end.")
    return make_reading(
        of,
        version=version,
        attributions=[said],
        toponyms=[named],
        times=[timed],
        quantities=[dozens],
        events=[told],
        issues=[unclosed],
    )


def content(ledger: Ledger) -> tuple[object, ...]:
    """All that a view shows, to compare ledgers by."""
    with View(ledger) as view:
        found = view.articles()
        return (found, tuple(map(view.reading, (a.id for a in found))), view.edges(), view.issues(), view.events())


def test_reading_comes_back_as_it_was_added(ledger: Ledger) -> None:
    report = report_by()
    ledger.add_report(make_capture(), report)
    ledger.add_reading(full_reading(report))
    with View(ledger) as view:
        assert view.articles() == (report,)
        assert view.reading(report.id) == full_reading(report)
        assert view.issues() == full_reading(report).issues


def test_adding_twice_equals_adding_once(ledger: Ledger) -> None:
    first, second = report_by(), report_by("The Echo")
    link = make_edge(first.id, second.id, relation=Relation.COPY_OF)

    def add_all() -> list[bool]:
        changes = [ledger.add_report(make_capture(), report) for report in (first, second)]
        changes += [ledger.add_reading(full_reading(report)) for report in (first, second)]
        ledger.add_edges([link])
        ledger.decide(make_edge(first.id, second.id, by="person:Ann"))
        ledger.add_issues([Issue(stage="ingest", code="empty", subject="x", detail="No text.")], known_at=DAY_ONE)
        return changes

    assert add_all() == [True] * 4
    once = content(ledger)
    assert add_all() == [False] * 4
    assert content(ledger) == once


def test_reading_of_an_unknown_article_is_refused(ledger: Ledger) -> None:
    with pytest.raises(ValueError, match="not in the ledger"):
        ledger.add_reading(make_reading(report_by()))


def test_better_reader_supersedes_and_the_old_one_can_come_back(ledger: Ledger) -> None:
    report = report_by()
    ledger.add_report(make_capture(), report)
    old, new = full_reading(report), make_reading(report, version="2", events=[make_mention(report, "captured")])
    for current in (old, new, old):
        assert [a.id for a in ledger.articles_to_read(current.method.id)] == [report.id]
        ledger.add_reading(current)
        assert list(ledger.articles_to_read(current.method.id)) == []
        with View(ledger) as view:
            assert view.reading(report.id) == current
            assert view.mentions() == current.events
            assert view.issues() == current.issues


def test_mention_found_by_two_methods_keeps_its_id(ledger: Ledger) -> None:
    report = report_by()
    ledger.add_report(make_capture(), report)
    ids = set()
    for version, score in (("1", 0.5), ("2", 0.9)):
        ledger.add_reading(
            make_reading(report, version=version, events=[replace(make_mention(report, "captured"), score=score)])
        )
        with View(ledger) as view:
            ids.add(view.mentions()[0].id)
            assert view.mentions()[0].score == score
    assert len(ids) == 1


def test_earliest_sighting_counts_in_whatever_order_they_come(ledger: Ledger) -> None:
    early = make_article(TEXT, published=DAY_ONE, title="Aleppo falls")
    late = make_article(TEXT, published=DAY_ONE + HOUR, title="Aleppo has fallen")
    assert early.id == late.id
    ledger.add_report(make_capture(), late)
    ledger.add_reading(make_reading(late, events=[make_mention(late, "captured", time=make_day(date(2024, 12, 2)))]))
    assert not ledger.add_report(make_capture(), early)
    with View(ledger) as view:
        assert view.articles() == (early,)
        # A date resolved against the later publication must not survive.
        assert view.mentions() == ()
    assert list(ledger.articles_to_read(make_reading(early).method.id)) == [early]
    assert not ledger.add_report(make_capture(), late)
    with View(ledger) as view:
        assert view.articles() == (early,)


def test_machine_edge_supersedes_and_a_person_outranks_it(ledger: Ledger) -> None:
    low, high = make_edge("a", "b", score=0.4, judgement=Judgement.SUGGESTED), make_edge("a", "b", score=0.9)
    person = make_edge("a", "b", judgement=Judgement.NEGATIVE, by="person:Ann", at=DAY_ONE)
    again = make_edge("a", "b", judgement=Judgement.POSITIVE, by="person:Bob", at=DAY_ONE + HOUR)
    steps = ((low, low), (high, high), (low, low), (person, person), (high, person), (again, again), (person, again))
    for added, counted in steps:
        if added.by_person:
            ledger.decide(added)
        else:
            ledger.add_edges([added])
        with View(ledger) as view:
            assert view.edges() == (counted,)


def test_pair_has_no_direction_where_the_relation_has_none(ledger: Ledger) -> None:
    no = make_edge("b", "a", judgement=Judgement.NEGATIVE, by="person:Ann")
    copy = make_edge("a", "b", relation=Relation.COPY_OF)
    back = make_edge("b", "a", relation=Relation.COPY_OF)
    ledger.add_edges([make_edge("a", "b"), copy, back])
    ledger.decide(no)
    with View(ledger) as view:
        assert set(map(rows.encode, view.edges())) == set(map(rows.encode, (no, copy, back)))


def test_people_and_machines_do_not_pass_for_each_other(ledger: Ledger) -> None:
    with pytest.raises(ValueError, match="decide"):
        ledger.add_edges([make_edge("a", "b", by="person:Ann")])
    with pytest.raises(ValueError, match="not by a person"):
        ledger.decide(make_edge("a", "b"))


def link_all(ledger: Ledger, *, found: list[Neighbours] | None = None) -> None:
    """Link by a toy rule: mentions with the same trigger word are of one event."""
    for report in ledger.articles_to_link("linker"):
        current = ledger.reading(report.id)
        assert current is not None
        keys = {m.id: [m.triggers[0].slice(report.text)] for m in current.events}

        def judge(neighbours: Neighbours) -> list[Edge]:
            if found is not None:
                found.append(neighbours)
            return [make_edge(*sorted(pair)) for pair in neighbours.pairs]

        ledger.link(current, method_id="linker", keys=keys, window=lambda key: 8, judge=judge)


def test_linking_meets_by_block_keys_outside_the_article(ledger: Ledger) -> None:
    reports = [report_by(name) for name in ("The Post", "The Echo")]
    other = report_by("The Echo", "Troops left Homs.")
    for report, trigger in ((reports[0], "captured"), (reports[1], "captured"), (other, "left")):
        ledger.add_report(make_capture(), report)
        ledger.add_reading(make_reading(report, events=[make_mention(report, trigger)]))
    found: list[Neighbours] = []
    link_all(ledger, found=found)
    met = [neighbours for neighbours in found if neighbours.pairs]
    assert len(met) == 1
    assert len(met[0].mentions) == 1
    assert set(met[0].articles) < {report.id for report in reports}
    with View(ledger) as view:
        assert [e.left_id < e.right_id for e in view.edges()] == [True]
    assert list(ledger.articles_to_link("linker")) == []


def test_relinking_retires_what_is_no_longer_found(ledger: Ledger) -> None:
    first, second = (report_by(name) for name in ("The Post", "The Echo"))
    for report in (first, second):
        ledger.add_report(make_capture(), report)
        ledger.add_reading(make_reading(report, events=[make_mention(report, "captured")]))
    link_all(ledger)
    decided = make_edge("x", "y", by="person:Ann")
    ledger.decide(decided)
    # The better reader sees another word as the trigger, so the pair is no pair any more.
    ledger.add_reading(make_reading(first, version="2", events=[make_mention(first, "Rebels")]))
    assert [a.id for a in ledger.articles_to_link("linker")] == [first.id]
    link_all(ledger)
    with View(ledger) as view:
        assert view.edges() == (decided,)


def test_articles_come_in_the_order_they_became_known(ledger: Ledger) -> None:
    reports = [
        make_article(f"Report {n}: rebels captured a village.", published=DAY_ONE + n * HOUR) for n in range(450)
    ]
    for report in reversed(reports[::9]):
        ledger.add_report(make_capture(), report)
    assert list(ledger.articles_to_read("m")) == reports[::9]


@pytest.mark.parametrize(
    "hostile",
    [
        "'); DROP TABLE articles; --",
        "<script>alert(1)</script>",
        "\x1b[2J\x07 bell and escape",
        "\u202egnitirw tfel-ot-thgir",
        "\U0001f4a5 emoji, é combining, \ufffe noncharacter",
        "%s %(name)s :name ? $1",
        "\r\n\t",
    ],
)
def test_hostile_text_is_kept_to_the_letter(ledger: Ledger, hostile: str) -> None:
    report = replace(make_article(hostile + TEXT, publisher=hostile, title=hostile, url=hostile), tags=(hostile,))
    ledger.add_report(make_capture(url=hostile), report)
    with View(ledger) as view:
        assert view.articles() == (report,)


def test_what_no_database_can_store_is_refused_and_can_be_replaced(ledger: Ledger) -> None:
    broken = replace(make_article("Rebels\0 captured\ud800 Aleppo.", publisher="P\0st"), tags=("\udfff",))
    with pytest.raises(ValueError, match="NUL"):
        ledger.add_report(make_capture(), broken)
    mended = storable(broken)
    assert len(mended.text) == len(broken.text)
    assert ledger.add_report(make_capture(url="file:///\0"), mended)
    ledger.add_issues([Issue(stage="ingest", code="x", subject="\0", detail="\ud800")], known_at=DAY_ONE)
    with View(ledger) as view:
        assert view.articles() == (mended,)
        assert view.issues()[0].subject == "\ufffd"


@pytest.mark.parametrize("address", ["mysql://host/db", "nonsense://x", "sqlite://", "sqlite:///:memory:"])
def test_what_is_no_ledger_address_is_refused(address: str) -> None:
    with pytest.raises(LedgerError):
        Ledger.open(address)
