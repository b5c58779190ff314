"""Whether a file is what its name says: no pickle, archive or program under another name."""

from __future__ import annotations

import struct
from pathlib import PurePosixPath
from typing import Final

from inspector.domain.errors.release import PackageContentError, PackageLimitError
from inspector.inference.checks import limits
from inspector.inference.checks.page import check_page

_TEXT: Final = frozenset({".md", ".html", ".json", ".toml"})
_PICTURE: Final = ".png"
_PAGE: Final = ".html"
MODEL_SUFFIX: Final = ".onnx"
SUFFIXES: Final = _TEXT | {_PICTURE, MODEL_SUFFIX}
"""Of the files that a manifest may list."""
_PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"
_PNG_HEADER = struct.Struct(">IIBB")
_BITS = 8
_GREY_AND_COLOUR = (0, 2)
_FOREIGN: Final = {
    b"PK\x03\x04": "a zip archive",
    b"PK\x05\x06": "a zip archive",
    b"\x1f\x8b": "a gzip archive",
    b"\x7fELF": "a program",
    b"MZ": "a program",
    b"\x80\x02": "a pickle",
    b"\x80\x03": "a pickle",
    b"\x80\x04": "a pickle",
    b"\x80\x05": "a pickle",
}


def check_content(name: str, content: bytes) -> None:
    """Look at the first bytes of a file, and at the size of a picture before it is decoded.

    Raises:
        PackageContentError: it is of a kind that has no place in a package.
        PackageLimitError: it is too large.
    """
    suffix = PurePosixPath(name).suffix
    if suffix not in SUFFIXES:
        raise PackageContentError(
            f"{name}: a package holds files that end in {', '.join(sorted(SUFFIXES))}, no others"
        )
    for magic, kind in _FOREIGN.items():
        if content.startswith(magic):
            raise PackageContentError(f"{name} is {kind}")
    if suffix in _TEXT:
        _check_text(name, content)
    elif suffix == _PICTURE:
        _check_picture(name, content)


def _check_text(name: str, content: bytes) -> None:
    if len(content) > limits.TEXT_BYTES:
        raise PackageLimitError(f"{name} is larger than {limits.TEXT_BYTES >> 20} MiB")
    if b"\0" in content:
        raise PackageContentError(f"{name} is no text")
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise PackageContentError(f"{name} is no UTF-8 text") from error
    if name.endswith(_PAGE):
        check_page(name, content)


def _check_picture(name: str, content: bytes) -> None:
    if len(content) > limits.PICTURE_BYTES:
        raise PackageLimitError(f"{name} is larger than {limits.PICTURE_BYTES >> 20} MiB")
    if not content.startswith(_PNG) or len(content) < len(_PNG) + _PNG_HEADER.size:
        raise PackageContentError(f"{name} is no PNG picture")
    width, height, bits, colour = _PNG_HEADER.unpack_from(content, len(_PNG))
    sides_fit = 0 < width <= limits.PICTURE_SIDE_PX and 0 < height <= limits.PICTURE_SIDE_PX
    if not sides_fit or width * height > limits.PICTURE_PIXELS:
        raise PackageLimitError(f"{name} has {width} x {height} pixels")
    if bits != _BITS or colour not in _GREY_AND_COLOUR:
        raise PackageContentError(f"{name} is no 8-bit grey or colour picture")
