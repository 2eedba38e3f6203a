"""`python -m evals.bench`: what the whole reading costs beside bare spaCy `en_core_web_sm`, on the same texts, now.

Both run in processes of their own with one thread each, in laps that take turns, so that whatever else the machine does
falls on both. The ratio of CPU times is given for each pair of laps: its median is the figure, its range the doubt.
"""

from __future__ import annotations

import json
import multiprocessing
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import click

from evals.bench_texts import Text, from_file, made_up
from evals.bench_workers import PROGRAMS, Lap, Started, serve

LEAST_SHARE = 0.01  # stages below a hundredth of the time are summed up


class Worker:
    """One program in its process; ask it for laps, then for its peak memory."""

    def __init__(self, program: str, first: Text) -> None:
        context = multiprocessing.get_context("spawn")
        self._connection, theirs = context.Pipe()
        self._process = context.Process(target=serve, args=(theirs, program, first), daemon=True)
        self._process.start()
        theirs.close()
        started = self._connection.recv()
        assert isinstance(started, Started)
        self.started = started

    def lap(self, texts: Sequence[Text], *, sampled: bool = False) -> Lap:
        """What reading `texts` takes; `sampled` also says where the time goes, at a small cost."""
        self._connection.send((texts, sampled))
        lap = self._connection.recv()
        assert isinstance(lap, Lap)
        return lap

    def stop(self) -> float:
        """The process's peak memory in MiB; ends it."""
        self._connection.send(None)
        peak = float(self._connection.recv())
        self._process.join()
        return peak


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One program's laps, start and memory."""

    started: Started
    laps: tuple[Lap, ...]
    peak_mib: float

    def per_report_ms(self, per_lap: int) -> float:
        return 1000 * median(lap.cpu_s for lap in self.laps) / per_lap

    def per_second(self, per_lap: int) -> float:
        return per_lap / median(lap.wall_s for lap in self.laps)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Both programs on the same laps; `where` is the share of our time in each stage."""

    ours: Outcome
    spacy: Outcome
    per_lap: int
    where: dict[str, float]

    @property
    def ratios(self) -> list[float]:
        """Our CPU time over spaCy's, lap by lap, smallest first."""
        return sorted(a.cpu_s / b.cpu_s for a, b in zip(self.ours.laps, self.spacy.laps, strict=True))


def compare(texts: Sequence[Text], *, laps: int) -> Comparison:
    """Both programs over `texts`, cut into `laps` laps that take turns in changing order."""
    per_lap = len(texts) // laps
    workers = {name: Worker(name, texts[0]) for name in PROGRAMS}
    done: dict[str, list[Lap]] = {name: [] for name in workers}
    for number in range(laps):
        batch = texts[number * per_lap : (number + 1) * per_lap]
        for name in sorted(workers, reverse=number % 2 == 1):
            done[name].append(workers[name].lap(batch))
    where = workers["ours"].lap(texts, sampled=True).where
    outcomes = {
        name: Outcome(started=worker.started, laps=tuple(done[name]), peak_mib=worker.stop())
        for name, worker in workers.items()
    }
    return Comparison(ours=outcomes["ours"], spacy=outcomes["spacy"], per_lap=per_lap, where=_shares(where))


def _shares(where: Counter[str]) -> dict[str, float]:
    """Shares by stage, largest first."""
    total = where.total() or 1
    shares = {name: count / total for name, count in where.most_common() if count / total >= LEAST_SHARE}
    rest = 1 - sum(shares.values())
    return {**shares, "the rest": rest} if rest > LEAST_SHARE else shares


def show(comparison: Comparison) -> str:
    """The comparison as a table."""
    lines = [f"{'':<44}{'reports/s':>10}{'CPU ms':>9}{'peak MiB':>10}{'start s':>9}"]
    for outcome in (comparison.ours, comparison.spacy):
        lines.append(
            f"{outcome.started.name[:44]:<44}{outcome.per_second(comparison.per_lap):>10.1f}"
            f"{outcome.per_report_ms(comparison.per_lap):>9.1f}{outcome.peak_mib:>10.0f}{outcome.started.wall_s:>9.2f}"
        )
    ratios = comparison.ratios
    lines.append(
        f"CPU time, ours over spaCy's: median {median(ratios):.2f} (from {ratios[0]:.2f} to {ratios[-1]:.2f}, "
        f"{len(ratios)} pairs of {comparison.per_lap} reports)"
    )
    lines.append("where our time goes:")
    ours, spacy = (outcome.per_report_ms(comparison.per_lap) for outcome in (comparison.ours, comparison.spacy))
    for name, share in comparison.where.items():
        lines.append(f"  {name:<24}{share:>6.0%}{share * ours:>9.1f} ms   {share * ours / spacy:>5.2f} of spaCy")
    return "\n".join(lines)


def as_json(comparison: Comparison) -> str:
    """The comparison for programs."""
    per_lap = comparison.per_lap
    content = {
        name: {
            "program": outcome.started.name,
            "reports_per_s": outcome.per_second(per_lap),
            "cpu_ms_per_report": outcome.per_report_ms(per_lap),
            "peak_mib": outcome.peak_mib,
            "start_s": outcome.started.wall_s,
        }
        for name, outcome in (("ours", comparison.ours), ("spacy", comparison.spacy))
    }
    ratios = comparison.ratios
    whole = {**content, "ratio": {"min": ratios[0], "median": median(ratios), "max": ratios[-1]}}
    return json.dumps({**whole, "where": comparison.where}, indent=1)


@click.command(help="Compare the cost of the whole reading with bare spaCy en_core_web_sm on the same texts.")
@click.option("--texts", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="Reports to read, JSONL.")
@click.option("--reports", type=click.IntRange(1), default=60, show_default=True, help="How many reports.")
@click.option("--laps", type=click.IntRange(1), default=6, show_default=True, help="Into how many laps they are cut.")
@click.option("--json", "json_wanted", is_flag=True, help="Print JSON.")
def main(texts: Path | None, reports: int, laps: int, json_wanted: bool) -> None:
    chosen = list(made_up(reports)) if texts is None else from_file(texts, reports)
    if len(chosen) < laps:
        raise click.UsageError(f"{len(chosen)} reports cannot be cut into {laps} laps")
    comparison = compare(chosen, laps=laps)
    click.echo(as_json(comparison) if json_wanted else show(comparison))


if __name__ == "__main__":
    main(prog_name="python -m evals.bench")
