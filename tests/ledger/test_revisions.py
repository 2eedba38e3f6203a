"""A newer version of a page replaces the older one, a kill notice withdraws it, and the past stays as it was."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from accordingto.ledger import EventFilter, Ledger, View
from accordingto.ledger.revisions import retired
from accordingto.model import Article, Issue
from tests.factory import (
    DAY_ONE,
    make_actor,
    make_article,
    make_attribution,
    make_capture,
    make_day,
    make_edge,
    make_figure,
    make_mention,
    make_place,
    make_reading,
)
from tests.ledgers import add_read

HOUR = timedelta(hours=1)
PAGE = "https://herald.example/2024/saraqib"
MONITOR = make_actor("Hill War Monitor")
SARAQIB = make_place("Saraqib", 35.864, 36.802)


def version(text: str, hours: int, *, url: str | None = PAGE, publisher: str = "Herald") -> Article:
    return make_article(text, url=url, publisher=publisher, published=DAY_ONE + hours * HOUR)


FIRST, SECOND = version("first", 0), version("second", 1)
GROUPS: list[tuple[list[Article], dict[str, datetime], dict[str, str | None]]] = [
    ([FIRST], {}, {}),
    ([SECOND, FIRST], {}, {FIRST.id: SECOND.id}),
    ([FIRST, SECOND, version("third", 2)], {}, dict.fromkeys((FIRST.id, SECOND.id), version("third", 2).id)),
    # another page, no page, a whole site, another outlet's report that was put up under the same address
    ([FIRST, version("second", 1, url=PAGE + "-2")], {}, {}),
    ([version("a", 0, url=None), version("b", 1, url=None)], {}, {}),
    ([version("a", 0, url="https://herald.example/"), version("b", 1, url="https://herald.example/")], {}, {}),
    ([FIRST, version("second", 1, publisher="Post")], {}, {}),
    # a kill notice ends all versions until then, not one put out later
    ([FIRST, SECOND], {PAGE: DAY_ONE + 2 * HOUR}, {FIRST.id: None, SECOND.id: None}),
    ([FIRST, SECOND], {PAGE: DAY_ONE}, {FIRST.id: SECOND.id}),
    ([FIRST], {"https://herald.example/other": DAY_ONE}, {}),
]


@pytest.mark.parametrize(("articles", "withdrawals", "gone"), GROUPS)
def test_retired(articles: list[Article], withdrawals: dict[str, datetime], gone: dict[str, str | None]) -> None:
    assert retired(articles, withdrawals) == gone


def add(ledger: Ledger, text: str, killed: int, hours: int, *, url: str = PAGE, publisher: str = "Herald") -> str:
    """The id of the telling in a report of the shelling, with the monitor's count."""
    article = version(f"{text}, the monitor said.", hours, url=url, publisher=publisher)
    said = make_attribution(article, "said", text, author=MONITOR)
    told = make_mention(
        article,
        "hit",
        places=[SARAQIB],
        time=make_day(date(2024, 12, 1)),
        figures=[make_figure(killed, by=said)],
        attributions=[said],
        own_voice=False,
    )
    add_read(ledger, article, attributions=[said], events=[told])
    return told.id


def figures(ledger: Ledger, hours: int) -> list[int]:
    with View(ledger, DAY_ONE + hours * HOUR) as whole, View(ledger, DAY_ONE + hours * HOUR) as part:
        asked = part.events(EventFilter(place="Saraqib"))
        assert asked == whole.events()  # deriving a part gives what deriving everything does
        return [figure.amount.low for event in asked for figure in event.figures]


def test_old_figures_are_withdrawn_and_the_event_keeps_its_id(ledger: Ledger) -> None:
    old = add(ledger, "Shells hit Saraqib and killed nine", 9, 0)
    new = add(ledger, "Shells hit Saraqib and killed two", 2, 5)
    ledger.add_edges([make_edge(*sorted((old, new)))])
    assert [figures(ledger, hours) for hours in (0, 4, 5)] == [[9], [9], [2]]
    with View(ledger, DAY_ONE) as before, View(ledger) as after:
        (was,), (is_now,) = before.events(), after.events()
        assert (was.id, was.known_at) == (is_now.id, is_now.known_at)
        assert is_now.standing.reports == 1


def test_what_a_new_version_no_longer_tells_is_gone(ledger: Ledger) -> None:
    add(ledger, "Shells hit Saraqib and killed nine", 9, 0)
    article = version("The report of shells was wrong.", 5)
    ledger.add_report(make_capture(PAGE, body="wrong"), article)
    ledger.add_reading(make_reading(article))
    assert [figures(ledger, hours) for hours in (4, 5)] == [[9], []]


def test_kill_notice_withdraws_from_its_day_on(ledger: Ledger) -> None:
    add(ledger, "Shells hit Saraqib and killed nine", 9, 0)
    other = "https://post.example/saraqib"
    add(ledger, "Shells hit Saraqib and killed eight", 8, 1, url=other, publisher="Post")
    notice = Issue(stage="ingest", code="withdrawn", subject=PAGE, detail="The publisher has withdrawn this report.")
    ledger.add_issues([notice], known_at=DAY_ONE + 3 * HOUR)
    assert [sorted(figures(ledger, hours)) for hours in (2, 3)] == [[8, 9], [8]]


def test_an_issue_of_another_kind_withdraws_nothing(ledger: Ledger) -> None:
    add(ledger, "Shells hit Saraqib and killed nine", 9, 0)
    detail = 'The page says "code":"withdrawn" and nothing else.'
    ledger.add_issues([Issue(stage="ingest", code="no-text", subject=PAGE, detail=detail)], known_at=DAY_ONE)
    assert figures(ledger, 2) == [9]
