"""The part of a situation that a filter asks for."""

from __future__ import annotations

from dataclasses import replace

from accordingto.ledger.filters import EventFilter
from accordingto.publish.situation import Situation


def narrowed(situation: Situation, wanted: EventFilter) -> Situation:
    """The situation with the events asked for alone, and the reports, readings and judgements behind them.

    Issues are left out: no filter asks for what could not be read.
    """
    events = tuple(event for event in situation.events if wanted.matches(event))
    articles = {article.id: article for event in events for article in situation.articles_of(event)}
    told = {mention_id for event in events for mention_id in event.mention_ids}
    kept = told | set(articles)
    return replace(
        situation,
        events=events,
        articles={key: article for key, article in situation.articles.items() if key in articles},
        readings={key: reading for key, reading in situation.readings.items() if key in articles},
        issues=(),
        event_of_mention={key: event for key, event in situation.event_of_mention.items() if key in told},
        edges_of={key: edges for key, edges in situation.edges_of.items() if key in kept},
    )
