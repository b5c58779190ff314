import math

import cv2
import numpy as np
import pytest

from inspector.domain.errors.camera import ImageUnsuitableError
from inspector.vision.measure.presence import PartDetector, PresenceSettings

HEIGHT, WIDTH = 480, 640


def view(part_x: float | None = None, *, seed: int = 0, light: float = 1.0, blur: float = 0.0):
    """A belt with grain and a bright part with print on it, its left edge at ``part_x``."""
    belt = 70 + 6 * np.sin(np.arange(HEIGHT) / 3)[:, None] * np.ones((1, WIDTH))
    image = belt.astype(np.float32)
    if part_x is not None:
        part = np.full((160, 180), 170, np.float32)
        part[::12, ::12] = 90
        part = cv2.dilate(255 - part, np.ones((3, 3), np.uint8))
        part = cv2.GaussianBlur(255 - part, (0, 0), blur) if blur else 255 - part
        left, right = max(0, round(part_x)), min(WIDTH, round(part_x) + 180)
        if left < right:
            image[160:320, left:right] = part[:, left - round(part_x) : right - round(part_x)]
    noise = np.random.default_rng(seed).normal(0, 2, image.shape)
    return np.clip(image * light + noise, 0, 255).astype(np.uint8)


def detector(background=None, **settings) -> PartDetector:
    return PartDetector(PresenceSettings(**settings), background=background)


def test_an_empty_belt_shows_no_part_however_noisy():
    watching = detector()
    observed = [watching.observe(view(seed=seed)) for seed in range(20)]
    assert not any(each.present or each.still or each.sharp for each in observed)
    assert max(each.area_share for each in observed) < 0.001


def test_a_part_is_measured_by_its_area_movement_and_focus():
    watching = detector(view())
    first = watching.observe(view(200, seed=1))
    assert first.present
    assert not first.still
    assert first.motion_px == math.inf
    standing = watching.observe(view(200, seed=2))
    assert standing.still
    assert standing.sharp
    assert standing.area_share == pytest.approx(160 * 180 / (HEIGHT * WIDTH), rel=0.1)
    moving = watching.observe(view(212, seed=3))
    assert moving.present
    assert not moving.still
    assert 6 < moving.motion_px < 30
    assert moving.focus == 0


@pytest.mark.parametrize("step_px", [0, 6, 12, 40])
def test_only_a_part_that_stands_is_still(step_px):
    watching = detector(view())
    watching.observe(view(150))
    assert watching.observe(view(150 + step_px, seed=1)).still == (step_px == 0)


def test_a_blurred_part_is_still_but_not_sharp():
    sharp = detector(view())
    sharp.observe(view(200))
    limit = sharp.observe(view(200, seed=1)).focus / 2
    watching = detector(view(), min_focus=limit)
    watching.observe(view(200, blur=5))
    blurred = watching.observe(view(200, blur=5, seed=1))
    assert (blurred.present, blurred.still, blurred.sharp) == (True, True, False)
    assert 0 < blurred.focus < limit
    watching.observe(view(200, seed=2))
    assert watching.observe(view(200, seed=3)).sharp


def test_a_part_at_the_border_does_not_flicker():
    """Between half of the limit and the limit: gone for who has not seen it, there for who has."""
    share = 160 * 60 / (HEIGHT * WIDTH)
    settings = {"min_area_share": share * 1.4}
    coming = detector(view(), **settings)
    assert not coming.observe(view(-120)).present
    leaving = detector(view(), **settings)
    assert leaving.observe(view(0)).present
    assert leaving.observe(view(-120)).present
    assert not leaving.observe(view(-165)).present


def test_light_that_drifts_to_half_is_never_a_part():
    watching = detector(view())
    for step in range(100):
        assert not watching.observe(view(seed=step, light=1 - 0.005 * step)).present


def test_light_that_drifts_while_a_part_stays_does_not_keep_the_part():
    watching = detector(view())
    for step in range(40):
        assert watching.observe(view(200, seed=step, light=1 + 0.004 * step)).present
    assert not watching.observe(view(seed=99, light=1.16)).present
    assert watching.observe(view(300, light=1.16)).present


def test_a_part_that_stays_is_not_learned():
    watching = detector(view())
    for seed in range(200):
        assert watching.observe(view(200, seed=seed % 7)).present
    assert not watching.observe(view()).present


def test_a_part_that_was_there_at_the_start_is_no_part_when_it_has_left():
    watching = detector()
    assert not watching.observe(view(200)).present
    assert not watching.observe(view(seed=1)).present
    assert watching.observe(view(400, seed=2)).present
    assert not watching.observe(view(seed=3)).present


def test_a_change_of_light_beyond_the_tolerance_is_not_explained_away():
    watching = detector(view(), light_tolerance=0.2)
    assert not watching.observe(view(light=1.18)).present
    assert watching.observe(view(light=1.6)).present


def test_an_even_part_that_fills_the_picture_of_a_patterned_belt_is_a_part():
    belt = np.full((HEIGHT, WIDTH), 60, np.uint8)
    belt[:, ::40] = belt[:, 1::40] = belt[:, 2::40] = 120
    watching = detector()
    assert not watching.observe(belt).present
    assert watching.observe(np.full_like(belt, 200)).present
    assert not watching.observe(belt).present


def test_a_given_background_is_never_replaced_by_a_frame():
    watching = detector(view(200))
    assert watching.observe(view()).present
    assert watching.observe(view(seed=1)).present


def test_twelve_bits_and_colour_are_judged_like_eight_bits():
    deep = PartDetector(PresenceSettings(), significant_bits=12)
    colour = detector()
    grey = detector()
    for frame in (view(), view(200), view(200, seed=1), view(260)):
        expected = grey.observe(frame)
        twelve = deep.observe(frame.astype(np.uint16) * 16)
        bgr = colour.observe(cv2.cvtColor(frame, cv2.COLOR_GRAY2BGR))
        for other in (twelve, bgr):
            assert (other.present, other.still) == (expected.present, expected.still)
            assert other.area_share == pytest.approx(expected.area_share, rel=0.02)
            assert other.focus == pytest.approx(expected.focus, rel=0.02)


def test_a_frame_of_another_size_is_refused():
    watching = detector(view())
    with pytest.raises(ImageUnsuitableError, match="320x480 is not the size of the background"):
        watching.observe(view()[:, :320])


def test_a_picture_smaller_than_the_working_size_is_judged_as_it_is():
    watching = detector(np.full((40, 60), 80, np.uint8))
    frame = np.full((40, 60), 80, np.uint8)
    frame[10:30, 10:30] = 200
    watching.observe(frame)
    observed = watching.observe(frame)
    assert observed.still
    assert observed.area_share == pytest.approx(400 / 2400)
