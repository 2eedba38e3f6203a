"""The GDELT-mentions-shaped table."""

from __future__ import annotations

from datetime import datetime

from accordingto.publish.exports.gdelt import COLUMNS
from accordingto.publish.exports.values import number_id
from accordingto.publish.situation import Situation
from tests.publish.exports.reading import exported


def rows(situation: Situation) -> list[dict[str, str]]:
    lines = exported("gdelt-mentions", situation).decode().splitlines()
    return [dict(zip(COLUMNS, line.split("\t"), strict=True)) for line in lines]


def test_every_telling_is_a_row_of_16_columns(example: Situation) -> None:
    assert len(COLUMNS) == 16
    assert len(rows(example)) == sum(len(event.mention_ids) for event in example.events)


def test_values_are_what_the_codebook_wants(example: Situation) -> None:
    lengths = {len(article.text) for article in example.articles.values()}
    for row in rows(example):
        first = datetime.strptime(row["EventTimeDate"], "%Y%m%d%H%M%S")  # noqa: DTZ007  # the format has no zone
        told = datetime.strptime(row["MentionTimeDate"], "%Y%m%d%H%M%S")  # noqa: DTZ007
        assert first <= told
        assert row["MentionType"] == "1"
        assert row["MentionIdentifier"].startswith("https://")
        assert int(row["SentenceID"]) >= 1
        assert 0 <= int(row["Confidence"]) <= 100
        assert int(row["MentionDocLen"]) in lengths


def test_the_action_is_where_the_offset_says(example: Situation) -> None:
    triggers = {
        (number_id(event.id), mention.triggers[0].start): mention
        for event in example.events
        for mention in (example.mentions[found] for found in event.mention_ids)
    }
    assert {(int(row["GLOBALEVENTID"]), int(row["ActionCharOffset"])) for row in rows(example)} == set(triggers)


def test_ids_are_whole_numbers_that_a_double_holds(example: Situation) -> None:
    ids = {number_id(event.id) for event in example.events}
    assert len(ids) == len(example.events)
    assert all(int(float(found)) == found for found in ids)
