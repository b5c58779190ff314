"""Ranges of activations: what they cover, and that finding them needs little memory."""

from __future__ import annotations

import gc
import tracemalloc
from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from onnx import numpy_helper

pytest.importorskip("torch", reason="needs the extra `train`")

from quantization_rig import SIZE_PX, Convolutional, graph_of, pictures

from inspector.domain.errors.quantization import CalibrationPicturesError
from inspector.domain.errors.training import TrainingCancelledError
from inspector.training.datasets.samples import Samples
from inspector.training.progress import Silence
from inspector.training.quantization.body import Body, cut_body
from inspector.training.quantization.calibration import calibrate, calibration_samples
from inspector.training.quantization.plan import plan
from inspector.training.quantization.ranges import BINS, METHODS, Range, Spread, entropy, percentile
from inspector.training.quantization.runtime import Probe, simplify
from inspector.training.quantization.static_int8 import grid
from inspector.training.quantization.weights import quantize_weights


@pytest.fixture(scope="module")
def body() -> Body:
    return simplify(cut_body(graph_of(Convolutional()), SIZE_PX))


def spread_of(values: np.ndarray) -> Spread:
    counts, _ = np.histogram(values, BINS)
    return Spread(float(values.min()), float(values.max()), counts.astype(np.int64))


def test_streamed_histograms_are_those_of_all_activations_at_once(body: Body) -> None:
    names = plan(body, linear_only=False).tensors
    samples = pictures(7, 1)
    found = calibrate(body, names, samples, 1, Silence())
    probe = Probe(body, names, 1)
    shown = [probe.show(image) for image in samples.images]
    for place, name in enumerate(names):
        everything = np.concatenate([row[place].reshape(-1) for row in shown])
        assert found[name].low == everything.min()
        assert found[name].high == everything.max()
        assert found[name].counts.sum() == everything.size
        counts, _ = np.histogram(everything, BINS)
        assert np.abs(found[name].counts - counts).sum() < 0.01 * everything.size


def test_calibration_needs_no_more_memory_for_more_pictures(body: Body) -> None:
    names = plan(body, linear_only=False).tensors

    def peak_bytes(count: int) -> int:
        samples = pictures(count, 1)
        gc.collect()
        tracemalloc.start()
        calibrate(body, names, samples, 1, Silence())
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return peak

    peak_bytes(2)
    few, many = peak_bytes(4), peak_bytes(64)
    activations = 60 * sum(
        np.prod(x.shape) * 4 for x in Probe(body, names, 1).show(pictures(1, 1).images[0])
    )
    assert many - few < 0.05 * activations


def test_calibration_can_be_cancelled_and_needs_pictures(body: Body) -> None:
    class Cancelling(Silence):
        def advance(self, detail: str = "") -> None:
            raise TrainingCancelledError("cancelled")

    with pytest.raises(TrainingCancelledError):
        calibrate(body, [body.begin], pictures(3, 1), 1, Cancelling())
    with pytest.raises(CalibrationPicturesError, match="no picture"):
        calibrate(body, [body.begin], pictures(0, 1), 1, Silence())


def test_a_network_that_is_not_finite_cannot_be_calibrated() -> None:
    body = simplify(cut_body(graph_of(Convolutional()), SIZE_PX))
    weights = body.model.graph.initializer[0]
    broken = np.full(weights.dims, np.nan, np.float32)
    weights.CopyFrom(numpy_helper.from_array(broken, weights.name))
    names = plan(body, linear_only=False).tensors
    with pytest.raises(CalibrationPicturesError, match="not finite"):
        calibrate(body, names, pictures(3, 1), 1, Silence())


def labelled(counts: list[int]) -> Samples:
    labels = np.repeat(np.arange(len(counts)), counts)
    names = tuple(str(row) for row in range(len(labels)))
    classes = tuple(f"class {label}" for label in range(len(counts)))
    return Samples(np.zeros((len(labels), 1, 1, 1), np.uint8), labels, classes, names)


@given(st.lists(st.integers(1, 60), min_size=1, max_size=6), st.integers(6, 100))
def test_calibration_pictures_are_of_all_classes_alike(counts: list[int], most: int) -> None:
    found = calibration_samples(labelled(counts), most)
    taken = np.bincount(found.labels, minlength=len(counts))
    assert len(found) <= most
    assert len(set(found.names)) == len(found)
    if sum(counts) > most:
        short = [taken[label] for label in range(len(counts)) if taken[label] < counts[label]]
        assert max(taken) - min(short) <= 1 + len(counts)
        assert len(found) > most - len(counts)
    else:
        assert len(found) == sum(counts)


@pytest.mark.parametrize("method", METHODS)
@given(st.integers(0, 2**31))
def test_a_range_lies_within_what_was_seen_and_holds_zero(method: str, seed: int) -> None:
    rng = np.random.default_rng(seed)
    values = rng.normal(rng.normal(), 1, 500) * 10 ** rng.uniform(-3, 3)
    found = METHODS[method](spread_of(values))
    assert min(values.min(), 0) <= found.low <= 0 <= found.high <= max(values.max(), 0) * 1.0001


def test_percentile_and_entropy_clip_an_outlier_and_keep_the_bulk() -> None:
    rng = np.random.default_rng(0)
    values = np.append(rng.uniform(0, 1, 200_000), [9.0])
    for method in (percentile, entropy):
        found = method(spread_of(values))
        assert 0.9 < found.high < 2, method.__name__


def test_entropy_is_not_led_astray_by_the_zeros_of_a_relu() -> None:
    rng = np.random.default_rng(0)
    values = np.maximum(rng.normal(-1, 1, 200_000), 0)
    found = entropy(spread_of(values))
    assert (values > found.high).mean() < 0.002


def test_a_dead_tensor_has_a_range_and_a_grid() -> None:
    dead = Spread(0.0, 0.0, np.eye(1, BINS, dtype=np.int64)[0])
    for method in METHODS.values():
        found = grid(method(dead))
        assert found.scale > 0
        assert found.zero_point == 0


@given(st.floats(-1e3, 1e3), st.floats(-1e3, 1e3))
def test_zero_lies_on_the_grid_and_the_range_is_covered(one: float, other: float) -> None:
    limits = Range(min(one, other), max(one, other))
    own = grid(limits)
    low, high = -own.zero_point * own.scale, (255 - own.zero_point) * own.scale
    assert 0 <= own.zero_point <= 255
    assert low <= limits.low + own.scale
    assert high >= limits.high - own.scale


@pytest.mark.parametrize("axis", [None, 0, 1])
def test_weights_are_off_by_half_a_step_at_most(axis: int | None) -> None:
    weights = np.random.default_rng(1).normal(0, 1, (5, 7)).astype(np.float32)
    weights[2] = 0
    integers, scale = quantize_weights(weights, axis)
    shape = {None: (), 0: (-1, 1), 1: (1, -1)}[axis]
    back = integers * scale.reshape(shape)
    assert integers.dtype == np.int8
    assert np.abs(integers.astype(int)).max() == 127
    assert (np.abs(back - weights) <= 0.5001 * scale.reshape(shape)).all()


def test_a_bias_that_would_not_fit_into_32_bits_widens_the_scale() -> None:
    weights = np.full((1, 1), 1e-9, np.float32)
    _, scale = quantize_weights(weights, 0, np.array([1e-3], np.float32))
    assert np.float32(1e-3) <= scale[0] <= 1.001e-3, "the next that a half expresses"


@pytest.fixture(autouse=True)
def no_tracing_left() -> Iterator[None]:
    yield
    assert not tracemalloc.is_tracing()
