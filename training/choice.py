"""Fits the choices of `accordingto/read/choice.py`: the weights that explain which option is right, or that none is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from accordingto.read.choice import MOST

STEPS = 25
ODD = 0.5  # weight of a choice whose right answer is not among the options: "none" is only half right


@dataclass(frozen=True, slots=True)
class Choice:
    """The features of each option and whether it is right; `is_answered` if there is a right answer, here or not."""

    options: Sequence[Mapping[str, float]]
    right: Sequence[bool]
    is_answered: bool


def fit(choices: Sequence[Choice], *, ridge: float) -> dict[str, float]:
    """The weights that make the right options, one or more, most likely; by Fisher scoring with a ridge."""
    choices = [choice for choice in choices if choice.options]
    rows = [row for choice in choices for row in choice.options]
    names = sorted({name for row in rows for name in row})
    x = np.array([[row.get(name, 0.0) for name in names] for row in rows])
    sizes = np.array([len(choice.options) for choice in choices])
    firsts, of = np.cumsum(sizes) - sizes, np.repeat(np.arange(len(choices)), sizes)
    right = np.array([mark for choice in choices for mark in choice.right], float)
    none = np.array([not any(choice.right) for choice in choices], float)
    sure = np.array([ODD if choice.is_answered and not any(choice.right) else 1.0 for choice in choices])
    weights = np.zeros(len(names))
    for _ in range(STEPS):
        odds = np.exp(np.clip(x @ weights, -MOST, MOST))
        given = odds / (np.bincount(of, odds) + 1)[of]
        wanted = odds * right / (np.bincount(of, odds * right) + none)[of]
        means = np.add.reduceat(x * given[:, None], firsts)
        slope = x.T @ (sure[of] * (wanted - given)) - ridge * weights
        curvature = (x * (sure[of] * given)[:, None]).T @ x - (means * sure[:, None]).T @ means
        weights += np.linalg.solve(curvature + ridge * np.eye(len(names)), slope)
    return {name: round(float(weight), 3) for name, weight in zip(names, weights, strict=True)}
