"""What becomes of the buffers that a library hands out: ids, pixels, damage."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pytest

from inspector.cameras.genicam.frame_ids import vision_ids
from inspector.cameras.genicam.framing import Delivered, Framing
from inspector.domain.errors.camera import CameraLostError, PixelFormatUnsupportedError
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


def framing(*, is_gige: bool = True, demosaic: str = "none", **nodes: str) -> Framing:
    return Framing("192.168.0.9", vision_ids(OnlyNodes(nodes), is_gige=is_gige), demosaic)


def whole(raw_id: int, **changes: object) -> Delivered:
    pixels = {"content": np.arange(12, dtype=np.uint8), "pixel_format": MONO_8}
    return Delivered(raw_id, **{**pixels, "width": 4, "height": 3, "device_ns": 5, **changes})


def ids(made: Framing, *raw: int) -> list[tuple[int, int]]:
    frames = [made.frame(whole(each)) for each in raw]
    return [(frame.frame_id, frame.missed_since_last) for frame in frames]


def test_gige_ids_are_16_bits_without_zero() -> None:
    assert ids(framing(), 65534, 65535, 1, 3) == [
        (1, 0),
        (2, 0),
        (3, 0),
        (5, 1),
    ]


def test_extended_gige_ids_do_not_wrap() -> None:
    made = framing(GevGVSPExtendedIDMode="On")
    assert ids(made, 1, 65535, 65536) == [(1, 0), (65535, 65533), (65536, 0)]


def test_usb_ids_begin_at_zero() -> None:
    assert ids(framing(is_gige=False), 0, 1, 3) == [(1, 0), (2, 0), (4, 1)]


def test_frames_lost_at_the_start_are_counted() -> None:
    assert ids(framing(), 3) == [(3, 2)]


@pytest.mark.parametrize("raw", [(9, 8), (9, 9), (65535, 65535)])
def test_an_id_that_goes_backwards_is_a_camera_that_restarted(raw: tuple[int, int]) -> None:
    made = framing()
    made.frame(whole(raw[0]))
    with pytest.raises(CameraLostError):
        made.frame(whole(raw[1]))


def test_after_a_stop_the_ids_go_on() -> None:
    made = framing()
    assert ids(made, 1, 2) == [(1, 0), (2, 0)]
    made.restart()
    assert ids(made, 1) == [(3, 0)]
    assert made.stats.frames == 3


def test_a_damaged_buffer_keeps_its_place() -> None:
    made = framing()
    frame = made.frame(Delivered(4))
    assert (frame.frame_id, frame.fault, frame.image) == (4, Reason.FRAME_INCOMPLETE, None)
    assert frame.device_ns is None
    assert made.stats.incomplete == 1


def test_a_buffer_that_is_too_short_for_its_format_is_incomplete() -> None:
    frame = framing().frame(whole(1, height=4))
    assert (frame.fault, frame.image) == (Reason.FRAME_INCOMPLETE, None)
    assert frame.pixel_format == "Mono8"


def test_line_padding_is_no_part_of_the_picture() -> None:
    frame = framing().frame(whole(1, width=3, padding_x=1))
    assert frame.image is not None
    assert frame.image.tolist() == [[0, 1, 2], [4, 5, 6], [8, 9, 10]]


def test_a_mosaic_becomes_colour_as_asked() -> None:
    for demosaic, shape in (("none", (3, 4)), ("bilinear", (3, 4, 3))):
        frame = framing(demosaic=demosaic).frame(whole(1, pixel_format=BAYER_RG_8))
        assert frame.image is not None
        assert frame.image.shape == shape
        assert not frame.image.flags.writeable


def test_an_unknown_pixel_format_says_so() -> None:
    with pytest.raises(PixelFormatUnsupportedError, match="0x12345678"):
        framing().frame(whole(1, pixel_format=0x12345678))
