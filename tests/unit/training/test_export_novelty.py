"""Novelty: 1 is as far as 99 % of the good pictures, and the file knows all that it takes."""

from __future__ import annotations

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper

pytest.importorskip("torch", reason="needs the extra `train`")

from inspector.domain.errors.adapter import FeatureStatisticsError
from inspector.inference.session import NOVELTY_OUTPUT, ScoringSession
from inspector.training.datasets.samples import Samples
from inspector.training.export.calibration import calibrate_unit, learn_statistics
from inspector.training.export.features import FeatureReader
from inspector.training.export.graph import complete_graph
from inspector.training.export.names import CORE_INPUT, CORE_OUTPUT, FEATURES
from inspector.training.export.novelty import add_novelty, read_statistics, remove_novelty
from inspector.training.export.statistics import FeatureStatistics, fit_statistics
from inspector.training.progress import Silence

WIDTH = 24
CLASSES = ("good", "dent", "burr")
SIZE_PX = 8


def clouds(seed: int, per_class: int = 60) -> tuple[np.ndarray, np.ndarray]:
    """Three clouds of features around fixed places, of unequal spread by channel."""
    places = 6 * np.random.default_rng(0).standard_normal((len(CLASSES), WIDTH))
    spread = np.linspace(0.2, 2, WIDTH)
    rng = np.random.default_rng(seed)
    labels = np.repeat(np.arange(len(CLASSES)), per_class)
    features = places[labels] + spread * rng.standard_normal((len(labels), WIDTH))
    return features.astype(np.float32), labels.astype(np.int64)


@pytest.fixture(scope="module")
def statistics() -> FeatureStatistics:
    good = clouds(2)[0][:60]
    return fit_statistics(*clouds(1), CLASSES).with_unit(good)


def core_of_means() -> onnx.ModelProto:
    """A core whose features are the 192 values of its tiny input: exact, and quick."""
    width = 3 * SIZE_PX * SIZE_PX
    weight = np.random.default_rng(5).standard_normal((len(CLASSES), width)).astype(np.float32)
    graph = helper.make_graph(
        [
            helper.make_node("Flatten", [CORE_INPUT], [FEATURES], axis=1),
            helper.make_node(
                "Gemm", [FEATURES, "head_weight", "head_bias"], [CORE_OUTPUT], transB=1
            ),
        ],
        "core",
        [helper.make_tensor_value_info(CORE_INPUT, TensorProto.FLOAT, [1, 3, SIZE_PX, SIZE_PX])],
        [helper.make_tensor_value_info(CORE_OUTPUT, TensorProto.FLOAT, [1, len(CLASSES)])],
        [
            numpy_helper.from_array(weight, "head_weight"),
            numpy_helper.from_array(np.zeros(len(CLASSES), np.float32), "head_bias"),
        ],
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)])


def textures(seed: int, count: int = 40) -> Samples:
    """Small pictures of three textures."""
    rng = np.random.default_rng(seed)
    labels = np.arange(count) % len(CLASSES)
    ramp = np.add.outer(np.arange(SIZE_PX), np.zeros(SIZE_PX))
    bases = np.stack([90 + 12 * ramp, 90 + 12 * ramp.T, 160 - 9 * (ramp + ramp.T)])
    images = bases[labels] + rng.normal(0, 6, (count, SIZE_PX, SIZE_PX))
    return Samples(
        images.clip(0, 255).astype(np.uint8)[..., None],
        labels.astype(np.int64),
        CLASSES,
        tuple(map(str, range(count))),
    )


def test_one_in_a_hundred_good_pictures_lies_beyond_one(statistics: FeatureStatistics) -> None:
    assert np.quantile(statistics.novelty(clouds(2)[0][:60]), 0.99) == pytest.approx(1)
    fresh = statistics.novelty(clouds(3, per_class=2000)[0][:2000])
    assert 0.002 < np.mean(fresh > 1) < 0.1


def test_a_stranger_is_novel_and_a_known_defect_is_not(statistics: FeatureStatistics) -> None:
    stranger = clouds(4)[0].mean(0) - 5 * np.random.default_rng(9).standard_normal((50, WIDTH))
    assert statistics.novelty(stranger.astype(np.float32)).min() > 1.5
    assert np.median(statistics.novelty(clouds(4)[0][60:])) < 1.5


def test_the_graph_computes_what_the_statistics_say() -> None:
    train, held_out = textures(1), textures(2)
    model = complete_graph(core_of_means(), SIZE_PX, 1.0)
    statistics = learn_statistics(model, train, Silence())
    whole = complete_graph(core_of_means(), SIZE_PX, 1.0, statistics)
    calibrate_unit(whole, held_out.images[held_out.labels == 0], Silence())
    kept = read_statistics(whole.graph)
    assert kept is not None
    responses = FeatureReader(whole).read(held_out.images, Silence(), "features")
    assert responses.novelty is not None
    np.testing.assert_allclose(responses.novelty, kept.novelty(responses.features), rtol=1e-4)
    good = responses.novelty[held_out.labels == 0]
    assert np.quantile(good, 0.99) == pytest.approx(1, rel=1e-4)
    session = ScoringSession(whole.SerializeToString(), len(CLASSES), provider="cpu")
    noise = np.random.default_rng(3).integers(0, 255, (SIZE_PX, SIZE_PX), np.uint8)
    classified = session.classify(noise)
    assert classified.novelty is not None
    assert classified.novelty > 2


def test_statistics_survive_the_way_through_a_file(statistics: FeatureStatistics) -> None:
    train = textures(1)
    plain = complete_graph(core_of_means(), SIZE_PX, 1.0)
    learned = learn_statistics(plain, train, Silence())
    model = onnx.load_from_string(
        complete_graph(core_of_means(), SIZE_PX, 1.0, learned).SerializeToString()
    )
    read = read_statistics(model.graph)
    assert read is not None
    for name in ("center", "precision", "means", "counts"):
        np.testing.assert_array_equal(getattr(read, name), getattr(learned, name))
    assert read_statistics(plain.graph) is None


def test_novelty_is_replaced_and_taken_away_without_a_trace() -> None:
    plain = complete_graph(core_of_means(), SIZE_PX, 1.0)
    statistics = learn_statistics(plain, textures(1), Silence())
    model = onnx.ModelProto()
    model.CopyFrom(plain)
    add_novelty(model.graph, statistics)
    once = model.SerializeToString()
    add_novelty(model.graph, statistics)
    assert model.SerializeToString() == once
    assert [entry.name for entry in model.graph.output] == ["scores", NOVELTY_OUTPUT]
    remove_novelty(model.graph)
    assert model.SerializeToString() == plain.SerializeToString()


def test_a_new_class_is_known_once_it_is_added(statistics: FeatureStatistics) -> None:
    rng = np.random.default_rng(7)
    chip = (-6 * np.ones(WIDTH) + rng.standard_normal((6, WIDTH))).astype(np.float32)
    labels = np.full(6, 3, np.int64)
    assert statistics.novelty(chip).min() > 1
    extended = statistics.extended(chip, labels, 4)
    assert extended.novelty(chip).max() < statistics.novelty(chip).min()
    assert extended.counts.shape == (4, 4)
    assert extended.counts[:, 3].tolist() == [0, 0, 0, 6]
    np.testing.assert_array_equal(extended.means[:3], statistics.means)


def test_the_prototype_of_one_picture_is_trusted_less_than_that_of_many() -> None:
    features, labels = clouds(1)
    picture = clouds(2)[0][:1]
    few = fit_statistics(features, labels, CLASSES)
    many = FeatureStatistics(few.center, few.precision, few.means, few.counts * 100)
    one = FeatureStatistics(few.center, few.precision, few.means, few.counts / 60)
    assert one.novelty(picture)[0] == pytest.approx(many.novelty(picture)[0] / 2**0.5, rel=1e-3)


def test_sampled_features_look_like_the_pictures(statistics: FeatureStatistics) -> None:
    drawn, labels = statistics.sampled(400, np.random.default_rng(1))
    features, truth = clouds(8, per_class=400)
    assert np.bincount(labels).tolist() == [400, 400, 400]
    for label in range(3):
        near, far = drawn[labels == label].mean(0), features[truth == label].mean(0)
        np.testing.assert_allclose(near, far, atol=0.7)


def test_pictures_that_are_all_the_same_say_nothing() -> None:
    same = np.ones((6, WIDTH), np.float32)
    with pytest.raises(FeatureStatisticsError, match="do not vary"):
        fit_statistics(same, np.array([0, 0, 0, 1, 1, 1]), CLASSES)
