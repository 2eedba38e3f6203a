"""The adapter to ECB+: annotated words, ours from raw text, and ours given the words."""

from __future__ import annotations

from datetime import date

from accordingto.link_evals import NamedArticle, events_of
from accordingto.model import Span
from evals.ecbplus import Word, annotated, clusters, from_raw_text, mention_at
from tests.factory import make_article, make_day, make_mention, make_place, make_reading

SUNDAY = make_day(date(2024, 12, 1))
DAM = make_place("Orbel", 41.0, 44.0)
ONE = make_article("Shells hit the dam at Orbel on Sunday. The mayor wept.", publisher="Herald")
TWO = make_article("The dam at Orbel was hit by shells on Sunday, and repairs began.", publisher="Post")
HITS = [make_mention(article, "hit", places=[DAM], time=SUNDAY) for article in (ONE, TWO)]
READINGS = [make_reading(article, events=[hit]) for article, hit in zip((ONE, TWO), HITS, strict=True)]


def word(name: str, document: str, text: str, part: str) -> Word:
    at = text.index(part)
    return Word(id=name, document=document, span=Span(at, at + len(part)))


WORDS = [word("1", "a", ONE.text, "hit"), word("2", "b", TWO.text, "hit"), word("3", "a", ONE.text, "wept")]


def test_only_validated_event_mentions_count() -> None:
    mentions = [
        {"id": "e", "start": 7, "end": 10, "kind": "event", "validated": True},
        {"id": "unsure", "start": 7, "end": 10, "kind": "event", "validated": False},
        {"id": "who", "start": 0, "end": 6, "kind": "human", "validated": True},
    ]
    assert [w.id for w in annotated([{"id": "a", "mentions": mentions}])] == ["e"]


def test_a_word_we_do_not_read_stands_alone() -> None:
    named = [NamedArticle(id="a", article=ONE), NamedArticle(id="b", article=TWO)]
    labels = from_raw_text(WORDS, named, READINGS, events_of((ONE, TWO), READINGS, ()))
    assert labels["1"] == labels["2"] != labels["3"] == "3"


def test_given_words_are_linked_with_what_is_read_around_them() -> None:
    by_document = {"a": (ONE, READINGS[0]), "b": (TWO, READINGS[1])}
    given = {w.id: mention_at(w.span, *by_document[w.document]) for w in WORDS}
    assert given["1"].places == HITS[0].places and not given["3"].places
    labels = clusters(given, (ONE, TWO))
    assert labels["1"] == labels["2"] != labels["3"]
