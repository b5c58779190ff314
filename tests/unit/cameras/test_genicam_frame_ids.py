"""Frame ids of one connection count from 1 and never wrap."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.cameras.genicam.frame_ids import GIGE_VISION_16_BIT, FrameIds
from inspector.domain.errors.camera import CameraLostError


def gige() -> FrameIds:
    return FrameIds(GIGE_VISION_16_BIT, first=1, skips_zero=True)


def test_ids_count_from_one_whatever_the_device_begins_with():
    assert [gige().unwrap(raw)[0] for raw in (1, 400, 65400)] == [1, 1, 1]


def test_a_frame_lost_before_the_first_one_that_came_is_counted():
    assert gige().unwrap(3) == (3, 2)


def test_sixteen_bit_ids_wrap_from_65535_to_1():
    ids = gige()
    assert [ids.unwrap(raw) for raw in (65534, 65535, 1, 2)] == [(1, 0), (2, 0), (3, 0), (4, 0)]


def test_a_loss_across_the_wrap_is_counted():
    ids = gige()
    ids.unwrap(65534)
    assert ids.unwrap(2) == (4, 2)


@pytest.mark.parametrize("raw", [99, 100])
@pytest.mark.parametrize("modulus", [None, GIGE_VISION_16_BIT])
def test_an_id_that_goes_backwards_is_a_camera_that_restarted(raw, modulus):
    ids = FrameIds(modulus)
    ids.unwrap(100)
    with pytest.raises(CameraLostError, match=f"from 100 back to {raw}"):
        ids.unwrap(raw)


def test_after_a_stop_the_device_begins_anew_and_ours_go_on():
    ids = gige()
    assert ids.unwrap(1) == (1, 0)
    ids.restart()
    assert ids.unwrap(1) == (2, 0)
    ids.restart()
    assert ids.unwrap(2) == (4, 1)


def test_a_frame_whose_id_was_lost_has_the_next_one():
    ids = gige()
    known = [1, None, 3, None, None, 8]
    assert [ids.unwrap(raw) for raw in known] == [(1, 0), (2, 0), (3, 0), (4, 0), (5, 0), (8, 2)]


def test_an_id_that_was_lost_at_the_wrap_is_the_first_or_the_last():
    ids = gige()
    known = [65534, None, None, 2]
    assert [ids.unwrap(raw) for raw in known] == [(1, 0), (2, 0), (3, 0), (4, 0)]


def test_first_frames_whose_ids_were_lost_are_not_counted_twice():
    ids = gige()
    assert [ids.unwrap(raw) for raw in (None, None, 4)] == [(1, 0), (2, 0), (4, 1)]
    ids.restart()
    assert ids.unwrap(1) == (5, 0)


@given(
    st.integers(0, 65534),
    st.lists(st.integers(0, 200), max_size=300),
    st.sampled_from([True, False]),
)
def test_unwrapped_ids_are_the_true_counts(start, losses, skips_zero):
    """A counter that runs for ever, seen through 16 bits."""
    period = 65535 if skips_zero else 65536
    ids = FrameIds(GIGE_VISION_16_BIT, first=10**9, skips_zero=skips_zero)
    true, expected = start, 1
    assert ids.unwrap(true % period + skips_zero) == (1, 0)
    for lost in losses:
        true += lost + 1
        expected += lost + 1
        assert ids.unwrap(true % period + skips_zero) == (expected, lost)
