"""The files of the audit trail: several programs append, and no line is ever lost unseen."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from inspector.clock import monotonic_ns
from inspector.file_lock import wait_exclusively
from inspector.services.people.audit_line import (
    GENESIS,
    SEAL,
    looks_whole,
    make_line,
    read_line,
    sha256,
)

ROTATE_BYTES = 8 << 20
LOCK_TIMEOUT_S = 5.0
_TAIL_BYTES = 1 << 17
_TORN_LINES = 2
"""What a crash tears off at most: an entry, or a seal and the entry behind it."""
_NUMBER = re.compile(r"-([0-9]{6,})$")


@dataclass(frozen=True, slots=True)
class Head:
    """Where the chain goes on.

    Attributes:
        seq: The number of its last entry, 0 before the first.
        sha256: Of the whole line of that entry.
        loose: What stands behind it and is no entry, empty for nothing.
        in_line: The file does not end with a line end.
    """

    seq: int = 0
    sha256: str = GENESIS
    loose: bytes = b""
    in_line: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """One file of the trail as long as it was at one moment, open for reading.

    Attributes:
        number: From 1; the file that is appended to has the highest.
        name: Of the file.
        stream: Open at its start.
        size: So many bytes belong to it.
    """

    number: int
    name: str
    stream: BinaryIO
    size: int

    def read(self) -> bytes:
        """All of it."""
        self.stream.seek(0)
        return self.stream.read(self.size)


class AuditFiles:
    """``audit.jsonl``, and before it ``audit-000001.jsonl`` and so on, each full.

    Args:
        path: The file that is appended to.
        rotate_bytes: A file that is as long is followed by a new one.
    """

    def __init__(self, path: Path, rotate_bytes: int = ROTATE_BYTES) -> None:
        self._path = path
        self._rotate_bytes = rotate_bytes

    @property
    def path(self) -> Path:
        """The file that is appended to."""
        return self._path

    def append(self, fields: Callable[[], dict[str, object]]) -> None:
        """Write one entry and wait until the disk has it.

        Args:
            fields: Makes the entry once it is this writer's turn, so that times are in order.

        Raises:
            OSError: it cannot be written, or other programs hold the lock for too long.
        """
        with self._locked():
            head = self._head()
            if not head.loose and not head.in_line:
                self._rotate()
            lines = [b""] if head.in_line else []
            if head.loose:
                seal = make_line({**fields(), **_seal(head)}, head.seq + 1, head.sha256)
                lines.append(seal)
                head = Head(head.seq + 1, sha256(seal))
            lines.append(make_line(fields(), head.seq + 1, head.sha256))
            with self._open() as stream:
                stream.write(b"\n".join(lines) + b"\n")
                stream.flush()
                os.fsync(stream.fileno())

    def require_writable(self) -> None:
        """Prove that entries can be appended now.

        Raises:
            OSError: they cannot.
        """
        with self._locked(), self._open():
            pass

    def head(self) -> Head:
        """How far the chain has come.

        Raises:
            OSError: it cannot be read.
        """
        with self._locked():
            return self._head()

    @contextmanager
    def parts(self) -> Iterator[Sequence[Part]]:
        """All files, oldest first, as they are now; what is appended meanwhile is left out.

        Raises:
            OSError: one of them cannot be read.
        """
        with ExitStack() as opened:
            with self._locked():
                paths = [*self._full(), *([self._path] if self._path.exists() else [])]
                streams = [opened.enter_context(path.open("rb")) for path in paths]
                sizes = [os.fstat(stream.fileno()).st_size for stream in streams]
            yield [
                Part(number, path.name, stream, size)
                for number, (path, stream, size) in enumerate(
                    zip(paths, streams, sizes, strict=True), start=1
                )
            ]

    @contextmanager
    def _locked(self) -> Iterator[None]:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        lock = self._path.with_name(f".{self._path.name}.lock")
        with lock.open("ab") as stream:
            wait_exclusively(stream, LOCK_TIMEOUT_S, monotonic_ns)
            yield

    def _open(self) -> BinaryIO:
        """Readable to its owner only; every write goes to the end."""
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0)
        return os.fdopen(os.open(self._path, flags, 0o600), "ab", buffering=0)

    def _full(self) -> list[Path]:
        found = self._path.parent.glob(f"{self._path.stem}-*{self._path.suffix}")
        return sorted((path for path in found if _NUMBER.search(path.stem)), key=_number)

    def _rotate(self) -> None:
        """Begin a new file; where the old one cannot be renamed it goes on to grow."""
        try:
            if self._path.stat().st_size < self._rotate_bytes:
                return
            full = self._full()
            following = _number(full[-1]) + 1 if full else 1
            name = f"{self._path.stem}-{following:06d}{self._path.suffix}"
            self._path.rename(self._path.with_name(name))
        except (FileNotFoundError, PermissionError):
            return

    def _head(self) -> Head:
        for path in (self._path, *reversed(self._full())):
            head = _head_of(path)
            if head is not None:
                return head
        return Head()


def _head_of(path: Path) -> Head | None:
    """The head of one file; ``None`` for one that is empty or missing."""
    try:
        with path.open("rb") as stream:
            size = stream.seek(0, os.SEEK_END)
            if size == 0:
                return None
            stream.seek(max(0, size - _TAIL_BYTES))
            tail = stream.read()
            last = read_line(tail.rstrip(b"\n").rpartition(b"\n")[2])
            if last is not None and not tail.endswith(b"\n\n"):
                return Head(last.seq, last.sha256, in_line=not tail.endswith(b"\n"))
            stream.seek(0)
            return _head_behind_loose(stream.read())
    except FileNotFoundError:
        return None


def _head_behind_loose(content: bytes) -> Head:
    """The last entry wherever it stands, and what comes behind it."""
    head, end = Head(), 0
    position = 0
    for raw in content.split(b"\n"):
        position += len(raw) + 1
        line = read_line(raw)
        if line is not None:
            head, end = Head(line.seq, line.sha256), position
    return Head(head.seq, head.sha256, content[end:], not content.endswith(b"\n"))


def _seal(head: Head) -> dict[str, object]:
    """What an entry says that vouches for bytes outside of the chain."""
    region = head.loose if head.loose.endswith(b"\n") else head.loose + b"\n"
    found = {"bytes": len(region), "lines": region.count(b"\n"), "sha256": sha256(region)}
    return {
        "who": "",
        "role": None,
        "what": SEAL,
        "target": _kind_now(head, region),
        "old": None,
        "new": found,
        "reason": "",
        "outcome": "done",
        "client": "",
        "approved_by": "",
    }


def loose_kind(region: bytes, seq: int) -> str:
    """What bytes outside of the chain are: older than it, torn off by a crash, or damaged.

    Args:
        region: The bytes, with a line end behind the last.
        seq: The number of the last entry before them, 0 for none.
    """
    lines = region.splitlines()
    if any(looks_whole(line) for line in lines):
        return "damaged"
    if seq == 0:
        return "older"
    return "torn" if len(lines) <= _TORN_LINES else "damaged"


def _kind_now(head: Head, region: bytes) -> str:
    """Who was torn off while writing did not write the line end."""
    kind = loose_kind(region, head.seq)
    return "damaged" if kind == "torn" and not head.in_line else kind


def _number(path: Path) -> int:
    found = _NUMBER.search(path.stem)
    return int(found[1]) if found else 0
