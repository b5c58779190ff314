"""A file that is made in a thread of the lowest priority while it is sent."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterable, Iterator

from inspector.domain.errors.api import RequestFailedError
from inspector.domain.errors.base import InspectorError
from inspector.engine.threads.priority import lower_thread_priority

_AHEAD = 2
"""Pieces that are made before they are asked for."""
_LOOK_S = 0.2
_PIECE_BYTES = 1 << 16


def in_pieces(lines: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes in pieces that are worth being sent one by one."""
    held, length = [], 0
    for line in lines:
        held.append(line)
        length += len(line)
        if length >= _PIECE_BYTES:
            yield b"".join(held)
            held, length = [], 0
    yield b"".join(held)


class Pieces:
    """The pieces of one file; nothing is made before the first one is asked for.

    Args:
        make: Makes them; it is left off when nobody wants them any more.
    """

    def __init__(self, make: Callable[[], Iterator[bytes]]) -> None:
        self._make = make
        self._ready: queue.Queue[bytes | InspectorError | None] = queue.Queue(_AHEAD)
        self._cancelled = threading.Event()
        self._thread = threading.Thread(target=self._run, name="export", daemon=True)

    def next(self) -> bytes | None:
        """The next piece; ``None`` behind the last one. Called by one thread at a time.

        Raises:
            InspectorError: what went wrong in making it.
        """
        if self._thread.ident is None:
            self._thread.start()
        piece = self._ready.get()
        if isinstance(piece, InspectorError):
            raise piece
        return piece

    def cancel(self) -> None:
        """Nobody wants the rest."""
        self._cancelled.set()

    def join(self) -> None:
        """Wait until nothing is made any more."""
        if self._thread.ident is not None:
            self._thread.join()

    def _run(self) -> None:
        lower_thread_priority()
        last: InspectorError | None = RequestFailedError("making the file failed")
        try:
            for piece in self._make():
                if not self._offer(piece):
                    return
            last = None
        except InspectorError as error:
            last = error
        finally:
            self._offer(last)

    def _offer(self, piece: bytes | InspectorError | None) -> bool:
        while not self._cancelled.is_set():
            try:
                self._ready.put(piece, timeout=_LOOK_S)
            except queue.Full:
                continue
            return True
        return False
