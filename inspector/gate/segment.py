"""The segment files of the journal: their names, and the whole records in them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from inspector.domain.errors.plc import PipeError, RecordTooNewError
from inspector.pipe.records import RECORD_BYTES, check

_PREFIX, _SUFFIX = "journal-", ".log"


def segment_path(folder: Path, sequence: int) -> Path:
    """The file of the segment that begins with ``sequence``."""
    return folder / f"{_PREFIX}{sequence:016d}{_SUFFIX}"


def segments(folder: Path) -> list[Path]:
    """All segment files, oldest first; what people leave beside them is passed over."""
    paths = folder.glob(f"{_PREFIX}*{_SUFFIX}")
    return sorted(path for path in paths if path.stem.removeprefix(_PREFIX).isdecimal())


def first_sequence(path: Path) -> int:
    """The sequence number of a segment's first record."""
    return int(path.stem.removeprefix(_PREFIX))


def whole_records(path: Path, start: int = 0, count: int = -1) -> Iterator[tuple[int, bytes]]:
    """The undamaged records of a segment in order, each at the place that its number demands.

    Args:
        path: The segment.
        start: First sequence number wanted.
        count: How many places to look at, -1 for all.

    Raises:
        RecordTooNewError: a newer version of the program has written it.
    """
    start = max(start, first_sequence(path))
    with path.open("rb") as stream:
        stream.seek((start - first_sequence(path)) * RECORD_BYTES)
        content = stream.read(count * RECORD_BYTES if count >= 0 else -1)
    used = len(content.rstrip(b"\0"))
    for offset in range(0, used, RECORD_BYTES):
        raw = content[offset : offset + RECORD_BYTES]
        expected = start + offset // RECORD_BYTES
        try:
            if check(raw) == expected:
                yield expected, raw
        except RecordTooNewError:
            raise
        except PipeError:
            continue
