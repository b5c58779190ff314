"""Decisions of the Aravis driver that need no camera."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pytest

from inspector.cameras.aravis.frames import FrameMaker
from inspector.cameras.aravis.stream import Delivered
from inspector.cameras.found import FoundCamera, choose
from inspector.domain.errors.camera import (
    CameraAmbiguousError,
    CameraLostError,
    CameraNotFoundError,
    PixelFormatUnsupportedError,
)
from inspector.domain.evaluation import Reason
from inspector.domain.feature import FeatureKind

MONO_8 = 0x01080001
BAYER_RG_8 = 0x01080009


@dataclass
class OnlyNodes:
    values: dict[str, str] = field(default_factory=dict)

    def kind(self, name: str) -> FeatureKind | None:
        return FeatureKind.ENUMERATION if name in self.values else None

    def read(self, name: str) -> str:
        return self.values[name]


@dataclass
class Described:
    """What a frame maker asks of a device."""

    is_gige: bool = True
    nodes: OnlyNodes = field(default_factory=OnlyNodes)
    address: str = "192.168.0.9"


def whole(raw_id: int, **changes: object) -> Delivered:
    pixels = {"content": np.arange(12, dtype=np.uint8), "pixel_format": MONO_8}
    return Delivered(raw_id, 5, **{**pixels, "width": 4, "height": 3, **changes})


def ids(maker: FrameMaker, *raw: int) -> list[tuple[int, int]]:
    frames = [maker.frame(whole(each)) for each in raw]
    return [(frame.frame_id, frame.missed_since_last) for frame in frames]


def test_gige_ids_are_16_bits_without_zero() -> None:
    assert ids(FrameMaker(Described(), "none"), 65534, 65535, 1, 3) == [
        (1, 0),
        (2, 0),
        (3, 0),
        (5, 1),
    ]


def test_extended_gige_ids_do_not_wrap() -> None:
    extended = Described(nodes=OnlyNodes({"GevGVSPExtendedIDMode": "On"}))
    maker = FrameMaker(extended, "none")
    assert ids(maker, 1, 65535, 65536) == [(1, 0), (65535, 65533), (65536, 0)]


def test_usb_ids_begin_at_zero() -> None:
    assert ids(FrameMaker(Described(is_gige=False), "none"), 0, 1, 3) == [(1, 0), (2, 0), (4, 1)]


def test_frames_lost_at_the_start_are_counted() -> None:
    assert ids(FrameMaker(Described(), "none"), 3) == [(3, 2)]


@pytest.mark.parametrize("raw", [(9, 8), (9, 9), (65535, 65535)])
def test_an_id_that_goes_backwards_is_a_camera_that_restarted(raw: tuple[int, int]) -> None:
    maker = FrameMaker(Described(), "none")
    maker.frame(whole(raw[0]))
    with pytest.raises(CameraLostError):
        maker.frame(whole(raw[1]))


def test_after_a_stop_the_ids_go_on() -> None:
    maker = FrameMaker(Described(), "none")
    assert ids(maker, 1, 2) == [(1, 0), (2, 0)]
    maker.restart()
    assert ids(maker, 1) == [(3, 0)]
    assert maker.stats.frames == 3


def test_a_damaged_buffer_keeps_its_place() -> None:
    maker = FrameMaker(Described(), "none")
    frame = maker.frame(Delivered(4, 0, "missing packets"))
    assert (frame.frame_id, frame.fault, frame.image) == (4, Reason.FRAME_INCOMPLETE, None)
    assert frame.device_ns is None
    assert maker.stats.incomplete == 1


def test_a_buffer_that_is_too_short_for_its_format_is_incomplete() -> None:
    frame = FrameMaker(Described(), "none").frame(whole(1, height=4))
    assert (frame.fault, frame.image) == (Reason.FRAME_INCOMPLETE, None)
    assert frame.pixel_format == "Mono8"


def test_line_padding_is_no_part_of_the_picture() -> None:
    frame = FrameMaker(Described(), "none").frame(whole(1, width=3, padding_x=1))
    assert frame.image is not None
    assert frame.image.tolist() == [[0, 1, 2], [4, 5, 6], [8, 9, 10]]


def test_a_mosaic_becomes_colour_as_asked() -> None:
    for demosaic, shape in (("none", (3, 4)), ("bilinear", (3, 4, 3))):
        frame = FrameMaker(Described(), demosaic).frame(whole(1, pixel_format=BAYER_RG_8))
        assert frame.image is not None
        assert frame.image.shape == shape
        assert not frame.image.flags.writeable


def test_an_unknown_pixel_format_says_so() -> None:
    with pytest.raises(PixelFormatUnsupportedError, match="0x12345678"):
        FrameMaker(Described(), "none").frame(whole(1, pixel_format=0x12345678))


def found(serial: str, address: str = "10.0.0.1") -> FoundCamera:
    return FoundCamera("aravis", serial, "Maker", "Model", address)


def test_the_only_camera_needs_no_serial_number() -> None:
    assert choose([found("A")]) == 0
    assert choose([found("A"), found("B")], "B") == 1


def test_a_camera_that_is_not_there_names_those_that_are() -> None:
    with pytest.raises(CameraNotFoundError, match="seen: A, B"):
        choose([found("A"), found("B")], "C")
    with pytest.raises(CameraNotFoundError, match="seen: none"):
        choose([], "")


@pytest.mark.parametrize("serial", ["", "A"])
def test_of_several_that_fit_none_is_guessed(serial: str) -> None:
    with pytest.raises(CameraAmbiguousError, match=r"10\.0\.0\.2"):
        choose([found("A"), found("A", "10.0.0.2")], serial)
