"""Where in a write-ahead log of SQLite the end may be missing without harm to the database.

What SQLite set out to carry over into the database must not be missing: pages of it may stand there
already, beside others that are older. What was committed after that may be missing from any byte
on, as with ``synchronous = NORMAL``, or on a drive that forgets its newest writes though it has
confirmed them; only the newest commits are gone then. Both bounds stand in the wal-index
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
    """What may be missing of a log.

    Attributes:
        start: Its first byte: what stands before it may be in the database, whole or in part.
        end: Behind the last frame of a finished transaction.
    """

    start: int
    end: int


def loose_end(log: Path, index: Path) -> LooseEnd | None:
    """What of a log was committed, but is not in the database.

    Args:
        log: The ``-wal`` file.
        index: The ``-shm`` file of the same moment.

    Returns:
        None where nothing is: the log is empty, or all of it was carried over.
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
