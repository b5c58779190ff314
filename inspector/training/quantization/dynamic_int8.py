"""Dynamic INT8: each linear layer finds the range of its input anew for every picture.

It needs no calibration and suits transformers, whose activations have outliers that a fixed range
would have to cover. For convolutions it is slow and, where channels differ, wrong.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from inspector.domain.errors.quantization import CandidateFailedError
from inspector.training.quantization.body import LINEAR, Body, constants, drop_unused
from inspector.training.quantization.weights import quantize_weights


def quantize_dynamic(body: Body) -> onnx.ModelProto:
    """The body with integer linear layers, one weight scale for each output channel.

    Raises:
        CandidateFailedError: it has no linear layer.
    """
    model = onnx.ModelProto()
    model.CopyFrom(body.model)
    known = constants(model)
    nodes: list[onnx.NodeProto] = []
    ready: set[str] = set()
    for node in model.graph.node:
        if node.op_type in LINEAR and node.input[1] in known:
            nodes.extend(_integer_product(model, node, known, ready))
        else:
            nodes.append(node)
    if not ready:
        raise CandidateFailedError("no linear layer between the pixels and the features")
    del model.graph.node[:]
    model.graph.node.extend(nodes)
    del model.graph.value_info[:]
    drop_unused(model)
    return model


def _integer_product(
    model: onnx.ModelProto,
    node: onnx.NodeProto,
    known: dict[str, onnx.TensorProto],
    ready: set[str],
) -> Iterator[onnx.NodeProto]:
    """In the form that ONNX Runtime fuses into one DynamicQuantizeMatMul."""
    attributes = {item.name: helper.get_attribute_value(item) for item in node.attribute}
    weights = numpy_helper.to_array(known[node.input[1]])
    if attributes.get("transB"):
        weights = np.ascontiguousarray(weights.T)
    integers, scale = quantize_weights(weights, weights.ndim - 1)
    source, stem = node.input[0], node.output[0]
    model.graph.initializer.extend(
        [
            numpy_helper.from_array(integers, f"{stem}:s8"),
            numpy_helper.from_array(scale, f"{stem}:ws"),
        ]
    )
    own = (f"{source}:u8", f"{source}:scale", f"{source}:zero")
    if source not in ready:
        ready.add(source)
        yield helper.make_node("DynamicQuantizeLinear", [source], list(own))
    biased = len(node.input) > 2 and node.input[2]
    product = f"{stem}:product" if biased else stem
    yield helper.make_node("MatMulInteger", [own[0], f"{stem}:s8", own[2]], [f"{stem}:s32"])
    yield helper.make_node("Cast", [f"{stem}:s32"], [f"{stem}:float"], to=TensorProto.FLOAT)
    yield helper.make_node("Mul", [own[1], f"{stem}:ws"], [f"{stem}:scale"])
    yield helper.make_node("Mul", [f"{stem}:float", f"{stem}:scale"], [product])
    if biased:
        yield helper.make_node("Add", [product, node.input[2]], [stem])
