"""Bytes become pictures that own their pixels, or nothing."""

import numpy as np
import pytest
from metal_part import as_jpeg, as_png
from PySide6.QtCore import QSize

from inspector.domain.pictures import PictureFormat
from inspector.ui.pictures import decode_picture
from inspector.vision.stored import encode_stored

GRADIENT = np.dstack([np.tile(np.arange(64, dtype=np.uint8), (48, 1))] * 3)


def test_png_comes_back_pixel_by_pixel() -> None:
    image = decode_picture(as_png(GRADIENT))
    assert image is not None
    assert (image.width(), image.height()) == (64, 48)
    assert [image.pixelColor(x, 7).red() for x in range(64)] == list(range(64))


@pytest.mark.parametrize("grey", [True, False])
def test_webp_of_the_archive_comes_back_pixel_by_pixel(grey: bool) -> None:
    pixels = GRADIENT[..., 0] if grey else GRADIENT
    content, _ = encode_stored(np.ascontiguousarray(pixels), PictureFormat.WEBP, 90)
    image = decode_picture(content)
    assert image is not None
    assert [image.pixelColor(x, 7).green() for x in range(64)] == list(range(64))


def test_jpeg_is_read_and_outlives_its_bytes() -> None:
    encoded = bytearray(as_jpeg(GRADIENT, 64))
    image = decode_picture(bytes(encoded))
    encoded[:] = bytes(len(encoded))
    assert image is not None
    assert image.pixelColor(60, 7).red() > image.pixelColor(3, 7).red()


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="64" height="48"/>'


@pytest.mark.parametrize("spoiled", [b"", b"not a picture", as_png(GRADIENT)[:40], SVG])
def test_what_is_no_picture_is_none(spoiled: bytes) -> None:
    assert decode_picture(spoiled) is None


@pytest.mark.parametrize("encode", [as_png, lambda picture: as_jpeg(picture, 64)])
def test_a_picture_is_shrunk_to_the_room_there_is_and_keeps_its_shape(encode) -> None:
    image = decode_picture(encode(GRADIENT), QSize(32, 100))
    assert image is not None
    assert (image.width(), image.height()) == (32, 24)
    assert image.pixelColor(28, 7).red() > image.pixelColor(3, 7).red()


@pytest.mark.parametrize("room", [QSize(640, 480), QSize(0, 0)])
def test_a_picture_is_never_made_larger_than_it_is(room: QSize) -> None:
    image = decode_picture(as_png(GRADIENT), room)
    assert image is not None
    assert (image.width(), image.height()) == (64, 48)
