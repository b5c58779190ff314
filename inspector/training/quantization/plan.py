"""Which nodes of a body run on integers, and which tensors therefore become integers."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import onnx

from inspector.training.quantization.body import Body, constants, readers, writers

WEIGHTED = ("Conv", "Gemm", "MatMul")
ELEMENTWISE = ("Add", "Mul")
_SHAPING = ("Flatten", "Reshape", "Transpose", "Squeeze", "Unsqueeze", "MaxPool")
_POOLING = ("GlobalAveragePool", "AveragePool")
_REMOVABLE = ("Clip", "Relu")


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
        return node.op_type in ELEMENTWISE and not any(
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
                and (reader.op_type in (*WEIGHTED, *ELEMENTWISE))
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
