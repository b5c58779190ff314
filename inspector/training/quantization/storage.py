"""Fewer bytes for what stays float in an INT8 file."""

from __future__ import annotations

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from inspector.training.quantization.body import LINEAR
from inspector.training.quantization.weights import fits_half, quantize_weights

_FEWEST_BYTES = 16_384
_FEWEST_HALVES = 32
"""Half of fewer floats is not worth the node that widens them."""


def store_in_bytes(model: onnx.ModelProto) -> None:
    """Keep large float constants, such as embeddings and a stem, as integers that are dequantized.

    They are read once for each picture and would otherwise be most of what is not integer. Weights
    of linear layers that were left float on purpose stay float.
    """
    linear = {node.input[1] for node in model.graph.node if node.op_type in LINEAR}
    for item, values in _floats(model, _FEWEST_BYTES // 4):
        if item.name in linear:
            continue
        axis = next(place for place, length in enumerate(values.shape) if length > 1)
        integers, scale = quantize_weights(values, axis)
        name, scales = item.name, f"{item.name}:scale"
        item.CopyFrom(numpy_helper.from_array(integers, f"{name}:s8"))
        model.graph.initializer.append(numpy_helper.from_array(scale, scales))
        _precede(
            model, helper.make_node("DequantizeLinear", [item.name, scales], [name], axis=axis)
        )


def store_in_halves(model: onnx.ModelProto) -> None:
    """Keep biases, scales and what else is float in half precision.

    ONNX Runtime widens them when it opens the file and computes as before. Scales of weights stay
    exact, as they were chosen for it; other values keep eleven bits.
    """
    for item, values in _floats(model, _FEWEST_HALVES):
        if not fits_half(values):
            continue
        name = item.name
        item.CopyFrom(numpy_helper.from_array(values.astype(np.float16), f"{name}:f16"))
        _precede(model, helper.make_node("Cast", [item.name], [name], to=TensorProto.FLOAT))


def _floats(
    model: onnx.ModelProto, fewest: int
) -> list[tuple[onnx.TensorProto, NDArray[np.float32]]]:
    """The float constants of at least so many values."""
    return [
        (item, numpy_helper.to_array(item))
        for item in model.graph.initializer
        if item.data_type == TensorProto.FLOAT and np.prod(item.dims) >= fewest
    ]


def _precede(model: onnx.ModelProto, node: onnx.NodeProto) -> None:
    model.graph.node.insert(0, node)
