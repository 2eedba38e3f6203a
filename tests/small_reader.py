"""A reader quick enough to be run, and killed, many times: "X said" and a few verbs."""

from __future__ import annotations

import re
from collections.abc import Callable

from accordingto.model import Article, Attribution, EventMention, EventType, Issue, Method, Reading, Span, Status
from tests.factory import make_actor, make_day, make_event_place, make_place

_SAID = re.compile(r"([^.\n]{8,}), (the \w+|[A-Z]\w+) (said)\.")
_ACTS = re.compile(r"\b(captured|shelled|bombed) ([A-Z]\w+)")


class SmallReader:
    """Each verb of taking or shelling is an event on the day of the report, at the place named next."""

    def loader(self) -> Callable[[], Callable[[Article], Reading]]:
        return _load_read

    @property
    def method(self) -> Method:
        return Method(name="small", version="1")

    def read(self, article: Article) -> Reading:
        attributions = tuple(_attribution(article, match) for match in _SAID.finditer(article.text))
        events = tuple(_mention(article, match, attributions) for match in _ACTS.finditer(article.text))
        nothing = Issue(stage="read", code="nothing-found", subject=article.id, detail="No event was found.")
        return Reading(
            article_id=article.id,
            method=self.method,
            attributions=attributions,
            events=events,
            issues=() if events else (nothing,),
        )


def _load_read() -> Callable[[Article], Reading]:
    return SmallReader().read


def _attribution(article: Article, match: re.Match[str]) -> Attribution:
    return Attribution(
        article_id=article.id,
        content=(Span(*match.span(1)),),
        source=(Span(*match.span(2)),),
        cue=(Span(*match.span(3)),),
        author=make_actor(match.group(2)),
    )


def _mention(article: Article, match: re.Match[str], attributions: tuple[Attribution, ...]) -> EventMention:
    trigger = Span(*match.span(1))
    held = tuple(a.id for a in attributions if any(span.contains(trigger) for span in a.content))
    return EventMention(
        article_id=article.id,
        triggers=(trigger,),
        type=EventType.ASSAULT,
        mode=None,
        status=Status.HAPPENED,
        places=(make_event_place(make_place(match.group(2), 35 + len(match.group(2)) / 10, 37.0, admin1=None)),),
        time=make_day(article.known_at.date()),
        attribution_ids=held,
        own_voice=not held,
    )
