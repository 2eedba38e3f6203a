"""Feeds, read back by a feed reader."""

from __future__ import annotations

import json

import feedparser

from accordingto.publish.feeds import ATOM, atom, json_feed
from accordingto.publish.situation import Situation
from tests.publish.conftest import OPTIONS


def test_the_atom_feed_is_read_by_a_feed_reader(example: Situation) -> None:
    feed = feedparser.parse(atom(example, OPTIONS, "Title & <b>"))
    assert not feed.bozo
    assert len(feed.entries) == len(example.events)
    ids = [entry.id for entry in feed.entries]
    assert len(ids) == len(set(ids))
    assert ATOM.encode() in atom(example, OPTIONS, "x")


def test_the_json_feed_has_what_the_standard_demands(example: Situation) -> None:
    feed = json.loads(json_feed(example, OPTIONS, "Title"))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"] == "Title"
    assert all(item["id"] and item["content_text"] for item in feed["items"])
