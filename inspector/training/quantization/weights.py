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
_HALF = np.finfo(np.float16)
Weights = NDArray[np.float32]


def quantize_weights(
    weights: Weights, axis: int | None, smallest_scale: NDArray[np.float32] | float = 1e-12
) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Symmetric integers and their scale: one, or one for each index along ``axis``.

    A scale is up to a thousandth larger than it need be, so that half precision stores it exactly.

    Args:
        weights: Of any shape.
        axis: The output channels; ``None`` for one scale.
        smallest_scale: Below it a bias would not fit into 32 bits.
    """
    others = tuple(place for place in range(weights.ndim) if place != axis)
    largest = np.abs(weights).max(axis=others if axis is not None else None)
    scale = _half_above(np.maximum(largest / _LARGEST, smallest_scale).astype(np.float32))
    shape = [1] * weights.ndim
    if axis is not None:
        shape[axis] = -1
    steps = np.round(weights / scale.reshape(shape if axis is not None else ()))
    return np.clip(steps, -_LARGEST, _LARGEST).astype(np.int8), scale


def fits_half(values: Weights) -> bool:
    """Whether half precision is off by no more than a 2048th of the largest value."""
    largest = float(np.abs(values).max(initial=0))
    return float(_HALF.smallest_normal) <= largest <= float(_HALF.max)


def _half_above(scale: Weights) -> Weights:
    """The next scales that half precision expresses; unchanged where they are too small for it."""
    if not fits_half(scale):
        return scale
    half = scale.astype(np.float16)
    above = np.where(half < scale, np.nextafter(half, np.float16(np.inf)), half)
    return np.asarray(above, np.float32)


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
            yield from self._bias(node, scale, np.float32(input_scale))
        yield node

    def _bias(
        self, node: onnx.NodeProto, scale: Weights, input_scale: np.float32
    ) -> Iterator[onnx.NodeProto]:
        """A linear layer whose output stays float becomes integer only with an integer bias.

        Its scales are those of the weights times that of the input; the runtime multiplies them
        when it opens the file. A convolution needs none: ONNX Runtime quantizes its float bias when
        it loads the graph.
        """
        bias = numpy_helper.to_array(self._constants[node.input[2]])
        stem = f"{node.input[2]}:{node.name}"
        integers = np.round(bias.astype(np.float64) / (scale * input_scale)).astype(np.int32)
        self._model.graph.initializer.extend(
            [
                numpy_helper.from_array(integers, f"{stem}:s32"),
                numpy_helper.from_array(np.asarray(input_scale), f"{stem}:input"),
            ]
        )
        weight_scale = f"{node.input[1].removesuffix(':dq')}:scale"
        node.input[2] = f"{stem}:dq"
        yield helper.make_node("Mul", [weight_scale, f"{stem}:input"], [f"{stem}:scale"])
        yield helper.make_node(
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
