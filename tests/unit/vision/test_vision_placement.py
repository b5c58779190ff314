"""Where a prepared picture lies in the camera's: the steps themselves are the witness."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.domain.evidence import Region
from inspector.domain.recipe import PreprocessingStep
from inspector.vision.evidence_regions import REGIONS_MAX, regions_of
from inspector.vision.pipeline import compile_steps
from inspector.vision.placement import judged_area, placement

WIDTH, HEIGHT = 320, 240
WHOLE = Region(0, 0, 1, 1, 1)


def step(operation, **parameters):
    return PreprocessingStep(operation, parameters)


def roi(x, y, width, height):
    return step("roi", offset_x_px=x, offset_y_px=y, width_px=width, height_px=height)


CHAINS = {
    "nothing": [],
    "a region": [roi(40, 20, 200, 160)],
    "a size": [step("resize", width_px=96, height_px=64)],
    "padding": [step("letterbox", width_px=200, height_px=200)],
    "a region of a padded picture": [
        roi(16, 8, 240, 200),
        step("letterbox", width_px=256, height_px=256),
        roi(32, 32, 192, 192),
        step("median", kernel_px=3),
        step("resize", width_px=96, height_px=96),
    ],
}


@pytest.mark.parametrize("name", CHAINS)
@given(x=st.integers(60, 200), y=st.integers(60, 150))
def test_a_bright_spot_is_found_where_the_camera_saw_it(name, tmp_path_factory, x, y):
    picture = np.zeros((HEIGHT, WIDTH), np.uint8)
    picture[y : y + 12, x : x + 12] = 255
    prepared = compile_steps(CHAINS[name], tmp_path_factory.getbasetemp())(picture)
    rows, columns = np.nonzero(prepared > 100)
    height, width = prepared.shape
    spot = Region(
        columns.min() / width,
        rows.min() / height,
        (columns.max() + 1 - columns.min()) / width,
        (rows.max() + 1 - rows.min()) / height,
        1,
    )
    found = placement(CHAINS[name], WIDTH, HEIGHT).in_camera_picture(spot)
    assert found.x * WIDTH == pytest.approx(x, abs=3.5)
    assert found.y * HEIGHT == pytest.approx(y, abs=3.5)
    assert found.width * WIDTH == pytest.approx(12, abs=7)
    assert found.height * HEIGHT == pytest.approx(12, abs=7)


def test_a_region_of_the_padding_lies_nowhere():
    padded = placement(CHAINS["padding"], WIDTH, HEIGHT)
    assert padded.in_camera_picture(Region(0, 0, 1, 0.1, 1)) is None
    assert padded.in_camera_picture(WHOLE) == WHOLE


@pytest.mark.parametrize("name", CHAINS)
def test_what_lies_outside_of_the_judged_area_changes_nothing(name, tmp_path):
    """And what lies on any of its edges does; half a pixel of interpolation apart."""
    prepare = compile_steps(CHAINS[name], tmp_path)
    area = judged_area(CHAINS[name], WIDTH, HEIGHT) or WHOLE
    left, top = round(area.x * WIDTH), round(area.y * HEIGHT)
    right, bottom = round((area.x + area.width) * WIDTH), round((area.y + area.height) * HEIGHT)
    dark = np.zeros((HEIGHT, WIDTH), np.uint8)
    outside = dark + 255
    outside[top:bottom, left:right] = 0
    assert prepare(outside).max() < 8
    for edge in (
        np.s_[top : top + 8, left:right],
        np.s_[bottom - 8 : bottom, left:right],
        np.s_[top:bottom, left : left + 8],
        np.s_[top:bottom, right - 8 : right],
    ):
        marked = dark.copy()
        marked[edge] = 255
        assert prepare(marked).max() > 100


def test_a_picture_that_is_judged_as_a_whole_has_no_area():
    assert judged_area([], WIDTH, HEIGHT) is None
    assert judged_area([step("letterbox", width_px=200, height_px=200)], WIDTH, HEIGHT) is None
    assert judged_area([roi(0, 0, WIDTH, HEIGHT)], WIDTH, HEIGHT) is None


class TestRegions:
    def test_two_separate_peaks_are_two_regions_strongest_first(self):
        evidence = np.zeros((12, 12), np.float32)
        evidence[2, 3], evidence[9, 8] = 1.0, 0.7
        first, second = regions_of(evidence)
        assert (first.strength, second.strength) == (1.0, pytest.approx(0.7, abs=0.05))
        assert first.x < 3.5 / 12 < first.x + first.width
        assert second.y < 9.5 / 12 < second.y + second.height

    @pytest.mark.parametrize("level", [0.0, -1.0, 1.0, float("nan")])
    def test_what_speaks_everywhere_or_nowhere_has_no_place(self, level):
        assert regions_of(np.full((7, 7), level, np.float32)) == ()

    def test_no_more_than_a_few(self):
        evidence = np.zeros((16, 16), np.float32)
        evidence[::5, ::5] = 1
        assert len(regions_of(evidence)) == REGIONS_MAX
