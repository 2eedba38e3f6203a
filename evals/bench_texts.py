"""Made-up reports for the benchmark, always the same: real ones belong to their publishers.

They have the length (about 430 words) and the mix of real ones: quotations, places, dates, tolls, background.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

SENTENCES_PER_REPORT = 23  # about 430 words, the mean of the reports this was sized on
_SEED = 20241204

_SOURCES = (
    "the Syrian Observatory for Human Rights",
    "Ukraine's military intelligence",
    "a spokesman for the interior ministry",
    "the regional governor, Oleh Marchenko,",
    "local activists",
    "Reuters",
    "the Red Crescent",
    "a witness who gave her name as Rana",
    "the Defence Ministry in Moscow",
    "the United Nations refugee agency",
)
_PLACES = (
    "Aleppo Idlib Hama Homs Kharkiv Kupiansk Bakhmut Raqqa Daraa Mykolaiv Zaporizhzhia Kobani Manbij Kherson Avdiivka"
).split()
_FORCES = (
    "government troops",
    "rebel fighters",
    "Russian warplanes",
    "the Syrian Democratic Forces",
    "Ukrainian paratroopers",
    "an armed group allied with Tehran",
)
_TARGETS = ("a market", "a field hospital", "a police station", "a convoy of trucks", "a power plant", "two villages")
_DAYS = ("on Monday", "on Tuesday night", "early on Thursday", "on Nov. 30", "last week", "in the past 24 hours")
_TEMPLATES = (
    "{Force} shelled {target} near {place} {day}, killing at least {n} people, according to {source}.",
    "“We heard {n} explosions and then the roof came down,” said {source} in {place}.",
    "{Source} said {day} that {force} had withdrawn from {place} after talks with elders of {other}.",
    "The road between {place} and {other}, the only one still open, was cut {day}.",
    "{Source} denied that {force} had fired on {target}, and called the reports from {place} “an invention”.",
    "About {n} families have left {place} for {other} since the fighting began, {source} told reporters.",
    "It was not possible to confirm the account, and {source} gave a lower figure.",
    "In {place}, shops stayed closed and the few people in the streets hurried home before dark.",
    "Officials from both sides are expected to meet in {other} next month, though no date has been set.",
    "The city, home to some {n}0,000 people before the war, changed hands twice in 2016.",
    "{Source} reported that {n} soldiers were captured when {force} took {place} {day}.",
    "“There is no electricity and no bread,” a teacher wrote in a message, adding that her brother had been arrested.",
)


@dataclass(frozen=True, slots=True)
class Text:
    """One report to read; `day` is its date of publication."""

    day: str
    text: str


def made_up(count: int) -> Iterator[Text]:
    """`count` reports, the same in every run."""
    chance = random.Random(_SEED)
    for number in range(count):
        sentences = [_sentence(chance) for _ in range(SENTENCES_PER_REPORT)]
        paragraphs = [" ".join(sentences[at : at + 3]) for at in range(0, len(sentences), 3)]
        yield Text((date(2024, 11, 27) + timedelta(days=number % 30)).isoformat(), "\n\n".join(paragraphs))


def _sentence(chance: random.Random) -> str:
    source, force = chance.choice(_SOURCES), chance.choice(_FORCES)
    place, other = chance.sample(_PLACES, 2)
    return chance.choice(_TEMPLATES).format(
        source=source,
        Source=source[0].upper() + source[1:],
        force=force,
        Force=force[0].upper() + force[1:],
        place=place,
        other=other,
        target=chance.choice(_TARGETS),
        day=chance.choice(_DAYS),
        n=chance.randint(3, 40),
    )


def from_file(path: Path, count: int) -> Sequence[Text]:
    """The first `count` reports of a JSON Lines file with `text` and perhaps `published` or `date`."""
    texts = []
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            texts.append(Text(row.get("published") or row.get("date") or "2024-12-04", row["text"]))
            if len(texts) == count:
                break
    return texts
