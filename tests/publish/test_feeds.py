"""Feeds, read back by a feed reader."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import replace

import feedparser
import pytest

from accordingto.publish.feeds import ATOM, ENTRIES, feed_files, followed_topics, tag_id, topics
from accordingto.publish.mapdata import located
from accordingto.publish.options import PublishOptions
from accordingto.publish.pages.cards import place_id, source_id
from accordingto.publish.situation import Situation
from tests.publish.conftest import OPTIONS

BASE = "https://example.org/front"


def files(situation: Situation, title: str = "Title & <b>", options: PublishOptions = OPTIONS) -> dict[str, bytes]:
    return dict(feed_files(situation, options, title))


def test_the_atom_feed_is_read_by_a_feed_reader(example: Situation) -> None:
    body = files(example)["feed.xml"]
    feed = feedparser.parse(body)
    assert not feed.bozo
    assert feed.feed.title == "Title & <b>"
    assert len(feed.entries) == len(example.events) <= ENTRIES
    ids = [entry.id for entry in feed.entries]
    assert len(ids) == len(set(ids))
    assert ATOM.encode() in body


def test_the_json_feed_has_what_the_standard_demands(example: Situation) -> None:
    feed = json.loads(files(example)["feed.json"])
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"] == "Title & <b>"
    assert all(item["id"] and item["content_text"] for item in feed["items"])


def test_what_one_report_alone_has_no_feed(example: Situation) -> None:
    reports: defaultdict[str, set[str]] = defaultdict(set)
    for claim in example.claims:
        reports[source_id(claim.author.key)] |= {told.article_id for told in claim.appearances}
    found = files(example)
    assert {len(told_in) > 1 for told_in in reports.values()} == {True, False}
    for key, told_in in reports.items():
        assert (f"sources/{key}.json" in found) is (len(told_in) > 1)


def test_places_and_sources_have_feeds_of_their_events(example: Situation) -> None:
    found = files(example)
    followed = {f"{kind}s/{record_id}" for kind, record_id in followed_topics(example)}
    assert 4 < len(followed) < len(example.sources)
    for event in example.events:
        keys = [f"places/{place_id(at.place.gazetteer_id)}" for at in located(event)]
        keys += [f"sources/{source_id(claim.author.key)}" for claim in event.claims]
        for key in followed.intersection(keys):
            assert f"urn:accordingto:event:{event.id}".encode() in found[f"{key}.xml"]
            items = json.loads(found[f"{key}.json"])["items"]
            assert f"urn:accordingto:event:{event.id}" in [item["id"] for item in items]


def test_a_tag_has_a_feed_of_its_events(example: Situation) -> None:
    first, *others = example.events
    tagged = replace(example, events=(replace(first, tags=("front line",)), *others))
    feed = json.loads(files(tagged, "Title")[f"tags/{tag_id('front line')}.json"])
    assert feed["title"] == "front line – Title"
    assert [item["id"] for item in feed["items"]] == [f"urn:accordingto:event:{first.id}"]


def test_every_feed_is_sound_and_no_two_are_one(example: Situation) -> None:
    parsed = [feedparser.parse(body) for path, body in files(example).items() if path.endswith(".xml")]
    assert not any(feed.bozo for feed in parsed)
    ids = [feed.feed.id for feed in parsed]
    assert len(ids) == len(set(ids)) == 1 + len(list(topics(example, "x")))


@pytest.mark.parametrize(("base_url", "root"), [(None, "../"), (BASE, f"{BASE}/"), (f"{BASE}/", f"{BASE}/")])
def test_links_lead_from_where_the_feed_stands(base_url: str | None, root: str, example: Situation) -> None:
    found = files(example, options=replace(OPTIONS, base_url=base_url))
    path = next(path for path in sorted(found) if path.startswith("places/") and path.endswith(".json"))
    feed = json.loads(found[path])
    assert feed["feed_url"] == root + path
    assert feed["home_page_url"] == root + path.replace(".json", ".html")
    assert all(item["url"].startswith(f"{root}events/") for item in feed["items"])
