"""The trained reader's network, run once per text: hidden states of words, token scores, and comparisons on demand.

The files lie in `read/models/`: int8 ONNX, made by `training/export.py` and described in docs/model-card.md.
W words of a text, D hidden size, A anchors (trigger words), R role tags.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime as ort
from tokenizers import Tokenizer

from accordingto.errors import ModelError
from accordingto.model import Span
from accordingto.read import labels
from accordingto.read.decoding import Floats, Ints, log_softmax
from accordingto.read.encoding import EncodedText, Window, encode_text, windows

MODELS = Path(__file__).with_name("models")
CLS, SEP = 101, 102  # BERT's special pieces
GRAPHS = ("encoder", "attribution_roles", "event_roles", "attribution_labels", "event_labels", "same_event")
INPUTS = ("pieces", "forms", "layouts", "first")  # of the encoder; see `Row`


@dataclass(frozen=True, slots=True)
class RoleScores:
    """Log-probabilities (W', R) of role tags for the words `[window.start, window.end)`, seen from one anchor."""

    anchor: int
    window: Window
    scores: Floats


@dataclass(frozen=True, slots=True)
class Encoding:
    """One text as the network sees it: log-probabilities of tags, (W, tags) each, and hidden states (W, D)."""

    text: EncodedText
    windows: tuple[Window, ...]
    cue: Floats
    event: Floats
    place: Floats
    states: tuple[Floats, ...]  # one (W', D) for each window
    own_states: Floats  # (W, D): of every word, from the window that answers for it

    def window_of(self, word: int) -> int:
        """Index of the window that answers for a word."""
        return min(bisect_right(self.windows, word, key=lambda w: w.own_end), len(self.windows) - 1)

    def span(self, start: int, end: int) -> Span:
        """The characters of words `[start, end)`."""
        return Span(self.text.words[start].start, self.text.words[end - 1].end)


class Encoder:
    """Loads the network once; every call is pure. Safe to share between threads."""

    def __init__(self, folder: Path = MODELS, *, threads: int = 1) -> None:
        """Raise ModelError if a file is missing or was trained with other label lists than this version's."""
        self.manifest = _manifest(folder)
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        options = ort.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._sessions = {
            name: ort.InferenceSession(str(folder / f"{name}.onnx"), options, providers=["CPUExecutionProvider"])
            for name in GRAPHS
        }
        wanted = {known.name for known in self._sessions["encoder"].get_inputs()}
        if wanted != set(INPUTS):
            raise ModelError(f"{folder}/encoder.onnx takes {', '.join(sorted(wanted))}: export it with this version")

    @property
    def version(self) -> str:
        """The hash of the weights, so that a reading says which network made it."""
        return str(self.manifest["version"])

    def encode(self, text: str) -> Encoding:
        """All windows of `text` through the network."""
        encoded = encode_text(text, self._tokenizer)
        cuts = tuple(windows(encoded))
        count = len(encoded.words)
        tags = {
            name: np.zeros((count, len(names)), dtype=np.float32)
            for name, names in (("cue", labels.CUE_TAGS), ("event", labels.EVENT_TAGS), ("place", labels.PLACE_TAGS))
        }
        states: list[Floats] = []
        own_states: list[Floats] = []
        for window in cuts:
            hidden, *scores = self._run(row_of(encoded, window))
            states.append(hidden)
            own = slice(window.own_start - window.start, window.own_end - window.start)
            own_states.append(hidden[own])
            for name, logits in zip(("cue", "event", "place"), scores, strict=True):
                tags[name][window.own_start : window.own_end] = log_softmax(logits[own])
        joined = np.concatenate(own_states) if own_states else np.zeros((0, 0), dtype=np.float32)
        return Encoding(encoded, cuts, tags["cue"], tags["event"], tags["place"], tuple(states), joined)

    def _run(self, row: Row) -> list[Floats]:
        """Hidden states and the logits of cues, events and places of one window's words.

        Windows run one by one: on one thread a batch is no faster, and it would be padded to the longest.
        """
        feeds = dict(zip(INPUTS, (row.pieces, row.forms, row.layouts, row.first), strict=True))
        outputs = self._sessions["encoder"].run(None, {name: values[None] for name, values in feeds.items()})
        return [output[0] for output in outputs]

    def roles(self, encoding: Encoding, anchors: Sequence[int], *, events: bool) -> list[RoleScores]:
        """Role scores of every word in the anchor's window, for each anchor in order."""
        session = self._sessions["event_roles" if events else "attribution_roles"]
        found: dict[int, RoleScores] = {}
        for index, window in enumerate(encoding.windows):
            mine = [a for a in anchors if encoding.window_of(a) == index]
            if not mine:
                continue
            feeds = {
                "words": encoding.states[index],
                "anchors": np.array(mine, dtype=np.int64) - window.start,
                "sentences": encoding.text.sentence_of[window.start : window.end],
            }
            (logits,) = session.run(None, feeds)
            for anchor, scores in zip(mine, log_softmax(logits), strict=True):
                found[anchor] = RoleScores(anchor, window, scores)
        return [found[a] for a in anchors]

    def frame_labels(
        self, encoding: Encoding, anchors: Sequence[int], arguments: Sequence[Sequence[int]], *, events: bool
    ) -> dict[str, Floats]:
        """Probabilities (A, labels) by label name, from each anchor and the words of its arguments."""
        names = ("mode", "status", "control") if events else ("polarity", "certainty", "kind")
        if not anchors:
            return {name: np.zeros((0, 1), dtype=np.float32) for name in names}
        anchor_states = encoding.own_states[list(anchors)]
        pooled = np.stack([self._mean_state(encoding, words) for words in arguments])
        session = self._sessions["event_labels" if events else "attribution_labels"]
        logits = session.run(list(names), {"anchors": anchor_states, "arguments": pooled})
        return {name: np.exp(log_softmax(scores)) for name, scores in zip(names, logits, strict=True)}

    @staticmethod
    def _mean_state(encoding: Encoding, words: Sequence[int]) -> Floats:
        """Mean hidden state (D,) of words, zeros of none."""
        if not words:
            return np.zeros(encoding.own_states.shape[1], dtype=np.float32)
        mean: Floats = encoding.own_states[list(words)].mean(axis=0)
        return mean

    def same_event(self, encoding: Encoding, pairs: Sequence[tuple[int, int]]) -> Floats:
        """Probability (N,) that the two trigger words of each pair tell of one event."""
        if not pairs:
            return np.zeros(0, dtype=np.float32)
        left, right = (encoding.own_states[list(words)] for words in zip(*pairs, strict=True))
        (logits,) = self._sessions["same_event"].run(None, {"left": left, "right": right})
        probabilities: Floats = (1 / (1 + np.exp(-logits))).astype(np.float32)
        return probabilities


@dataclass(frozen=True, slots=True)
class Row:
    """One window as the network takes it: pieces and features (P,) between [CLS] and [SEP], first pieces (W,)."""

    pieces: Ints
    forms: Ints
    layouts: Ints
    first: Ints


def row_of(encoded: EncodedText, window: Window) -> Row:
    """One window's pieces and features between [CLS] and [SEP], and each word's first piece there."""
    bounds = np.append(encoded.first_piece, len(encoded.pieces))
    low, high = int(bounds[window.start]), int(bounds[window.end])
    owner = np.repeat(np.arange(window.start, window.end), np.diff(bounds[window.start : window.end + 1]))
    return Row(
        np.concatenate(([CLS], encoded.pieces[low:high], [SEP])).astype(np.int64),
        np.concatenate(([0], encoded.forms[owner], [0])).astype(np.int64),
        np.concatenate(([0], encoded.layouts[owner], [0])).astype(np.int64),
        (bounds[window.start : window.end] - low + 1).astype(np.int64),
    )


def _manifest(folder: Path) -> dict[str, object]:
    """What the model's files say of themselves; ModelError if they are missing or of another making."""
    path = folder / "manifest.json"
    missing = [
        name
        for name in ("manifest.json", "tokenizer.json", *(f"{g}.onnx" for g in GRAPHS))
        if not (folder / name).is_file()
    ]
    if missing:
        raise ModelError(f"{folder} lacks {', '.join(missing)}: install accordingto again, or run training/export.py")
    manifest: dict[str, object] = json.loads(path.read_text(encoding="utf-8"))
    if manifest.get("labels") != label_lists():
        raise ModelError(f"{path} was trained with other labels than this version of accordingto reads")
    return manifest


def label_lists() -> dict[str, list[str]]:
    """The label lists of this version, as a manifest records them."""
    names = (
        "CUE_TAGS", "EVENT_TAGS", "PLACE_TAGS", "ATTRIBUTION_ROLES", "EVENT_ROLES",
        "POLARITIES", "CERTAINTIES", "SOURCE_KINDS", "STATUSES", "MODES",
    )  # fmt: skip
    return {name: [str(label) for label in getattr(labels, name)] for name in names}
