"""How well saved pages are read: text, title, date and authors against what a good extraction holds.

`python -m evals.ingest [FOLDER]` prints one line for each page of `../shared/reports/html` and the means. Text is
compared as a bag of words (token F1), with the headline as first line on both sides where the gold names one.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from accordingto.ingest import Report, ingest
from accordingto.ingest.dates import parse_moment
from accordingto.ingest.jsonvalues import Json, list_in, names_in, parse_json, text_in
from accordingto.model import Article
from accordingto.text import name_key

PAGES = Path(__file__).resolve().parents[2] / "shared" / "reports" / "html"
_SAVED_ON = re.compile(r"_\d{4}_\d{2}_\d{2}$")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """What a page holds; None or () where the gold does not say."""

    text: str
    title: str | None = None
    published: str | None = None
    authors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PageScore:
    """One page: token precision, recall and F1, and whether each field is right (None: no gold)."""

    page: str
    precision: float
    recall: float
    f1: float
    title: bool | None
    date: bool | None
    authors: bool | None


def measure_ingest(folder: Path = PAGES) -> dict[str, float]:
    """The means over all pages with gold: `text_precision`, `text_recall`, `text_f1`, `title`, `date`, `authors`."""
    scores = list(page_scores(folder))
    return {
        "text_precision": _mean([score.precision for score in scores]),
        "text_recall": _mean([score.recall for score in scores]),
        "text_f1": _mean([score.f1 for score in scores]),
        "title": _mean([score.title for score in scores]),
        "date": _mean([score.date for score in scores]),
        "authors": _mean([score.authors for score in scores]),
    }


def page_scores(folder: Path = PAGES) -> Iterator[PageScore]:
    """The score of each saved page that has gold, in the order of their names."""
    elsewhere = _load(folder / "aeb_ground_truth.json")
    for page in sorted(folder.glob("*.html")):
        golds = list(_golds(page, elsewhere))
        article = next((found.article for found in ingest(str(page)) if isinstance(found, Report)), None)
        if golds:
            # The gold files hold several pages of an outlet and do not say which one was saved.
            yield max((_score(page.stem, article, gold) for gold in golds), key=lambda score: score.f1)


def _golds(page: Path, elsewhere: Json) -> Iterator[Gold]:
    body = text_in(elsewhere.get(page.name) if isinstance(elsewhere, dict) else None, "articleBody")
    if body:
        yield Gold(text=body)
    expected = _load(page.with_name(f"{_SAVED_ON.sub('', page.stem)}.expected.json"))
    for version in expected.values() if isinstance(expected, dict) else ():
        if isinstance(version, dict):
            yield _fundus_gold(version)


def _fundus_gold(version: Mapping[str, Json]) -> Gold:
    fields: Json = dict(version)
    body = version.get("body")
    lines = _strings(body, "summary")
    for section in list_in(body, "sections"):
        lines += [*_strings(section, "headline"), *_strings(section, "paragraphs")]
    return Gold(
        text="\n".join(lines),
        title=text_in(fields, "title"),
        published=text_in(fields, "publishing_date"),
        authors=tuple(names_in(fields, "authors")),
    )


def _strings(value: Json, key: str) -> list[str]:
    return [item for item in list_in(value, key) if isinstance(item, str)]


def _score(page: str, article: Article | None, gold: Gold) -> PageScore:
    wanted = _words(f"{gold.title or ''}\n{gold.text}")
    found = _words(article.text if article else "")
    shared = (wanted & found).total()
    precision, recall = shared / max(1, found.total()), shared / max(1, wanted.total())
    return PageScore(
        page=page,
        precision=precision,
        recall=recall,
        f1=2 * precision * recall / (precision + recall) if shared else 0.0,
        title=_same(article.title if article else None, gold.title),
        date=_same_day(article, gold.published),
        authors=_same(article.byline if article else None, " ".join(gold.authors) or None),
    )


def _words(text: str) -> Counter[str]:
    return Counter(_WORD.findall(text.lower()))


def _same(found: str | None, wanted: str | None) -> bool | None:
    """Whether two phrases have the same words; joining words between names do not count."""
    if not wanted:
        return None
    return set(name_key(found or "").split()) - {"and"} == set(name_key(wanted).split()) - {"and"}


def _same_day(article: Article | None, wanted: str | None) -> bool | None:
    """Whether the moment is right to the minute, or the day where only the day is told."""
    moment = parse_moment(wanted)
    if moment is None:
        return None
    if article is None or article.published is None:
        return False
    if moment.zone is None or article.published_zone is None:
        return article.published.date() == moment.at.date()
    return abs((article.published - moment.at).total_seconds()) < 60


def _load(path: Path) -> Json:
    return parse_json(path.read_text(encoding="utf-8")) if path.is_file() else None


def _mean(values: Sequence[float | bool | None]) -> float:
    known = [float(value) for value in values if value is not None]
    return sum(known) / len(known) if known else 0.0


def main(folder: Path = PAGES) -> int:
    """Print the table; 0, or 1 where there is nothing to measure."""
    scores = list(page_scores(folder))
    if not scores:
        print(f"no saved pages in {folder}", file=sys.stderr)
        return 1
    print(f"{'page':48} {'P':>6} {'R':>6} {'F1':>6}  title date authors")
    for score in scores:
        marks = " ".join(
            {True: "yes", False: "NO", None: "-"}[mark].rjust(5) for mark in (score.title, score.date, score.authors)
        )
        print(f"{score.page[:48]:48} {score.precision:6.3f} {score.recall:6.3f} {score.f1:6.3f}  {marks}")
    print(json.dumps({name: round(value, 4) for name, value in measure_ingest(folder).items()}, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else PAGES))
