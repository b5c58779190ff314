"""Another head on the same backbone: found in any graph of ours, put on without touching it."""

from __future__ import annotations

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper
from scipy.special import softmax

pytest.importorskip("torch", reason="needs the extra `train`")

from inspector.domain.errors.adapter import BackboneUnsuitableError
from inspector.inference.golden import golden_images
from inspector.inference.package import load_package
from inspector.inference.session import ScoringSession
from inspector.resources import bundled
from inspector.training.adapter.graft import graft
from inspector.training.adapter.head import AdapterHead
from inspector.training.adapter.place import find_head
from inspector.training.export.features import FeatureReader, Responses
from inspector.training.export.names import FEATURES
from inspector.training.export.statistics import fit_statistics
from inspector.training.progress import Silence

PACKAGE = load_package(bundled("models") / "machined-part" / "1.0.0")
FILES = (PACKAGE.manifest.reference_file, PACKAGE.manifest.model_file)
CLASSES = len(PACKAGE.manifest.classes)
IMAGES = [image for _, image in golden_images(PACKAGE)]


def opened(name: str) -> onnx.ModelProto:
    return onnx.load_from_string(PACKAGE.read(name))


def responses(model: onnx.ModelProto, features: str) -> Responses:
    return FeatureReader(model, features).read(IMAGES, Silence(), "features")


def what_leads_to(model: onnx.ModelProto, tensor: str) -> tuple[dict[str, bytes], list[bytes]]:
    """Constants and nodes on which a tensor depends, as they are stored."""
    needed, nodes = {tensor}, []
    for node in reversed(model.graph.node):
        if needed.intersection(node.output):
            nodes.append(node.SerializeToString(deterministic=True))
            needed.update(node.input)
    constants = {
        entry.name: entry.SerializeToString(deterministic=True)
        for entry in model.graph.initializer
        if entry.name in needed
    }
    return constants, nodes[::-1]


def another_head(width: int, classes: int) -> AdapterHead:
    rng = np.random.default_rng(2)
    shapes = ((4, width), (4,), (4, width), (classes, width), (classes,))
    return AdapterHead(*(rng.standard_normal(shape).astype(np.float32) / 9 for shape in shapes))


@pytest.mark.parametrize(("name", "tolerance"), [(FILES[0], 1e-5), (FILES[1], 0.02)])
def test_the_head_that_is_found_computes_the_scores(name: str, tolerance: float) -> None:
    model = opened(name)
    place = find_head(model, CLASSES)
    seen = responses(model, place.features)
    stored = {tensor.name: numpy_helper.to_array(tensor) for tensor in model.graph.initializer}
    scores = softmax(place.head.logits(seen.features) / stored["temperature"], axis=1)
    np.testing.assert_allclose(scores, seen.scores, atol=tolerance)


@pytest.mark.parametrize("name", FILES)
def test_the_backbone_stays_bit_for_bit(name: str) -> None:
    model = opened(name)
    place = find_head(model, CLASSES)
    before = responses(model, place.features)
    grown = graft(model, place, another_head(before.features.shape[1], 8), 1.1, None)
    assert what_leads_to(grown, place.features) == what_leads_to(model, place.features)
    np.testing.assert_array_equal(responses(grown, FEATURES).features, before.features)
    twice = graft(grown, find_head(grown, 8), another_head(before.features.shape[1], 9), 1.2, None)
    assert what_leads_to(twice, place.features) == what_leads_to(model, place.features)
    assert {tensor.name for tensor in twice.graph.initializer} == {
        tensor.name for tensor in grown.graph.initializer
    }


@pytest.mark.parametrize("name", FILES)
def test_the_grafted_file_gives_what_the_head_says(name: str) -> None:
    model = opened(name)
    place = find_head(model, CLASSES)
    features = responses(model, place.features).features
    head = another_head(features.shape[1], 8)
    labels = np.arange(len(IMAGES)) % 3
    statistics = fit_statistics(features, labels, list("abcdefgh"))
    grown = graft(model, place, head, 1.3, statistics)
    session = ScoringSession(grown.SerializeToString(), 8, provider="cpu")
    for image, row in zip(IMAGES, features, strict=True):
        said = session.classify(image)
        np.testing.assert_allclose(
            said.scores, softmax(head.logits(row[None])[0] / 1.3), rtol=1e-3, atol=1e-5
        )
        assert said.novelty == pytest.approx(float(statistics.novelty(row[None])[0]), rel=1e-3)
    found = find_head(grown, 8)
    assert found.features == FEATURES
    for part in ("down", "down_bias", "up", "weight", "bias"):
        np.testing.assert_array_equal(getattr(found.head, part), getattr(head, part))


def test_an_adapter_that_was_just_added_changes_nothing() -> None:
    model = opened(FILES[0])
    place = find_head(model, CLASSES)
    stored = {tensor.name: numpy_helper.to_array(tensor) for tensor in model.graph.initializer}
    grown = graft(model, place, place.head, float(stored["temperature"]), None)
    np.testing.assert_allclose(
        responses(grown, FEATURES).scores, responses(model, place.features).scores, atol=1e-6
    )


def test_other_units_are_the_same_function() -> None:
    head = another_head(12, 3)
    rng = np.random.default_rng(4)
    features = rng.standard_normal((20, 12)).astype(np.float32)
    center, scale = rng.standard_normal(12), rng.uniform(0.5, 3, 12)
    moved = head.in_units(center, scale)
    np.testing.assert_allclose(
        moved.logits(((features - center) / scale).astype(np.float32)),
        head.logits(features),
        atol=1e-4,
    )
    np.testing.assert_allclose(
        moved.of_units(center, scale).logits(features), head.logits(features), atol=1e-4
    )


def ending(*nodes: onnx.NodeProto, width: int = 5) -> onnx.ModelProto:
    """A graph from pixels to scores with an end of its own."""
    rng = np.random.default_rng(6)
    constants = {
        "weight": rng.standard_normal((width, 3)),
        "bias": rng.standard_normal(3),
        "temperature": np.array(1.5),
        "axes": np.array([1, 2]),
        "columns": rng.standard_normal((1, width)),
    }
    graph = helper.make_graph(
        [
            helper.make_node("Cast", ["image"], ["float"], to=TensorProto.FLOAT),
            helper.make_node("ReduceMean", ["float", "axes"], ["mean"], keepdims=0),
            helper.make_node("Mul", ["mean", "columns"], ["seen"]),
            *nodes,
            helper.make_node("Div", ["said", "temperature"], ["tempered"]),
            helper.make_node("Softmax", ["tempered"], ["scores"], axis=1),
        ],
        "ending",
        [helper.make_tensor_value_info("image", TensorProto.UINT8, [1, "h", "w", 1])],
        [helper.make_tensor_value_info("scores", TensorProto.FLOAT, [1, 3])],
        [
            numpy_helper.from_array(value.astype(np.int64 if name == "axes" else np.float32), name)
            for name, value in constants.items()
        ],
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=9)


def test_a_product_and_a_sum_are_a_linear_layer_too() -> None:
    model = ending(
        helper.make_node("MatMul", ["seen", "weight"], ["product"]),
        helper.make_node("Add", ["bias", "product"], ["said"]),
    )
    place = find_head(model, 3)
    assert place.features == "seen"
    image = np.full((9, 9), 80, np.uint8)
    seen = FeatureReader(model, "seen").read([image], Silence(), "features")
    np.testing.assert_allclose(
        softmax(place.head.logits(seen.features) / 1.5, axis=1), seen.scores, rtol=1e-4
    )


@pytest.mark.parametrize(
    ("nodes", "reason"),
    [
        ([helper.make_node("MatMul", ["seen", "weight"], ["said"])], "MatMul"),
        ([helper.make_node("Relu", ["seen"], ["said"])], "Relu"),
        (
            [
                helper.make_node("Gemm", ["seen", "weight", "bias"], ["one"]),
                helper.make_node("Gemm", ["seen", "weight", "bias"], ["other"]),
                helper.make_node("Add", ["one", "other"], ["said"]),
            ],
            "no constant weights",
        ),
    ],
)
def test_an_end_that_is_not_understood_is_refused(nodes: list[onnx.NodeProto], reason: str) -> None:
    with pytest.raises(BackboneUnsuitableError, match=reason):
        find_head(ending(*nodes), 3)


def test_a_layer_of_another_number_of_classes_is_refused() -> None:
    model = ending(helper.make_node("Gemm", ["seen", "weight", "bias"], ["said"]))
    with pytest.raises(BackboneUnsuitableError, match="3 values and not 4"):
        find_head(model, 4)
