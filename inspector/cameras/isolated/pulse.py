"""A small shared memory in which a camera process shows that it lives, and what it is at.

It belongs to the parent, so that it can still be read when the process has crashed.
"""

from __future__ import annotations

import struct
from multiprocessing.shared_memory import SharedMemory

from inspector.cameras.isolated.memory import attached, buffer_of, created, released

_BEAT = struct.Struct("<Q")
_TEXT = struct.Struct("<H")
_SIZE = 1024
_TEXT_AT = _BEAT.size + _TEXT.size
_TEXT_MAX = _SIZE - _TEXT_AT
_SEPARATOR = "\n"


class Pulse:
    """One camera process's sign of life.

    Args:
        name: Name of the parent's segment; ``None`` to create it.
    """

    def __init__(self, name: str | None = None) -> None:
        self._is_owner = name is None
        self._memory: SharedMemory = created(_SIZE) if name is None else attached(name)
        self._buffer = buffer_of(self._memory)
        self._beats = 0

    @property
    def name(self) -> str:
        """What the camera process attaches to."""
        return self._memory.name

    def beat(self) -> None:
        """Show that the process lives."""
        self._beats += 1
        _BEAT.pack_into(self._buffer, 0, self._beats)

    def beats(self) -> int:
        """How often the process has shown that it lives."""
        count: int = _BEAT.unpack_from(self._buffer, 0)[0]
        return count

    def tell(self, code: str, text: str) -> None:
        """Leave word of what is done now, and the error code that the process's end would mean."""
        words = (code + _SEPARATOR + text if text else "").encode()[:_TEXT_MAX]
        _TEXT.pack_into(self._buffer, _BEAT.size, 0)
        self._buffer[_TEXT_AT : _TEXT_AT + len(words)] = words
        _TEXT.pack_into(self._buffer, _BEAT.size, len(words))

    def told(self) -> tuple[str, str]:
        """Error code and words; both empty when nothing in particular was done."""
        length = _TEXT.unpack_from(self._buffer, _BEAT.size)[0]
        words = bytes(self._buffer[_TEXT_AT : _TEXT_AT + length])
        code, _, text = words.decode(errors="replace").partition(_SEPARATOR)
        return code, text

    def close(self) -> None:
        """Let go of the memory; the parent's end removes it."""
        released(self._memory, unlink=self._is_owner)


class Heartbeat:
    """Whether a process has been silent for too long.

    A pause in which nobody looked, because the whole computer stood still, counts for little.
    """

    _LOOK_MAX_NS = 500_000_000

    def __init__(self, pulse: Pulse, now_ns: int) -> None:
        self._pulse = pulse
        self._last_beats = pulse.beats()
        self._last_look_ns = now_ns
        self._silent_ns = 0

    def silent_s(self, now_ns: int) -> float:
        """Seconds without a beat, as far as they were watched."""
        beats = self._pulse.beats()
        watched_ns = min(now_ns - self._last_look_ns, self._LOOK_MAX_NS)
        self._silent_ns = self._silent_ns + watched_ns if beats == self._last_beats else 0
        self._last_beats, self._last_look_ns = beats, now_ns
        return self._silent_ns / 1e9
