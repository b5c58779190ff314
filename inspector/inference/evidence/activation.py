"""Class activation maps, for networks that pool their last feature map and end in one layer.

What the layer weighs of a pooled channel is weighed at the place where the channel answers:
everywhere for a mean (Zhou et al., *Learning Deep Features for Discriminative Localization*,
CVPR 2016), at its strongest place for a maximum (Oquab et al., *Is Object Localization for Free?*,
CVPR 2015).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import numpy_helper

_PASSING = frozenset(
    {"Flatten", "Reshape", "Squeeze", "QuantizeLinear", "DequantizeLinear", "Cast", "Identity"}
)
_AFTER_LAYER = _PASSING | {"Softmax", "Div"}
_MEAN_POOLS = frozenset({"GlobalAveragePool", "ReduceMean"})
_MAX_POOLS = frozenset({"GlobalMaxPool", "MaxPool", "ReduceMax"})


@dataclass(frozen=True, slots=True)
class PooledHead:
    """The end of a network.

    Attributes:
        map_name: Tensor of the last feature map, ``(1, channels, rows, columns)``.
        weights: Of the last layer, ``(classes, channels)``.
        strongest: Whether each channel's strongest place counts, and not its mean.
    """

    map_name: str
    weights: NDArray[np.float32]
    strongest: bool

    def evidence(self, feature_map: NDArray[np.float32], class_index: int) -> NDArray[np.float32]:
        """How much each place speaks for the class, shape ``(rows, columns)``."""
        channels, rows, columns = feature_map.shape[-3:]
        flat = feature_map.reshape(channels, rows * columns)
        if self.strongest:
            places = np.zeros_like(flat)
            chosen = flat.argmax(axis=1)
            index = np.arange(channels)
            places[index, chosen] = flat[index, chosen]
            flat = places
        else:
            flat = flat / (rows * columns)
        against = self.weights.mean(axis=0)
        weighed: NDArray[np.float32] = (self.weights[class_index] - against) @ flat
        return weighed.reshape(rows, columns).astype(np.float32)


def find_pooled_head(model: onnx.ModelProto) -> PooledHead | None:
    """The pooling and the last layer of a network; ``None`` for one that ends otherwise."""
    makers = {name: node for node in model.graph.node for name in node.output}
    layer = _before(makers, model.graph.output[0].name, _AFTER_LAYER)
    if layer is None or layer.op_type not in ("Gemm", "MatMul"):
        return None
    weights = _weights(model, layer)
    pool = _before(makers, layer.input[0], _PASSING)
    if weights is None or pool is None or pool.op_type not in _MEAN_POOLS | _MAX_POOLS:
        return None
    return PooledHead(pool.input[0], weights, pool.op_type in _MAX_POOLS)


def _before(
    makers: dict[str, onnx.NodeProto], name: str, passing: frozenset[str]
) -> onnx.NodeProto | None:
    """The first node towards the input that is not merely passed through."""
    node = makers.get(name)
    while node is not None and node.op_type in passing:
        node = makers.get(node.input[0])
    return node


def _weights(model: onnx.ModelProto, layer: onnx.NodeProto) -> NDArray[np.float32] | None:
    """The layer's weights as ``(classes, channels)``; ``None`` when they are quantized."""
    constants = {each.name: each for each in model.graph.initializer}
    if layer.input[1] not in constants:
        return None
    weights = numpy_helper.to_array(constants[layer.input[1]]).astype(np.float32)
    rows_first = layer.op_type == "Gemm" and any(
        each.name == "transB" and each.i == 1 for each in layer.attribute
    )
    return weights if rows_first else weights.T
