"""What the sensor of the virtual GigE Vision camera makes of a picture."""

from __future__ import annotations

import numpy as np
import pytest

from inspector.clock import monotonic_ns
from inspector.sim.gige_camera.outlet import GigeOutlet
from inspector.sim.gige_camera.sensor import on_sensor, pixels
from inspector.sim.gige_camera.settings import PIXEL_FORMATS
from inspector.sim.part_source import SimPart

GREY = np.array([[10, 20], [30, 40], [50, 60]], np.uint8)


def delivered(image: np.ndarray, name: str) -> list[int]:
    return list(pixels(image, PIXEL_FORMATS[name]))


def test_a_picture_of_the_sensors_size_is_untouched() -> None:
    assert on_sensor(GREY, 2, 3) is GREY


def test_a_smaller_picture_lies_in_the_middle() -> None:
    sensor = on_sensor(GREY, 4, 5)
    assert sensor.shape == (5, 4)
    assert np.array_equal(sensor[1:4, 1:3], GREY)
    assert sensor.sum() == GREY.sum()


def test_a_larger_picture_is_cut_around_the_middle() -> None:
    wide = np.arange(30, dtype=np.uint8).reshape(3, 10)
    assert np.array_equal(on_sensor(wide, 4, 3), wide[:, 3:7])
    tall_colour = np.dstack([wide.T] * 3)
    assert np.array_equal(on_sensor(tall_colour, 3, 2), tall_colour[4:6])


def test_grey_of_8_bits_fills_a_deeper_format() -> None:
    assert delivered(GREY[:1], "Mono12") == [160, 0, 64, 1]  # 10 << 4, 20 << 4, little endian
    assert delivered(GREY[:1], "Mono16") == [0, 10, 0, 20]
    assert delivered(GREY[:1].astype(np.uint16) * 256, "Mono8") == [10, 20]


def test_mono12p_packs_two_pixels_into_three_bytes() -> None:
    values = np.array([[0xABC, 0x123, 0xFED]], np.uint16)
    assert delivered(values, "Mono12p") == [0xBC, 0x3A, 0x12, 0xED, 0x0F]


def test_colours_come_in_the_order_of_the_format() -> None:
    blue_green_red = np.array([[[1, 2, 3]]], np.uint8)
    assert delivered(blue_green_red, "BGR8") == [1, 2, 3]
    assert delivered(blue_green_red, "RGB8") == [3, 2, 1]
    assert delivered(GREY[:1], "RGB8") == [10, 10, 10, 20, 20, 20]
    assert len(delivered(blue_green_red, "Mono8")) == 1


@pytest.mark.parametrize("image", [GREY.repeat(8, 0).repeat(8, 1), None])
def test_a_part_is_exposed_whether_or_not_it_can_be_seen(image: np.ndarray | None) -> None:
    part = SimPart(image, None, None, None, "a.png")
    outlet = GigeOutlet("127.113.7.21", "S", part)
    outlet.show(part, monotonic_ns())
    outlet.close()
