"""The steps at the head of a script, by which a new file is made of an older one."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Sequence

from inspector.domain.errors.release import ShipmentError

_COUNT = struct.Struct("<I")


def pack_steps(layout: struct.Struct, steps: Sequence[Iterable[int]]) -> bytes:
    """How many there are, then each of them."""
    return _COUNT.pack(len(steps)) + b"".join(layout.pack(*step) for step in steps)


def read_steps(layout: struct.Struct, script: bytes) -> tuple[list[tuple[int, ...]], int]:
    """The steps of a script, and where they end in it.

    Raises:
        ShipmentError: it ends before they do.
    """
    try:
        (count,) = _COUNT.unpack_from(script)
        steps = [
            layout.unpack_from(script, _COUNT.size + turn * layout.size) for turn in range(count)
        ]
    except struct.error as error:
        raise ShipmentError("a difference is cut") from error
    return steps, _COUNT.size + count * layout.size
