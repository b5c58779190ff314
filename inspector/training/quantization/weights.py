"""Signed eight-bit weights of convolutions and linear layers."""

from __future__ import annotations

from collections.abc import Generator, Iterator

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import helper, numpy_helper

from inspector.training.quantization.body import constants

_LARGEST = 127
_BIAS_ROOM = 2.0**30
_EMBEDDING_BYTES = 16_384
Weights = NDArray[np.float32]


def quantize_weights(
    weights: Weights, axis: int | None, smallest_scale: NDArray[np.float32] | float = 1e-12
) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Symmetric integers and their scale: one, or one for each index along ``axis``.

    Args:
        weights: Of any shape.
        axis: The output channels; ``None`` for one scale.
        smallest_scale: Below it a bias would not fit into 32 bits.
    """
    others = tuple(place for place in range(weights.ndim) if place != axis)
    largest = np.abs(weights).max(axis=others if axis is not None else None)
    scale = np.maximum(largest / _LARGEST, smallest_scale).astype(np.float32)
    shape = [1] * weights.ndim
    if axis is not None:
        shape[axis] = -1
    steps = np.round(weights / scale.reshape(shape if axis is not None else ()))
    return np.clip(steps, -_LARGEST, _LARGEST).astype(np.int8), scale


class WeightWriter:
    """Rewrites one weighted node after the other in a model."""

    def __init__(self, model: onnx.ModelProto, *, per_channel: bool) -> None:
        self._model = model
        self._constants = constants(model)
        self._per_channel = per_channel

    def rewrite(self, node: onnx.NodeProto, input_scale: float) -> Iterator[onnx.NodeProto]:
        """The node on dequantized weights, preceded by what dequantizes them."""
        weights = numpy_helper.to_array(self._constants[node.input[1]])
        axis = _output_axis(node, weights)
        smallest = self._smallest_scale(node, input_scale)
        scale = yield from self._dequantizer(node, weights, axis, smallest)
        if node.op_type == "Gemm" and len(node.input) > 2:
            yield self._bias(node, scale * np.float32(input_scale))
        yield node

    def _bias(self, node: onnx.NodeProto, scale: Weights) -> onnx.NodeProto:
        """A linear layer whose output stays float becomes integer only with an integer bias.

        A convolution needs none: ONNX Runtime quantizes its float bias when it loads the graph.
        """
        bias = numpy_helper.to_array(self._constants[node.input[2]])
        stem = f"{node.input[2]}:{node.name}"
        integers = np.round(bias.astype(np.float64) / scale).astype(np.int32)
        self._model.graph.initializer.extend(
            [
                numpy_helper.from_array(integers, f"{stem}:s32"),
                numpy_helper.from_array(scale, f"{stem}:scale"),
            ]
        )
        node.input[2] = f"{stem}:dq"
        return helper.make_node(
            "DequantizeLinear", [f"{stem}:s32", f"{stem}:scale"], [node.input[2]], axis=0
        )

    def _dequantizer(
        self,
        node: onnx.NodeProto,
        weights: Weights,
        axis: int,
        smallest_scale: NDArray[np.float32] | float,
    ) -> Generator[onnx.NodeProto, None, Weights]:
        chosen = axis if self._per_channel else None
        if chosen is None:
            smallest_scale = float(np.max(smallest_scale))
        integers, scale = quantize_weights(weights, chosen, smallest_scale)
        stem = f"{node.input[1]}:{node.name}"
        inputs = [f"{stem}:s8", f"{stem}:scale"]
        arrays: list[NDArray[np.generic]] = [integers, scale]
        if node.op_type != "Conv":
            inputs.append(f"{stem}:zero")
            arrays.append(np.zeros(scale.shape, np.int8))
        self._model.graph.initializer.extend(
            numpy_helper.from_array(array, name) for name, array in zip(inputs, arrays, strict=True)
        )
        node.input[1] = f"{stem}:dq"
        yield helper.make_node("DequantizeLinear", inputs, [node.input[1]], axis=axis)
        return scale

    def _smallest_scale(
        self, node: onnx.NodeProto, input_scale: float
    ) -> NDArray[np.float32] | float:
        if len(node.input) < 3 or not node.input[2]:
            return 1e-12
        bias = np.abs(numpy_helper.to_array(self._constants[node.input[2]]))
        scale: Weights = np.maximum(bias / (_BIAS_ROOM * input_scale), 1e-12).astype(np.float32)
        return scale


def _output_axis(node: onnx.NodeProto, weights: Weights) -> int:
    if node.op_type == "Conv":
        return 0
    transposed = any(item.name == "transB" and item.i for item in node.attribute)
    return 0 if transposed else weights.ndim - 1


def store_in_bytes(model: onnx.ModelProto) -> None:
    """Keep large float constants, such as embeddings and a stem, as integers that are dequantized.

    They are read once for each picture and would otherwise be most of what is not integer. Weights
    of linear layers that were left float on purpose stay float.
    """
    nodes = []
    linear = {node.input[1] for node in model.graph.node if node.op_type in ("Gemm", "MatMul")}
    for item in list(model.graph.initializer):
        if (
            item.name in linear
            or item.data_type != onnx.TensorProto.FLOAT
            or np.prod(item.dims) * 4 < _EMBEDDING_BYTES
        ):
            continue
        weights = numpy_helper.to_array(item)
        axis = next(place for place, length in enumerate(weights.shape) if length > 1)
        integers, scale = quantize_weights(weights, axis)
        name = item.name
        model.graph.initializer.remove(item)
        model.graph.initializer.extend(
            [
                numpy_helper.from_array(integers, f"{name}:s8"),
                numpy_helper.from_array(scale, f"{name}:scale"),
            ]
        )
        nodes.append(
            helper.make_node("DequantizeLinear", [f"{name}:s8", f"{name}:scale"], [name], axis=axis)
        )
    others = list(model.graph.node)
    del model.graph.node[:]
    model.graph.node.extend([*nodes, *others])
