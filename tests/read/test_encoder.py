"""The network as it is run: window by window, and only if its files are those of this version."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from accordingto.errors import ModelError
from accordingto.read.encoder import MODELS, Encoder

SENTENCES = (
    "Rebels shelled the airport near Homs on Monday, killing at least three guards, the state news agency said.",
    "A witness told Reuters that the road to the coast had been closed since dawn.",
    "The army denied the report and spoke of a fire in a store of fuel.",
)


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder()


def test_a_text_longer_than_a_window_has_scores_for_every_word(encoder: Encoder) -> None:
    encoding = encoder.encode(" ".join(SENTENCES * 12))
    assert len(encoding.windows) > 1
    assert len({window.end - window.start for window in encoding.windows}) > 1
    for scores in (encoding.cue, encoding.event, encoding.place):
        assert np.allclose(np.exp(scores).sum(axis=1), 1, atol=1e-4)
    for window, states in zip(encoding.windows, encoding.states, strict=True):
        assert len(states) == window.end - window.start


def test_a_window_does_not_depend_on_what_else_is_read(encoder: Encoder) -> None:
    """The first window of a long text is read as if it stood alone, to the last digit: nothing is padded or batched."""
    long = encoder.encode(" ".join(SENTENCES * 12))
    first = long.windows[0]
    alone = encoder.encode(" ".join(SENTENCES * 12)[: long.text.words[first.end - 1].end])
    assert len(alone.windows) == 1
    assert np.array_equal(alone.states[0], long.states[0])


def test_a_text_without_words_has_no_window(encoder: Encoder) -> None:
    assert encoder.encode(" \n ").windows == ()


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"encoder\.onnx"):
        Encoder(tmp_path)


def test_a_network_of_another_making_is_refused(tmp_path: Path) -> None:
    shutil.copytree(MODELS, tmp_path, dirs_exist_ok=True)
    shutil.copy(MODELS / "same_event.onnx", tmp_path / "encoder.onnx")
    with pytest.raises(ModelError, match="left, right"):
        Encoder(tmp_path)
