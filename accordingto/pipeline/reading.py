"""From reports to readings, in this process or in several."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from typing import Protocol

from accordingto.ledger import Ledger
from accordingto.model import Article, Method, Reading
from accordingto.pipeline.steps import Progress, Step, unseen

Read = Callable[[Article], Reading]
LoadRead = Callable[[], Read]

AHEAD = 4  # articles waiting for each reading process: enough that none is idle while a reading is stored


class Reads(Protocol):
    """What the pipeline asks of a reader; its `loader` can be sent to another process, and there gives the same."""

    @property
    def method(self) -> Method: ...
    def read(self, article: Article) -> Reading: ...
    def loader(self) -> LoadRead: ...


def read_new(ledger: Ledger, reader: Reads, *, jobs: int = 1, progress: Progress = unseen) -> int:
    """How many articles were read: all that this reader has not read yet, in the order they became known."""
    total = ledger.count_to_read(reader.method.id)
    load: LoadRead = reader.loader() if min(jobs, total) > 1 else lambda: reader.read
    done = 0
    for article, reading in read_all(load, ledger.articles_to_read(reader.method.id), jobs=min(jobs, total)):
        ledger.add_reading(reading)
        done += 1
        progress(Step(stage="read", done=done, total=total, subject=article.title or article.url or article.id))
    return done


def read_all(load: LoadRead, articles: Iterable[Article], *, jobs: int = 1) -> Iterator[tuple[Article, Reading]]:
    """Every article with its reading, in order. `load` gives the function that reads; each of several processes calls
    it for itself, so it must be one that can be pickled."""
    if jobs <= 1:
        read = load()
        for article in articles:
            yield article, read(article)
        return
    # A fresh interpreter: threads of the network's runtime do not survive a fork.
    with ProcessPoolExecutor(jobs, get_context("spawn"), _prepare, (load,)) as pool:
        yield from _in_order(articles, lambda article: pool.submit(_read, article), ahead=AHEAD * jobs)


def _in_order(
    articles: Iterable[Article], submit: Callable[[Article], Future[Reading]], *, ahead: int
) -> Iterator[tuple[Article, Reading]]:
    """Articles with their readings in order, with at most `ahead` of them under way."""
    coming = iter(articles)
    waiting = deque((article, submit(article)) for article in islice(coming, ahead))
    while waiting:
        article, future = waiting.popleft()
        yield article, future.result()
        waiting.extend((following, submit(following)) for following in islice(coming, 1))


_read_here: list[Read] = []  # the function of a reading process; empty in every other


def _prepare(load: LoadRead) -> None:
    _read_here.append(load())


def _read(article: Article) -> Reading:
    return _read_here[0](article)
