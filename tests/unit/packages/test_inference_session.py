"""What a model returns is a probability for each class, or an error: never a verdict."""

from __future__ import annotations

import math

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper

from inspector.domain.errors.model import InferenceError
from inspector.inference.session import ScoringSession

IMAGE = np.zeros((4, 4), np.uint8)


def session(scores: list[float], novelty: list[float] | None = None) -> ScoringSession:
    """A model of three classes that says the same of every picture."""
    said = {"scores": scores} | ({} if novelty is None else {"novelty": novelty})
    nodes = [
        helper.make_node("Constant", [], [name], value_floats=values)
        for name, values in said.items()
    ]
    graph = helper.make_graph(
        nodes,
        "constant",
        [helper.make_tensor_value_info("image", TensorProto.UINT8, [1, None, None, None])],
        [
            helper.make_tensor_value_info(name, TensorProto.FLOAT, [len(values)])
            for name, values in said.items()
        ],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)])
    model.ir_version = 8
    onnx.checker.check_model(model)
    return ScoringSession(model.SerializeToString(), 3, provider="cpu")


@pytest.mark.parametrize("scores", [[0.5, 0.25, 0.25], [0.5, 0.25, 0.2509], [1.0, 0.0, 0.0]])
def test_probabilities_are_given_as_they_are(scores: list[float]) -> None:
    classified = session(scores).classify(IMAGE)
    assert classified.scores.tolist() == pytest.approx(scores)
    assert classified.novelty is None


@pytest.mark.parametrize(
    "scores",
    [
        [1.0],
        [0.5, 0.5],
        [0.25, 0.25, 0.25, 0.25],
        [math.nan, 0.5, 0.5],
        [math.inf, 0.0, 0.0],
        [-0.1, 0.6, 0.5],
        [0.5, 0.25, 0.2511],
        [0.5, 0.25, 0.2489],
        [0.9, 0.9, 0.9],
    ],
)
def test_what_is_no_probability_for_each_class_is_an_error(scores: list[float]) -> None:
    with pytest.raises(InferenceError):
        session(scores).classify(IMAGE)


def test_the_novelty_is_told_beside_the_scores() -> None:
    assert session([0.5, 0.25, 0.25], [2.5]).classify(IMAGE).novelty == 2.5
    assert session([0.5, 0.25, 0.25], [0.0]).classify(IMAGE).novelty == 0.0


@pytest.mark.parametrize("novelty", [math.nan, math.inf, -0.5])
def test_a_novelty_that_is_no_measure_is_an_error(novelty: float) -> None:
    with pytest.raises(InferenceError, match="novelty"):
        session([0.5, 0.25, 0.25], [novelty]).classify(IMAGE)
