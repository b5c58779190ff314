import math

import cv2
import numpy as np
import pytest

from inspector.domain.errors.calibration import TargetNotFoundError
from inspector.vision.measure.calibration import calibrate
from inspector.vision.measure.targets import Target, TargetKind

BOARD = Target(TargetKind.CHESSBOARD, 9, 6, pitch_mm=5.0)
CIRCLES = Target(TargetKind.CIRCLES, 8, 5, pitch_mm=4.0)
FINE = 80  # pixels per pitch of the print, before the camera sees it


def printed(target: Target) -> np.ndarray:
    """The target with a margin of two pitches."""
    columns, rows = target.columns + 1, target.rows + 1
    image = np.full(((rows + 4) * FINE, (columns + 4) * FINE), 230, np.uint8)
    if target.kind is TargetKind.CHESSBOARD:
        for row in range(rows):
            for column in range(row % 2, columns, 2):
                top, left = (row + 2) * FINE, (column + 2) * FINE
                image[top : top + FINE, left : left + FINE] = 30
        return image
    for row in range(target.rows):
        for column in range(target.columns):
            centre = ((column + 3) * FINE, (row + 3) * FINE)
            cv2.circle(image, centre, FINE // 4, 30, -1, cv2.LINE_AA)
    return image


def seen(target: Target, pixels_per_pitch: float, angle_deg: float, tilt: float = 0) -> np.ndarray:
    """A camera's view: scaled, turned, and the right side further away by ``tilt``."""
    image = printed(target)
    height, width = image.shape
    scale = pixels_per_pitch / FINE
    turn = np.vstack(
        [cv2.getRotationMatrix2D((width / 2, height / 2), angle_deg, scale), [0, 0, 1]]
    )
    centre = np.array([[1, 0, 300 - width / 2], [0, 1, 240 - height / 2], [0, 0, 1]])
    away = np.array([[1, 0, 0], [0, 1, 0], [tilt / 600, 0, 1]])
    view = cv2.warpPerspective(
        image, away @ centre @ turn, (600, 480), flags=cv2.INTER_AREA, borderValue=230
    )
    return cv2.GaussianBlur(view, (0, 0), 0.8)


@pytest.mark.parametrize("target", [BOARD, CIRCLES], ids=lambda each: each.kind.value)
@pytest.mark.parametrize("angle_deg", [0, 4, 7, 8, -25])
def test_the_scale_is_found_within_a_thousandth_whatever_the_angle(target, angle_deg):
    measured = calibrate(seen(target, 33.0, angle_deg), target, significant_bits=8)
    assert measured.mm_per_pixel == pytest.approx(target.pitch_mm / 33.0, rel=2e-3)
    assert measured.reprojection_error_px < 0.1
    assert measured.scale_spread < 0.005
    assert measured.points_px.shape == (target.columns * target.rows, 2)
    assert not measured.points_px.flags.writeable


@pytest.mark.parametrize("target", [BOARD, CIRCLES], ids=lambda each: each.kind.value)
def test_a_dim_target_under_uneven_light_with_noise_is_found(target):
    light = np.linspace(0.15, 0.5, 600)[None, :]
    noise = np.random.default_rng(3).normal(0, 1.5, (480, 600))
    dim = np.rint(seen(target, 33.0, 7) * light + noise).clip(0, 255).astype(np.uint8)
    measured = calibrate(dim, target, significant_bits=8)
    assert measured.mm_per_pixel == pytest.approx(target.pitch_mm / 33.0, rel=2e-3)
    assert measured.reprojection_error_px < 0.3


@pytest.mark.parametrize("target", [BOARD, CIRCLES], ids=lambda each: each.kind.value)
def test_points_of_a_large_picture_lie_where_those_of_a_small_one_do(target):
    view = seen(target, 33.0, 7)
    large = cv2.resize(view, None, fx=3, fy=3, interpolation=cv2.INTER_CUBIC)
    small_px = calibrate(view, target, significant_bits=8).points_px
    large_px = calibrate(large, target, significant_bits=8).points_px
    np.testing.assert_allclose((large_px + 0.5) / 3 - 0.5, small_px, atol=0.15)


def test_points_lie_a_pitch_apart_in_the_order_of_lines():
    points = calibrate(seen(BOARD, 33.0, 0), BOARD, significant_bits=8).points_px
    assert math.dist(points[0], points[1]) == pytest.approx(33, abs=0.3)
    assert math.dist(points[0], points[9]) == pytest.approx(33, abs=0.3)


def test_twelve_bits_and_colour_calibrate_the_same():
    view = seen(BOARD, 33.0, 7)
    grey = calibrate(view, BOARD, significant_bits=8)
    deep = calibrate(view.astype(np.uint16) * 16, BOARD, significant_bits=12)
    colour = calibrate(cv2.cvtColor(view, cv2.COLOR_GRAY2BGR), BOARD, significant_bits=8)
    assert deep.mm_per_pixel == pytest.approx(grey.mm_per_pixel)
    assert colour.mm_per_pixel == pytest.approx(grey.mm_per_pixel)


def test_a_camera_that_looks_from_aside_shows_in_the_spread_of_the_scale():
    measured = calibrate(seen(BOARD, 28.0, 0, tilt=0.3), BOARD, significant_bits=8)
    assert measured.scale_spread > 0.1
    assert measured.reprojection_error_px < 0.2


def test_a_lens_that_distorts_shows_in_the_reprojection_error():
    view = seen(BOARD, 40.0, 0)
    rows, columns = np.indices(view.shape).astype(np.float32)
    x, y = columns - 300, rows - 240
    swelling = 1 + 0.15 * (x**2 + y**2) / 300**2
    barrel = cv2.remap(view, 300 + x * swelling, 240 + y * swelling, cv2.INTER_LINEAR)
    assert calibrate(barrel, BOARD, significant_bits=8).reprojection_error_px > 0.5


@pytest.mark.parametrize(
    ("target", "wrong"),
    [
        (BOARD, Target(TargetKind.CHESSBOARD, 11, 8, 5.0)),
        (CIRCLES, Target(TargetKind.CIRCLES, 9, 9, 4.0)),
    ],
    ids=["chessboard", "circles"],
)
def test_a_target_that_is_not_there_is_cal_001(target, wrong):
    words = f"CAL-001: no {wrong.kind.value} of {wrong.columns}x{wrong.rows}"
    with pytest.raises(TargetNotFoundError, match=words):
        calibrate(seen(target, 33.0, 0), wrong, significant_bits=8)
    with pytest.raises(TargetNotFoundError, match="CAL-001"):
        calibrate(np.full((200, 200), 128, np.uint8), target, significant_bits=8)


def test_a_picture_full_of_spots_is_given_up_in_good_time():
    """Thousands of spots would keep OpenCV's search of a grid busy for minutes."""
    noise = np.random.default_rng(0).integers(0, 256, (600, 800), np.uint8)
    with pytest.raises(TargetNotFoundError, match="CAL-001"):
        calibrate(noise, CIRCLES, significant_bits=8)


@pytest.mark.parametrize("kind", TargetKind)
def test_a_target_of_two_rows_is_refused(kind):
    with pytest.raises(TargetNotFoundError, match="a target of 9x2 is too small"):
        calibrate(seen(BOARD, 33.0, 0), Target(kind, 9, 2, 5.0), significant_bits=8)
