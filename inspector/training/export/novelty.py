"""The measure of novelty as nodes of the graph, and its statistics read back from a file."""

from __future__ import annotations

from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from inspector.inference.session import NOVELTY_OUTPUT
from inspector.training.export.names import FEATURES
from inspector.training.export.rewrite import drop_unread
from inspector.training.export.statistics import FeatureStatistics

CENTER = "novelty_center"
PRECISION = "novelty_precision"
MEANS = "novelty_means"
COUNTS = "novelty_counts"
UNIT = "novelty_unit"
STATISTIC_TENSORS = frozenset({CENTER, PRECISION, MEANS, COUNTS, UNIT})
_SMALLEST = 1e-12


def add_novelty(
    graph: onnx.GraphProto, statistics: FeatureStatistics, features: str = FEATURES
) -> None:
    """Add the output ``novelty``, float32 ``[1]``; what there was of it is replaced.

    All that depends on the statistics alone is folded when a session opens: of a picture, one
    product of its features with the prototypes is left.

    Args:
        graph: Changed in place.
        statistics: Stored as initializers under fixed names.
        features: The tensor that they describe, float32 ``[1, D]``.
    """
    remove_novelty(graph)
    graph.node.extend(_nodes(features))
    graph.initializer.extend(
        numpy_helper.from_array(value, name) for name, value in _constants(statistics).items()
    )
    graph.output.append(helper.make_tensor_value_info(NOVELTY_OUTPUT, TensorProto.FLOAT, [1]))


def remove_novelty(graph: onnx.GraphProto) -> None:
    """Take the output ``novelty`` away, with all that leads to nothing else."""
    kept = [entry for entry in graph.output if entry.name != NOVELTY_OUTPUT]
    if len(kept) == len(graph.output):
        return
    del graph.output[:]
    graph.output.extend(kept)
    drop_unread(graph)


def read_statistics(graph: onnx.GraphProto) -> FeatureStatistics | None:
    """The statistics that a graph carries; ``None`` for one without."""
    values = {
        tensor.name: numpy_helper.to_array(tensor)
        for tensor in graph.initializer
        if tensor.name in STATISTIC_TENSORS
    }
    if values.keys() != STATISTIC_TENSORS:
        return None
    return FeatureStatistics(
        center=values[CENTER],
        precision=values[PRECISION],
        means=values[MEANS],
        counts=values[COUNTS],
        unit=float(values[UNIT]),
    )


def set_unit(graph: onnx.GraphProto, unit: float) -> None:
    """Change the distance that is novelty 1."""
    for tensor in graph.initializer:
        if tensor.name == UNIT:
            tensor.CopyFrom(numpy_helper.from_array(np.array(unit, np.float32), UNIT))


def _constants(statistics: FeatureStatistics) -> dict[str, NDArray[Any]]:
    return {
        CENTER: statistics.center,
        PRECISION: statistics.precision,
        MEANS: statistics.means,
        COUNTS: statistics.counts,
        UNIT: np.array(statistics.unit, np.float32),
        "novelty_axis": np.array([1], np.int64),
        "novelty_zero": np.array(0, np.float32),
        "novelty_one": np.array(1, np.float32),
        "novelty_two": np.array(2, np.float32),
        "novelty_smallest": np.array(_SMALLEST, np.float32),
    }


def _nodes(features: str) -> list[onnx.NodeProto]:
    """As :meth:`FeatureStatistics.novelty` computes it."""
    steps = [
        ("Sub", [features, CENTER], "centered"),
        ("Mul", ["centered", PRECISION], "scaled"),
        *_direction("scaled", "direction"),
        ("Cast", [MEANS], "means"),
        *_direction("means", "prototypes"),
        ("Gemm", ["direction", "prototypes"], "cosines"),
        ("Mul", ["cosines", "novelty_two"], "twice"),
        ("Sub", ["novelty_two", "twice"], "squares"),
        ("ReduceSum", [COUNTS, "novelty_axis"], "pictures"),
        ("Div", ["novelty_one", "pictures"], "doubt"),
        ("Add", ["doubt", "novelty_one"], "allowance"),
        ("Div", ["squares", "allowance"], "allowed"),
        ("ReduceMin", ["allowed", "novelty_axis"], "nearest"),
        ("Max", ["nearest", "novelty_zero"], "positive"),
        ("Sqrt", ["positive"], "distance"),
        ("Div", ["distance", UNIT], NOVELTY_OUTPUT),
    ]
    attributes: dict[str, dict[str, Any]] = {
        "Cast": {"to": TensorProto.FLOAT},
        "Gemm": {"transB": 1},
        "ReduceMin": {"keepdims": 0},
        "ReduceSum": {"keepdims": 0},
    }

    def own(name: str) -> str:
        return name if name == features or name.startswith(NOVELTY_OUTPUT) else f"novelty/{name}"

    return [
        helper.make_node(kind, list(map(own, inputs)), [own(output)], **attributes.get(kind, {}))
        for kind, inputs, output in steps
    ]


def _direction(source: str, target: str) -> list[tuple[str, list[str], str]]:
    """Rows divided by their lengths."""
    return [
        ("ReduceL2", [source, "novelty_axis"], f"{source}_length"),
        ("Max", [f"{source}_length", "novelty_smallest"], f"{source}_divisor"),
        ("Div", [source, f"{source}_divisor"], target),
    ]
