"""The ways in which one file is shipped, and the shortest of them.

All end in xz, which stands in the standard library of every station.
"""

from __future__ import annotations

import lzma
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from inspector.domain.errors.release import ShipmentError
from inspector.inference.checks.limits import FILE_BYTES
from inspector.inference.shipping.patch import MOST_BYTES, apply_patch, make_patch
from inspector.inference.shipping.words import apply_words, make_words

Encoding = Literal["same", "whole", "words", "patch"]
_MEMORY_BYTES = 128 << 20
_SLOW_BYTES = 4 << 20
_PRESET, _FAST_PRESET = 6, 0
"""Weights are no smaller for the preset that takes four times as long."""
_GOOD_ENOUGH = 20


@dataclass(frozen=True, slots=True)
class Form:
    """How one file is stored.

    Attributes:
        encoding: What is done to get it back.
        stored: The bytes.
        plain_bytes: How many bytes xz gives when they are unpacked.
        whole_bytes: What the file would take without an older one.
    """

    encoding: Encoding
    stored: bytes
    plain_bytes: int
    whole_bytes: int


def shortest(content: bytes, old: bytes | None) -> Form:
    """The shortest form of a file.

    Args:
        content: The file.
        old: The file of the older package that stands in its place, if any.
    """
    whole = _compress(content)
    if old is not None and content == old:
        return Form("same", b"", 0, len(whole))
    forms = [Form("whole", whole, len(content), len(whole))]
    if old is not None:
        for form in _differences(content, old, len(whole)):
            forms.append(form)
            if len(form.stored) * _GOOD_ENOUGH < len(content):
                break
    return min(forms, key=lambda form: len(form.stored))


def _differences(content: bytes, old: bytes, whole_bytes: int) -> Iterator[Form]:
    """The cheapest to find first."""
    words = make_words(old, content)
    if words is not None and len(words) <= FILE_BYTES:
        yield Form("words", _compress(words), len(words), whole_bytes)
    if max(len(old), len(content)) <= MOST_BYTES:
        script = make_patch(old, content)
        if len(script) <= len(content):
            yield Form("patch", _compress(script), len(script), whole_bytes)


def restore(
    encoding: Encoding, stored: bytes, old: bytes | None, size: int, plain_bytes: int
) -> bytes:
    """The file again; its hash is for the caller to compare.

    Args:
        encoding: Of the :class:`Form`.
        stored: Of the same.
        old: The file of the older package; ``None`` when there is none.
        size: Of the file, in bytes.
        plain_bytes: Of what xz must give; never more is unpacked.

    Raises:
        ShipmentError: it is damaged.
    """
    if encoding == "whole":
        return _decompress(stored, size)
    if old is None:
        raise ShipmentError("a difference without the file it is from")
    if encoding == "same":
        return old
    script = _decompress(stored, plain_bytes)
    return apply_words(old, script, size) if encoding == "words" else apply_patch(old, script, size)


def _compress(content: bytes) -> bytes:
    preset = _PRESET if len(content) <= _SLOW_BYTES else _FAST_PRESET
    return lzma.compress(content, lzma.FORMAT_XZ, lzma.CHECK_NONE, preset)


def _decompress(stored: bytes, size: int) -> bytes:
    try:
        decompressor = lzma.LZMADecompressor(lzma.FORMAT_XZ, _MEMORY_BYTES)
        content = decompressor.decompress(stored, size + 1)
    except lzma.LZMAError as error:
        raise ShipmentError("a compressed file is damaged") from error
    if len(content) != size or not decompressor.eof or decompressor.unused_data:
        raise ShipmentError("a compressed file is not as large as it is said to be")
    return content
