"""The graph around the network: raw pixels in, probabilities and novelty out."""

from __future__ import annotations

from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, compose, helper, numpy_helper

from inspector.inference.preprocessing import INPUT_MEAN, INPUT_STD
from inspector.training.export.names import (
    CORE_INPUT,
    CORE_OUTPUT,
    FEATURES,
    HEAD_BIAS,
    HEAD_NODE,
    HEAD_WEIGHT,
    IMAGE_INPUT,
    SCORES_OUTPUT,
    TEMPERATURE,
)
from inspector.training.export.novelty import STATISTIC_TENSORS, add_novelty
from inspector.training.export.rewrite import compact
from inspector.training.export.statistics import FeatureStatistics

__all__ = [
    "CORE_INPUT",
    "CORE_OUTPUT",
    "FEATURES",
    "HEAD_NODE",
    "IMAGE_INPUT",
    "OPSET",
    "SCORES_OUTPUT",
    "complete_graph",
]

OPSET = 18
KEPT_TENSORS = frozenset({FEATURES, HEAD_WEIGHT, HEAD_BIAS, TEMPERATURE, *STATISTIC_TENSORS})
_IR_VERSION = 9
_PIXEL_PLANES = "pixel_planes"


def complete_graph(
    core: onnx.ModelProto,
    size_px: int,
    temperature: float,
    statistics: FeatureStatistics | None = None,
) -> onnx.ModelProto:
    """Put resizing, normalisation, softmax and the measure of novelty around a core.

    The input is ``image``, uint8 ``[1, H, W, C]`` of any height and width with one (grey) or three
    (BGR) channels. It is resized to ``size_px`` with an anti-aliased triangle filter (an image of
    that size passes unchanged), grey becomes three equal planes, and a DequantizeLinear normalises
    it: in a quantized core the first convolution then reads the raw pixels as they are. The file
    is compact: constants are stored once, inner tensors have short names.

    Args:
        core: From ``planes`` ``[1, 3, S, S]`` to ``logits`` ``[1, K]``; float or QDQ. With
            ``features`` ``[1, D]`` as an output or inner tensor, which keeps its name.
        size_px: The side S.
        temperature: Divides the logits before the softmax.
        statistics: Of the features of the training pictures; adds the output ``novelty``.
    """
    body = onnx.ModelProto()
    body.CopyFrom(core)
    _drop_input_quantizer(body)
    _put_out_only_logits(body.graph)
    graph = compose.merge_graphs(_pixels(size_px), body.graph, [(CORE_INPUT, CORE_INPUT)])
    tail = _probabilities(temperature, body)
    graph = compose.merge_graphs(graph, tail, [(CORE_OUTPUT, CORE_OUTPUT)])
    if statistics is not None:
        add_novelty(graph, statistics)
    domains = {node.domain for node in graph.node} | {""}
    imports = [entry for entry in core.opset_import if entry.domain in domains - {""}]
    model = helper.make_model(
        graph,
        opset_imports=[helper.make_opsetid("", OPSET), *imports],
        producer_name="inspector",
        ir_version=_IR_VERSION,
    )
    compact(model, KEPT_TENSORS)
    onnx.checker.check_model(model)
    return model


def _pixels(size_px: int) -> onnx.GraphProto:
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
        "pixels",
        [
            helper.make_tensor_value_info(
                IMAGE_INPUT, TensorProto.UINT8, [1, "height", "width", "channels"]
            )
        ],
        [helper.make_tensor_value_info(CORE_INPUT, TensorProto.FLOAT, [1, 3, size_px, size_px])],
        [numpy_helper.from_array(value, name) for name, value in constants.items()],
    )


def _probabilities(temperature: float, core: onnx.ModelProto) -> onnx.GraphProto:
    classes = core.graph.output[0].type.tensor_type.shape.dim[1].dim_value
    return helper.make_graph(
        [
            helper.make_node("Div", [CORE_OUTPUT, TEMPERATURE], ["tempered"]),
            helper.make_node("Softmax", ["tempered"], [SCORES_OUTPUT], axis=1),
        ],
        "probabilities",
        [helper.make_tensor_value_info(CORE_OUTPUT, TensorProto.FLOAT, [1, classes])],
        [helper.make_tensor_value_info(SCORES_OUTPUT, TensorProto.FLOAT, [1, classes])],
        [numpy_helper.from_array(np.array(temperature, np.float32), TEMPERATURE)],
    )


def _put_out_only_logits(graph: onnx.GraphProto) -> None:
    logits = next(entry for entry in graph.output if entry.name == CORE_OUTPUT)
    kept = onnx.ValueInfoProto()
    kept.CopyFrom(logits)
    del graph.output[:]
    graph.output.append(kept)


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
