"""Where in a finished graph the head is, found by what it computes and not by names."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import helper, numpy_helper

from inspector.domain.errors.adapter import BackboneUnsuitableError
from inspector.training.adapter.head import AdapterHead
from inspector.training.export.names import SCORES_OUTPUT

DOWN, DOWN_BIAS, UP = "adapter_down", "adapter_down_bias", "adapter_up"
_PASSED = frozenset({"QuantizeLinear", "DequantizeLinear", "Identity"})


@dataclass(frozen=True, slots=True)
class HeadPlace:
    """The end of a graph, read.

    Attributes:
        features: The tensor that the head reads, float32 ``[1, D]``.
        head: What is computed from it today.
    """

    features: str
    head: AdapterHead


class _Graph:
    """Who gives a tensor, and the constants among them."""

    def __init__(self, graph: onnx.GraphProto) -> None:
        self._givers: dict[str, onnx.NodeProto] = {
            output: node for node in graph.node for output in node.output
        }
        self._stored = {tensor.name: tensor for tensor in graph.initializer}

    def giver(self, name: str, *kinds: str) -> onnx.NodeProto:
        """The node that gives a tensor.

        Raises:
            BackboneUnsuitableError: it is of another kind.
        """
        node = self._givers.get(name)
        if node is None or node.op_type not in kinds:
            found = "a constant or an input" if node is None else node.op_type
            raise BackboneUnsuitableError(
                f"before {name!r} stands {found}, not {' or '.join(kinds)}"
            )
        return node

    def stored(self, name: str) -> NDArray[np.float32] | None:
        """A float constant, or a quantized one as the graph reads it; ``None`` if it is none."""
        if name in self._stored:
            values = numpy_helper.to_array(self._stored[name])
            return np.asarray(values, np.float32)
        node = self._givers.get(name)
        if node is None or node.op_type != "DequantizeLinear":
            return None
        return self._dequantized(node)

    def _dequantized(self, node: onnx.NodeProto) -> NDArray[np.float32] | None:
        """Linear quantization as the ONNX operator defines it, of a constant."""
        parts = [self._stored.get(name) for name in node.input]
        if None in parts:
            return None
        values, scale, *zero = (
            numpy_helper.to_array(part).astype(np.float32) for part in parts if part is not None
        )
        axis = next((item.i for item in node.attribute if item.name == "axis"), 1)
        shape = [1] * values.ndim
        if scale.ndim:
            shape[axis] = -1
        shifted = values - zero[0].reshape(shape if zero[0].ndim else ()) if zero else values
        return np.asarray(shifted * scale.reshape(shape if scale.ndim else ()), np.float32)


def find_head(model: onnx.ModelProto, classes: int) -> HeadPlace:
    """The last layer of a finished graph, and the adapter before it where there is one.

    Args:
        model: From pixels to ``scores``; any that we ever exported.
        classes: How many scores it gives.

    Raises:
        BackboneUnsuitableError: the graph does not end in one linear layer of a float vector, a
            division by the temperature and a softmax.
    """
    graph = _Graph(model.graph)
    softmax = graph.giver(SCORES_OUTPUT, "Softmax")
    tempered = graph.giver(softmax.input[0], "Div")
    node = graph.giver(tempered.input[0], "Gemm", "Add", *_PASSED)
    while node.op_type in _PASSED:
        node = graph.giver(node.input[0], "Gemm", "Add", *_PASSED)
    features, weight, bias = _linear(graph, node)
    if weight.shape[0] != classes or bias.shape != (classes,):
        raise BackboneUnsuitableError(
            f"the last layer gives {weight.shape[0]} values and not {classes}"
        )
    return _behind_adapter(graph, features, weight, bias)


def _linear(
    graph: _Graph, node: onnx.NodeProto
) -> tuple[str, NDArray[np.float32], NDArray[np.float32]]:
    """What a Gemm, or a MatMul with an Add, reads, and its weights ``(K, D)`` and biases."""
    if node.op_type == "Gemm":
        attributes = {item.name: helper.get_attribute_value(item) for item in node.attribute}
        read, stored = node.input[0], graph.stored(node.input[1])
        bias = graph.stored(node.input[2]) if len(node.input) > 2 else None
        if stored is None or attributes.get("transA"):
            raise BackboneUnsuitableError("the last layer has no constant weights")
        weight = stored if attributes.get("transB") else stored.T
        weight = weight * np.float32(attributes.get("alpha", 1))
        if bias is None:
            bias = np.zeros(len(weight), np.float32)
        return read, weight, (bias * np.float32(attributes.get("beta", 1))).reshape(-1)
    return _product_and_sum(graph, node)


def _product_and_sum(
    graph: _Graph, node: onnx.NodeProto
) -> tuple[str, NDArray[np.float32], NDArray[np.float32]]:
    for product, constant in (list(node.input), list(node.input)[::-1]):
        bias = graph.stored(constant)
        if bias is None:
            continue
        multiplied = graph.giver(product, "MatMul", *_PASSED)
        while multiplied.op_type in _PASSED:
            multiplied = graph.giver(multiplied.input[0], "MatMul", *_PASSED)
        stored = graph.stored(multiplied.input[1])
        if stored is not None and stored.ndim == 2:
            return multiplied.input[0], stored.T, bias.reshape(-1)
    raise BackboneUnsuitableError("the last layer has no constant weights")


def _behind_adapter(
    graph: _Graph, read: str, weight: NDArray[np.float32], bias: NDArray[np.float32]
) -> HeadPlace:
    """The features themselves, where an adapter of ours stands between them and the last layer."""
    down, down_bias, up = (graph.stored(name) for name in (DOWN, DOWN_BIAS, UP))
    if down is None or down_bias is None or up is None:
        return HeadPlace(read, AdapterHead.of_layer(weight, bias))
    features = graph.giver(read, "Add").input[0]
    return HeadPlace(features, AdapterHead(down, down_bias, up, weight, bias))
