"""Fits the small logistic models of `accordingto/read/logistic.py` and writes their files."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import numpy as np

NEWTON_STEPS = 40
SMOOTHING = 5
Row = tuple[Mapping[str, float], bool]


def fit(rows: Iterable[Row], *, ridge: float, digits: int = 2) -> dict[str, float]:
    """The weights that explain which features belong to what is right, by Newton's method with a ridge."""
    rows = list(rows)
    names = sorted({name for found, _ in rows for name in found})
    x = np.array([[found.get(name, 0.0) for name in names] for found, _ in rows])
    y = np.array([right for _, right in rows], float)
    weights = np.zeros(len(names))
    for _ in range(NEWTON_STEPS):
        p = 1 / (1 + np.exp(-x @ weights))
        gradient = x.T @ (p - y) + ridge * weights
        curvature = (x * (p * (1 - p))[:, None]).T @ x + ridge * np.eye(len(names))
        weights -= np.linalg.solve(curvature, gradient)
    return {name: round(float(weight), digits) for name, weight in zip(names, weights, strict=True)}


def best_threshold(thresholds: np.ndarray, accuracy: Callable[[float], float]) -> float:
    """The middle of the flattest best stretch of thresholds, so that one event more or less does not move it."""
    reached = np.array([accuracy(float(value)) for value in thresholds])
    smoothed = np.convolve(reached, np.ones(SMOOTHING) / SMOOTHING, mode="valid")
    return round(float(thresholds[int(smoothed.argmax()) + SMOOTHING // 2]), 2) + 0.0


def write_model(path: Path, weights: Mapping[str, float], *, threshold: float) -> None:
    """The file that `LogisticModel` is read from."""
    table = {"threshold": threshold, "weights": weights}
    path.write_text(json.dumps(table, indent=1, sort_keys=True) + "\n", encoding="utf-8")
