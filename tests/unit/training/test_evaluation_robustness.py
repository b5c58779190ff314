"""Disturbances of pictures: deterministic, ordered by severity, the same at every resolution."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import cv2
import numpy as np
import pytest

from inspector.sim.parts import render_part
from inspector.training.evaluation.robustness.disturbances import (
    DISTURBANCES,
    SEVERITIES,
    Disturbance,
)
from inspector.training.evaluation.robustness.light import vignetting
from inspector.training.evaluation.robustness.measure import choose_evenly
from inspector.training.evaluation.robustness.optics import disc, gaussian_blur

GREY = render_part(5, 2, defect_rate=1).image
COLOUR = np.stack([GREY, GREY // 2 + 40, 255 - GREY], axis=-1)
every = pytest.mark.parametrize("disturbance", DISTURBANCES, ids=lambda each: each.name)


def change(disturbance: Disturbance, image: np.ndarray, severity: int, seed: int = 3) -> float:
    disturbed = disturbance.apply(image, severity, np.random.default_rng(seed))
    return float(np.abs(disturbed.astype(float) - image).mean())


@every
def test_each_severity_changes_more_than_the_one_before(disturbance: Disturbance) -> None:
    changes = [change(disturbance, GREY, severity) for severity in SEVERITIES]
    assert changes == sorted(changes)
    assert changes[0] > 0
    assert len(set(changes)) == len(SEVERITIES)


@every
@pytest.mark.parametrize("image", [GREY, COLOUR], ids=["grey", "colour"])
def test_shape_and_type_stay_and_the_picture_is_not_touched(
    disturbance: Disturbance, image: np.ndarray
) -> None:
    before = image.copy()
    disturbed = disturbance.apply(image, 5, np.random.default_rng(1))
    assert disturbed.shape == image.shape
    assert disturbed.dtype == np.uint8
    assert np.array_equal(image, before)


@every
def test_the_same_seed_gives_the_same_picture(disturbance: Disturbance) -> None:
    first, second = (disturbance.apply(GREY, 3, np.random.default_rng(9)) for _ in range(2))
    assert np.array_equal(first, second)


@pytest.mark.parametrize(
    "name", ["gaussian_blur", "defocus", "shift", "rotation", "uneven_light", "vignetting"]
)
def test_a_severity_means_the_same_at_twice_the_resolution(name: str) -> None:
    disturbance = next(each for each in DISTURBANCES if each.name == name)
    large = cv2.resize(GREY, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC)
    small_change, large_change = (change(disturbance, image, 4) for image in (GREY, large))
    assert large_change == pytest.approx(small_change, rel=0.15)


@every
@pytest.mark.parametrize("shape", [(8, 8), (8, 300), (300, 9, 3)])
def test_the_smallest_and_narrowest_pictures_are_disturbed_too(
    disturbance: Disturbance, shape: tuple[int, ...]
) -> None:
    image = np.random.default_rng(0).integers(0, 256, shape, np.uint8)
    for severity in SEVERITIES:
        assert disturbance.apply(image, severity, np.random.default_rng(2)).shape == shape


@pytest.mark.parametrize("radius", [0.1, 0.7, 2.5, 9.0])
def test_a_disc_keeps_the_light_and_has_its_radius(radius: float) -> None:
    kernel = disc(radius)
    assert kernel.sum() == pytest.approx(1, abs=1e-5)
    assert np.array_equal(kernel, kernel.T)
    area = 1 / kernel.max()
    assert area == pytest.approx(max(np.pi * radius**2, 0.8), rel=0.25)


def test_pictures_are_chosen_evenly_from_all_classes() -> None:
    labels = np.array([0] * 90 + [1] * 8 + [2] * 2)
    chosen = choose_evenly(labels, 12, seed=4)
    assert Counter(labels[chosen].tolist()) == {0: 5, 1: 5, 2: 2}
    assert np.array_equal(chosen, choose_evenly(labels, 12, seed=4))
    assert len(choose_evenly(labels, 1000, seed=4)) == 100


def test_the_documented_amounts_are_those_that_are_applied() -> None:
    page = (Path(__file__).parents[3] / "docs/reference/evaluation.md").read_text("utf-8")
    for each in DISTURBANCES:
        amounts = " | ".join(f"{amount:g}" for amount in each.amounts)
        assert f"| `{each.name}` | {each.parameter} | {amounts} |" in page


def test_vignetting_darkens_all_corners_alike_and_spares_the_middle() -> None:
    flat = np.full((41, 41), 200, np.uint8)
    amount = {each.name: each.amounts for each in DISTURBANCES}["vignetting"][4]
    dark = vignetting(flat, amount, np.random.default_rng(1))
    assert dark[20, 20] == 200
    assert np.array_equal(dark, dark.T)
    corners = {int(dark[row, column]) for row in (0, -1) for column in (0, -1)}
    assert corners == {round(200 * (1 - amount))}


def test_a_blur_takes_its_width_from_the_shorter_side() -> None:
    edge = np.zeros((100, 300), np.uint8)
    edge[:, 150:] = 255
    blurred = gaussian_blur(edge, 0.05, np.random.default_rng(1))[50].astype(float)
    spread = np.interp([0.159 * 255, 0.841 * 255], blurred, np.arange(300))
    assert (spread[1] - spread[0]) / 2 == pytest.approx(0.05 * 100, rel=0.1)
