"""What a picture says of camera, lens and light."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from inspector.vision.measure.focus import measure_focus
from inspector.vision.measure.health import (
    CONFIDENCE_MIN,
    measure_health,
    measure_shift,
    shift_reference,
    tiled_tenengrad,
)


def scene(
    seed: int = 1, size: tuple[int, int] = (480, 640), shift: tuple[int, int] = (0, 0)
) -> np.ndarray:
    """Structure of all sizes, cut out of a larger scene at a place."""
    rng = np.random.default_rng(seed)
    height, width = size
    large = np.zeros((height + 200, width + 200), np.float32)
    for side in (8, 32, 128):
        coarse = rng.normal(0, 1, (large.shape[0] // side + 2, large.shape[1] // side + 2))
        large += cv2.resize(coarse.astype(np.float32), large.shape[::-1])
    large = 120 + 25 * large
    x, y = shift
    cut = large[100 - y : 100 - y + height, 100 - x : 100 - x + width]
    return np.clip(cut, 0, 255).astype(np.uint8)


def noisy(image: np.ndarray, seed: int = 2, sigma: float = 4.0) -> np.ndarray:
    noise = np.random.default_rng(seed).normal(0, sigma, image.shape)
    return np.clip(image + noise, 0, 255).astype(np.uint8)


def health(image: np.ndarray, bits: int = 8):
    return measure_health(image, significant_bits=bits)


def test_defocus_lowers_focus_and_nothing_else_much():
    sharp, blurred = health(scene()), health(cv2.GaussianBlur(scene(), (0, 0), 2.0))
    assert blurred.focus < 0.8 * sharp.focus
    assert blurred.brightness == pytest.approx(sharp.brightness, rel=0.01)


def test_dimming_lowers_brightness_and_leaves_focus():
    bright, dim = health(scene()), health((scene() * 0.7).astype(np.uint8))
    assert dim.brightness == pytest.approx(0.7 * bright.brightness, rel=0.02)
    assert dim.contrast == pytest.approx(0.7 * bright.contrast, rel=0.1)
    assert dim.focus == pytest.approx(bright.focus, rel=0.1)


def test_a_single_saturated_stripe_of_a_large_picture_is_seen():
    image = scene(size=(1024, 1280))
    image[:, 640:768] = 255
    assert health(image).saturated_percent == pytest.approx(10, abs=1)


def test_a_small_picture_is_measured_whole():
    image = scene(size=(120, 160))
    assert tiled_tenengrad(image) == pytest.approx(measure_focus(image).tenengrad)


@pytest.mark.parametrize("size", [(2048, 2448), (300, 2000), (2000, 300), (8, 8)])
def test_tiles_measure_what_the_whole_picture_would(size):
    image = scene(size=size)
    assert tiled_tenengrad(image) == pytest.approx(measure_focus(image).tenengrad, rel=0.35)


def test_colour_and_depth_make_no_difference():
    grey = scene()
    colour = cv2.cvtColor(grey, cv2.COLOR_GRAY2BGR)
    deep = grey.astype(np.uint16) << 4
    for image, bits in ((colour, 8), (deep, 12)):
        found = health(image, bits)
        assert found.focus == pytest.approx(health(grey).focus, rel=0.01)
        assert found.brightness == pytest.approx(health(grey).brightness, rel=0.01)


def test_a_black_picture_measures_nothing():
    found = health(np.zeros((480, 640), np.uint8))
    assert (found.focus, found.brightness, found.contrast) == (0.0, 0.0, 0.0)


@pytest.mark.parametrize("shift", [(0, 0), (12, 0), (0, -9), (-31, 22), (60, 40)])
def test_a_shift_is_found_through_noise_with_its_sign(shift):
    reference = shift_reference(scene())
    found = measure_shift(noisy(scene(shift=shift)), reference)
    assert found is not None
    assert (found.x_px, found.y_px) == pytest.approx(shift, abs=1.5)
    assert found.confidence >= CONFIDENCE_MIN


def test_a_shift_of_a_large_colour_picture_is_told_in_its_own_pixels():
    size = (1536, 2048)
    moved = cv2.cvtColor(scene(size=size, shift=(40, -24)), cv2.COLOR_GRAY2BGR)
    found = measure_shift(moved, shift_reference(scene(size=size)))
    assert found is not None
    assert (found.x_px, found.y_px) == pytest.approx((40, -24), abs=2.5)


def test_dimmed_and_defocused_pictures_have_not_moved():
    changed = cv2.GaussianBlur((scene() * 0.6).astype(np.uint8), (0, 0), 2.0)
    found = measure_shift(noisy(changed), shift_reference(scene()))
    assert found is not None
    assert (found.x_px, found.y_px) == pytest.approx((0, 0), abs=1.0)


@pytest.mark.parametrize("seed", range(2, 22))
def test_another_scene_has_no_shift(seed):
    assert measure_shift(scene(seed), shift_reference(scene(1))) is None


def test_another_size_or_an_empty_scene_has_no_shift():
    reference = shift_reference(scene())
    assert measure_shift(scene(size=(240, 320)), reference) is None
    assert measure_shift(np.zeros((480, 640), np.uint8), reference) is None
