import re

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pfnc_packer import bayer_mosaic, pack_lines

from inspector.domain.errors.camera import (
    FeatureError,
    ImageUnsuitableError,
    PixelFormatUnsupportedError,
)
from inspector.vision.pfnc import FORMATS, PixelFormat, decode, payload_bytes, significant_bits
from inspector.vision.pfnc.formats import Kind

NOT_CHROMA = [each for each in FORMATS if each.kind in (Kind.MONO, Kind.BAYER, Kind.RGB)]
SINGLE = [each for each in NOT_CHROMA if each.kind is not Kind.RGB]
PACKED_MONO = ("Mono10p", "Mono12p", "Mono14p", "Mono10Packed", "Mono12Packed")


def suffix(pixel_format: PixelFormat) -> str:
    return re.sub(r"^\D+\d+", "", pixel_format.name)


def random_lines(pixel_format: PixelFormat, width: int, height: int, seed: int) -> np.ndarray:
    letters = pixel_format.components if pixel_format.kind is Kind.RGB else "Y"
    return np.random.default_rng(seed).integers(
        0, 1 << pixel_format.bits, (height, width * len(letters))
    )


def expected_pixels(pixel_format: PixelFormat, lines: np.ndarray) -> np.ndarray:
    depth = np.uint8 if pixel_format.bits == 8 else np.uint16
    if pixel_format.kind is not Kind.RGB:
        return lines.astype(depth)
    letters = pixel_format.components
    pixels = lines.reshape(lines.shape[0], -1, len(letters))
    return pixels[:, :, [letters.index(letter) for letter in "BGR"]].astype(depth)


@pytest.mark.parametrize("pixel_format", NOT_CHROMA, ids=lambda each: each.name)
@pytest.mark.parametrize(("width", "padding_x"), [(8, None), (7, None), (7, 0), (8, 3), (5, 1)])
def test_samples_keep_their_value_in_every_format(pixel_format, width, padding_x):
    lines = random_lines(pixel_format, width, 5, seed=width)
    content = pack_lines(lines.tolist(), suffix(pixel_format), pixel_format.bits, padding_x)
    line_bytes = -(-width * pixel_format.bits_per_pixel // 8)
    stride = None if padding_x is None else line_bytes + padding_x
    image = decode(content, pixel_format.name, width, 5, stride_bytes=stride, demosaic="none")
    np.testing.assert_array_equal(image, expected_pixels(pixel_format, lines))
    assert image.dtype == (np.uint8 if pixel_format.bits == 8 else np.uint16)
    assert image.flags.writeable
    assert image.flags.c_contiguous


@given(
    name=st.sampled_from([each.name for each in SINGLE]),
    width=st.integers(1, 70),
    height=st.integers(1, 9),
    padding_x=st.none() | st.integers(1, 9),
    trailing=st.integers(0, 9),
    seed=st.integers(0, 999),
)
def test_any_size_and_padding_decodes_to_what_was_packed(
    name, width, height, padding_x, trailing, seed
):
    known = PixelFormat.from_name(name)
    lines = random_lines(known, width, height, seed)
    content = pack_lines(lines.tolist(), suffix(known), known.bits, padding_x)
    image = decode(
        memoryview(content + bytes(trailing)),
        name,
        width,
        height,
        padding_x=padding_x or 0,
        demosaic="none",
    )
    np.testing.assert_array_equal(image, lines)
    needed = payload_bytes(name, width, height, padding_x=padding_x or 0)
    assert needed == len(content) - (padding_x or 0)


@given(
    name=st.sampled_from([each.name for each in FORMATS]),
    missing=st.integers(1, 60),
    data=st.data(),
)
def test_a_truncated_buffer_is_refused_with_the_bytes_it_lacks(name, missing, data):
    width, height = 4 * data.draw(st.integers(1, 9)), data.draw(st.integers(3, 9))
    needed = payload_bytes(name, width, height)
    whole = np.zeros(needed, np.uint8)
    assert decode(whole, name, width, height).shape[:2] == (height, width)
    held = max(0, needed - missing)
    with pytest.raises(
        ImageUnsuitableError, match=f"needs {needed} bytes, the buffer holds {held}"
    ):
        decode(whole[:held], name, width, height)


@pytest.mark.parametrize("name", PACKED_MONO)
def test_blocks_that_are_worked_on_one_by_one_meet_without_a_seam(name):
    """More words than a block holds, both in one run and in padded lines."""
    known = PixelFormat.from_name(name)
    lines = random_lines(known, 1030, 300, seed=1)
    for padding_x in (None, 5):
        content = pack_lines(lines.tolist(), suffix(known), known.bits, padding_x)
        image = decode(content, name, 1030, 300, padding_x=padding_x or 0)
        np.testing.assert_array_equal(image, lines)


def test_the_first_bytes_of_each_packing_are_those_of_the_standards():
    """Two pixels 0xABC and 0x123, and 0x2AB and 0x155: GigE Vision and PFNC, worked by hand."""
    assert decode(b"\xbc\x3a\x12", "Mono12p", 2, 1).tolist() == [[0xABC, 0x123]]
    assert decode(b"\xab\x3c\x12", "Mono12Packed", 2, 1).tolist() == [[0xABC, 0x123]]
    assert decode(b"\xaa\x13\x55", "Mono10Packed", 2, 1).tolist() == [[0x2AB, 0x155]]
    assert decode(b"\xab\x56\x05", "Mono10p", 2, 1).tolist() == [[0x2AB, 0x155]]
    assert decode(b"\xbc\x0a\x23\x01", "Mono12", 2, 1).tolist() == [[0xABC, 0x123]]


def test_an_odd_line_of_a_packed_format_ends_inside_a_byte_unless_padded():
    lines = [[0xABC], [0x123]]
    assert decode(b"\xbc\x3a\x12", "Mono12p", 1, 2).tolist() == lines
    assert decode(b"\xbc\x0a\x23\x01", "Mono12p", 1, 2, stride_bytes=2).tolist() == lines
    assert payload_bytes("Mono12p", 1, 2) == 3
    assert payload_bytes("Mono12p", 1, 2, stride_bytes=2) == 4


@pytest.mark.parametrize("name", ["Mono8", "Mono12", "Mono12p", "BGR8", "RGB8", "BayerRG8"])
def test_the_image_is_independent_of_the_camera_buffer(name):
    buffer = np.full(payload_bytes(name, 8, 8), 7, np.uint8)
    image = decode(buffer, name, 8, 8, demosaic="none")
    before = image.copy()
    buffer[:] = 200
    np.testing.assert_array_equal(image, before)
    assert image.flags.owndata


def test_sixteen_bit_pixels_may_begin_at_an_odd_address():
    content = np.arange(1, 50, dtype=np.uint8)
    image = decode(content[1:], "Mono16", 4, 4, stride_bytes=11)
    assert image[1, 0] == int(content[12]) | int(content[13]) << 8
    colour = decode(content[1:], "RGB16", 2, 2, stride_bytes=15)
    assert colour[1, 0, 2] == int(content[16]) | int(content[17]) << 8


def bars(depth: type, height: int = 32, width: int = 48) -> np.ndarray:
    """Wide bars of pure and mixed colours: their middles survive any demosaic."""
    full = 255 if depth is np.uint8 else 4095
    image = np.zeros((height, width, 3), depth)
    image[:, :16] = (full, full // 4, 0)
    image[:, 16:32] = (0, full, full // 8)
    image[:, 32:] = (full // 16, 0, full)
    return image


@pytest.mark.parametrize("order", ["RG", "GR", "GB", "BG"])
@pytest.mark.parametrize(("bits", "depth"), [(8, np.uint8), (12, np.uint16)])
@pytest.mark.parametrize("method", ["bilinear", "edge_aware", "vng"])
def test_a_mosaic_gets_its_colours_back(order, bits, depth, method):
    scene = bars(depth)
    mosaic = bayer_mosaic(scene, order)
    arguments = (mosaic.tobytes(), f"Bayer{order}{bits}", 48, 32)
    if method == "vng" and bits > 8:
        with pytest.raises(PixelFormatUnsupportedError, match="8 bits only"):
            decode(*arguments, demosaic=method)
        return
    image = decode(*arguments, demosaic=method)
    assert image.dtype == depth
    for middle in (8, 24, 40):
        np.testing.assert_array_equal(image[16, middle], scene[16, middle])
    np.testing.assert_array_equal(decode(*arguments, demosaic="none"), mosaic)


def test_demosaic_names_and_sizes_are_checked():
    with pytest.raises(FeatureError, match="must be one of: none, bilinear"):
        decode(bytes(64), "BayerRG8", 8, 8, demosaic="ahd")
    with pytest.raises(ImageUnsuitableError, match="2x8 pixels holds no colour"):
        decode(bytes(16), "BayerRG8", 2, 8)


CHROMA = [each for each in FORMATS if each not in NOT_CHROMA]
COLOURS = {  # BGR, and its Y, Cb, Cr by ITU-R BT.601 full range, BT.601 and BT.709 studio range
    "white": ((255, 255, 255), (255, 128, 128), (235, 128, 128), (235, 128, 128)),
    "black": ((0, 0, 0), (0, 128, 128), (16, 128, 128), (16, 128, 128)),
    "red": ((0, 0, 255), (76, 85, 255), (81, 90, 240), (63, 102, 240)),
    "green": ((0, 255, 0), (150, 44, 21), (145, 54, 34), (173, 42, 26)),
    "blue": ((255, 0, 0), (29, 255, 107), (41, 240, 110), (32, 240, 118)),
}


@pytest.mark.parametrize("pixel_format", CHROMA, ids=lambda each: each.name)
@pytest.mark.parametrize("colour", COLOURS)
def test_ycbcr_primaries_come_out_within_rounding(pixel_format, colour):
    bgr, full, studio_601, studio_709 = COLOURS[colour]
    ranges = {Kind.FULL_RANGE: full, Kind.STUDIO_601: studio_601, Kind.STUDIO_709: studio_709}
    luma, cb, cr = ranges[pixel_format.kind]
    group = [{"Y": luma, "U": cb, "V": cr}[letter] for letter in pixel_format.components]
    width = 4 * pixel_format.pixels_per_group
    image = decode(bytes(group) * 4 * 3, pixel_format.name, width, 3)
    assert image.shape == (3, width, 3)
    assert np.abs(image.astype(int) - bgr).max() <= 2


def test_each_pixel_of_a_sampling_group_has_its_own_luma_and_the_groups_chroma():
    assert decode(bytes([10, 128, 20, 128]), "YUV422_8", 2, 1)[0, :, 0].tolist() == [10, 20]
    assert decode(bytes([128, 10, 128, 20]), "YUV422_8_UYVY", 2, 1)[0, :, 0].tolist() == [10, 20]
    four = decode(bytes([128, 10, 20, 128, 30, 40]), "YUV411_8_UYYVYY", 4, 1)
    assert four[0, :, 1].tolist() == [10, 20, 30, 40]


def test_yuyv_of_the_studio_range_agrees_with_opencv():
    content = np.random.default_rng(2).integers(16, 236, (8, 16, 2), np.uint8)
    ours = decode(content, "YCbCr601_422_8", 16, 8).astype(int)
    theirs = cv2.cvtColor(content, cv2.COLOR_YUV2BGR_YUYV).astype(int)
    assert np.abs(ours - theirs).max() <= 2


def test_an_empty_buffer_is_a_short_one():
    with pytest.raises(ImageUnsuitableError, match="the buffer holds 0"):
        decode(b"", "Mono8", 4, 4)


@pytest.mark.parametrize(
    ("arguments", "fault"),
    [
        (("Mono8", 0, 4), "0x4 pixels"),
        (("Mono8", 4, -1), "4x-1 pixels"),
        (("YUV422_8", 3, 2), "width of YUV422_8 must be a multiple of 2, it is 3"),
        (("YUV411_8_UYYVYY", 6, 2), "multiple of 4"),
    ],
)
def test_impossible_sizes_are_refused(arguments, fault):
    with pytest.raises(ImageUnsuitableError, match=fault):
        decode(bytes(100), *arguments)


def test_a_stride_shorter_than_a_line_is_refused():
    with pytest.raises(ImageUnsuitableError, match="has 6 bytes, the stride is 5"):
        decode(bytes(100), "Mono12p", 4, 2, stride_bytes=5)


def test_significant_bits_are_those_of_the_sensor():
    names = ("Mono8", "BayerGB10p", "Mono12Packed", "Mono14", "RGB16", "YUV422_8")
    assert [significant_bits(name) for name in names] == [8, 10, 12, 14, 16, 8]
