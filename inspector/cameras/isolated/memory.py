"""Shared memory between a camera process and its parent, who creates and removes all of it."""

from __future__ import annotations

import contextlib
import os
import secrets
from multiprocessing.shared_memory import SharedMemory
from typing import TYPE_CHECKING

import numpy as np

from inspector.domain.errors.camera import CameraError
from inspector.domain.phrases.cameras import CameraPhrase

if TYPE_CHECKING:
    from inspector.domain.frame import Image

_ALIGNMENT = 4096
_NAME = "inspector"


def created(size: int) -> SharedMemory:
    """A new segment of this process; its name says whose it is, as ``ls /dev/shm`` shows.

    Raises:
        CameraError: the system has no room for it.
    """
    try:
        return SharedMemory(f"{_NAME}-{os.getpid()}-{secrets.token_hex(4)}", True, size)
    except OSError as error:
        raise CameraError(
            CameraPhrase.NO_SHARED_MEMORY(size=size, fault=str(error.strerror or error)),
            remedy="Free memory, or make /dev/shm larger.",
        ) from error


def attached(name: str) -> SharedMemory:
    """A segment that the parent created."""
    return SharedMemory(name)


def buffer_of(memory: SharedMemory) -> memoryview:
    """The bytes of a segment.

    Raises:
        CameraError: it is closed.
    """
    if memory.buf is None:
        raise CameraError(CameraPhrase.SHARED_MEMORY_CLOSED())
    return memory.buf


def released(memory: SharedMemory, *, unlink: bool) -> None:
    """Let go of a segment, and remove it if asked to."""
    memory.close()
    if unlink:
        with contextlib.suppress(FileNotFoundError):
            memory.unlink()


class Ring:
    """Places for pictures on their way from a camera process to its parent.

    Args:
        slots: How many pictures may be on their way.
        slot_bytes: Size of the largest picture.
        name: Name of the parent's segment; ``None`` to create it.
    """

    def __init__(self, slots: int, slot_bytes: int, name: str | None = None) -> None:
        self._is_owner = name is None
        self.slot_bytes = -(-slot_bytes // _ALIGNMENT) * _ALIGNMENT
        size = slots * self.slot_bytes
        self._memory = created(size) if name is None else attached(name)

    @property
    def name(self) -> str:
        """What the camera process attaches to."""
        return self._memory.name

    def put(self, slot: int, image: Image) -> None:
        """Copy a picture into its place."""
        np.copyto(self._view(slot, image.shape, image.dtype.name), image)

    def take(self, slot: int, shape: tuple[int, ...], dtype: str) -> Image:
        """A picture as an array of its own, read-only; NumPy copies it without the GIL."""
        image = np.empty(shape, dtype)
        np.copyto(image, self._view(slot, shape, dtype))
        image.flags.writeable = False
        return image

    def close(self) -> None:
        """Let go of the memory; the parent's end removes it."""
        released(self._memory, unlink=self._is_owner)

    def _view(self, slot: int, shape: tuple[int, ...], dtype: str) -> Image:
        offset = slot * self.slot_bytes
        return np.ndarray(shape, dtype, buffer=buffer_of(self._memory), offset=offset)
