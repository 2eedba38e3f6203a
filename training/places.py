"""Fits the weights of `read/places` and measures them by cross-validation: `places.py EVALS [--write]`.

EVALS is the folder of evaluation data with `places/*_dev.jsonl` and `reports/train.jsonl`. Texts stay there; only
weights are written. The recogniser is a logistic model, the ranking two softmax passes; all by plain numpy.
"""

from __future__ import annotations

import argparse
import json
import math
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from accordingto.model import Article, Span
from accordingto.read.gazetteer import Candidate, Gazetteer
from accordingto.read.places import rank
from accordingto.read.places.evidence import FEATURES, Evidence, Scan, gather_evidence, probability
from accordingto.read.places.groups import Mention, mention_of
from accordingto.read.places.outlets import home_country, town_of_outlet
from accordingto.read.places.recognise import Found, find_all
from accordingto.read.places.resolve import gather
from accordingto.read.places.words import PlaceWords, place_words

WEIGHTS = Path(__file__).parents[1] / "accordingto" / "read" / "places" / "weights.json"
SPLITS = Path(__file__).with_name("splits.json")
FOLDS = 5
Array = np.ndarray[Any, np.dtype[np.float64]]


@dataclass(slots=True)
class Gold:
    """A gold toponym: where it stands and where it is; `limit_km` is how far a right answer may lie off."""

    span: Span
    lat: float
    lon: float
    gid: str | None
    limit_km: float


@dataclass(slots=True)
class Document:
    """One document of a corpus with its gold toponyms; `is_complete` if every toponym of it is marked."""

    corpus: str
    article: Article
    gold: list[Gold]
    is_complete: bool
    actors: list[Span] = field(default_factory=list)
    names: list[Found] = field(default_factory=list)
    rows: list[Evidence] = field(default_factory=list)


def documents(evals: Path) -> list[Document]:
    """All documents to fit on: those of `splits.json` are held out, on which the whole reader is measured."""
    held_out: dict[str, list[str]] = json.loads(SPLITS.read_text("utf-8"))
    found = [
        doc
        for corpus in ("lgl", "gwn", "geovirus")
        for doc in _corpus(evals / "places" / f"{corpus}_dev.jsonl", corpus)
        if doc.article.capture_id not in held_out[f"places/{corpus}_dev.jsonl"]
    ]
    return found + list(_reports(evals / "reports" / "train.jsonl"))


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text("utf-8").split("\n"):
        if line:
            yield json.loads(line)


def _article(record: dict[str, Any]) -> Article:
    return Article(
        capture_id=str(record["id"]), url=record.get("url"), publisher=record.get("outlet") or record.get("domain"),
        title=record.get("title"), text=record["text"], lang="en", published=None, fetched_at=datetime.now(UTC),
    )  # fmt: skip


def _corpus(path: Path, corpus: str) -> Iterator[Document]:
    for record in _lines(path):
        yield Document(corpus, _article(record), [_toponym(t) for t in record["toponyms"]], True)


def _toponym(record: dict[str, Any]) -> Gold:
    placed = record["lat"] is not None and record["lon"] is not None
    return Gold(
        Span(record["start"], record["end"]),
        record["lat"] if placed else math.nan,
        record["lon"] if placed else math.nan,
        f"geonames:{record['geonameid']}" if record.get("geonameid") else None,
        161.0,
    )


# How far a right answer lies off in a report, by the precision of the place: an area's middle is a convention.
REPORT_LIMIT_KM = {"exact": 30.0, "admin2": 60.0, "admin1": 150.0, "country": 1000.0, "vague": 300.0}


def _reports(path: Path) -> Iterator[Document]:
    for record in _lines(path):
        gold = {}
        for event in record["events"]:
            for place in event.get("places") or [event["place"]]:
                if place and place.get("span") and place.get("lat") is not None:
                    span = Span(*place["span"])
                    gold[span] = Gold(span, place["lat"], place["lon"], None, REPORT_LIMIT_KM[place["precision"]])
        actors = [Span(*a["span"]) for e in record["events"] for a in (*e["agents"], *e["recipients"]) if a["span"]]
        yield Document("reports", _article(record), list(gold.values()), False, actors)


def annotate(docs: Sequence[Document], gazetteer: Gazetteer, words: PlaceWords) -> None:
    """Find names and their features in every document."""
    for doc in docs:
        text = doc.article.text
        tokens, doc.names = find_all(text, gazetteer, words)
        doc.rows = gather_evidence(Scan.of(text, tokens, doc.names, words, home_country(doc.article, words)))


def overlaps(span: Span, gold: Sequence[Gold]) -> bool:
    return any(span.overlaps(g.span) for g in gold)


REPORTS_WEIGHT = 0.3  # the reports' labels are partial; at 1.0 they cost 1 % end-to-end F1 on the complete corpora
# What is expected before any example is seen, since the corpora hold few people who are called like places and few
# villages of one war.
PRIOR = {"given_name": -3.0, "family_name": -3.0, "person_speaks": -2.0, "minor_country_share": 1.0}


def fit_logistic(x: Array, y: Array, weight: Array, prior: Array, l2: float = 2.0) -> Array:
    """Newton's method on the likelihood, with a normal prior around `prior`."""
    b = prior.copy()
    for _ in range(50):
        p = 1 / (1 + np.exp(-np.clip(x @ b, -30, 30)))
        gradient = x.T @ (weight * (p - y)) + l2 * (b - prior)
        hessian = (x * (weight * p * (1 - p))[:, None]).T @ x + l2 * np.eye(len(b))
        step = np.linalg.solve(hessian, gradient)
        b -= step
        if np.abs(step).max() < 1e-6:
            break
    return b


def labels(doc: Document) -> list[float | None]:
    """Which names are places, by the gold toponyms.

    In a report only the places of events are marked: those are, what is marked as an actor is not, and of the rest
    nothing is known.
    """
    if doc.is_complete:
        return [float(overlaps(n.span, doc.gold)) for n in doc.names]
    found: list[float | None] = []
    for name in doc.names:
        is_actor = any(name.span.overlaps(a) for a in doc.actors) and not may_govern(name)
        found.append(1.0 if overlaps(name.span, doc.gold) else 0.0 if is_actor else None)
    return found


def may_govern(name: Found) -> bool:
    """Whether the name as an actor is still a toponym, a metonym or demonym: a country, a capital, a people."""
    return name.is_demonym or any(c.feature in ("A.PCLI", "P.PPLC") for c in name.candidates)


def fit_recogniser(docs: Sequence[Document]) -> dict[str, float]:
    """Weights over FEATURES; every corpus counts the same."""
    marked = [(d.corpus, row, label) for d in docs for row, label in zip(d.rows, labels(d), strict=True)]
    examples = [(corpus, row, label) for corpus, row, label in marked if label is not None]
    x = np.array([[row.get(f, 0.0) for f in FEATURES] for _, row, _ in examples])
    y = np.array([label for _, _, label in examples])
    corpus = np.array([name for name, _, _ in examples])
    weight = np.ones(len(y))
    for name in set(corpus):
        weight[corpus == name] = (REPORTS_WEIGHT if name == "reports" else 1.0) / max(1.0, y[corpus == name].sum())
    prior = np.array([PRIOR.get(f, 0.0) for f in FEATURES])
    fitted = fit_logistic(x, y, weight * len(y) / weight.sum(), prior)
    return dict(zip(FEATURES, np.round(fitted, 4).tolist(), strict=True))


CONTEXT_MIN = 0.25  # as MIN_CONTEXT of places.toponyms


def mentions_for(doc: Document, recogniser: Mapping[str, float], words: PlaceWords, use_gold: bool) -> list[Mention]:
    """Gold mentions (probability 1) with the recognised ones around them as context."""
    text = doc.article.text
    mentions = [mention_of(text, g.span, words, probability=1.0) for g in doc.gold] if use_gold else []
    for name, row in zip(doc.names, doc.rows, strict=True):
        p = probability(row, recogniser)
        if p >= CONTEXT_MIN and not (use_gold and overlaps(name.span, doc.gold)):
            mentions.append(mention_of(text, name.span, words, probability=p, is_context=use_gold))
    return sorted(mentions, key=lambda m: m.span)


@dataclass(slots=True)
class Example:
    """One document ready for fitting: its table, which candidates are right, how much each group weighs."""

    doc: Document
    table: rank.Table
    right: Array
    none_right: Array
    weight: Array


def example(doc: Document, recogniser: Mapping[str, float], gazetteer: Gazetteer, words: PlaceWords) -> Example | None:
    """The document's table with labels; None if it has no name."""
    text = doc.article.text
    mentions = mentions_for(doc, recogniser, words, True)
    if not mentions:
        return None
    scene = rank.Scene(home=home_country(doc.article, words), town=town_of_outlet(doc.article, words, gazetteer))
    groups, parents = gather(mentions, text, scene, gazetteer, words)
    table = rank.build_table(groups, scene, parents)
    by_span = {g.span: g for g in doc.gold}
    right, none_right, weight = [], [], []
    for group in groups:
        golds = [by_span[m.span] for m in group.mentions if not m.is_context and not math.isnan(by_span[m.span].lat)]
        marks = _marks(group.candidates, golds[0]) if golds else [0.0] * len(group.candidates)
        right.extend(marks)
        none_right.append(float(not any(marks)))
        weight.append(math.sqrt(len(golds)))
    return Example(doc, table, np.array(right), np.array(none_right), np.array(weight))


def km(a: Candidate, g: Gold) -> float:
    x, y = math.radians(a.lat), math.radians(g.lat)
    h = math.sin((y - x) / 2) ** 2 + math.cos(x) * math.cos(y) * math.sin(math.radians(g.lon - a.lon) / 2) ** 2
    return 2 * 6371 * math.asin(min(1.0, math.sqrt(h)))


def _marks(candidates: Sequence[Candidate], gold: Gold) -> list[float]:
    """Which candidates are right: the gold id if there is one among them, else what lies near enough for its size."""
    ids = [float(c.gazetteer_id == gold.gid) for c in candidates]
    if gold.gid and any(ids):
        return ids
    near = [km(c, gold) for c in candidates]
    limits = [max(25.0, 0.9 * c.radius_m / 1000 if c.feature[0] in "ALTH" else 0.0) for c in candidates]
    return [float(d <= limit) for d, limit in zip(near, limits, strict=True)]


def fit_pass(
    examples: Sequence[Example], inputs: Sequence[Array], l2: float = 0.3, steps: int = 400
) -> tuple[Array, Array]:
    """Weights of one softmax pass over candidates (`inputs`) and none, by Adam on the log-likelihood."""
    w, v = np.zeros(inputs[0].shape[1]), np.zeros(len(rank.NONE))
    state = [np.zeros_like(w), np.zeros_like(w), np.zeros_like(v), np.zeros_like(v)]
    for step in range(1, steps + 1):
        gw, gv = l2 * w, l2 * v
        for e, x in zip(examples, inputs, strict=True):
            chosen, none = rank.softmax(e.table, x @ w, e.table.none @ v)
            mass = np.bincount(e.table.owner, chosen * e.right, e.table.size) + none * e.none_right
            target = chosen * e.right / np.maximum(mass[e.table.owner], 1e-12)
            target_none = none * e.none_right / np.maximum(mass, 1e-12)
            gw += x.T @ ((chosen - target) * e.weight[e.table.owner])
            gv += e.table.none.T @ ((none - target_none) * e.weight)
        rate = 0.1 if step < steps * 0.7 else 0.02
        for grad, value, m, s in ((gw, w, state[0], state[1]), (gv, v, state[2], state[3])):
            m += 0.1 * (grad - m)
            s += 0.02 * (grad * grad - s)
            value -= rate * (m / (1 - 0.9**step)) / (np.sqrt(s / (1 - 0.98**step)) + 1e-9)
    return w, v


def fit_rank(examples: Sequence[Example]) -> rank.Weights:
    """Both passes, the second on the first one's probabilities."""
    first, none_first = fit_pass(examples, [e.table.local for e in examples])
    inputs = []
    for e in examples:
        chosen, _ = rank.softmax(e.table, e.table.local @ first, e.table.none @ none_first)
        inputs.append(np.concatenate([e.table.local, rank.shared_features(e.table, chosen)], axis=1))
    second, none_second = fit_pass(examples, inputs)
    return rank.Weights(first=first, second=second, none_first=none_first, none_second=none_second)


@dataclass(slots=True)
class Outcome:
    """What the ranking says of one gold mention held out: probability, whether right, surface for looking at errors."""

    corpus: str
    score: float
    error_km: float
    limit_km: float
    surface: str
    answer: str


def outcomes(e: Example, weights: rank.Weights) -> Iterator[Outcome]:
    """One outcome for each gold mention with coordinates."""
    chosen, _ = rank.softmax(e.table, e.table.local @ weights.first, e.table.none @ weights.none_first)
    shared = rank.shared_features(e.table, chosen)
    x = np.concatenate([e.table.local, shared], axis=1)
    chosen, _ = rank.softmax(e.table, x @ weights.second, e.table.none @ weights.none_second)
    by_span = {g.span: g for g in e.doc.gold}
    for index, group in enumerate(e.table.groups):
        rows = np.flatnonzero(e.table.owner == index)
        best = rows[np.argmax(chosen[rows])] if len(rows) else None
        for mention in group.mentions:
            if mention.is_context or math.isnan((gold := by_span[mention.span]).lat):
                continue
            candidate = e.table.candidates[best] if best is not None else None
            yield Outcome(
                corpus=e.doc.corpus,
                score=float(chosen[best]) if best is not None else 0.0,
                error_km=km(candidate, gold) if candidate else math.inf,
                limit_km=gold.limit_km,
                surface=mention.span.slice(e.doc.article.text),
                answer=f"{candidate.name} {candidate.country} {candidate.feature}" if candidate else "-",
            )


def cross_validate(docs: Sequence[Document], prepare: Callable[[Mapping[str, float]], list[Example]]) -> list[Outcome]:
    """Outcomes of every document by weights fitted without it."""
    found = []
    recogniser = fit_recogniser(docs)
    examples = prepare(recogniser)
    for fold in range(FOLDS):
        held = {id(d) for i, d in enumerate(docs) if i % FOLDS == fold}
        weights = fit_rank([e for e in examples if id(e.doc) not in held])
        found += [o for e in examples if id(e.doc) in held for o in outcomes(e, weights)]
    return found


def report(found: Sequence[Outcome]) -> None:
    """Accuracy by corpus, and how often an answer is right by the probability it was given."""
    for corpus in ("lgl", "gwn", "geovirus", "reports"):
        own = [o for o in found if o.corpus == corpus]
        sure = [o for o in own if o.score >= 0.5]
        answered = f"{len(sure) / len(own):.3f} answered at p >= .5, {share(sure):.3f} of them right"
        print(f"{corpus:9} n {len(own):5} right {share(own):.3f}; {answered}")
    for low in np.arange(0, 1, 0.1):
        own = [o for o in found if low <= o.score < low + 0.1 + 1e-9]
        if own:
            mean = sum(o.score for o in own) / len(own)
            print(f"p {low:.1f}-{low + 0.1:.1f}: n {len(own):4} mean {mean:.2f} right {share(own):.2f}")


def share(found: Sequence[Outcome]) -> float:
    """The share of right answers."""
    return sum(o.error_km <= o.limit_km for o in found) / max(1, len(found))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("evals", type=Path)
    parser.add_argument("--gazetteer", type=Path)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--errors", type=Path)
    parser.add_argument("--no-validation", action="store_true")
    options = parser.parse_args()
    gazetteer, words = Gazetteer.open(options.gazetteer), place_words()
    docs = documents(options.evals)
    started = time.perf_counter()
    annotate(docs, gazetteer, words)
    print(f"{len(docs)} documents, {sum(len(d.names) for d in docs)} names, {time.perf_counter() - started:.1f} s")

    def prepare(recogniser: Mapping[str, float]) -> list[Example]:
        return [e for d in docs if (e := example(d, recogniser, gazetteer, words))]

    if not options.no_validation:
        found = cross_validate(docs, prepare)
        report(found)
        if options.errors:
            options.errors.write_text(
                "\n".join(
                    f"{o.corpus}\t{o.surface}\t{o.answer}\t{o.error_km:.0f}\t{o.score:.2f}"
                    for o in found
                    if o.error_km > o.limit_km
                ),
                "utf-8",
            )
    if options.write:
        recogniser = fit_recogniser(docs)
        weights = fit_rank(prepare(recogniser))
        table = {
            "recognise": recogniser,
            "rank": {
                "first": dict(zip(rank.LOCAL, np.round(weights.first, 4).tolist(), strict=True)),
                "second": dict(zip(rank.LOCAL + rank.SHARED, np.round(weights.second, 4).tolist(), strict=True)),
                "none_first": dict(zip(rank.NONE, np.round(weights.none_first, 4).tolist(), strict=True)),
                "none_second": dict(zip(rank.NONE, np.round(weights.none_second, 4).tolist(), strict=True)),
            },
        }
        WEIGHTS.write_text(json.dumps(table, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
