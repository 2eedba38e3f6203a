"""The exported graphs rewritten for what they are run on: one window at a time, without padding, on a processor.

onnxruntime's operators for a whole attention and for a sum with its normalisation are slow there: the one works through
all scores at once and masks what is never padded, the other through one number after the other. The same arithmetic in
other operators takes .84 of the time; without padding, .63.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from onnx import GraphProto, ModelProto, NodeProto, helper, numpy_helper

CONTRIB = "com.microsoft"
MASK = "mask"
Nodes = list[NodeProto]


def for_single_windows(model: ModelProto) -> None:
    """Change a fused encoder in place, before its weights become int8; it then takes no mask."""
    graph = model.graph
    _replace(graph, "Attention", _attention)
    _replace(graph, "SkipLayerNormalization", _normalisation)
    inputs = [known for known in graph.input if known.name != MASK]
    del graph.input[:]
    graph.input.extend(inputs)
    _drop_unused(graph)


def with_one_weighing(model: ModelProto, heads: int) -> None:
    """Make one operator of the attention with which a role tagger weighs words, in place; nothing if it has none."""
    graph = model.graph
    asked = next((n for n in graph.node if n.name.endswith("weighing/ask/Add")), None)
    if asked is None:
        return
    answer = next(n for n in graph.node if n.name.endswith("weighing/out/MatMul"))
    whole, weighed = asked.output[0], answer.input[0]
    size = next(tensor.dims[0] for tensor in graph.initializer if tensor.name in asked.input) // 3
    parts = [f"{weighed}_{part}" for part in ("query", "key", "value")]
    _constant(graph, f"{weighed}_sizes", np.array([size] * 3, dtype=np.int64))
    before = [node for node in graph.node if weighed not in node.output]
    at = before.index(asked) + 1
    split = helper.make_node("Split", [whole, f"{weighed}_sizes"], parts, name=f"{weighed}/Split", axis=-1)
    new = [split, _node("MultiHeadAttention", parts, weighed, domain=CONTRIB, num_heads=heads)]
    del graph.node[:]
    graph.node.extend([*before[:at], *new, *before[at:]])
    if CONTRIB not in {known.domain for known in model.opset_import}:
        model.opset_import.append(helper.make_opsetid(CONTRIB, 1))
    _drop_unused(graph)


def _replace(graph: GraphProto, operator: str, parts: Callable[[GraphProto, NodeProto], Nodes]) -> None:
    nodes = [new for node in graph.node for new in (parts(graph, node) if node.op_type == operator else [node])]
    del graph.node[:]
    graph.node.extend(nodes)


def _attention(graph: GraphProto, node: NodeProto) -> Nodes:
    """Three products, and an attention that goes through the scores in blocks and never holds them all."""
    pieces, weights, bias = node.input[:3]
    whole = next(numpy_helper.to_array(tensor) for tensor in graph.initializer if tensor.name == weights)
    nodes: Nodes = []
    for part, values in zip(("query", "key", "value"), np.split(whole, 3, axis=1), strict=True):
        _constant(graph, f"{weights}_{part}", np.ascontiguousarray(values))
        nodes.append(_node("MatMul", [pieces, f"{weights}_{part}"], f"{node.output[0]}_{part}"))
    products = [product.output[0] for product in nodes]
    heads = next(a.i for a in node.attribute if a.name == "num_heads")
    return [*nodes, _node("MultiHeadAttention", [*products, bias], node.output[0], domain=CONTRIB, num_heads=heads)]


def _normalisation(graph: GraphProto, node: NodeProto) -> Nodes:
    """The sum of both inputs and the bias, normalised, in operators that work on whole rows of numbers.

    The square is a product of the difference with itself, which onnxruntime does not fuse into one operator again.
    """
    new, skipped, weight, shift, bias = node.input
    out = node.output[0]
    epsilon = next(a.f for a in node.attribute if a.name == "epsilon")
    _constant(graph, f"{out}_epsilon", np.array(epsilon, dtype=np.float32))
    return [
        _node("Add", [new, bias], f"{out}_biased"),
        _node("Add", [f"{out}_biased", skipped], f"{out}_sum"),
        _node("ReduceMean", [f"{out}_sum"], f"{out}_mean", axes=[-1], keepdims=1),
        _node("Sub", [f"{out}_sum", f"{out}_mean"], f"{out}_centred"),
        _node("Mul", [f"{out}_centred", f"{out}_centred"], f"{out}_squares"),
        _node("ReduceMean", [f"{out}_squares"], f"{out}_variance", axes=[-1], keepdims=1),
        _node("Add", [f"{out}_variance", f"{out}_epsilon"], f"{out}_positive"),
        _node("Sqrt", [f"{out}_positive"], f"{out}_deviation"),
        _node("Div", [f"{out}_centred", f"{out}_deviation"], f"{out}_normal"),
        _node("Mul", [f"{out}_normal", weight], f"{out}_weighed"),
        _node("Add", [f"{out}_weighed", shift], out),
    ]


def _node(operator: str, inputs: Sequence[str], output: str, **attributes: object) -> NodeProto:
    return helper.make_node(operator, inputs, [output], name=f"{output}/{operator}", **attributes)


def _constant(graph: GraphProto, name: str, values: np.ndarray) -> None:
    graph.initializer.append(numpy_helper.from_array(values, name))


def _drop_unused(graph: GraphProto) -> None:
    """Leave out nodes and constants that no output depends on."""
    makers = {output: node for node in graph.node for output in node.output}
    needed: set[str] = set()
    waiting = [output.name for output in graph.output]
    while waiting:
        name = waiting.pop()
        if name not in needed:
            needed.add(name)
            waiting.extend(makers[name].input if name in makers else ())
    nodes = [node for node in graph.node if needed.intersection(node.output)]
    constants = [tensor for tensor in graph.initializer if tensor.name in needed]
    del graph.node[:], graph.initializer[:]
    graph.node.extend(nodes)
    graph.initializer.extend(constants)
