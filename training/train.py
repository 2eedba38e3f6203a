"""Train the reader: `python training/train.py --shared ../shared --out FOLDER`.

Writes FOLDER/network.pt and FOLDER/log.txt. On two CPU cores an epoch takes tens of minutes, on a GPU about one.
"""

from __future__ import annotations

import argparse
import random
import time
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from accordingto.read.encoder import row_of
from accordingto.read.labels import ATTRIBUTION_ROLES
from training.data import IGNORE, Example, Frame, load
from training.network import ReaderNetwork, encoder_folder

PAD = 0  # the vocabulary id of padding
MASK = 103  # that of the piece which stands for any other
ROLE_SCALE = 20.0  # words of a typical argument: keeps the sum over a window's words comparable to a token loss
SAVE_EVERY = 200  # steps


class Batch:
    """Windows padded to one length, on one device; pieces carry [CLS] and [SEP].

    A share of `masked` pieces is hidden, drawn by torch's generator: the few annotated reports are seen many times, and
    what is told must be read from all words around, not from one that was learnt by heart.
    """

    def __init__(self, examples: list[Example], device: torch.device, masked: float = 0.0) -> None:
        self.examples = examples
        rows = [row_of(e.encoded, e.window) for e in examples]
        length = max(len(r.pieces) for r in rows)
        count = max(len(r.first) for r in rows)
        pad = lambda arrays, size, fill: torch.tensor(  # noqa: E731
            np.stack([np.pad(a, (0, size - len(a)), constant_values=fill) for a in arrays]), device=device
        )
        self.pieces = pad([r.pieces for r in rows], length, PAD)
        self.mask = pad([np.ones(len(r.pieces), dtype=np.int64) for r in rows], length, 0)
        hidden = (torch.rand(self.pieces.shape) < masked).to(device)
        self.pieces = torch.where(hidden & (self.mask == 1), MASK, self.pieces)
        self.forms = pad([r.forms for r in rows], length, 0)
        self.layouts = pad([r.layouts for r in rows], length, 0)
        self.first = pad([r.first for r in rows], count, 0)
        self.tags = {
            name: pad([getattr(e, name) for e in examples], count, IGNORE) for name in ("cue", "event", "place")
        }
        self.sentences = pad([e.encoded.sentence_of[e.window.start : e.window.end] for e in examples], count, 0)
        counts = torch.tensor([len(r.first) for r in rows], device=device)
        self.known = torch.arange(count, device=device) < counts.unsqueeze(1)
        self.device = device


def batches(examples: list[Example], batch_pieces: int, shuffle: random.Random) -> Iterator[list[Example]]:
    """Examples of similar length together, at most `batch_pieces` pieces with padding, in random order."""
    order = sorted(examples, key=lambda e: (e.window.end - e.window.start) * (1 + 0.1 * shuffle.random()))
    groups: list[list[Example]] = [[]]
    longest = 0
    for example in order:
        size = int(1.35 * (example.window.end - example.window.start)) + 2
        if groups[-1] and max(longest, size) * (len(groups[-1]) + 1) > batch_pieces:
            groups.append([])
            longest = 0
        groups[-1].append(example)
        longest = max(longest, size)
    shuffle.shuffle(groups)
    yield from groups


def gather_frames(batch: Batch, kind: str) -> tuple[list[tuple[int, Frame]], Tensor, Tensor]:
    """Frames of one kind in the batch with their window's row, and their window and anchor indices (A,)."""
    frames = [(row, f) for row, e in enumerate(batch.examples) for f in getattr(e, kind)]
    rows = torch.tensor([row for row, _ in frames], device=batch.device)
    anchors = torch.tensor([f.anchor for _, f in frames], device=batch.device)
    return frames, rows, anchors


def frame_loss(network: ReaderNetwork, batch: Batch, words: Tensor, kind: str) -> dict[str, Tensor]:
    """Losses of the frames of one kind: roles of all words, and the frame's labels."""
    frames, rows, anchors = gather_frames(batch, kind)
    if not frames:
        return {}
    tagger = network.attribution_roles if kind == "attributions" else network.event_roles
    labeller = network.attribution_labels if kind == "attributions" else network.event_labels
    anchor_states = words[rows, anchors]
    logits = tagger(words, rows, anchors, batch.sentences, batch.known)
    gold = torch.full(logits.shape[:2], IGNORE, device=batch.device)
    for k, (_, frame) in enumerate(frames):
        gold[k, : len(frame.roles)] = torch.from_numpy(frame.roles).to(batch.device)
    losses = {kind + " roles": role_loss(logits, gold, [f for _, f in frames]) / (len(frames) * ROLE_SCALE)}
    inside = argument_mask(gold, kind)
    pooled = torch.einsum("aw,awd->ad", inside.to(words.dtype), words[rows]) / inside.sum(1, keepdim=True).clamp(min=1)
    for name, scores in labeller(anchor_states, pooled).items():
        target = torch.tensor([f.labels[name] for _, f in frames], device=batch.device)
        if (target != IGNORE).any():
            losses[f"{kind} {name}"] = nn.functional.cross_entropy(scores, target, ignore_index=IGNORE)
    if kind == "events":
        losses |= same_event_loss(network, frames, anchor_states)
    return losses


def role_loss(logits: Tensor, gold: Tensor, frames: list[Frame]) -> Tensor:
    """Summed loss (a scalar) of `logits` (A, W, R): the probability of all that the annotation leaves possible counts.

    So a word that may be an unsaid argument pulls neither way between that and none.
    """
    scores = nn.functional.log_softmax(logits.float(), dim=-1)
    possible = nn.functional.one_hot(gold.clamp(min=0), logits.shape[-1]).bool()
    for k, frame in enumerate(frames):
        if frame.open is not None:
            possible[k, : len(frame.open)] |= torch.from_numpy(frame.open).to(gold.device)
    likelihood = scores.masked_fill(~possible, -torch.inf).logsumexp(-1)
    return -likelihood[gold != IGNORE].sum()


def argument_mask(roles: Tensor, kind: str) -> Tensor:
    """1.0 for the words whose states are pooled for a frame's labels: the source, or any argument of an event."""
    if kind == "attributions":
        source = [i for i, name in enumerate(ATTRIBUTION_ROLES) if name.endswith("source")]
        return ((roles == source[0]) | (roles == source[1])).float()
    return (roles > 0).float()


def same_event_loss(network: ReaderNetwork, frames: list[tuple[int, Frame]], states: Tensor) -> dict[str, Tensor]:
    """Loss over all pairs of triggers of one window: do they tell of the same event?"""
    pairs = [
        (i, j, float(a.group == b.group))
        for i, (row, a) in enumerate(frames)
        for j, (other, b) in enumerate(frames[:i])
        if row == other
    ]
    if not pairs:
        return {}
    left, right, gold = zip(*pairs, strict=True)
    logits = network.same_event(states[list(left)], states[list(right)])
    target = torch.tensor(gold, device=states.device)
    return {"same event": nn.functional.binary_cross_entropy_with_logits(logits.float(), target)}


WEIGHTS = {"cue": 1.0, "event": 1.0, "place": 1.0, "attributions roles": 1.0, "events roles": 1.0, "same event": 0.3}
LABEL_WEIGHT = 0.25


def total_loss(network: ReaderNetwork, batch: Batch) -> tuple[Tensor, dict[str, float]]:
    words, *logits = network.words(batch.pieces, batch.mask, batch.forms, batch.layouts, batch.first)
    losses: dict[str, Tensor] = {}
    for name, scores in zip(("cue", "event", "place"), logits, strict=True):
        gold = batch.tags[name]
        known = (gold != IGNORE).sum()
        if known:
            # Divided by a fixed share of the words: few of them are triggers, and those must not be drowned.
            summed = nn.functional.cross_entropy(
                scores.flatten(0, 1), gold.flatten(), ignore_index=IGNORE, reduction="sum"
            )
            losses[name] = summed / (known / ROLE_SCALE)
    for kind in ("attributions", "events"):
        losses |= frame_loss(network, batch, words, kind)
    total = sum(
        (WEIGHTS.get(name, LABEL_WEIGHT) * loss for name, loss in losses.items()), torch.zeros((), device=batch.device)
    )
    return total, {name: float(loss.detach()) for name, loss in losses.items()}


@dataclass
class Run:
    """Where a training runs and writes; `steps` stops each stage early, to try the script out."""

    device: torch.device
    out: Path
    log: TextIO
    steps: int | None


def draw(corpora: dict[str, list[Example]], stage: dict[str, float], shuffle: random.Random) -> list[Example]:
    """The windows of one epoch: each corpus as often as the stage says."""
    drawn = []
    for name, examples in corpora.items():
        whole, share = divmod(stage.get(name, 0), 1)
        drawn += examples * int(whole) + shuffle.sample(examples, round(share * len(examples)))
    return drawn


def optimiser_of(network: ReaderNetwork, config: dict, stage: dict[str, float]) -> torch.optim.Optimizer:
    """AdamW with a lower rate for the encoder, which knows English already, than for the new heads."""
    encoder = list(network.words.bert.parameters())
    known = {id(p) for p in encoder}
    heads = [p for p in network.parameters() if id(p) not in known]
    return torch.optim.AdamW(
        [{"params": encoder, "lr": stage["encoder_rate"]}, {"params": heads, "lr": stage["head_rate"]}],
        weight_decay=config["optimisation"]["weight_decay"],
    )


def fit(
    network: ReaderNetwork, corpora: dict[str, list[Example]], config: dict, stage: dict[str, float], run: Run
) -> None:
    """One stage: its epochs with a linear warm-up, then decay to `decay_to` of the rates."""
    rates, shuffle = config["optimisation"], random.Random(config["seed"])
    per_epoch = len(list(batches(draw(corpora, stage, random.Random(0)), rates["batch_pieces"], random.Random(0))))
    stop = run.steps or int(stage.get("steps", 0))
    total = stop or per_epoch * int(stage["epochs"])
    warm = max(1, int(rates["warmup"] * total))
    optimiser = optimiser_of(network, config, stage)
    lowest = stage["decay_to"]
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min((step + 1) / warm, lowest + (1 - lowest) * (1 - step / total))
    )
    network.train()
    step, began, smooth = 0, time.time(), {}
    for epoch in range(int(stage["epochs"])):
        for group in batches(draw(corpora, stage, shuffle), rates["batch_pieces"], shuffle):
            with torch.autocast(run.device.type, torch.bfloat16):
                loss, parts = total_loss(network, Batch(group, run.device, stage.get("masked", 0.0)))
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            step += 1
            for name, value in parts.items():
                smooth[name] = 0.97 * smooth.get(name, value) + 0.03 * value
            if step % 20 == 0:
                shown = "  ".join(f"{name} {value:.3f}" for name, value in smooth.items())
                run.log.write(f"step {step}/{total}  {time.time() - began:.0f} s  {shown}\n")
            if step % SAVE_EVERY == 0:
                torch.save(network.state_dict(), run.out / "network.pt")
            if stop and step >= stop:
                break
        torch.save(network.state_dict(), run.out / "network.pt")
        run.log.write(f"epoch {epoch + 1} done after {time.time() - began:.0f} s\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--config", type=Path, default=Path(__file__).with_name("config.toml"))
    parser.add_argument("--start", type=Path, help="folder of a network to go on from")
    parser.add_argument("--first-stage", type=int, default=1, help="leave out the stages before this one")
    parser.add_argument("--steps", type=int, help="stop after this many steps, to try the script out")
    args = parser.parse_args()
    config = tomllib.loads(args.config.read_text())
    args.out.mkdir(parents=True, exist_ok=True)
    seed = config["seed"]
    random.seed(seed)
    np.random.seed(seed)
    torch.manual_seed(seed)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    folder = encoder_folder(config["encoder"])
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    corpora = load(args.shared, tokenizer, held_out_places=config["data"]["held_out_places"])
    network = ReaderNetwork(folder, **config["model"]).to(device)
    with (args.out / "log.txt").open("a", buffering=1) as log:
        log.write(f"windows: { {name: len(found) for name, found in corpora.items()} }, device {device}\n")
        if args.start:
            start = torch.load(args.start / "network.pt", map_location=device)
            new = network.load_state_dict(start, strict=False).missing_keys  # parts that the network had not yet
            log.write(f"goes on from {args.start}, begins {', '.join(new) or 'nothing'} anew\n")
        for number, stage in enumerate(config["stages"], start=1):
            if number >= args.first_stage:
                log.write(f"stage {number}: {stage}\n")
                fit(network, corpora, config, stage, Run(device, args.out, log, args.steps))


if __name__ == "__main__":
    main()
