"""The reader: an article -> a reading, all layers in order over one pass of the network."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from enum import StrEnum
from functools import partial

from accordingto.model import Article, Issue, Method, Reading, Span, Toponym
from accordingto.read.actors import ActorList, ActorSpan, resolve_actors
from accordingto.read.attributions import AttributionDraft, complete_attributions, draft_attributions
from accordingto.read.casing import in_usual_case
from accordingto.read.circumstances import Known
from accordingto.read.encoder import Encoder, Encoding
from accordingto.read.events import EventDraft, Grounds, complete_events, draft_events
from accordingto.read.frames import find_triggers
from accordingto.read.gazetteer import Gazetteer
from accordingto.read.labels import PLACE_TAGS
from accordingto.read.places import country_of_story, find_toponyms
from accordingto.read.quantities import find_quantities
from accordingto.read.thresholds import USUAL, Thresholds
from accordingto.read.times import find_times

MAX_CHARS = 200_000  # ten times the longest report seen; beyond it a text is a book, a log or an attack
READER_VERSION = "7"  # raise it when rules change what is read, so that articles are read again


class Layer(StrEnum):
    """What can be read on its own."""

    ATTRIBUTIONS = "attributions"
    TOPONYMS = "toponyms"
    TIMEXES = "timexes"
    EVENTS = "events"


ALL_LAYERS = frozenset(Layer)


class Reader:
    """Reads articles in English. Holds the network and the gazetteer; every reading is pure and repeatable."""

    def __init__(
        self, encoder: Encoder, gazetteer: Gazetteer, actor_list: ActorList, thresholds: Thresholds = USUAL
    ) -> None:
        self._encoder = encoder
        self._gazetteer = gazetteer
        self._actor_list = actor_list
        self._thresholds = thresholds
        config = _config(encoder, actor_list, thresholds)
        self.method = Method(name="accordingto.read", version=READER_VERSION, config=config)

    @classmethod
    def load(
        cls,
        gazetteer: Gazetteer | None = None,
        actor_list: ActorList | None = None,
        thresholds: Thresholds = USUAL,
    ) -> Reader:
        """The shipped reader; builds the gazetteer on first use. Raises ModelError or GazetteerError."""
        return cls(Encoder(), gazetteer or Gazetteer.open(), actor_list or ActorList.load(), thresholds)

    def loader(self) -> Callable[[], Callable[[Article], Reading]]:
        """What gives `read` with the same actor list and thresholds in another process, where it can be sent."""
        return partial(_load_read, self._actor_list, self._thresholds)

    def read(self, article: Article, *, layers: Collection[Layer] = ALL_LAYERS) -> Reading:
        """All that the given layers hold; events bring along the layers that ground them."""
        wanted = ALL_LAYERS if Layer.EVENTS in layers else frozenset(layers)
        article = self._in_usual_case(article)
        times = find_times(article) if Layer.TIMEXES in wanted else ()
        if wanted <= {Layer.TIMEXES}:
            return Reading(article_id=article.id, method=self.method, times=times)
        text = article.text[:MAX_CHARS]
        encoding = self._encoder.encode(text)
        statements = draft_attributions(self._encoder, encoding, text) if Layer.ATTRIBUTIONS in wanted else []
        toponyms: tuple[Toponym, ...] = ()
        if Layer.TOPONYMS in wanted:
            toponyms = find_toponyms(article, self._gazetteer, spans=place_spans(encoding))
        known = Known(text, times, toponyms)
        events = draft_events(self._encoder, encoding, known) if Layer.EVENTS in wanted else []
        setting = country_of_story(toponyms, text)
        actors = resolve_actors(article, _who(statements, events), actor_list=self._actor_list, setting=setting)
        attributions = complete_attributions(article, statements, actors, self._actor_list)
        quantities = find_quantities(article) if events else ()
        mentions = complete_events(article, events, Grounds(attributions, toponyms, times, quantities, actors))
        attributions, mentions = self._thresholds.kept(attributions, mentions)
        return Reading(
            article_id=article.id,
            method=self.method,
            issues=_cut_off(article),
            attributions=attributions,
            toponyms=toponyms,
            times=times,
            quantities=quantities,
            events=mentions,
        )

    def _in_usual_case(self, article: Article) -> Article:
        """The article as it is read, under its own id: a text in capitals is recased, which moves no span."""
        text = in_usual_case(article.text, actor_list=self._actor_list, gazetteer=self._gazetteer)
        return article if text == article.text else replace(article, text=text).known_by(article.id)


def _load_read(actor_list: ActorList, thresholds: Thresholds) -> Callable[[Article], Reading]:
    return Reader.load(actor_list=actor_list, thresholds=thresholds).read


def _config(encoder: Encoder, actor_list: ActorList, thresholds: Thresholds) -> str:
    """What makes readings differ beside the rules: the network, actors that a user declares, and thresholds."""
    config = f"network {encoder.version}"
    if actor_list.version:
        config += f" actors {actor_list.version}"
    if thresholds != USUAL:
        config += f" from {thresholds.attribution:g} and {thresholds.event:g}"
    return config


def _who(statements: Sequence[AttributionDraft], events: Sequence[EventDraft]) -> list[ActorSpan]:
    """Every span of the article that names a source, an agent or a recipient."""
    sources = [ActorSpan(span, "source") for draft in statements for span in draft.source]
    parties = [
        ActorSpan(filler.span, role)
        for event in events
        for role in ("agent", "recipient")
        for filler in event.arguments[role]
    ]
    return sources + parties


def _cut_off(article: Article) -> tuple[Issue, ...]:
    """An issue if the article is too long to be read to its end."""
    if len(article.text) <= MAX_CHARS:
        return ()
    detail = f"only the first {MAX_CHARS:,} of {len(article.text):,} characters were read for claims and events"
    return (Issue(stage="read", code="text-too-long", subject=article.id, detail=detail),)


MIN_PLACE = 0.2  # probability that a word opens a toponym; the resolver weighs doubtful ones against the gazetteer


def place_spans(encoding: Encoding) -> list[tuple[Span, float]]:
    """Toponyms as the network tags them, with their probabilities."""
    found = find_triggers(encoding.place, PLACE_TAGS, threshold=MIN_PLACE)
    return [(encoding.span(start, end), score) for start, end, _, score in found]
