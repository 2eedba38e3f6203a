"""Trained network -> int8 ONNX files of `accordingto/read/models/`: `python -m training.export --network FOLDER`.

The encoder's matrix products and embedding tables become int8, with one scale per output channel; the small heads too
where that costs nothing measurable. The manifest records the label lists, the configuration and a hash of the weights.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import tempfile
import tomllib
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers import optimizer
from onnxruntime.transformers.fusion_options import FusionOptions
from torch import Tensor, nn

from accordingto.read.encoder import GRAPHS, MODELS, label_lists
from training.graphs import for_single_windows, with_one_weighing
from training.network import FrameLabels, PairTagger, ReaderNetwork, encoder_folder

OPSET = 17


class RolesGraph(nn.Module):
    """A pair tagger over one window: `words` (W, D), `anchors` (A,), `sentences` (W,) -> logits (A, W, R)."""

    def __init__(self, tagger: PairTagger) -> None:
        super().__init__()
        self.tagger = tagger

    def forward(self, words: Tensor, anchors: Tensor, sentences: Tensor) -> Tensor:
        return self.tagger(words.unsqueeze(0), torch.zeros_like(anchors), anchors, sentences.unsqueeze(0))


class LabelsGraph(nn.Module):
    """Frame labels as a fixed tuple of outputs."""

    def __init__(self, labeller: FrameLabels, names: tuple[str, ...]) -> None:
        super().__init__()
        self.labeller, self.names = labeller, names

    def forward(self, anchors: Tensor, arguments: Tensor) -> tuple[Tensor, ...]:
        found = self.labeller(anchors, arguments)
        return tuple(found[name] for name in self.names)


def export_graph(module: nn.Module, inputs: dict[str, Tensor], outputs: list[str], path: Path, dynamic: dict) -> None:
    torch.onnx.export(
        module.eval(),
        tuple(inputs.values()),
        str(path),
        input_names=list(inputs),
        output_names=outputs,
        dynamic_axes=dynamic,
        opset_version=OPSET,
        dynamo=False,
    )


def export_all(network: ReaderNetwork, folder: Path) -> None:
    """fp32 graphs of every part, one file each."""
    long = torch.long
    pieces = torch.full((2, 12), 1012, dtype=long)
    zeros = torch.zeros((2, 12), dtype=long)
    first = torch.arange(1, 9).repeat(2, 1)
    two = {0: "batch", 1: "pieces"}
    export_graph(
        network.words,
        {"pieces": pieces, "mask": torch.ones_like(pieces), "forms": zeros, "layouts": zeros, "first": first},
        ["words", "cue", "event", "place"],
        folder / "encoder.onnx",
        dict.fromkeys(("pieces", "mask", "forms", "layouts"), two)
        | {n: {0: "batch", 1: "words"} for n in ("first", "words", "cue", "event", "place")},
    )
    size = network.words.bert.config.hidden_size
    for name, tagger in (("attribution_roles", network.attribution_roles), ("event_roles", network.event_roles)):
        export_graph(
            RolesGraph(tagger),
            {"words": torch.randn(9, size), "anchors": torch.tensor([1, 4]), "sentences": torch.zeros(9, dtype=long)},
            ["logits"],
            folder / f"{name}.onnx",
            {
                "words": {0: "words"},
                "anchors": {0: "anchors"},
                "sentences": {0: "words"},
                "logits": {0: "anchors", 1: "words"},
            },
        )
    labellers = (
        ("attribution_labels", network.attribution_labels, ("polarity", "certainty", "kind")),
        ("event_labels", network.event_labels, ("mode", "status", "control")),
    )
    for name, labeller, names in labellers:
        export_graph(
            LabelsGraph(labeller, names),
            {"anchors": torch.randn(2, size), "arguments": torch.randn(2, size)},
            list(names),
            folder / f"{name}.onnx",
            {n: {0: "anchors"} for n in ("anchors", "arguments", *names)},
        )
    export_graph(
        network.same_event,
        {"left": torch.randn(2, size), "right": torch.randn(2, size)},
        ["logits"],
        folder / "same_event.onnx",
        {n: {0: "pairs"} for n in ("left", "right", "logits")},
    )


def fuse(source: Path, target: Path, *, heads: int, hidden: int) -> None:
    """The encoder with attention, normalisation and activation as single operators, then as those that run fastest."""
    fused = optimizer.optimize_model(
        str(source),
        model_type="bert",
        num_heads=heads,
        hidden_size=hidden,
        opt_level=0,
        optimization_options=FusionOptions("bert"),
    )
    for_single_windows(fused.model)
    fused.save_model_to_file(str(target))


def quantise(source: Path, target: Path) -> None:
    """int8 weights, one scale per channel; activations are scaled as they come."""
    quantize_dynamic(
        str(source),
        str(target),
        weight_type=QuantType.QInt8,
        per_channel=True,
        op_types_to_quantize=["MatMul", "Gemm", "Gather", "Attention"],
        extra_options={"MatMulConstBOnly": True, "DefaultTensorType": onnx.TensorProto.FLOAT},
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--network", type=Path, required=True, help="folder that training/train.py wrote")
    parser.add_argument("--out", type=Path, default=MODELS)
    parser.add_argument("--fp32", action="store_true", help="leave the weights as they are, to measure what int8 costs")
    args = parser.parse_args()
    config = tomllib.loads(Path(__file__).with_name("config.toml").read_text())
    encoder = encoder_folder(config["encoder"])
    network = ReaderNetwork(encoder, **config["model"])
    network.load_state_dict(torch.load(args.network / "network.pt", map_location="cpu"))
    network.words.bert.config._attn_implementation = "eager"  # the form whose parts can be fused
    args.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        export_all(network, Path(scratch))
        shape = network.words.bert.config
        plain = Path(scratch) / "encoder.onnx"
        fuse(plain, plain, heads=shape.num_attention_heads, hidden=shape.hidden_size)
        roles = onnx.load(str(Path(scratch) / "event_roles.onnx"))
        with_one_weighing(roles, config["model"]["event_heads"])
        onnx.save(roles, str(Path(scratch) / "event_roles.onnx"))
        for name in GRAPHS:
            source, target = Path(scratch) / f"{name}.onnx", args.out / f"{name}.onnx"
            if args.fp32:
                shutil.copy(source, target)
            else:
                quantise(source, target)
    shutil.copy(encoder / "tokenizer.json", args.out / "tokenizer.json")
    digest = hashlib.sha256(b"".join((args.out / f"{name}.onnx").read_bytes() for name in GRAPHS)).hexdigest()
    manifest = {"version": digest[:12], "config": config, "labels": label_lists()}
    (args.out / "manifest.json").write_text(json.dumps(manifest, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
