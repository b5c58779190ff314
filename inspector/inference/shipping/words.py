"""A network as what its numbers have gained over those of an older one.

A network that was trained on has the tensors of the older one, a little changed and, where one
constant is stored in another way, at other places of the file. So tensors of one type and shape are
paired, and of each number the difference is kept, as integers modulo their length: for weights and
for the bits of floats alike it is near zero. Sorting its bytes by their place in the number puts
the zeros side by side.
"""

from __future__ import annotations

import struct
from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from inspector.domain.errors.release import ShipmentError
from inspector.inference.shipping.steps import pack_steps, read_steps

_STEP = struct.Struct("<QQQB")
_UNSIGNED: dict[int, np.dtype[Any]] = {
    1: np.dtype("<u1"),
    2: np.dtype("<u2"),
    4: np.dtype("<u4"),
    8: np.dtype("<u8"),
}
_FEWEST_BYTES = 64
Words = NDArray[Any]
"""Unsigned integers of one, two, four or eight bytes, little-endian."""


@dataclass(frozen=True, slots=True)
class _Tensor:
    """Where a file holds the numbers of a tensor; ``word`` is the length of each in bytes."""

    form: tuple[int, tuple[int, ...]]
    word: int
    place: int
    content: bytes


class _Step(NamedTuple):
    """So many new bytes, then so many that renew those at a place of the old file."""

    inserted: int
    place: int
    length: int
    word: int


def make_words(old: bytes, new: bytes) -> bytes | None:
    """A script that :func:`apply_words` turns ``old`` into ``new`` with.

    ``None`` when they are no networks, or have no tensor of one type and shape.
    """
    steps: list[_Step] = []
    literals = bytearray()
    gains: dict[int, list[Words]] = defaultdict(list)
    done = 0
    for former, tensor in _pairs(_tensors(old), _tensors(new)):
        length = len(tensor.content)
        steps.append(_Step(tensor.place - done, former.place, length, tensor.word))
        literals += new[done : tensor.place]
        done = tensor.place + length
        kind = _UNSIGNED[tensor.word]
        gained = np.frombuffer(tensor.content, kind) - np.frombuffer(former.content, kind)
        gains[tensor.word].append(gained)
    if not steps:
        return None
    steps.append(_Step(len(new) - done, 0, 0, 1))
    literals += new[done:]
    planes = [_planes(np.concatenate(gains[word]), word) for word in _UNSIGNED if word in gains]
    return b"".join([pack_steps(_STEP, steps), literals, *planes])


def apply_words(old: bytes, script: bytes, size: int) -> bytes:
    """The new file.

    Args:
        old: The older file, whole.
        script: From :func:`make_words`.
        size: Of the new file, in bytes; never more is built.

    Raises:
        ShipmentError: the script makes no sense.
    """
    read, literal = read_steps(_STEP, script)
    steps = [_Step(*each) for each in read]
    for step in steps:
        fits = step.word in _UNSIGNED and step.length % step.word == 0
        if not fits or step.place + step.length > len(old):
            raise ShipmentError("a difference does not fit its file")
    behind = literal + sum(step.inserted for step in steps)
    built = sum(step.inserted + step.length for step in steps)
    if built != size or literal + built != len(script):
        raise ShipmentError("a difference does not fit its file")
    gains = _read_gains(script[behind:], steps)
    new = bytearray()
    for step in steps:
        new += script[literal : literal + step.inserted]
        literal += step.inserted
        if step.length:
            kind = _UNSIGNED[step.word]
            former = np.frombuffer(old, kind, step.length // step.word, step.place)
            new += (former + next(gains[step.word])).tobytes()
    return bytes(new)


def _pairs(old: Sequence[_Tensor], new: Sequence[_Tensor]) -> Iterator[tuple[_Tensor, _Tensor]]:
    """Each new tensor with an equal one, else with the next of its form that equals none."""
    equal = {tensor.content: tensor for tensor in old}
    waiting: dict[object, deque[_Tensor]] = defaultdict(deque)
    kept = {tensor.content for tensor in new} & equal.keys()
    for tensor in old:
        if tensor.content not in kept:
            waiting[tensor.form].append(tensor)
    for tensor in new:
        if tensor.content in kept:
            yield equal[tensor.content], tensor
        elif waiting[tensor.form]:
            yield waiting[tensor.form].popleft(), tensor


def _tensors(content: bytes) -> list[_Tensor]:
    """The tensors of an ONNX file in the order they lie there; none of any other file."""
    import onnx
    from google.protobuf.message import DecodeError
    from onnx import helper

    try:
        graph = onnx.load_model_from_string(content).graph
    except DecodeError:
        return []
    found, place = [], 0
    for tensor in graph.initializer:
        raw = tensor.raw_data
        if len(raw) < _FEWEST_BYTES or (here := content.find(raw, place)) < 0:
            continue
        word = helper.tensor_dtype_to_np_dtype(tensor.data_type).itemsize
        if word in _UNSIGNED and len(raw) % word == 0:
            found.append(_Tensor((tensor.data_type, tuple(tensor.dims)), word, here, raw))
            place = here + len(raw)
    return found


def _planes(words: Words, word: int) -> bytes:
    """All first bytes of the words, then all second ones, and so on."""
    return words.view(np.uint8).reshape(-1, word).T.tobytes()


def _read_gains(planes: bytes, steps: Sequence[_Step]) -> dict[int, Iterator[Words]]:
    """By the length of their words, what each step has gained."""
    gains: dict[int, Iterator[Words]] = {}
    place = 0
    for word, kind in _UNSIGNED.items():
        lengths = [step.length for step in steps if step.word == word and step.length]
        own = np.frombuffer(planes, np.uint8, sum(lengths), place).reshape(word, -1)
        words = np.ascontiguousarray(own.T).reshape(-1).view(kind)
        ends = np.cumsum([length // word for length in lengths], dtype=np.int64)
        gains[word] = iter(np.split(words, ends[:-1]))
        place += sum(lengths)
    return gains
