"""Where in a write-ahead log of SQLite a power cut can take something away.

With ``synchronous = NORMAL`` SQLite syncs the log only before it carries frames over into the
database. Frames that it set out to carry over were synced, and only a drive that lies loses them;
what was committed after them may be missing from any byte on. Both bounds stand in the wal-index
(``-shm``); its layout: https://www.sqlite.org/walformat.html
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path

_LOG_HEADER = 32
_FRAME_HEADER = 24
_LOG_SALT = slice(16, 24)
_PAGE_SIZE = struct.Struct(">8xI")
_INDEX = struct.Struct("=16xI12x8s88xI")
"""Of the wal-index: mxFrame, aSalt and nBackfillAttempted."""


@dataclass(frozen=True, slots=True)
class LooseEnd:
    """What may be missing of a log after a power cut.

    Attributes:
        start: Its first byte: all before it was synced.
        end: Behind the last frame of a finished transaction.
    """

    start: int
    end: int


def loose_end(log: Path, index: Path) -> LooseEnd | None:
    """What of a log was committed, but need not be on the disk yet.

    Args:
        log: The ``-wal`` file.
        index: The ``-shm`` file of the same moment.

    Returns:
        None where nothing can: the log is empty, or all of it was synced.
    """
    head = log.read_bytes()[:_LOG_HEADER]
    known = index.read_bytes()[: _INDEX.size]
    if len(head) < _LOG_HEADER or len(known) < _INDEX.size:
        return None
    frames, salt, carried_over = _INDEX.unpack(known)
    if salt != head[_LOG_SALT] or carried_over >= frames:
        return None
    frame = _FRAME_HEADER + _PAGE_SIZE.unpack_from(head)[0]
    return LooseEnd(_LOG_HEADER + carried_over * frame, _LOG_HEADER + frames * frame)
