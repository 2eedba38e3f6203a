"""A view of one situation: the events of its extent, and the reports that tell them."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property

from accordingto.ledger.declared import NOTHING, Declared
from accordingto.ledger.extent import Extent, within
from accordingto.ledger.filters import EventFilter
from accordingto.ledger.ledger import Ledger
from accordingto.ledger.view import View
from accordingto.model import Article, Attribution, Event, EventMention


class SituationView(View):
    """What a view shows, narrowed to a situation; issues, edges and decisions are those of the whole ledger."""

    def __init__(
        self, ledger: Ledger, as_of: datetime | None = None, *, declared: Declared = NOTHING, extent: Extent
    ) -> None:
        super().__init__(ledger, as_of, declared=declared)
        self.extent = extent
        self._whole = View(ledger, as_of, declared=declared)
        self._whole.close()
        self._whole._snapshot = self._snapshot  # one snapshot for both

    def article(self, article_id: str) -> Article | None:
        return self._articles.get(article_id)

    def event(self, event_id: str) -> Event | None:
        return self._event_by_id.get(event_id)

    def events(self, wanted: EventFilter | None = None) -> tuple[Event, ...]:
        return tuple(event for event in self._events if wanted is None or wanted.matches(event))

    @cached_property
    def _events(self) -> tuple[Event, ...]:
        return within(self.extent, self._whole.events())

    @cached_property
    def _articles(self) -> dict[str, Article]:
        told = {told.article_id for event in self._events for claim in event.claims for told in claim.appearances}
        return {article.id: article for article in self._whole.articles() if article.id in told}

    @cached_property
    def _attributions(self) -> dict[str, Attribution]:
        found = self._whole.attributions()
        return {i: said for i, said in found.items() if said.article_id in self._articles}

    @cached_property
    def _mentions(self) -> tuple[EventMention, ...]:
        return tuple(mention for mention in self._whole.mentions() if mention.article_id in self._articles)
