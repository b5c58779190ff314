"""What a child writes to its standard output and error: kept in files of bounded size.

The child writes into a pipe and never into the file, so nothing is lost when the file is rolled
over, and it works the same on Windows, where an open file cannot be renamed.

The standard `RotatingFileHandler` does not serve here: it takes whole lines of text, where a child
writes bytes in pieces that end anywhere, and it keeps its file open, where a station in the
background writes into the same file by itself.
"""

from __future__ import annotations

import contextlib
import os
import threading
from pathlib import Path
from typing import IO, Final

FILE_MAX_BYTES: Final = 1_000_000
FILES_KEPT: Final = 4
_PIECE_BYTES: Final = 65_536
_LAST_WORDS_BYTES: Final = 65_536
_LAST_WORDS_S: Final = 1.0


class BoundedOutput:
    """Appends to a file; when that is full, it becomes ``NAME.1``, and the oldest of them goes.

    Safe to use from any thread. A disk that takes nothing costs the words and holds up nobody.

    Args:
        path: The newest file.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()

    def begin(self) -> None:
        """Make room for one that writes into the file itself."""
        self.write(b"")

    def write(self, words: bytes) -> None:
        """Keep what was written."""
        with self._lock, contextlib.suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            size = self._path.stat().st_size if self._path.exists() else 0
            if size and size + len(words) > FILE_MAX_BYTES:
                self._roll_over(size)
            with self._path.open("ab") as file:
                file.write(words)

    def _roll_over(self, size: int) -> None:
        """Of a file that an earlier version let grow only the end is kept."""
        if size > 2 * FILE_MAX_BYTES:
            with self._path.open("rb") as file:
                file.seek(-FILE_MAX_BYTES, os.SEEK_END)
                end = file.read()
            self._path.write_bytes(end)
        for place in range(FILES_KEPT - 1, 0, -1):
            older, newer = self._numbered(place), self._numbered(place - 1)
            if newer.exists():
                newer.replace(older)

    def _numbered(self, place: int) -> Path:
        return self._path.with_name(f"{self._path.name}.{place}") if place else self._path


class Listener:
    """Hears one run of a child to its end, in a thread of its own.

    Args:
        pipe: The reading end.
        output: Where it is kept.
    """

    def __init__(self, pipe: IO[bytes], output: BoundedOutput) -> None:
        self._pipe = pipe
        self._output = output
        self._last = b""
        self._thread = threading.Thread(target=self._listen, name="child-output", daemon=True)
        self._thread.start()

    def last_words(self) -> str:
        """The end of what was said; who else still holds the pipe is not waited for."""
        self._thread.join(_LAST_WORDS_S)
        return self._last.decode(errors="replace").strip()

    def _listen(self) -> None:
        with self._pipe:
            while words := os.read(self._pipe.fileno(), _PIECE_BYTES):
                self._last = (self._last + words)[-_LAST_WORDS_BYTES:]
                self._output.write(words)
