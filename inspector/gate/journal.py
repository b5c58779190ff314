"""The gate's append-only journal: fixed-size records in segment files.

A record is written to the operating system before its verdict is published, so killing the gate
loses nothing. A background thread calls fsync; only what is on disk is shown to the engine, so the
database can never know more than the journal, whatever a power cut takes. While fsync fails nothing
is appended, and so nothing passes; nor does anything while it does not return.

Disk space for a whole segment is reserved when the segment begins, where the platform can, so a
full disk shows at a segment's start and not in the middle of a part.
"""

from __future__ import annotations

import contextlib
import errno
import logging
import os
import threading
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO

from inspector.clock import monotonic_ns
from inspector.domain.errors.plc import JournalError, RecordTooNewError
from inspector.flushing import flush_folder
from inspector.gate.lock import FolderLock
from inspector.gate.segment import (
    first_sequence,
    segment_path,
    segments,
    whole_records,
)
from inspector.pipe.records import (
    RECORD_BYTES,
    Checkpoint,
    Record,
    decode,
    encode,
    require_known,
)

_log = logging.getLogger(__name__)
_FSYNC_PERIOD_S = 0.02
_STALLED_NS = 30_000_000_000
"""The slowest disk in use answers sooner; what was appended since would go with the power."""
_YOUNG_SHARE = 16


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
        self._lock = FolderLock(folder)
        self._file: BinaryIO | None = None
        self._retired: deque[BinaryIO] = deque()
        self._segments: list[tuple[int, Path]] = []
        self._named: BinaryIO | None = None
        self._records_in_segment = 0
        self._dirty = threading.Event()
        self._closing = threading.Event()
        self._sync_failed = False
        self._syncing_since_ns: int | None = None
        self._syncer = threading.Thread(target=self._sync_loop, name="journal-fsync", daemon=True)
        self.last_sequence = 0
        self.synced_sequence = 0

    def recover(self) -> Iterator[tuple[int, Record]]:
        """All whole records on disk in order; then the journal is ready to append.

        A torn last record, as a kill or power cut leaves it, is cut off. A damaged record in the
        middle is left out and its number is not used again.

        Raises:
            StationAlreadyRunningError: another gate writes this journal.
            RecordTooNewError: a newer version of the program wrote it; nothing was changed.
            JournalError: the journal cannot be read.
        """
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._lock.acquire()
            last = None
            for path in segments(self._folder):
                for sequence, raw in whole_records(path):
                    last = path
                    self._note_gap(sequence)
                    self.last_sequence = sequence
                    _, record = decode(raw)
                    require_known(record)
                    yield sequence, record
                if last != path:
                    path.replace(path.with_suffix(".damaged"))
            self._look_for_segments()
            if last is not None:
                self._reopen(last)
        except RecordTooNewError as error:
            raise RecordTooNewError(f"{self._folder}: {error.detail}") from error
        except OSError as error:
            raise JournalError(f"cannot read {self._folder} ({error.strerror})") from error
        self.synced_sequence = self.last_sequence
        self._syncer.start()

    @property
    def segment_full(self) -> bool:
        """Whether a :class:`Checkpoint` should begin the next segment."""
        return self._records_in_segment >= self._limits.segment_records

    @property
    def stalled(self) -> bool:
        """Whether the disk has kept nothing for long, without refusing it."""
        since_ns = self._syncing_since_ns
        return since_ns is not None and monotonic_ns() - since_ns > _STALLED_NS

    @property
    def _segment_is_young(self) -> bool:
        """Whether a checkpoint may stand in it: a PLC may restart in every scan."""
        young = self._limits.segment_records // _YOUNG_SHARE
        return self._file is not None and self._records_in_segment < young

    def append(self, record: Record) -> int:
        """Write one record; return its sequence number.

        Raises:
            JournalError: the record is not on disk.
        """
        if self._sync_failed:
            raise JournalError(f"{self._folder} does not keep what is written")
        sequence = self.last_sequence + 1
        raw = encode(record, sequence)
        try:
            if isinstance(record, Checkpoint) and not self._segment_is_young:
                self._begin_segment(sequence, raw)
            elif self._file is None:
                raise JournalError("the journal has no open segment")
            else:
                _write_whole(self._file, self._records_in_segment, raw)
        except OSError as error:
            raise JournalError(f"cannot write to {self._folder} ({error.strerror})") from error
        self._records_in_segment += 1
        self.last_sequence = sequence
        self._dirty.set()
        return sequence

    def read(self, after: int, limit: int) -> list[tuple[int, bytes]]:
        """Up to ``limit`` raw records that follow ``after`` and are safely on disk.

        Raises:
            OSError: a segment cannot be read.
        """
        try:
            return self._read(after, limit)
        except FileNotFoundError:  # somebody has removed one
            self._look_for_segments()
            return self._read(after, limit)

    def _read(self, after: int, limit: int) -> list[tuple[int, bytes]]:
        ends = [first - 1 for first, _ in self._segments[1:]] + [self.synced_sequence]
        for (first, path), end in zip(self._segments, ends, strict=False):
            start = max(after + 1, first)
            count = min(limit, min(end, self.synced_sequence) - start + 1)
            if count > 0 and (batch := list(whole_records(path, start, count))):
                return batch
        return []

    def drop_through(self, sequence: int) -> None:
        """Delete whole segments up to ``sequence``, but keep the newest acknowledged ones."""
        done = [
            segment
            for segment, (following, _) in pairwise(self._segments)
            if following - 1 <= sequence
        ]
        for segment in done[: -self._limits.segments_kept or None]:
            with contextlib.suppress(OSError):  # open elsewhere, as Windows forbids; next time then
                segment[1].unlink(missing_ok=True)
                self._segments.remove(segment)

    def close(self) -> None:
        """Bring everything to disk and close."""
        self._closing.set()
        self._dirty.set()
        if self._syncer.ident is not None:
            self._syncer.join()
        if self._file is not None:
            with contextlib.suppress(OSError):
                self._file.truncate(self._records_in_segment * RECORD_BYTES)
            self._sync()
            self._file.close()
            self._file = None
        self._lock.release()

    def _note_gap(self, sequence: int) -> None:
        missing = sequence - self.last_sequence - 1
        if self.last_sequence and missing:
            _log.error("%d damaged records before %d in %s", missing, sequence, self._folder)

    def _begin_segment(self, sequence: int, raw: bytes) -> None:
        path = segment_path(self._folder, sequence)
        stream = path.open("xb", buffering=0)
        try:
            _reserve(stream, self._limits.segment_records * RECORD_BYTES)
            _write_whole(stream, 0, raw)
        except OSError:
            stream.close()
            path.unlink(missing_ok=True)
            raise
        if self._file is not None:
            with contextlib.suppress(OSError):  # else the reserved rest stays reserved
                self._file.truncate(self._records_in_segment * RECORD_BYTES)
            self._retired.append(self._file)
        self._file = stream
        self._records_in_segment = 0
        self._segments.append((sequence, path))

    def _look_for_segments(self) -> None:
        """What lies in the folder; from then on it is known without looking."""
        self._segments = [(first_sequence(path), path) for path in segments(self._folder)]

    def _reopen(self, path: Path) -> None:
        """Go on in the last segment; what only the operating system knew so far goes to disk."""
        for older in segments(self._folder):
            with older.open("r+b", buffering=0) as stream:
                os.fsync(stream.fileno())
        records = self.last_sequence - first_sequence(path) + 1
        self._file = path.open("r+b", buffering=0)
        self._file.truncate(records * RECORD_BYTES)
        self._records_in_segment = records

    def _sync_loop(self) -> None:
        while not self._closing.is_set():
            self._dirty.wait()
            self._dirty.clear()
            if not self._sync():
                self._dirty.set()
            self._closing.wait(_FSYNC_PERIOD_S)

    def _sync(self) -> bool:
        """Bring to disk what was written before this call; older segments first.

        Number and file are read before the retired ones, so that a segment that begins meanwhile
        never hides one that is not on disk.
        """
        written = self.last_sequence
        current = self._file
        self._syncing_since_ns = monotonic_ns()
        try:
            while self._retired:
                os.fsync(self._retired[0].fileno())
                self._retired.popleft().close()
            if current is not None and not current.closed:
                if current is not self._named:
                    flush_folder(self._folder)
                    self._named = current
                os.fsync(current.fileno())
                self.synced_sequence = written
        except OSError:
            self._sync_failed = True
            return False
        finally:
            self._syncing_since_ns = None
        self._sync_failed = False
        return True


def _write_whole(stream: BinaryIO, place: int, raw: bytes) -> None:
    """All or nothing: what a full disk took of a record is written over by the next one."""
    stream.seek(place * RECORD_BYTES)
    if stream.write(raw) != len(raw):
        raise OSError(errno.ENOSPC, "the disk took half a record")


def _reserve(stream: BinaryIO, size: int) -> None:
    allocate: Callable[[int, int, int], None] | None = getattr(os, "posix_fallocate", None)
    if allocate is not None:
        allocate(stream.fileno(), 0, size)
