"""From readings to edges: the ledger finds who meets whom, `link` judges them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache, partial

from accordingto.ledger import Ledger, Neighbours
from accordingto.link import (
    MentionInContext,
    blocking,
    copies,
    copy_keys,
    events,
    link_copies,
    origins,
    reported_from,
)
from accordingto.link.events import judge_mentions
from accordingto.link.profiles import Profiles
from accordingto.link.scoring import trained_weights
from accordingto.link.words import Words, body_words
from accordingto.model import Article, Edge, Method, Reading
from accordingto.pipeline.steps import Progress, Step, unseen

KEPT_TEXTS = 2_000  # reports whose words are kept, about 100 MB; copies come out within days


def link_method() -> Method:
    """What decides on edges: the three kinds of linking together, so that a change of any has all linked again."""
    parts = (events.method(trained_weights()), copies.METHOD, origins.METHOD)
    return Method(name="link", version="1", config=" ".join(part.id for part in parts))


def link_new(ledger: Ledger, *, progress: Progress = unseen) -> int:
    """How many articles were linked: all whose current reading has not been linked by the method of today."""
    method_id = link_method().id
    total = ledger.count_to_link(method_id)
    done, known = 0, Known()
    for article in ledger.articles_to_link(method_id):
        link_article(ledger, article, method_id=method_id, known=known)
        done += 1
        progress(Step(stage="link", done=done, total=total, subject=article.title or article.url or article.id))
    return done


@dataclass(frozen=True, slots=True)
class Known:
    """What was worked out of mentions and texts, kept from one article to the next."""

    profiles: Profiles = field(default_factory=Profiles)
    words_of: Callable[[str], Words] = field(default_factory=lambda: lru_cache(KEPT_TEXTS)(body_words))


def window(key: str) -> int:
    """How many places apart records are compared in the line of a key."""
    return copies.WINDOW if key.startswith(copies.KEY_KINDS) else blocking.WINDOW


def link_article(
    ledger: Ledger,
    article: Article,
    *,
    method_id: str,
    known: Known | None = None,
    window: Callable[[str], int] = window,
) -> None:
    """Link one article with all that are linked already; whichever of two comes first, their edges are the same."""
    reading = ledger.reading(article.id)
    if reading is None:  # its reading was retired since it was listed; it will be listed again once it is read
        return
    known = known or Known()
    contexts = {mention.id: MentionInContext(mention=mention, article=article) for mention in reading.events}
    keys = {mention_id: blocking.profile_keys(known.profiles.of(context)) for mention_id, context in contexts.items()}
    keys[article.id] = copy_keys(article)
    judge = partial(_judge, article, reading, contexts, known)
    ledger.link(reading, method_id=method_id, keys=keys, window=window, judge=judge)


def _judge(
    article: Article,
    reading: Reading,
    contexts: Mapping[str, MentionInContext],
    known: Known,
    neighbours: Neighbours,
) -> Iterator[Edge]:
    """The edges of all pairs that meet; a mention that a better reader has meanwhile dropped meets nobody."""
    articles = {article.id: article, **neighbours.articles}
    told = {
        **{i: MentionInContext(mention=m, article=articles[m.article_id]) for i, m in neighbours.mentions.items()},
        **contexts,
    }
    yield from judge_mentions(
        ((told[a], told[b]) for a, b in neighbours.pairs if a in told and b in told), known.profiles
    )
    sharing: dict[str, list[Article]] = defaultdict(list)
    for one, other in neighbours.pairs:
        if one in articles and other in articles:
            sharing[one].append(articles[other])
    for one, others in sharing.items():
        yield from link_copies(articles[one], others, words_of=known.words_of)
    yield from reported_from(article, reading.attributions)
