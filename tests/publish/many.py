"""A ledger of many small events, each told by one report."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from accordingto.ledger import Ledger, View
from accordingto.model import Capture, EventType, Method, Reading
from accordingto.publish import Published, PublishOptions, publish
from tests.factory import make_actor, make_article, make_attribution, make_day, make_mention, make_place

FIRST = datetime(2023, 10, 1, 6, tzinfo=UTC)
TYPES = (EventType.ASSAULT, EventType.RETREAT, EventType.PROTEST)


def add_events(ledger: Ledger, number: int, *, per_day: int, dated: bool = True) -> None:
    """`number` events of `per_day` on each day, at places strewn over a country; reports may give no dates."""
    for i in range(number):
        moment = FIRST + timedelta(days=i // per_day, minutes=i % per_day)
        text = f"Shells fell on town {i} before dawn, the mayor of town {i} said."
        article = make_article(text, publisher=f"Outlet {i % 7}", published=moment, title=f"Report {i}")
        place = make_place(f"Town {i % 500}", 33 + (i % 500) / 125, 36 + (i * 7 % 500) / 125)
        mayor = make_actor(f"mayor of town {i % 40}")
        said = make_attribution(article, "said", f"Shells fell on town {i} before dawn", author=mayor)
        mention = make_mention(
            article,
            "fell",
            event_type=TYPES[i % 3],
            places=(place,),
            time=make_day(moment.date()) if dated else None,
            attributions=(said,),
            own_voice=False,
        )
        method = Method(name="many", version="1")
        ledger.add_report(Capture(url=str(i), fetched_at=moment, body_sha256=str(i), media_type="text/plain"), article)
        ledger.add_reading(Reading(article_id=article.id, method=method, attributions=(said,), events=(mention,)))


def publish_many(folder: Path, number: int, *, per_day: int, options: PublishOptions) -> Published:
    """A site of many events below `folder`."""
    with Ledger.open(folder / "many.db") as ledger:
        add_events(ledger, number, per_day=per_day)
        with View(ledger) as view:
            return publish(view, folder / "site", options=options)
