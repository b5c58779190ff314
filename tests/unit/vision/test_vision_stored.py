"""Files of the archive: what was seen comes back, in every format and from every reader."""

from __future__ import annotations

import io
from pathlib import Path

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from inspector.domain.pictures import PictureFormat
from inspector.services.history.thumbnail import thumbnail_jpeg
from inspector.vision.decode import decode_archived
from inspector.vision.imagefile import read_image
from inspector.vision.stored import encode_stored, media_type, stored_as

LOSSLESS = [PictureFormat.PNG, PictureFormat.WEBP]
LOSSY = [PictureFormat.WEBP_LOSSY, PictureFormat.JPEG]


def part(*, colour: bool = True, side: int = 96) -> np.ndarray:
    """Metal with a scratch, and the noise of a sensor."""
    rows, columns = np.mgrid[0:side, 0:side]
    light = 120 + 60 * np.sin(rows / 17) * np.cos(columns / 23)
    light[side // 2, 8:-8] = 20
    noisy = light + np.random.default_rng(7).normal(0, 2, light.shape)
    grey = np.clip(noisy, 0, 255).astype(np.uint8)
    return np.dstack([grey, np.roll(grey, 3, 1), 255 - grey]) if colour else grey


@pytest.mark.parametrize("colour", [True, False], ids=["colour", "mono"])
@pytest.mark.parametrize("wanted", LOSSLESS)
def test_a_lossless_file_gives_back_every_pixel_to_every_reader(tmp_path, wanted, colour):
    image = part(colour=colour)
    content, kind = encode_stored(image, wanted, 90)
    file = Path(tmp_path) / f"part{kind.suffix}"
    file.write_bytes(content)
    assert (kind, stored_as(content)) == (wanted, wanted)
    for decoded in (decode_archived(content), read_image(file)):
        np.testing.assert_array_equal(decoded, image)


@settings(max_examples=60)
@given(
    arrays(
        st.sampled_from([np.uint8, np.uint16]),
        st.one_of(
            st.tuples(st.integers(1, 24), st.integers(1, 24)),
            st.tuples(st.integers(1, 24), st.integers(1, 24), st.just(3)),
        ),
    ),
    st.sampled_from(LOSSLESS),
)
def test_whatever_a_camera_sends_no_bit_is_lost(image, wanted):
    content, kind = encode_stored(image, wanted, 1)
    np.testing.assert_array_equal(decode_archived(content), image)
    assert kind is (wanted if image.dtype == np.uint8 else PictureFormat.PNG)


@pytest.mark.parametrize("colour", [True, False], ids=["colour", "mono"])
@pytest.mark.parametrize("wanted", LOSSY)
def test_a_lossy_file_is_smaller_and_told_from_its_bytes(wanted, colour):
    image = part(colour=colour)
    content, kind = encode_stored(image, wanted, 80)
    back = decode_archived(content)
    assert (kind, stored_as(content)) == (wanted, wanted)
    assert back.shape == image.shape
    assert np.abs(back.astype(int) - image).mean() < 12
    assert len(content) < len(encode_stored(image, PictureFormat.PNG, 80)[0]) / 2
    assert len(encode_stored(image, wanted, 20)[0]) < len(content)


@pytest.mark.parametrize("wanted", list(PictureFormat))
def test_what_only_png_can_hold_becomes_png(wanted):
    deep = part(colour=False).astype(np.uint16) * 257
    long = np.zeros((2, 65_501), np.uint8)
    for image in (deep, long):
        content, kind = encode_stored(image, wanted, 90)
        assert kind is PictureFormat.PNG
        np.testing.assert_array_equal(decode_archived(content), image)


def test_others_read_a_webp_that_says_it_is_grey():
    pillow = pytest.importorskip("PIL.Image", reason="comes with the extra `train`")
    image = part(colour=False)
    content, _ = encode_stored(image, PictureFormat.WEBP, 90)
    with pillow.open(io.BytesIO(content)) as opened:
        assert opened.size == (96, 96)
        np.testing.assert_array_equal(np.asarray(opened.convert("RGB"))[..., 1], image)


@pytest.mark.parametrize("wanted", list(PictureFormat))
@pytest.mark.parametrize("colour", [True, False], ids=["colour", "mono"])
def test_a_thumbnail_is_made_of_every_format(wanted, colour):
    content, _ = encode_stored(part(colour=colour), wanted, 90)
    small = cv2.imdecode(np.frombuffer(thumbnail_jpeg(content, 40), np.uint8), -1)
    assert small.shape[:2] == (40, 40)
    assert (small.ndim == 3) is colour


def test_the_web_is_told_what_a_file_is_from_its_bytes():
    image = part()
    told = [media_type(encode_stored(image, each, 90)[0]) for each in PictureFormat]
    assert told == ["image/png", "image/webp", "image/webp", "image/jpeg"]
    assert media_type(b"RIFF") == media_type(b"no picture") == "application/octet-stream"
