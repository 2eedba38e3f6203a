"""Fits what linking needs: how rare words are, and how much each comparison of two event mentions weighs.

    python -m training.linking --shared ../shared

Rarity is counted over all reports of the development data. The weights are the most probable under a logistic model
with a normal prior around `linking_prior.json`, which was set by hand: the labelled pairs are too few to find two dozen
weights alone. They are of two kinds: mentions that people annotated (`same_event_pairs.csv`, ids and labels only,
labelled by reading), and mentions that the trained reader finds (`told_pairs`). Writes into `accordingto/link/data`.
"""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from random import Random

import click
import numpy as np
from numpy.typing import NDArray

from accordingto.link.events import compared_pairs
from accordingto.link.features import FEATURES
from accordingto.link.profiles import Profile, profiles
from accordingto.link.scoring import POSITIVE, Weights, score_pair
from accordingto.link.terms import stems_of
from accordingto.link_evals import articles_of, named_articles
from accordingto.model.compatible import cannot_be_one
from accordingto.read import Layer, Reader
from evals.origins import REPORTS as REPORTS_WITH_EVENTS
from evals.workbench import INPUT_FIELDS, read_rows
from training.gold_mentions import gold_mentions
from training.told_pairs import LabelledPair, labelled_pairs

HERE = Path(__file__).resolve().parent
DATA = HERE.parent / "accordingto" / "link" / "data"
REPORTS = (
    "reports/articles.jsonl",
    "reports/syria_2011_2018.jsonl",
    "reports/current_events_2025.jsonl",
    "evals/linking/newscluster/train.jsonl",
    "evals/linking/ecbplus/train.jsonl",
    "evals/reports/train.jsonl",
    "evals/attribution/train.jsonl",
)
MIN_REPORTS = 6  # a rarer stem is as good as unseen
PRIOR_PRECISION = 1.0  # of the normal prior on each weight; held-out log loss .34 at 0.7, .35 at 1.5, .37 at 3
# Pairs that share a block key and hardly anything else are different events; each counts less than one that was read.
FAR_SCORE, FAR_WEIGHT = 0.1, 0.3
# What a pair of read mentions counts beside one of annotated mentions, and how much more one of a single event: such
# pairs are few, for only the likeliest mentions of two reports count. Chosen by learning from each half of the labelled
# events and measuring on the other: .61 of their pairs are found, .54 at 0.5 and 1 for both.
READ_WEIGHT, SAME_WEIGHT = 0.7, 1.6
FOLDS, SPLITS = 5, 8

Matrix = NDArray[np.float64]
Key = tuple[str, int]


def write_rarity(shared: Path) -> None:
    texts = sorted({text for name in REPORTS for text in _texts(shared / name)})
    counts = Counter(stem for text in texts for stem in set(stems_of(text)))
    kept = sorted((stem for stem, count in counts.items() if count >= MIN_REPORTS and stem.isascii()), key=str)
    with (DATA / "idf.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("reports", len(texts)))
        writer.writerows((stem, counts[stem]) for stem in sorted(kept, key=lambda stem: (-counts[stem], stem)))


def _texts(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8") as lines:
        yield from (text for line in lines if (text := json.loads(line).get("text")))


def labelled() -> dict[tuple[Key, Key], int]:
    with (HERE / "same_event_pairs.csv").open(encoding="utf-8", newline="") as file:
        return {
            ((r["left_report"], int(r["left_trigger"])), (r["right_report"], int(r["right_trigger"]))): int(r["same"])
            for r in csv.DictReader(file)
        }


def examples(shared: Path, prior: Weights) -> tuple[Matrix, Matrix, Matrix, list[str]]:
    """Features of shape (pairs, features + 1), labels, weights, and the first report of each pair."""
    named = list(gold_mentions(shared / "evals" / "reports" / "train.jsonl"))
    found = profiles(context for _, context in named)
    keys = {p.mention.id: (report, min(p.mention.triggers).start) for (report, _), p in zip(named, found, strict=True)}
    read = labelled()
    rows, labels, weights, groups = [], [], [], []
    for a, b in compared_pairs(found, ()):
        key = tuple(sorted((keys[a.mention.id], keys[b.mention.id])))
        label = read.get((key[0], key[1]))
        if cannot_be_one(a.mention, b.mention):
            continue
        if label is None and score_pair(a, b, weights=prior).value >= FAR_SCORE:
            continue
        rows.append(_row(a, b))
        labels.append(label or 0)
        weights.append(FAR_WEIGHT if label is None else 1.0)
        groups.append(key[0][0])
    return np.array(rows), np.array(labels, dtype=float), np.array(weights), groups


def read_examples(shared: Path, prior: Weights) -> tuple[Matrix, Matrix, Matrix]:
    """The same of the mentions that the trained reader finds in the reports with labelled events."""
    rows = [row for path in REPORTS_WITH_EVENTS for row in read_rows(shared / "evals" / path)]
    named = named_articles([{key: row[key] for key in INPUT_FIELDS if key in row} for row in rows])
    articles = {n.id: n.article for n in named if n.article}
    read = partial(Reader.load().read, layers=frozenset(Layer))
    pairs = list(labelled_pairs(articles, ((article, read(article)) for article in articles_of(named)), prior))
    near = [p.same or score_pair(*p.pair, weights=prior).value >= FAR_SCORE for p in pairs]
    return (
        np.array([_row(*p.pair) for p in pairs]),
        np.array([p.same for p in pairs], dtype=float),
        np.array([READ_WEIGHT * _weight(p, is_near=is_near) for p, is_near in zip(pairs, near, strict=True)]),
    )


def _weight(pair: LabelledPair, *, is_near: bool) -> float:
    if pair.same:
        return SAME_WEIGHT
    return 1.0 if is_near else FAR_WEIGHT


def _row(a: Profile, b: Profile) -> list[float]:
    return [1.0, *(feature(a, b) for feature in FEATURES)]


def fit(rows: Matrix, labels: Matrix, weights: Matrix, prior: Matrix) -> Matrix:
    """The most probable weights, by Newton's method."""
    found = prior.copy()
    for _ in range(50):
        chance = 1 / (1 + np.exp(-rows @ found))
        gradient = rows.T @ (weights * (labels - chance)) - PRIOR_PRECISION * (found - prior)
        curvature = (rows * (weights * chance * (1 - chance))[:, None]).T @ rows + PRIOR_PRECISION * np.eye(len(found))
        step = np.linalg.solve(curvature, gradient)
        found = found + step
        if np.abs(step).max() < 1e-8:
            break
    return found


def cross_validated(rows: Matrix, labels: Matrix, weights: Matrix, groups: Sequence[str], prior: Matrix) -> str:
    """Quality on read pairs, each scored by weights that saw no pair of its first report; mean over several splits."""
    read = weights == 1.0
    by_hand = _quality(1 / (1 + np.exp(-rows[read] @ prior)), labels[read])
    fitted = [_held_out(rows, labels, weights, groups, prior, Random(seed)) for seed in range(SPLITS)]
    f1, loss = (sum(values) / SPLITS for values in zip(*fitted, strict=True))
    return f"held out F1 {f1:.3f}, log loss {loss:.3f}; by hand {by_hand[0]:.3f}, {by_hand[1]:.3f}"


def _held_out(
    rows: Matrix, labels: Matrix, weights: Matrix, groups: Sequence[str], prior: Matrix, random: Random
) -> tuple[float, float]:
    fold_of = {group: random.randrange(FOLDS) for group in sorted(set(groups))}
    folds = np.array([fold_of[group] for group in groups])
    chances = np.zeros(len(labels))
    for fold in range(FOLDS):
        out = folds == fold
        chances[out] = 1 / (1 + np.exp(-rows[out] @ fit(rows[~out], labels[~out], weights[~out], prior)))
    read = weights == 1.0
    return _quality(chances[read], labels[read])


def _quality(chances: Matrix, labels: Matrix) -> tuple[float, float]:
    """F1 at `POSITIVE`, and log loss."""
    called = chances >= POSITIVE
    f1 = 2 * float((called & (labels == 1)).sum()) / (float(called.sum()) + float(labels.sum()))
    return f1, float(-np.mean(labels * np.log(chances) + (1 - labels) * np.log(1 - chances)))


def _prior() -> Weights:
    stored: Mapping[str, float] = json.loads((HERE / "linking_prior.json").read_text(encoding="utf-8"))
    by_feature = {feature.__name__: stored[feature.__name__] for feature in FEATURES}
    return Weights(version="prior", bias=stored["bias"], by_feature=by_feature)


@click.command()
@click.option("--shared", type=click.Path(exists=True, file_okay=False, path_type=Path), required=True)
@click.option("--version", default="1", show_default=True, help="Kept with the weights and part of the method's id.")
def main(shared: Path, version: str) -> None:
    """Count how rare words are, fit the weights, and write both."""
    write_rarity(shared)
    prior = _prior()
    start = np.array([prior.bias, *prior.by_feature.values()])
    rows, labels, weights, groups = examples(shared, prior)
    click.echo(f"{len(labels)} pairs, {int((weights == 1).sum())} read, {int(labels.sum())} of one event")
    click.echo(cross_validated(rows, labels, weights, groups, start))
    read = read_examples(shared, prior)
    click.echo(f"{len(read[1])} pairs of read mentions, {int(read[1].sum())} of one event")
    rows, labels, weights = (np.concatenate(both) for both in zip((rows, labels, weights), read, strict=True))
    found = fit(rows, labels, weights, start)
    named = dict(zip((f.__name__ for f in FEATURES), (round(float(w), 3) for w in found[1:]), strict=True))
    stored = {"version": version, "bias": round(float(found[0]), 3), "weights": named}
    (DATA / "weights.json").write_text(json.dumps(stored, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
