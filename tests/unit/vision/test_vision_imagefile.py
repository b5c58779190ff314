"""Real files of every kind, made here byte by byte where OpenCV cannot write them."""

import struct
import zlib
from pathlib import Path

import cv2
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inspector.domain.errors.camera import ImageUnreadableError, ImageUnsuitableError
from inspector.vision.imagefile import read_image

RNG = np.random.default_rng(7)
GREY8 = RNG.integers(0, 256, (40, 50), np.uint8)
GREY16 = RNG.integers(0, 65536, (40, 50), np.uint16)
BGR8 = RNG.integers(0, 256, (40, 50, 3), np.uint8)
BGR16 = RNG.integers(0, 65536, (40, 50, 3), np.uint16)


def encoded(extension: str, image: np.ndarray, *options: int) -> bytes:
    return cv2.imencode(extension, image, options)[1].tobytes()


def chunk(kind: bytes, content: bytes) -> bytes:
    checksum = struct.pack(">I", zlib.crc32(kind + content))
    return struct.pack(">I", len(content)) + kind + content + checksum


def png(width: int, height: int, bits: int, colour_type: int, rows: bytes, extra=b"") -> bytes:
    header = struct.pack(">IIBBBBB", width, height, bits, colour_type, 0, 0, 0)
    packed = chunk(b"IDAT", zlib.compress(rows))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + extra + packed + chunk(b"IEND", b"")


def read(tmp_path: Path, content: bytes, name: str = "image.bin") -> np.ndarray:
    path = tmp_path / name
    path.write_bytes(content)
    return read_image(path)


@pytest.mark.parametrize("image", [GREY8, GREY16, BGR8, BGR16], ids=["m8", "m16", "c8", "c16"])
@pytest.mark.parametrize("extension", [".png", ".tiff"])
def test_lossless_formats_give_every_pixel_back(tmp_path, extension, image):
    found = read(tmp_path, encoded(extension, image))
    assert found.dtype == image.dtype
    np.testing.assert_array_equal(found, image)
    assert found.flags.owndata
    assert found.flags.writeable
    assert found.flags.c_contiguous


@pytest.mark.parametrize("image", [GREY8, BGR8], ids=["grey", "colour"])
def test_bmp_gives_every_pixel_back_and_keeps_grey_grey(tmp_path, image):
    np.testing.assert_array_equal(read(tmp_path, encoded(".bmp", image)), image)


@pytest.mark.parametrize("image", [GREY8, BGR8], ids=["grey", "colour"])
def test_jpeg_keeps_grey_grey(tmp_path, image):
    assert read(tmp_path, encoded(".jpg", image)).shape == image.shape


@pytest.mark.parametrize("quality", [101, 80])
def test_webp_is_read_lossless_and_lossy(tmp_path, quality):
    found = read(tmp_path, encoded(".webp", BGR8, cv2.IMWRITE_WEBP_QUALITY, quality))
    assert found.shape == BGR8.shape
    if quality > 100:
        np.testing.assert_array_equal(found, BGR8)


def test_the_content_counts_not_the_extension(tmp_path):
    np.testing.assert_array_equal(read(tmp_path, encoded(".png", GREY8), "photo.jpg"), GREY8)


@pytest.mark.parametrize("name", ["Bild ä.png", "零件 01.png", "ошибка.png", "a b;c'.png"])
def test_any_file_name_is_read(tmp_path, name):
    np.testing.assert_array_equal(read(tmp_path, encoded(".png", GREY8), name), GREY8)


def test_progressive_and_restart_marker_jpegs_are_complete(tmp_path):
    for option in ((cv2.IMWRITE_JPEG_PROGRESSIVE, 1), (cv2.IMWRITE_JPEG_RST_INTERVAL, 2)):
        assert read(tmp_path, encoded(".jpg", BGR8, *option)).shape == BGR8.shape


def test_bytes_after_the_end_of_a_jpeg_are_ignored(tmp_path):
    assert read(tmp_path, encoded(".jpg", BGR8) + b"appended").shape == BGR8.shape


def test_alpha_is_dropped_and_the_colour_under_it_kept(tmp_path):
    transparent = np.dstack([BGR8, np.zeros(BGR8.shape[:2], np.uint8)])
    np.testing.assert_array_equal(read(tmp_path, encoded(".png", transparent)), BGR8)
    rows = b"".join(b"\0" + np.dstack([row, row * 0]).tobytes() for row in GREY8[:, None])
    np.testing.assert_array_equal(read(tmp_path, png(50, 40, 8, 4, rows)), GREY8)


def test_a_palette_becomes_colour(tmp_path):
    palette = chunk(b"PLTE", bytes([0, 0, 0, 200, 100, 50]))
    found = read(tmp_path, png(16, 16, 8, 3, (b"\0" + b"\1" * 16) * 16, palette))
    assert found.shape == (16, 16, 3)
    assert found[0, 0].tolist() == [50, 100, 200]
    header = struct.pack("<HIHHI", 0x4D42, 14 + 40 + 8 + 256, 0, 0, 14 + 40 + 8)
    info = struct.pack("<IiiHHIIiiII", 40, 16, 16, 1, 8, 0, 256, 0, 0, 2, 0)
    content = header + info + bytes([0, 0, 0, 0, 50, 100, 200, 0]) + b"\1" * 256
    assert read(tmp_path, content)[3, 3].tolist() == [50, 100, 200]


def test_a_black_and_white_png_is_grey(tmp_path):
    found = read(tmp_path, png(16, 8, 1, 0, b"\0\xf0\xf0" * 8))
    assert found.shape == (8, 16)
    assert found[0].tolist() == ([255] * 4 + [0] * 4) * 2


def test_an_orientation_tag_is_ignored(tmp_path):
    jpeg = encoded(".jpg", BGR8)
    tiff = b"II*\0\x08\0\0\0" + struct.pack("<HHHIHHI", 1, 0x0112, 3, 1, 6, 0, 0)
    body = b"Exif\0\0" + tiff
    tagged = jpeg[:2] + b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body + jpeg[2:]
    np.testing.assert_array_equal(read(tmp_path, tagged), read(tmp_path, jpeg))


def test_a_thumbnail_inside_a_jpeg_does_not_pass_for_its_end(tmp_path):
    """Symptom: a search for the end marker finds that of the embedded thumbnail."""
    jpeg, thumbnail = encoded(".jpg", BGR8), encoded(".jpg", BGR8[:8, :8])
    segment = b"\xff\xe1" + struct.pack(">H", len(thumbnail) + 2) + thumbnail
    whole = jpeg[:2] + segment + jpeg[2:]
    assert read(tmp_path, whole).shape == BGR8.shape
    with pytest.raises(ImageUnreadableError, match="truncated"):
        read(tmp_path, whole[:-20])


FORMATS = {
    "png": encoded(".png", BGR8),
    "jpeg": encoded(".jpg", BGR8),
    "progressive": encoded(".jpg", BGR8, cv2.IMWRITE_JPEG_PROGRESSIVE, 1),
    "bmp": encoded(".bmp", BGR8),
    "tiff": encoded(".tiff", BGR8),
    "webp": encoded(".webp", BGR8, cv2.IMWRITE_WEBP_QUALITY, 101),
}


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_cut_anywhere_is_unreadable(tmp_path, name):
    whole = FORMATS[name]
    assert read(tmp_path, whole).shape == BGR8.shape
    for length in {*range(0, 120), *range(120, len(whole), 97), len(whole) - 1}:
        with pytest.raises(ImageUnreadableError):
            read(tmp_path, whole[:length])


@pytest.mark.parametrize("position", [20, 60, 500, 2000, -10])
def test_a_changed_byte_of_a_png_is_noticed(tmp_path, position):
    changed = bytearray(FORMATS["png"])
    changed[position] ^= 0x10
    with pytest.raises((ImageUnreadableError, ImageUnsuitableError)):
        read(tmp_path, bytes(changed))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(
    st.sampled_from(sorted(FORMATS)),
    st.lists(st.tuples(st.integers(0, 400), st.integers(0, 255)), min_size=1, max_size=6),
)
def test_damage_never_escapes_as_another_error(tmp_path, name, changes):
    content = bytearray(FORMATS[name])
    for position, value in changes:
        content[position % len(content)] = value
    try:
        image = read(tmp_path, bytes(content))
    except (ImageUnreadableError, ImageUnsuitableError):
        return
    assert image.dtype in (np.uint8, np.uint16)


@pytest.mark.parametrize("content", [b"", b"hello", b"GIF89a" + bytes(50), b"RIFF" + bytes(40)])
def test_what_is_no_image_is_unreadable(tmp_path, content):
    with pytest.raises(ImageUnreadableError):
        read(tmp_path, content)


def test_a_missing_file_and_a_folder_are_unreadable(tmp_path):
    for path in (tmp_path / "absent.png", tmp_path):
        with pytest.raises(ImageUnreadableError):
            read_image(path)


def test_an_error_names_the_file(tmp_path):
    with pytest.raises(ImageUnreadableError, match=r"IMG-001: part-17\.png: it is empty"):
        read(tmp_path, b"", "part-17.png")


def huge_headers() -> dict[str, bytes]:
    """Files whose headers promise 100 megapixels; there is no pixel behind them to decode."""
    side = 10_000
    patched_jpeg = bytearray(FORMATS["jpeg"])
    frame = patched_jpeg.index(b"\xff\xc0") + 5
    patched_jpeg[frame : frame + 4] = struct.pack(">HH", side, side)
    patched_bmp = bytearray(FORMATS["bmp"])
    patched_bmp[18:26] = struct.pack("<ii", side, side)
    patched_tiff = bytearray(FORMATS["tiff"])
    directory = struct.unpack_from("<I", patched_tiff, 4)[0]
    for entry in range(directory + 2, len(patched_tiff) - 12, 12):
        if struct.unpack_from("<H", patched_tiff, entry)[0] in (256, 257):
            struct.pack_into("<H", patched_tiff, entry + 8, side)
    patched_webp = bytearray(FORMATS["webp"])
    start = patched_webp.index(b"VP8L") + 9
    patched_webp[start : start + 4] = struct.pack("<I", (side - 1) | (side - 1) << 14)
    return {
        "png": png(side, side, 8, 0, b"\0" * 10),
        "jpeg": bytes(patched_jpeg),
        "bmp": bytes(patched_bmp),
        "tiff": bytes(patched_tiff),
        "webp": bytes(patched_webp),
    }


@pytest.mark.parametrize("name", ["png", "jpeg", "bmp", "tiff", "webp"])
def test_a_hundred_megapixels_are_refused_from_the_header(tmp_path, name):
    with pytest.raises(ImageUnsuitableError, match="10000x10000 is above 50 megapixels"):
        read(tmp_path, huge_headers()[name])


def test_the_limit_can_be_raised_or_lowered(tmp_path):
    (tmp_path / "a.png").write_bytes(FORMATS["png"])
    assert read_image(tmp_path / "a.png", max_pixels=2000).shape == BGR8.shape
    with pytest.raises(ImageUnsuitableError, match=r"above 0\.001999 megapixels"):
        read_image(tmp_path / "a.png", max_pixels=1999)


def test_a_file_too_large_for_any_picture_is_refused_unread(tmp_path):
    path = tmp_path / "large.bmp"
    with path.open("wb") as stream:
        stream.truncate(100 << 20)
    with pytest.raises(ImageUnsuitableError, match="the file has 105 MB"):
        read_image(path, max_pixels=1000)


@pytest.mark.parametrize("shape", [(1, 1), (1, 500), (500, 7)])
def test_tiny_pictures_are_unsuitable(tmp_path, shape):
    with pytest.raises(ImageUnsuitableError, match="below 8 px a side"):
        read(tmp_path, encoded(".png", np.zeros(shape, np.uint8)))


def test_a_cmyk_jpeg_is_unsuitable(tmp_path):
    jpeg = FORMATS["jpeg"]
    start = jpeg.index(b"\xff\xc0")
    length = struct.unpack_from(">H", jpeg, start + 2)[0]
    frame = bytearray(jpeg[start : start + 2 + length] + b"\x04\x11\x01")
    frame[2:4], frame[9] = struct.pack(">H", length + 3), 4
    with pytest.raises(ImageUnsuitableError, match="4 colour components"):
        read(tmp_path, jpeg[:start] + bytes(frame) + jpeg[start + 2 + length :])


def test_deep_jpegs_are_unsuitable(tmp_path):
    jpeg = bytearray(FORMATS["jpeg"])
    jpeg[jpeg.index(b"\xff\xc0") + 4] = 12
    with pytest.raises(ImageUnsuitableError, match="12 bits"):
        read(tmp_path, bytes(jpeg))


def test_tiffs_that_are_no_plain_pictures_are_unsuitable(tmp_path):
    floating = encoded(".tiff", np.ones((16, 16), np.float32))
    with pytest.raises(ImageUnsuitableError, match="floating-point"):
        read(tmp_path, floating)
    four = encoded(".tiff", np.zeros((16, 16, 4), np.uint8))
    with pytest.raises(ImageUnsuitableError, match="4 channels"):
        read(tmp_path, four)


@pytest.mark.parametrize(("value", "words"), [(0, "is 0"), (5, "is 5")])
def test_tiffs_of_other_colour_spaces_are_unsuitable(tmp_path, value, words):
    tiff = bytearray(encoded(".tiff", GREY8))
    directory = struct.unpack_from("<I", tiff, 4)[0]
    for entry in range(directory + 2, len(tiff) - 12, 12):
        if struct.unpack_from("<H", tiff, entry)[0] == 262:
            struct.pack_into("<H", tiff, entry + 8, value)
    with pytest.raises(ImageUnsuitableError, match=words):
        read(tmp_path, bytes(tiff))


def test_an_animated_webp_is_unsuitable(tmp_path):
    content = (
        struct.pack("<4sI4s4sIB3x", b"RIFF", 22, b"WEBP", b"VP8X", 10, 2) + b"\x31\0\0\x27\0\0"
    )
    with pytest.raises(ImageUnsuitableError, match="animation"):
        read(tmp_path, content)


def test_a_row_too_long_for_the_decoder_is_unreadable(tmp_path):
    rows = (b"\0" + bytes(1_100_000)) * 8
    with pytest.raises(ImageUnreadableError):
        read(tmp_path, png(1_100_000, 8, 8, 0, rows))


def test_contradictory_headers_are_unreadable(tmp_path):
    bmp = bytearray(FORMATS["bmp"])
    bmp[28:30] = struct.pack("<H", 7)
    tiff = bytearray(FORMATS["tiff"])
    far = tiff[:4] + struct.pack("<I", 1 << 30) + tiff[8:]
    no_tags = tiff[:4] + struct.pack("<IH", 8, 0) + bytes(40)
    for content in (bytes(bmp), bytes(far), bytes(no_tags), png(16, 16, 8, 5, b"")):
        with pytest.raises(ImageUnreadableError):
            read(tmp_path, content)


def test_an_os2_bitmap_is_unsuitable(tmp_path):
    content = struct.pack("<2sIHHIIHHHH", b"BM", 100, 0, 0, 26, 12, 16, 16, 1, 24) + bytes(800)
    with pytest.raises(ImageUnsuitableError, match="OS/2"):
        read(tmp_path, content)


@pytest.mark.parametrize(("tag", "value", "words"), [(258, 12, "12"), (279, 0x7FFF_FFFF, "trunc")])
def test_tiffs_with_odd_depths_or_lengths_are_refused(tmp_path, tag, value, words):
    tiff = bytearray(encoded(".tiff", GREY8, cv2.IMWRITE_TIFF_ROWSPERSTRIP, 40))
    directory = struct.unpack_from("<I", tiff, 4)[0]
    for entry in range(directory + 2, len(tiff) - 12, 12):
        found, kind = struct.unpack_from("<HH", tiff, entry)
        if found == tag:
            struct.pack_into("<H" if kind == 3 else "<I", tiff, entry + 8, value & 0x7FFF_FFFF)
    with pytest.raises((ImageUnreadableError, ImageUnsuitableError), match=words):
        read(tmp_path, bytes(tiff))


def test_nothing_is_written_to_the_terminal_for_a_damaged_file(tmp_path, capfd):
    for name in ("bmp", "tiff", "png"):
        with pytest.raises(ImageUnreadableError):
            read(tmp_path, FORMATS[name][:-30])
    assert capfd.readouterr() == ("", "")
