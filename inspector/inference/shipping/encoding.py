"""The ways in which one file is shipped, and the shortest of them.

All end in xz, which stands in the standard library of every station. Weights that were trained on
differ from the older ones in the low bytes of each number: the exclusive or of the two leaves
zeros, and sorting its bytes by their place in the number puts those zeros side by side.
"""

from __future__ import annotations

import lzma
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np

from inspector.domain.errors.release import ShipmentError
from inspector.inference.shipping.patch import MOST_BYTES, apply_patch, make_patch

Encoding = Literal["same", "whole", "xor", "xor-planes", "patch"]
_WORD = 4
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
    if len(old) == len(content):
        difference = _xor(content, old)
        yield Form("xor", _compress(difference), len(content), whole_bytes)
        yield Form("xor-planes", _compress(_planes(difference)), len(content), whole_bytes)
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
    if encoding == "patch":
        return apply_patch(old, _decompress(stored, plain_bytes), size)
    difference = _decompress(stored, size)
    if len(old) != size:
        raise ShipmentError("a difference from a file of another size")
    return _xor(difference if encoding == "xor" else _unplanes(difference), old)


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


def _xor(first: bytes, second: bytes) -> bytes:
    return (np.frombuffer(first, np.uint8) ^ np.frombuffer(second, np.uint8)).tobytes()


def _planes(content: bytes) -> bytes:
    """All first bytes of the words, then all second ones, and so on; what is over stays behind."""
    words = len(content) // _WORD * _WORD
    whole_words = np.frombuffer(content, np.uint8, words).reshape(-1, _WORD)
    return whole_words.T.tobytes() + content[words:]


def _unplanes(content: bytes) -> bytes:
    words = len(content) // _WORD * _WORD
    planes = np.frombuffer(content, np.uint8, words).reshape(_WORD, -1)
    return planes.T.tobytes() + content[words:]
