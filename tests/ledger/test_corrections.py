"""What people find of a record holds in views from then on, outlives better readers, and can be taken back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from accordingto.ledger import EventFilter, Ledger, View
from accordingto.ledger.corrections import Corrections, check_value
from accordingto.ledger.rows import encode
from accordingto.model import (
    Article,
    Attribution,
    Correction,
    EventMention,
    EventType,
    Judgement,
    Reading,
    Status,
    Verdict,
)
from tests.factory import (
    DAY_ONE,
    make_actor,
    make_article,
    make_attribution,
    make_capture,
    make_correction,
    make_day,
    make_edge,
    make_event_place,
    make_figure,
    make_mention,
    make_place,
    make_reading,
)

HOUR = timedelta(hours=1)
HAMA, HOMS = make_place("Hama", 35.13, 36.75, admin1="Hama"), make_place("Homs", 34.73, 36.72, admin1="Homs")
MONITOR = make_actor("Hill War Monitor")


def report(publisher: str = "Herald") -> tuple[Article, Reading]:
    article = make_article(f"Shells hit Hama, killing nine, the monitor said. ({publisher})", publisher=publisher)
    said = make_attribution(article, "said", "Shells hit Hama, killing nine", author=MONITOR, source="the monitor")
    told = make_mention(
        article,
        "hit",
        places=[HAMA],
        time=make_day(date(2024, 12, 1)),
        figures=[make_figure(9, by=said)],
        attributions=[said],
        own_voice=False,
    )
    return article, make_reading(article, attributions=[said], events=[told])


def fill(ledger: Ledger, publisher: str = "Herald") -> tuple[Attribution, EventMention]:
    article, reading = report(publisher)
    ledger.add_report(make_capture(), article)
    ledger.add_reading(reading)
    return reading.attributions[0], reading.events[0]


def finding(
    record_id: str, verdict: Verdict, *, hours: int = 1, field: str | None = None, value: str | None = None
) -> Correction:
    return make_correction(record_id, verdict, field=field, value=value, at=DAY_ONE + hours * HOUR)


def test_wrong_mention_is_left_out_from_then_on(ledger: Ledger) -> None:
    _, told = fill(ledger)
    assert ledger.correct(finding(told.id, Verdict.WRONG))
    assert not ledger.correct(finding(told.id, Verdict.WRONG))
    with View(ledger) as now, View(ledger, DAY_ONE) as before:
        assert (now.events(), now.mentions()) == ((), ())
        assert now.mention(told.id) is None
        assert len(before.events()) == 1
        reading = now.reading(told.article_id)
        assert reading is not None and reading.events == ()


def test_wrong_attribution_leaves_the_publications_own_voice(ledger: Ledger) -> None:
    said, _ = fill(ledger)
    ledger.correct(finding(said.id, Verdict.WRONG))
    with View(ledger) as view:
        (claim,) = view.claims()
        assert claim.author.name == "Herald"
        assert [figure.amount.low for figure in claim.figures] == [9]
        assert view.attribution(said.id) is None


def test_corrected_field_is_found_by_filters(ledger: Ledger) -> None:
    _, told = fill(ledger)
    ledger.correct(finding(told.id, Verdict.CORRECTED, field="places", value=encode((make_event_place(HOMS),))))
    with View(ledger) as view:
        (event,) = view.events(EventFilter(place="Homs"))
        assert [place.name for place in event.places] == ["Homs"]
        assert view.events(EventFilter(place="Hama")) == ()


def test_the_last_finding_counts_and_can_be_taken_back(ledger: Ledger) -> None:
    _, told = fill(ledger)
    for hours, kind in ((1, EventType.PROTEST), (2, EventType.COERCE)):
        ledger.correct(finding(told.id, Verdict.CORRECTED, field="type", value=f'"{kind}"', hours=hours))
    ledger.correct(finding(told.id, Verdict.CORRECTED, field="status", value='"ongoing"'))
    ledger.correct(finding(told.id, Verdict.WITHDRAWN, field="type", hours=3))
    types = []
    for hours in (0, 1, 2, 3):
        with View(ledger, DAY_ONE + hours * HOUR) as view:
            types.append(view.events()[0].type)
            assert (view.events()[0].status is Status.ONGOING) is (hours > 0)  # another field, not taken back
    assert types == [EventType.ASSAULT, EventType.PROTEST, EventType.COERCE, EventType.ASSAULT]


def test_findings_survive_a_better_reader(ledger: Ledger) -> None:
    said, told = fill(ledger)
    ledger.correct(finding(told.id, Verdict.CORRECTED, field="type", value='"PROTEST"'))
    article, _ = report()
    better = make_mention(article, "hit", attributions=[said], mode="heavy-weapons")
    ledger.add_reading(make_reading(article, version="2", attributions=[said], events=[better]))
    with View(ledger) as view:
        assert [(event.type, event.mode) for event in view.events()] == [(EventType.PROTEST, "heavy-weapons")]


def test_judgement_taken_back_leaves_the_machines(ledger: Ledger) -> None:
    _, one = fill(ledger)
    _, two = fill(ledger, "Post")
    pair = sorted((one.id, two.id))
    ledger.add_edges([make_edge(*pair)])
    assert ledger.decide(make_edge(*pair, judgement=Judgement.NEGATIVE, by="person:Ada", at=DAY_ONE + HOUR))
    assert ledger.decide(make_edge(*pair, judgement=Judgement.WITHDRAWN, by="person:Ada", at=DAY_ONE + 2 * HOUR))
    counts = []
    for hours in (0, 1, 2):
        with View(ledger, DAY_ONE + hours * HOUR) as view:
            counts.append(len(view.events()))
    assert counts == [1, 2, 1]


FAULTS = [
    ("score", "1.0", "no field that can be corrected"),
    ("article_id", '"x"', "no field that can be corrected"),  # it would be another record
    ("type", '"BATTLE"', "type: Invalid enum value"),
    ("type", "ASSAULT", "malformed"),
    ("time", '{"start": "2024-13-01"}', "time: "),
    ("weapons", "[" * 100_000, "weapons: "),
]


@pytest.mark.parametrize(("field", "value", "message"), FAULTS)
def test_a_value_the_field_cannot_hold_is_refused(field: str, value: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        check_value(field, value, kind=EventMention)


def test_a_field_of_another_kind_of_record_changes_nothing(ledger: Ledger) -> None:
    said, told = fill(ledger)  # a file of decisions may say so of ids it has seen nowhere
    ledger.correct(finding(told.id, Verdict.CORRECTED, field="polarity", value='"denies"'))
    ledger.correct(finding(said.id, Verdict.CORRECTED, field="mode", value='"aerial"'))
    with View(ledger) as view:
        assert view.mention(told.id) == told
        assert view.attribution(said.id) == said


def test_without_corrections_records_stay_the_same_objects() -> None:
    _, reading = report()
    assert Corrections([]).applied(reading.events[0]) is reading.events[0]


@pytest.mark.parametrize(
    ("verdict", "field", "value"),
    [(Verdict.CORRECTED, "type", None), (Verdict.WRONG, None, "1"), (Verdict.RIGHT, "type", None)],
)
def test_a_finding_that_says_nothing_cannot_be_built(verdict: Verdict, field: str | None, value: str | None) -> None:
    with pytest.raises(ValueError, match=r"value|whole record"):
        make_correction("m", verdict, field=field, value=value)
