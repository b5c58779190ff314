"""Frames from GenTL buffers that no simulated producer delivers: padded, wrapped, odd."""

from types import SimpleNamespace

import numpy as np
import pytest

from inspector.cameras.genicam.framing import Delivered, Framing
from inspector.domain.errors.camera import CameraLostError, PixelFormatUnsupportedError
from inspector.domain.evaluation import Reason
from inspector.domain.frame import Frame

gentl = pytest.importorskip("genicam.gentl", reason="genicam (pip) is not installed")

from inspector.cameras.gentl.frames import delivered, frame_ids  # noqa: E402 - after the skip

MONO8, MONO12P, JPEG = 0x01080001, 0x010C0047, 5


class Unknown:
    """A property that the producer does not offer."""

    def __get__(self, *_: object) -> object:
        raise gentl.NotAvailableException("not available")


class SparseBuffer(SimpleNamespace):
    """A buffer of a producer that offers the mandatory properties only."""

    frame_id = size_filled = delivered_image_height = timestamp_ns = Unknown()


def buffer(raw=b"\x01\x02\x03\x04", kind=SimpleNamespace, **more) -> SimpleNamespace:
    told = {
        "raw_buffer": raw,
        "width": 2,
        "height": 2,
        "padding_x": 0,
        "image_offset": 0,
        "payload_type": 1,
        "pixel_format": MONO8,
        "pixel_endianness": 1,
    }
    if kind is SimpleNamespace:
        told |= {"frame_id": 1, "size_filled": len(raw), "delivered_image_height": 2}
        told |= {"timestamp_ns": 77}
    return kind(**{**told, **more})


class Maker(Framing):
    """Frames as the driver makes them of one device's buffers."""

    def __init__(self, tl_type: str = "GEV") -> None:
        super().__init__("a camera", frame_ids(tl_type), "bilinear")

    def complete(self, buffer: SimpleNamespace) -> Frame:
        return self.frame(delivered(buffer))

    def incomplete(self) -> Frame:
        return self.frame(Delivered(None))


def test_line_padding_and_an_offset_are_no_part_of_the_picture():
    frame = Maker().complete(buffer(b"\xff\x01\x02\xee\x03\x04\xee", padding_x=1, image_offset=1))
    np.testing.assert_array_equal(frame.image, [[1, 2], [3, 4]])
    assert (frame.pixel_format, frame.device_ns, frame.source) == ("Mono8", 77, "a camera")
    assert not frame.image.flags.writeable


def test_twelve_packed_bits_stay_twelve_bits():
    frame = Maker().complete(buffer(b"\xff\xff\xff\x01\x20\x00", pixel_format=MONO12P))
    np.testing.assert_array_equal(frame.image, [[4095, 4095], [1, 2]])
    assert frame.image.dtype == np.uint16


def test_a_line_scan_frame_that_ended_early_has_the_lines_that_came():
    frame = Maker().complete(buffer(delivered_image_height=1))
    assert frame.image.shape == (1, 2)


def test_a_buffer_that_was_not_filled_is_an_incomplete_frame():
    made = Maker()
    frame = made.complete(buffer(size_filled=3))
    assert (frame.image, frame.fault) == (None, Reason.FRAME_INCOMPLETE)
    assert made.stats.incomplete == 1


def test_a_producer_may_leave_out_what_is_optional():
    made = Maker()
    frames = [made.complete(buffer(kind=SparseBuffer)) for _ in range(3)]
    assert [frame.frame_id for frame in frames] == [1, 2, 3]
    assert frames[0].device_ns is None
    assert frames[0].image.shape == (2, 2)


def test_the_ids_of_gige_vision_wrap_past_zero_also_over_an_incomplete_frame():
    made = Maker("GEV")
    ids = [made.complete(buffer(frame_id=raw)).frame_id for raw in (1, 30_000, 60_000, 65_535)]
    assert ids[-1] == 65_535
    assert made.incomplete().frame_id == 65_536
    after = made.complete(buffer(frame_id=3))
    assert (after.frame_id, after.missed_since_last) == (65_538, 1)


def test_a_usb3_vision_camera_counts_from_zero():
    frame = Maker("U3V").complete(buffer(frame_id=1))
    assert (frame.frame_id, frame.missed_since_last) == (2, 1)


def test_ids_that_go_backwards_are_a_camera_that_restarted():
    made = Maker("U3V")
    made.complete(buffer(frame_id=9))
    with pytest.raises(CameraLostError, match="from 9 back to 2"):
        made.complete(buffer(frame_id=2))


def test_after_a_restart_the_device_counts_anew_and_our_ids_go_on():
    made = Maker()
    made.complete(buffer(frame_id=1))
    made.restart()
    frame = made.complete(buffer(frame_id=1))
    assert (frame.frame_id, frame.missed_since_last) == (2, 0)


def test_a_device_that_counts_from_anywhere_has_missed_nothing_before_its_first_frame():
    made = Maker("Custom")
    frames = [made.incomplete(), made.complete(buffer(frame_id=40)), made.incomplete()]
    made.restart()
    frames += [made.complete(buffer(frame_id=43)), made.complete(buffer(frame_id=45))]
    assert [frame.frame_id for frame in frames] == [1, 2, 3, 4, 6]
    assert [frame.missed_since_last for frame in frames] == [0, 0, 0, 0, 1]


@pytest.mark.parametrize(
    ("told", "named"),
    [
        ({"payload_type": JPEG}, "payload type 5"),
        ({"pixel_format": 0x80000001}, "0x80000001"),
        ({"pixel_format": 0x01100005, "pixel_endianness": 2}, "Mono12 in big-endian order"),
    ],
)
def test_a_picture_that_cannot_be_decoded_says_what_it_is(told, named):
    with pytest.raises(PixelFormatUnsupportedError, match=named):
        Maker().complete(buffer(**told))
