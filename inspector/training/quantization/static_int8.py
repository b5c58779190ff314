"""Static INT8: QuantizeLinear and DequantizeLinear around every operator that gains.

Activations are unsigned with a zero point (signed ones are three times slower on x86), weights
signed and symmetric (Jacob et al. 2018, "Quantization and Training of Neural Networks for Efficient
Integer-Arithmetic-Only Inference"). ONNX Runtime fuses each group into one integer operator. It is
written here and not by ONNX Runtime's quantizer, which keeps all activations in memory to calibrate
and emits float copies, int32 biases with scales of their own, and zero points that are all zero.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import helper, numpy_helper

from inspector.inference.preprocessing import INPUT_MEAN, INPUT_STD
from inspector.training.quantization.body import Body, constants, drop_unused
from inspector.training.quantization.plan import ELEMENTWISE, WEIGHTED, Plan
from inspector.training.quantization.ranges import Range
from inspector.training.quantization.weights import WeightWriter

_LEVELS = 255
_DEQUANTIZED = ":dq"


@dataclass(frozen=True, slots=True)
class Grid:
    """Scale and zero point of an unsigned tensor."""

    scale: float
    zero_point: int


PIXELS = Grid(1 / INPUT_STD, INPUT_MEAN)
"""Of the planes, which are dequantized raw pixels: the first layer reads the pixels as they are."""


def grid(limits: Range) -> Grid:
    """The grid of 256 levels over a range, with zero on a level."""
    scale = limits.width / _LEVELS
    return Grid(scale, int(np.clip(round(-limits.low / scale), 0, _LEVELS)))


def quantize_static(
    body: Body, chosen: Plan, ranges: Mapping[str, Range], *, per_channel: bool
) -> onnx.ModelProto:
    """The body with every planned tensor on its grid."""
    model = onnx.ModelProto()
    model.CopyFrom(body.model)
    grids = _grids(body, chosen, ranges)
    writer = WeightWriter(model, per_channel=per_channel)
    quantized_outputs = {name for row in chosen.nodes for name in model.graph.node[row].output}
    quantized_outputs |= set(chosen.removed)
    nodes: list[onnx.NodeProto] = []
    for row, node in enumerate(list(model.graph.node)):
        if node.output[0] in chosen.removed:
            source = chosen.removed[node.output[0]]
            nodes.extend(_quantizer(model, node.output[0], source, grids))
            continue
        for place, name in enumerate(node.input):
            if (
                name in grids
                and name != body.begin
                and (row in chosen.nodes or name in quantized_outputs)
            ):
                node.input[place] = _dequantized(name)
        if row in chosen.nodes and node.op_type in WEIGHTED:
            nodes.extend(writer.rewrite(node, grids[_original(node.input[0])].scale))
        elif node.op_type in WEIGHTED and node.input[0].endswith(_DEQUANTIZED):
            nodes.extend(_kept_float(model, node))
        elif row in chosen.nodes and node.op_type in ELEMENTWISE:
            nodes.extend(_quantized_scalars(model, node))
            nodes.append(node)
        else:
            nodes.append(node)
        if node.output[0] in grids:
            nodes.extend(_quantizer(model, node.output[0], node.output[0], grids))
    del model.graph.node[:]
    model.graph.node.extend(nodes)
    del model.graph.value_info[:]
    drop_unused(model)
    return model


def _grids(body: Body, chosen: Plan, ranges: Mapping[str, Range]) -> dict[str, Grid]:
    grids: dict[str, Grid] = {}
    for name in chosen.tensors:
        source = chosen.shared.get(name, "")
        own = PIXELS if name == body.begin else grid(ranges[name])
        grids[name] = grids.get(source, own)
    return grids


def _quantizer(
    model: onnx.ModelProto, name: str, source: str, grids: Mapping[str, Grid]
) -> Iterator[onnx.NodeProto]:
    """Put ``source`` on the grid of ``name``."""
    if name not in grids:
        return
    own = grids[name]
    yield from quantize_pair(model, source, name, _dequantized(name), own)


def quantize_pair(
    model: onnx.ModelProto, source: str, name: str, target: str, own: Grid
) -> list[onnx.NodeProto]:
    """QuantizeLinear and DequantizeLinear from ``source`` to ``target``."""
    scale, zero, integers = f"{name}:scale", f"{name}:zero", f"{name}:u8"
    _add(model, scale, np.array(own.scale, np.float32))
    _add(model, zero, np.array(own.zero_point, np.uint8))
    return [
        helper.make_node("QuantizeLinear", [source, scale, zero], [integers]),
        helper.make_node("DequantizeLinear", [integers, scale, zero], [target]),
    ]


def _quantized_scalars(model: onnx.ModelProto, node: onnx.NodeProto) -> Iterator[onnx.NodeProto]:
    """The constants of an addition or multiplication, exact on a grid of their own."""
    known = constants(model)
    for place, name in enumerate(node.input):
        if name not in known:
            continue
        value = float(numpy_helper.to_array(known[name]).reshape(-1)[0])
        stem = f"{node.name}:{place}"
        _add(model, f"{stem}:u8", np.array(1 if value > 0 else 0, np.uint8))
        _add(model, f"{stem}:scale", np.array(abs(value) or 1.0, np.float32))
        _add(model, f"{stem}:zero", np.array(0 if value > 0 else 1, np.uint8))
        target = f"{stem}:dq"
        yield helper.make_node(
            "DequantizeLinear", [f"{stem}:u8", f"{stem}:scale", f"{stem}:zero"], [target]
        )
        node.input[place] = target


def _kept_float(model: onnx.ModelProto, node: onnx.NodeProto) -> Iterator[onnx.NodeProto]:
    """A layer that stays float between integers.

    ONNX Runtime would quantize its float weights when it loads the graph, all with one scale, if it
    found it between a DequantizeLinear and a QuantizeLinear; a maximum that changes nothing is in
    the way.
    """
    lowest, passed = f"{node.name}:lowest", f"{node.name}:passed"
    _add(model, lowest, np.array(np.finfo(np.float32).min, np.float32))
    yield helper.make_node("Max", [node.input[0], lowest], [passed])
    node.input[0] = passed
    yield node


def _add(model: onnx.ModelProto, name: str, value: NDArray[np.generic]) -> None:
    model.graph.initializer.append(numpy_helper.from_array(value, name))


def _dequantized(name: str) -> str:
    return f"{name}{_DEQUANTIZED}"


def _original(name: str) -> str:
    return name.removesuffix(_DEQUANTIZED)
