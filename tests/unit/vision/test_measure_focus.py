import cv2
import numpy as np
import pytest

from inspector.vision.measure.focus import measure_focus, tenengrad


def scene() -> np.ndarray:
    """Bright squares on a darker ground, with sensor noise."""
    generator = np.random.default_rng(4)
    image = np.full((120, 160), 60.0)
    image[20:100:20, 20:140:20] = 150
    image = cv2.dilate(image, np.ones((9, 9)))
    return np.clip(image + generator.normal(0, 1, image.shape), 0, 255).astype(np.uint8)


def test_focus_falls_with_every_step_of_blur():
    blurred = [scene()] + [cv2.GaussianBlur(scene(), (0, 0), sigma) for sigma in (0.7, 1.5, 3, 6)]
    measures = [measure_focus(each) for each in blurred]
    for name in ("laplacian_variance", "tenengrad"):
        values = [getattr(each, name) for each in measures]
        assert values == sorted(values, reverse=True)
        assert values[-1] < values[0] / 5


@pytest.mark.parametrize("gain", [0.4, 1.6])
def test_focus_does_not_follow_the_exposure(gain):
    brighter = np.rint(scene() * gain).astype(np.uint8)
    now, before = measure_focus(brighter), measure_focus(scene())
    assert now.tenengrad == pytest.approx(before.tenengrad, rel=0.05)
    assert now.laplacian_variance == pytest.approx(before.laplacian_variance, rel=0.05)


def test_focus_is_the_same_for_twelve_bits_and_for_colour():
    grey = measure_focus(scene())
    deep = measure_focus(scene().astype(np.uint16) * 16)
    colour = measure_focus(cv2.cvtColor(scene(), cv2.COLOR_GRAY2BGR))
    for other in (deep, colour):
        assert other.tenengrad == pytest.approx(grey.tenengrad, rel=1e-6)
        assert other.laplacian_variance == pytest.approx(grey.laplacian_variance, rel=1e-6)


def test_a_ramp_has_the_gradient_that_sobel_gives_by_hand():
    """Slope 2 per pixel: Sobel answers 16 inside and 0 at its mirrored borders."""
    ramp = np.tile(np.arange(10, 60, 2, dtype=np.uint8), (9, 1))
    inside = (ramp.shape[1] - 2) / ramp.shape[1]
    assert tenengrad(ramp) == pytest.approx(16**2 * inside / ramp.mean() ** 2)


@pytest.mark.parametrize("level", [0, 200])
def test_a_picture_without_detail_measures_nothing(level):
    measured = measure_focus(np.full((20, 30), level, np.uint8))
    assert (measured.laplacian_variance, measured.tenengrad) == (0, 0)
    assert tenengrad(np.full((20, 30), level, np.uint8)) == 0
