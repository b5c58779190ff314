"""Static INT8: QuantizeLinear and DequantizeLinear around every operator that gains.

Activations are unsigned with a zero point (signed ones are three times slower on x86), weights
signed and symmetric (Jacob et al. 2018, "Quantization and Training of Neural Networks for Efficient
Integer-Arithmetic-Only Inference"). ONNX Runtime fuses each group into one integer operator. It is
written here and not by ONNX Runtime's quantizer, which keeps all activations in memory to calibrate
and emits float copies, int32 biases with scales of their own, and zero points that are all zero.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import helper, numpy_helper

from inspector.inference.preprocessing import INPUT_MEAN, INPUT_STD
from inspector.training.quantization.body import Body, constants, drop_unused, readers, writers
from inspector.training.quantization.ranges import Range
from inspector.training.quantization.weights import WeightWriter

WEIGHTED = ("Conv", "Gemm", "MatMul")
_ELEMENTWISE = ("Add", "Mul")
_SHAPING = ("Flatten", "Reshape", "Transpose", "Squeeze", "Unsqueeze", "MaxPool")
_POOLING = ("GlobalAveragePool", "AveragePool")
_REMOVABLE = ("Clip", "Relu")
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


@dataclass(frozen=True, slots=True)
class Plan:
    """Which tensors become integers.

    Attributes:
        nodes: Indices of the nodes that shall run on integers.
        tensors: The activations to quantize, in the order of the graph.
        shared: Those that take the grid of another tensor, which they only rearrange.
        removed: Activation functions that the grid of their output does already.
    """

    nodes: frozenset[int]
    tensors: tuple[str, ...]
    shared: Mapping[str, str]
    removed: Mapping[str, str]


def plan(body: Body, *, linear_only: bool, skip: Collection[str] = ()) -> Plan:
    """What to quantize.

    Args:
        body: Simplified.
        linear_only: Only the inputs of linear layers, which suits transformers: softmax, layer
            norms and GELU stay float and stay fused.
        skip: Names of nodes that stay float.
    """
    planner = _Planner(body, linear_only, frozenset(skip))
    return planner.plan()


class _Planner:
    def __init__(self, body: Body, linear_only: bool, skip: Collection[str]) -> None:
        self._nodes = list(body.model.graph.node)
        self._constants = constants(body.model)
        self._readers = readers(self._nodes)
        self._writers = writers(self._nodes)
        self._begin, self._end = body.begin, body.end
        self._linear_only, self._skip = linear_only, skip
        self._tensors: dict[str, None] = {}
        self._shared: dict[str, str] = {}
        self._removed: dict[str, str] = {}

    def plan(self) -> Plan:
        chosen = [
            row
            for row, node in enumerate(self._nodes)
            if node.name not in self._skip and self._gains(node)
        ]
        for row in chosen:
            for name in self._activations(self._nodes[row]):
                self._tensors.setdefault(name)
            if not self._linear_only:
                self._add_output(self._nodes[row])
        order = [self._begin, *(name for node in self._nodes for name in node.output)]
        tensors = tuple(name for name in order if name in self._tensors)
        return Plan(frozenset(chosen), tensors, self._shared, self._removed)

    def _gains(self, node: onnx.NodeProto) -> bool:
        """Whether an integer kernel exists that is worth its conversions."""
        if node.op_type in WEIGHTED:
            constant = len(node.input) > 1 and node.input[1] in self._constants
            return constant and (not self._linear_only or node.op_type != "Conv")
        if self._linear_only:
            return False
        if node.op_type in (*_SHAPING, *_POOLING):
            return self._is_integer(node.input[0]) and self._feeds_integers(node.output[0])
        return node.op_type in _ELEMENTWISE and not any(
            name in self._constants and self._constants[name].dims for name in node.input
        )

    def _is_integer(self, name: str) -> bool:
        """Whether the tensor is written by a node that writes integers."""
        writer = self._writers.get(name)
        if writer is None:
            return name == self._begin
        if writer.op_type in _REMOVABLE:
            return self._is_integer(writer.input[0])
        return writer.name not in self._skip and self._gains(writer)

    def _feeds_integers(self, name: str) -> bool:
        """Whether a reader of the tensor gains from integers; the features feed none."""
        return any(
            (
                reader.name not in self._skip
                and (reader.op_type in (*WEIGHTED, *_ELEMENTWISE))
                and self._gains(reader)
            )
            or (
                reader.op_type in (*_SHAPING, *_POOLING)
                and reader.name not in self._skip
                and self._feeds_integers(reader.output[0])
            )
            for reader in self._readers.get(name, [])
        )

    def _activations(self, node: onnx.NodeProto) -> list[str]:
        data = node.input[:1] if node.op_type in (*WEIGHTED, *_SHAPING, *_POOLING) else node.input
        return [name for name in data if name and name not in self._constants]

    def _add_output(self, node: onnx.NodeProto) -> None:
        """The output, or that of the clipping behind it, which the grid then does."""
        name = node.output[0]
        reading = self._readers.get(name, [])
        removable = len(reading) == 1 and reading[0].op_type in _REMOVABLE
        if removable and name not in self._tensors and name != self._end:
            self._removed[reading[0].output[0]] = name
            name = reading[0].output[0]
        if name == self._end:
            return
        self._tensors.setdefault(name)
        if node.op_type in _SHAPING:
            self._shared[name] = node.input[0]


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
        elif row in chosen.nodes and node.op_type in _ELEMENTWISE:
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
