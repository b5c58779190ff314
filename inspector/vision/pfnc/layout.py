"""Where the lines of a picture begin in a camera's buffer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from inspector.domain.errors.camera import ImageUnsuitableError

if TYPE_CHECKING:
    from inspector.vision.pfnc.formats import PixelFormat


@dataclass(frozen=True, slots=True)
class Layout:
    """Runs of samples that follow each other without a gap.

    Attributes:
        lines: Height of the picture.
        samples_per_line: Samples of a line: one for a grey pixel, three for an RGB pixel.
        runs: 1 when lines follow each other bit by bit, else as many as lines.
        run_stride_bytes: From the beginning of one run to that of the next.
        payload_bytes: Bytes that the picture needs, without the padding after the last line, which
            some producers leave out.
    """

    lines: int
    samples_per_line: int
    runs: int
    run_stride_bytes: int
    payload_bytes: int


def layout_of(
    pixel_format: PixelFormat, width: int, height: int, *, stride_bytes: int | None, padding_x: int
) -> Layout:
    """Work out where the samples are.

    Without padding, packed lines follow each other bit by bit: a line may begin inside a byte, as
    GigE Vision 2.0 says for `Mono12Packed` of odd width. Lines that are padded (GenTL's
    `BUFFER_INFO_XPADDING`) or have a stride begin on a byte.

    Raises:
        ImageUnsuitableError: the size is not possible for the format, or the stride too short.
    """
    if width < 1 or height < 1 or padding_x < 0:
        raise ImageUnsuitableError(f"no picture has {width}x{height} pixels, padding {padding_x}")
    if width % pixel_format.pixels_per_group:
        raise ImageUnsuitableError(
            f"the width of {pixel_format.name} must be a multiple of "
            f"{pixel_format.pixels_per_group}, it is {width}"
        )
    line_bits = width * pixel_format.bits_per_pixel
    line_bytes = -(-line_bits // 8)
    samples_per_line = line_bits // pixel_format.bits_per_sample
    if stride_bytes is None and padding_x == 0:
        total_bytes = -(-line_bits * height // 8)
        return Layout(height, samples_per_line, 1, total_bytes, total_bytes)
    stride = line_bytes + padding_x if stride_bytes is None else stride_bytes
    if stride < line_bytes:
        raise ImageUnsuitableError(
            f"a line of {width} pixels {pixel_format.name} has {line_bytes} bytes, "
            f"the stride is {stride}"
        )
    total_bytes = stride * (height - 1) + line_bytes
    return Layout(height, samples_per_line, height, stride, total_bytes)
