"""Our decoder beside Basler's, which was written by others from the same standards."""

import numpy as np
import pytest
from pfnc_packer import bayer_mosaic

from inspector.vision.pfnc import PixelFormat, decode, payload_bytes

pylon = pytest.importorskip("pypylon.pylon", reason="pypylon is not installed")

WIDTH, HEIGHT = 48, 12
GREY = ("Mono8", "Mono10", "Mono12", "Mono16", "Mono10p", "Mono12p", "Mono10Packed", "Mono12Packed")
COLOUR = ("RGB8", "BGR8", "RGBa8", "BGRa8", "RGB10", "RGB12", "RGB16", "BGR10", "BGR12")


def converted(content: bytes, name: str, width: int, height: int, like: np.ndarray) -> np.ndarray:
    """What pylon's converter makes of the same bytes, in the shape and depth of ``like``."""
    outputs = {
        (2, np.dtype(np.uint8)): pylon.PixelType_Mono8,
        (2, np.dtype(np.uint16)): pylon.PixelType_Mono16,
        (3, np.dtype(np.uint8)): pylon.PixelType_BGR8packed,
        (3, np.dtype(np.uint16)): pylon.PixelType_RGB16packed,
    }
    converter = pylon.ImageFormatConverter()
    converter.OutputBitAlignment.Value = "LsbAligned"
    converter.OutputPixelFormat = outputs[like.ndim, like.dtype]
    image = pylon.PylonImage()
    code = PixelFormat.from_name(name).code
    image.AttachMemoryView(memoryview(content), code, width, height, 0)
    theirs = np.frombuffer(bytes(converter.Convert(image).GetBuffer()), like.dtype)
    theirs = theirs.reshape(like.shape)
    return theirs[:, :, ::-1] if like.ndim == 3 and like.dtype == np.uint16 else theirs


def random_content(name: str) -> bytes:
    """Random samples; the unused upper bits of 16-bit ones are zero."""
    known = PixelFormat.from_name(name)
    generator = np.random.default_rng(8)
    size_bytes = payload_bytes(name, WIDTH, HEIGHT)
    if known.bits_per_sample == 16:
        return (
            generator.integers(0, 1 << known.bits, size_bytes // 2, np.uint32)
            .astype(np.uint16)
            .tobytes()
        )
    return generator.bytes(size_bytes)


@pytest.mark.parametrize("name", GREY + COLOUR)
def test_samples_are_those_that_pylon_finds(name):
    content = random_content(name)
    ours = decode(content, name, WIDTH, HEIGHT)
    np.testing.assert_array_equal(ours, converted(content, name, WIDTH, HEIGHT, ours))


@pytest.mark.parametrize("name", ["YUV422_8", "YUV422_8_UYVY"])
def test_yuv_differs_from_pylon_by_rounding_only(name):
    content = random_content(name)
    ours = decode(content, name, WIDTH, HEIGHT)
    theirs = converted(content, name, WIDTH, HEIGHT, ours)
    assert np.abs(ours.astype(int) - theirs).max() <= 1


@pytest.mark.parametrize("order", ["RG", "GR", "GB", "BG"])
def test_a_mosaic_has_the_colours_that_pylon_sees(order):
    scene = np.empty((32, 32, 3), np.uint8)
    scene[:] = (200, 90, 10)
    content = bayer_mosaic(scene, order).tobytes()
    ours = decode(content, f"Bayer{order}8", 32, 32)
    theirs = converted(content, f"Bayer{order}8", 32, 32, ours)
    np.testing.assert_array_equal(ours[16, 16], theirs[16, 16])
    assert ours[16, 16].tolist() == [200, 90, 10]
