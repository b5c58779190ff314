"""The gate's append-only journal: fixed-size records in segment files.

A record is written to the operating system before its verdict is published, so killing the gate
loses nothing. A background thread calls fsync; only what is on disk is shown to the engine, so the
database can never know more than the journal, whatever a power cut takes.

Disk space for a whole segment is reserved when the segment begins, where the platform can, so a
full disk shows at a segment's start and not in the middle of a part.
"""

from __future__ import annotations

import os
import threading
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from inspector.domain.errors.plc import JournalError, PipeError
from inspector.pipe.records import RECORD_BYTES, Checkpoint, Record, decode, encode

_PATTERN = "journal-*.log"
_FSYNC_PERIOD_S = 0.02


@dataclass(frozen=True, slots=True)
class JournalLimits:
    """``segment_records`` bounds a file; ``segments_kept`` acknowledged ones stay for safety."""

    segment_records: int = 65536
    segments_kept: int = 2


class Journal:
    """Append, read by sequence number, and drop what is stored elsewhere. Owned by one thread."""

    def __init__(self, folder: Path, limits: JournalLimits | None = None) -> None:
        self._folder = folder
        self._limits = limits or JournalLimits()
        self._file: BinaryIO | None = None
        self._retired: deque[BinaryIO] = deque()
        self._records_in_segment = 0
        self._dirty = threading.Event()
        self._closing = threading.Event()
        self._syncer = threading.Thread(target=self._sync_loop, name="journal-fsync", daemon=True)
        self.last_sequence = 0
        self.synced_sequence = 0

    def recover(self) -> Iterator[tuple[int, Record]]:
        """All whole records on disk in order; then the journal is ready to append.

        A torn last record, as a kill or power cut leaves it, is cut off.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        segments = self._segments()
        whole = 0
        for path in segments:
            whole = 0
            for sequence, record in _read_segment(path):
                whole += 1
                self.last_sequence = sequence
                yield sequence, record
        if segments and whole:
            self._reopen(segments[-1], whole)
        elif segments:
            segments[-1].unlink()
        self.synced_sequence = self.last_sequence
        self._syncer.start()

    @property
    def segment_full(self) -> bool:
        """Whether a :class:`Checkpoint` should begin the next segment."""
        return self._records_in_segment >= self._limits.segment_records

    def append(self, record: Record) -> int:
        """Write one record; return its sequence number.

        Raises:
            JournalError: the record is not on disk.
        """
        sequence = self.last_sequence + 1
        try:
            if isinstance(record, Checkpoint):
                self._begin_segment(sequence)
            if self._file is None:
                raise JournalError("the journal has no open segment")
            self._file.write(encode(record, sequence))
        except OSError as error:
            raise JournalError(f"cannot write to {self._folder} ({error.strerror})") from error
        self._records_in_segment += 1
        self.last_sequence = sequence
        self._dirty.set()
        return sequence

    def read(self, after: int, limit: int) -> list[tuple[int, bytes]]:
        """Up to ``limit`` raw records that follow ``after`` and are safely on disk."""
        first = self._first_of_segment_with(after + 1)
        if first is None:
            return []
        start = max(after + 1, first)
        path = self._path(first)
        with path.open("rb") as stream:
            stream.seek((start - first) * RECORD_BYTES)
            raw = stream.read(min(limit, self.synced_sequence - start + 1) * RECORD_BYTES)
        return [
            (start + i, raw[i * RECORD_BYTES : (i + 1) * RECORD_BYTES])
            for i in range(len(raw) // RECORD_BYTES)
        ]

    def drop_through(self, sequence: int) -> None:
        """Delete whole segments up to ``sequence``, but keep the newest acknowledged ones."""
        segments = self._segments()
        ends = [_first_sequence(path) - 1 for path in segments[1:]]
        done = [path for path, end in zip(segments, ends, strict=False) if end <= sequence]
        for path in done[: -self._limits.segments_kept or None]:
            path.unlink(missing_ok=True)

    def close(self) -> None:
        """Bring everything to disk and close."""
        self._closing.set()
        self._dirty.set()
        if self._syncer.ident is not None:
            self._syncer.join()
        while self._retired:
            self._retired.popleft().close()
        if self._file is not None:
            self._file.truncate(self._records_in_segment * RECORD_BYTES)
            self._file.close()
            self._file = None

    def _segments(self) -> list[Path]:
        return sorted(self._folder.glob(_PATTERN))

    def _path(self, first_sequence: int) -> Path:
        return self._folder / f"journal-{first_sequence:016d}.log"

    def _first_of_segment_with(self, sequence: int) -> int | None:
        if sequence > self.synced_sequence:
            return None
        firsts = [_first_sequence(path) for path in self._segments()]
        not_after = [first for first in firsts if first <= sequence]
        return max(not_after) if not_after else min(firsts, default=None)

    def _begin_segment(self, first_sequence: int) -> None:
        path = self._path(first_sequence)
        stream = path.open("xb", buffering=0)
        try:
            _reserve(stream, self._limits.segment_records * RECORD_BYTES)
        except OSError:
            stream.close()
            path.unlink(missing_ok=True)
            raise
        if self._file is not None:
            self._retired.append(self._file)
        self._file = stream
        self._records_in_segment = 0

    def _reopen(self, path: Path, records: int) -> None:
        self._file = path.open("r+b", buffering=0)
        self._file.truncate(records * RECORD_BYTES)
        self._file.seek(records * RECORD_BYTES)
        self._records_in_segment = records

    def _sync_loop(self) -> None:
        while not self._closing.is_set():
            self._dirty.wait()
            self._dirty.clear()
            written = self.last_sequence
            while self._retired:
                retired = self._retired.popleft()
                _sync(retired)
                retired.close()
            if self._file is not None and _sync(self._file):
                self.synced_sequence = written
            self._closing.wait(_FSYNC_PERIOD_S)


def _read_segment(path: Path) -> Iterator[tuple[int, Record]]:
    expected = _first_sequence(path)
    with path.open("rb") as stream:
        while raw := stream.read(RECORD_BYTES):
            try:
                sequence, record = decode(raw)
            except PipeError:
                return
            if sequence != expected:
                return
            expected += 1
            yield sequence, record


def _first_sequence(path: Path) -> int:
    return int(path.stem.removeprefix("journal-"))


def _reserve(stream: BinaryIO, size: int) -> None:
    allocate: Callable[[int, int, int], None] | None = getattr(os, "posix_fallocate", None)
    if allocate is not None:
        allocate(stream.fileno(), 0, size)


def _sync(stream: BinaryIO) -> bool:
    try:
        os.fsync(stream.fileno())
    except (OSError, ValueError):  # the disk is gone, or the file was closed meanwhile
        return False
    return True
