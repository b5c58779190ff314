"""From a camera's buffer to an image."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import cv2
import numpy as np

from inspector.domain.errors.camera import ImageUnsuitableError, PixelFormatUnsupportedError
from inspector.vision.pfnc.chroma import chroma_to_bgr
from inspector.vision.pfnc.demosaic import demosaic_to_bgr
from inspector.vision.pfnc.formats import Kind, Packing, PixelFormat
from inspector.vision.pfnc.layout import Layout, layout_of
from inspector.vision.pfnc.packing import GROUPINGS, unpack

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from inspector.domain.frame import Image

_TO_BGR = {
    "RGB": cv2.COLOR_RGB2BGR,
    "RGBa": cv2.COLOR_RGBA2BGR,
    "BGRa": cv2.COLOR_BGRA2BGR,
}

_ALL_BITS = 16


def decode(
    buffer: bytes | memoryview | NDArray[np.uint8],
    pixel_format: str,
    width: int,
    height: int,
    *,
    stride_bytes: int | None = None,
    padding_x: int = 0,
    demosaic: str = "bilinear",
) -> Image:
    """Decode one picture into an array of its own.

    Samples keep their value: 12 bits stay 0 to 4095 in 16-bit pixels. YCbCr and YUV become 8-bit
    BGR. Alpha is dropped.

    Args:
        buffer: Contiguous bytes; what follows the picture, such as chunks, is not read.
        pixel_format: PFNC name as delivered.
        width: Pixels in a line.
        height: Lines.
        stride_bytes: From the beginning of one line to that of the next, where it is known.
        padding_x: Bytes after each line; not read when ``stride_bytes`` is given.
        demosaic: What becomes of a Bayer mosaic, one of :data:`DEMOSAICS`; it stays with ``none``.

    Returns:
        Writable, contiguous, uint8 or uint16: ``(height, width)`` for grey and undecoded mosaics,
        ``(height, width, 3)`` in BGR for colour.

    Raises:
        PixelFormatUnsupportedError: the format is not known, or too deep for the demosaic.
        ImageUnsuitableError: the buffer is too short or the size not possible.
        FeatureError: no such demosaic.
    """
    known = PixelFormat.from_name(pixel_format)
    layout = layout_of(known, width, height, stride_bytes=stride_bytes, padding_x=padding_x)
    content = np.frombuffer(buffer, np.uint8)
    if content.size < layout.payload_bytes:
        raise ImageUnsuitableError(
            f"{known.name} of {width}x{height} needs {layout.payload_bytes} bytes, "
            f"the buffer holds {content.size}",
            remedy="Check the network or USB link; `inspector camera doctor` names the cause.",
        )
    samples = _samples(content, known, layout)
    if known.kind is Kind.MONO or (known.kind is Kind.BAYER and demosaic == "none"):
        return _owned(samples)
    if known.kind is Kind.BAYER:
        return demosaic_to_bgr(samples, known.components, demosaic)
    if known.kind is Kind.RGB:
        return _reorder(samples, known.components)
    return chroma_to_bgr(cast("NDArray[np.uint8]", samples), known)


def payload_bytes(
    pixel_format: str,
    width: int,
    height: int,
    *,
    stride_bytes: int | None = None,
    padding_x: int = 0,
) -> int:
    """Bytes that a picture needs, without padding after its last line.

    Raises:
        PixelFormatUnsupportedError: the format is not known.
        ImageUnsuitableError: the size is not possible for the format.
    """
    known = PixelFormat.from_name(pixel_format)
    layout = layout_of(known, width, height, stride_bytes=stride_bytes, padding_x=padding_x)
    return layout.payload_bytes


def significant_bits(pixel_format: str) -> int:
    """Bits of a sample that carry light: 12 for ``Mono12p``, 8 for ``YUV422_8``.

    Raises:
        PixelFormatUnsupportedError: the format is not known.
    """
    return PixelFormat.from_name(pixel_format).bits


def shown_bits(pixel_format: str) -> int:
    """As :func:`significant_bits`; all 16 where the name is a driver's own."""
    try:
        return significant_bits(pixel_format)
    except PixelFormatUnsupportedError:
        return _ALL_BITS


def _samples(content: NDArray[np.uint8], pixel_format: PixelFormat, layout: Layout) -> Image:
    """All samples, shape ``(lines, samples_per_line)``; a view where they are not packed."""
    grouping = GROUPINGS.get((pixel_format.packing, pixel_format.bits))
    if grouping is not None:
        return unpack(content, layout, grouping)
    sample = np.dtype(np.uint8 if pixel_format.packing is Packing.BYTE else "<u2")
    line_bytes = layout.samples_per_line * sample.itemsize
    stride = line_bytes if layout.runs == 1 else layout.run_stride_bytes
    shape = (layout.lines, layout.samples_per_line)
    view = np.ndarray(shape, sample, content, 0, (stride, sample.itemsize))
    return cast("Image", np.require(view, requirements="A"))


def _owned(samples: Image) -> Image:
    return samples if samples.flags.owndata else samples.copy()


def _reorder(samples: Image, components: str) -> Image:
    pixels = samples.reshape(samples.shape[0], -1, len(components))
    if components == "BGR":
        return _owned(pixels)
    return cast("Image", cv2.cvtColor(pixels, _TO_BGR[components]))
