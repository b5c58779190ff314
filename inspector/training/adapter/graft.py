"""Put another head on a finished graph; its backbone stays as it is, bit for bit."""

from __future__ import annotations

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from inspector.training.adapter.head import AdapterHead
from inspector.training.adapter.place import DOWN, DOWN_BIAS, UP, HeadPlace
from inspector.training.export.names import (
    CORE_OUTPUT,
    FEATURES,
    HEAD_BIAS,
    HEAD_NODE,
    HEAD_WEIGHT,
    SCORES_OUTPUT,
    TEMPERATURE,
)
from inspector.training.export.novelty import add_novelty, remove_novelty
from inspector.training.export.rewrite import drop_unread
from inspector.training.export.statistics import FeatureStatistics


def graft(
    model: onnx.ModelProto,
    place: HeadPlace,
    head: AdapterHead,
    temperature: float,
    statistics: FeatureStatistics | None,
) -> onnx.ModelProto:
    """A new file of the same backbone with another end.

    Every node and every constant on which the features depend is taken over untouched; what led
    from them to the scores and to the novelty goes. The features get the name ``features``.

    Args:
        model: Finished; it is not changed.
        place: Where its head is.
        head: What takes its place; float, also on a quantized backbone.
        temperature: Divides the logits.
        statistics: For the output ``novelty``; ``None`` for a file without.
    """
    grown = onnx.ModelProto()
    grown.CopyFrom(model)
    graph = grown.graph
    remove_novelty(graph)
    _cut_behind(graph, place.features)
    if place.features != FEATURES:
        graph.node.append(helper.make_node("Identity", [place.features], [FEATURES]))
    graph.node.extend(_nodes())
    graph.initializer.extend(
        numpy_helper.from_array(np.ascontiguousarray(values, np.float32), name)
        for name, values in {
            DOWN: head.down,
            DOWN_BIAS: head.down_bias,
            UP: head.up,
            HEAD_WEIGHT: head.weight,
            HEAD_BIAS: head.bias,
            TEMPERATURE: np.array(temperature, np.float32),
        }.items()
    )
    graph.output.append(
        helper.make_tensor_value_info(SCORES_OUTPUT, TensorProto.FLOAT, [1, len(head.bias)])
    )
    if statistics is not None:
        add_novelty(graph, statistics)
    onnx.checker.check_model(grown)
    return grown


def _cut_behind(graph: onnx.GraphProto, features: str) -> None:
    """Leave what leads to the features, and nothing else."""
    del graph.output[:]
    graph.output.append(helper.make_tensor_value_info(features, TensorProto.FLOAT, None))
    drop_unread(graph)
    del graph.output[:]
    given = {name for node in graph.node for name in node.output}
    kept = [entry for entry in graph.value_info if entry.name in given]
    copies = onnx.GraphProto()
    copies.value_info.extend(kept)
    del graph.value_info[:]
    graph.value_info.extend(copies.value_info)


def _nodes() -> list[onnx.NodeProto]:
    """As :meth:`AdapterHead.logits` computes it, then temperature and softmax."""
    return [
        helper.make_node("Gemm", [FEATURES, DOWN, DOWN_BIAS], ["adapter/sum"], transB=1),
        helper.make_node("Relu", ["adapter/sum"], ["adapter/seen"]),
        helper.make_node("MatMul", ["adapter/seen", UP], ["adapter/change"]),
        helper.make_node("Add", [FEATURES, "adapter/change"], ["adapted"]),
        helper.make_node(
            "Gemm", ["adapted", HEAD_WEIGHT, HEAD_BIAS], [CORE_OUTPUT], HEAD_NODE, transB=1
        ),
        helper.make_node("Div", [CORE_OUTPUT, TEMPERATURE], ["tempered"]),
        helper.make_node("Softmax", ["tempered"], [SCORES_OUTPUT], axis=1),
    ]
