"""Several networks of one training -> their weighted mean: `python -m training.average --out FOLDER FOLDER=WEIGHT …`.

Where the last stages learn from other reports than the earlier ones, the mean of their networks reads both better than
any of them (Wortsman et al. 2022, Model soups). A part that only some of them have is the mean of those.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch
from torch import Tensor

State = dict[str, Tensor]


def mean(states: list[tuple[State, float]]) -> State:
    """The weighted mean of all parts that the last state has."""
    found: State = {}
    for name, last in states[-1][0].items():
        parts = [(state[name], weight) for state, weight in states if name in state]
        total = sum(weight for _, weight in parts)
        found[name] = sum(part * weight for part, weight in parts) / total if last.is_floating_point() else last
    return found


def _weighted(argument: str) -> tuple[Path, float]:
    folder, _, weight = argument.rpartition("=")
    return Path(folder), float(weight)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "networks", type=_weighted, nargs="+", metavar="FOLDER=WEIGHT", help="the last one's parts count"
    )
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    states = [(torch.load(folder / "network.pt", map_location="cpu"), weight) for folder, weight in args.networks]
    args.out.mkdir(parents=True, exist_ok=True)
    torch.save(mean(states), args.out / "network.pt")


if __name__ == "__main__":
    main()
