"""What the bytes of an ONNX file are."""

from __future__ import annotations

from collections.abc import Mapping

import onnx
from onnx import TensorProto, numpy_helper

_QUANTIZERS = ("QuantizeLinear", "DequantizeLinear")


def bytes_by_category(model: onnx.ModelProto) -> Mapping[str, int]:
    """Weights by type, parameters of quantization, and structure: nodes, names and shapes."""
    parameters: set[str] = set()
    for node in reversed(model.graph.node):
        if node.op_type in _QUANTIZERS:
            parameters.update(node.input[1:])
        elif parameters.intersection(node.output):
            parameters.update(node.input)
    found = dict.fromkeys(
        ("integer_weights", "float_weights", "scales_and_zero_points", "structure"), 0
    )
    for item in model.graph.initializer:
        size = numpy_helper.to_array(item).nbytes
        if item.name in parameters:
            found["scales_and_zero_points"] += size
        elif item.data_type in (TensorProto.INT8, TensorProto.UINT8, TensorProto.INT32):
            found["integer_weights"] += size
        elif item.data_type in (TensorProto.FLOAT, TensorProto.FLOAT16):
            found["float_weights"] += size
    found["structure"] = model.ByteSize() - sum(found.values())
    return found
