"""The graph around the network: raw pixels in, probabilities out."""

from __future__ import annotations

from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, compose, helper, numpy_helper

from inspector.inference.preprocessing import INPUT_MEAN, INPUT_STD

OPSET = 18
CORE_INPUT = "planes"
CORE_OUTPUT = "logits"
IMAGE_INPUT = "image"
SCORES_OUTPUT = "scores"
_PIXEL_PLANES = "pixel_planes"


def complete_graph(core: onnx.ModelProto, size_px: int, temperature: float) -> onnx.ModelProto:
    """Put resizing, normalisation and softmax around a core.

    The input is ``image``, uint8 ``[1, H, W, C]`` of any height and width with one (grey) or three
    (BGR) channels. It is resized to ``size_px`` with an anti-aliased triangle filter (an image of
    that size passes unchanged), grey becomes three equal planes, and a DequantizeLinear normalises
    it: in a quantized core the first convolution then reads the raw pixels as they are.

    Args:
        core: From ``planes`` ``[1, 3, S, S]`` to ``logits`` ``[1, N]``; float or QDQ.
        size_px: The side S.
        temperature: Divides the logits before the softmax.
    """
    body = onnx.ModelProto()
    body.CopyFrom(core)
    _drop_input_quantizer(body)
    head = _head(size_px)
    tail = _tail(temperature, body)
    graph = compose.merge_graphs(head, body.graph, [(CORE_INPUT, CORE_INPUT)])
    graph = compose.merge_graphs(graph, tail, [(CORE_OUTPUT, CORE_OUTPUT)])
    model = helper.make_model(
        graph, opset_imports=[helper.make_opsetid("", OPSET)], producer_name="inspector"
    )
    model.ir_version = 9
    onnx.checker.check_model(model)
    return model


def _head(size_px: int) -> onnx.GraphProto:
    nodes = [
        helper.make_node("Transpose", [IMAGE_INPUT], ["colour_planes"], perm=[0, 3, 1, 2]),
        helper.make_node("Shape", ["colour_planes"], ["batch_and_channels"], start=0, end=2),
        helper.make_node("Concat", ["batch_and_channels", "side"], ["resized_shape"], axis=0),
        helper.make_node(
            "Resize",
            ["colour_planes", "", "", "resized_shape"],
            ["resized"],
            mode="linear",
            antialias=1,
        ),
        helper.make_node("Expand", ["resized", "three_planes"], [_PIXEL_PLANES]),
        helper.make_node(
            "DequantizeLinear", [_PIXEL_PLANES, "pixel_scale", "pixel_zero"], [CORE_INPUT]
        ),
    ]
    constants: dict[str, NDArray[Any]] = {
        "side": np.array([size_px, size_px], np.int64),
        "three_planes": np.array([1, 3, 1, 1], np.int64),
        "pixel_scale": np.array(1 / INPUT_STD, np.float32),
        "pixel_zero": np.array(INPUT_MEAN, np.uint8),
    }
    return helper.make_graph(
        nodes,
        "head",
        [
            helper.make_tensor_value_info(
                IMAGE_INPUT, TensorProto.UINT8, [1, "height", "width", "channels"]
            )
        ],
        [helper.make_tensor_value_info(CORE_INPUT, TensorProto.FLOAT, [1, 3, size_px, size_px])],
        [numpy_helper.from_array(value, name) for name, value in constants.items()],
    )


def _tail(temperature: float, core: onnx.ModelProto) -> onnx.GraphProto:
    classes = core.graph.output[0].type.tensor_type.shape.dim[1].dim_value
    return helper.make_graph(
        [
            helper.make_node("Div", [CORE_OUTPUT, "temperature"], ["tempered"]),
            helper.make_node("Softmax", ["tempered"], [SCORES_OUTPUT], axis=1),
        ],
        "tail",
        [helper.make_tensor_value_info(CORE_OUTPUT, TensorProto.FLOAT, [1, classes])],
        [helper.make_tensor_value_info(SCORES_OUTPUT, TensorProto.FLOAT, [1, classes])],
        [numpy_helper.from_array(np.array(temperature, np.float32), "temperature")],
    )


def _drop_input_quantizer(core: onnx.ModelProto) -> None:
    """Let a QDQ core begin after the QuantizeLinear and DequantizeLinear of its input."""
    nodes = {node.output[0]: node for node in core.graph.node}
    for node in list(core.graph.node):
        if node.op_type != "DequantizeLinear":
            continue
        quantizer = nodes.get(node.input[0])
        if quantizer is None or list(quantizer.input)[:1] != [CORE_INPUT]:
            continue
        for reader in core.graph.node:
            renamed = [CORE_INPUT if name == node.output[0] else name for name in reader.input]
            reader.input[:] = renamed
        core.graph.node.remove(node)
    for quantizer in [n for n in core.graph.node if n.op_type == "QuantizeLinear"]:
        if quantizer.input[0] == CORE_INPUT:
            core.graph.node.remove(quantizer)
