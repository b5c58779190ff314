"""What the scripted engine keeps of the gate's journal: a file, as a database would be.

Records are appended whole; what a killed engine left torn at the end is cut off and comes again.
"""

from __future__ import annotations

from pathlib import Path

from inspector.domain.errors.plc import PipeError
from inspector.gate.segment import segments, whole_records
from inspector.pipe.records import RECORD_BYTES, GateStatus, Record, check, decode

_STATUS_SUFFIX = ".status"


class RecordFile:
    """Open for one writer; what the gate counts is kept beside it."""

    def __init__(self, path: Path) -> None:
        content = path.read_bytes() if path.exists() else b""
        whole = len(content) // RECORD_BYTES * RECORD_BYTES
        self._file = path.open("r+b" if path.exists() else "w+b", buffering=0)
        self._file.truncate(whole)
        self._file.seek(whole)
        self._status = path.with_suffix(_STATUS_SUFFIX)
        self.position = check(content[whole - RECORD_BYTES : whole]) if whole else 0

    def append(self, raw: bytes, sequence: int) -> None:
        """Keep one record of the journal.

        Raises:
            PipeError: it is not the one that follows.
        """
        if sequence <= self.position:
            raise PipeError(f"the gate sent record {sequence} after {self.position}")
        self._file.write(raw)
        self.position = sequence

    def note_status(self, raw: bytes) -> None:
        """Keep the gate's last status."""
        self._status.write_bytes(raw)

    def close(self) -> None:
        """Close the file."""
        self._file.close()


def read_status(path: Path) -> GateStatus | None:
    """The gate's last status, if there is one."""
    status = path.with_suffix(_STATUS_SUFFIX)
    if not status.exists():
        return None
    _, record = decode(status.read_bytes())
    return record if isinstance(record, GateStatus) else None


def read_records(path: Path, journal: Path) -> list[tuple[int, Record]]:
    """All that was kept in the order in which it came, then what the gate has not sent yet.

    Args:
        path: The record file.
        journal: Folder of the gate's journal; the gate has ended.
    """
    content = path.read_bytes() if path.exists() else b""
    whole = len(content) // RECORD_BYTES * RECORD_BYTES
    kept = [
        decode(content[start : start + RECORD_BYTES]) for start in range(0, whole, RECORD_BYTES)
    ]
    last = kept[-1][0] if kept else 0
    for segment in segments(journal):
        kept += [decode(raw) for sequence, raw in whole_records(segment) if sequence > last]
    return kept
