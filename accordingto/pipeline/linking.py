"""From readings to edges: the ledger finds who meets whom, `link` judges them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from accordingto.ledger import Ledger, Neighbours
from accordingto.link import (
    MentionInContext,
    copies,
    copy_keys,
    events,
    link_copies,
    link_mentions,
    origins,
    reported_from,
)
from accordingto.link.blocking import profile_keys
from accordingto.link.profiles import profiles
from accordingto.link.scoring import trained_weights
from accordingto.model import Article, Edge, Method, Reading
from accordingto.pipeline.steps import Progress, Step, unseen


def link_method() -> Method:
    """What decides on edges: the three kinds of linking together, so that a change of any has all linked again."""
    parts = (events.method(trained_weights()), copies.METHOD, origins.METHOD)
    return Method(name="link", version="1", config=" ".join(part.id for part in parts))


def link_new(ledger: Ledger, *, progress: Progress = unseen) -> int:
    """How many articles were linked: all whose current reading has not been linked by the method of today."""
    method_id = link_method().id
    total = ledger.count_to_link(method_id)
    done = 0
    for article in ledger.articles_to_link(method_id):
        link_article(ledger, article, method_id=method_id)
        done += 1
        progress(Step(stage="link", done=done, total=total, subject=article.title or article.url or article.id))
    return done


def link_article(ledger: Ledger, article: Article, *, method_id: str) -> None:
    """Link one article with all that are linked already; whichever of two comes first, their edges are the same."""
    reading = ledger.reading(article.id)
    if reading is None:  # its reading was retired since it was listed; it will be listed again once it is read
        return
    contexts = [MentionInContext(mention=mention, article=article) for mention in reading.events]
    keys = {profile.mention.id: profile_keys(profile) for profile in profiles(contexts)}
    keys[article.id] = copy_keys(article)
    judge = partial(_judge, article, reading, contexts)
    ledger.link(reading, method_id=method_id, keys=keys, judge=judge)


def _judge(
    article: Article, reading: Reading, contexts: Sequence[MentionInContext], neighbours: Neighbours
) -> Iterator[Edge]:
    told_elsewhere = [
        MentionInContext(mention=mention, article=neighbours.articles[mention.article_id])
        for mention in neighbours.mentions.values()
    ]
    sharing = [neighbours.articles[other] for own, other in neighbours.pairs if own == article.id]
    yield from link_mentions(contexts, told_elsewhere)
    yield from link_copies(article, sharing)
    yield from reported_from(article, reading.attributions)
