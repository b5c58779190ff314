"""Fixed-layout records: the journal on disk and the messages between gate and engine.

Every record is 128 bytes, little-endian: CRC-32 of the rest, kind, version, two bytes unused, the
journal sequence (0 for a message that is not in the journal) and the fields of its kind. Nothing is
pickled and no length is believed from the wire.

A body is padded with zeros. A new field is appended to its layout and has the default 0, so that a
journal written before it was there still decodes.
"""

from __future__ import annotations

import struct
import zlib
from dataclasses import fields
from typing import get_args

from inspector.domain.errors.plc import PipeError, RecordTooNewError
from inspector.domain.evaluation import Evaluation, Outcome, Reason
from inspector.pipe.journal_records import (
    AlarmChanged,
    Checkpoint,
    Decided,
    LateSeen,
    OutcomeSeen,
    TriggerSeen,
    TriggerSource,
)
from inspector.pipe.messages import (
    LINK_DETAIL_BYTES,
    VISION_WORDS_SHOWN,
    ClearAlarms,
    Committed,
    EngineHello,
    EngineStatus,
    GateHello,
    GateStatus,
    LinkFault,
    LiveTrigger,
    Maintenance,
    PartSeen,
    PlcWords,
    RecipeRequested,
    Verdict,
    VisionWords,
)

__all__ = [
    "LINK_DETAIL_BYTES",
    "RECORD_BYTES",
    "VERSION",
    "VISION_WORDS_SHOWN",
    "AlarmChanged",
    "Checkpoint",
    "ClearAlarms",
    "Committed",
    "Decided",
    "EngineHello",
    "EngineStatus",
    "GateHello",
    "GateStatus",
    "LateSeen",
    "LinkFault",
    "LiveTrigger",
    "Maintenance",
    "OutcomeSeen",
    "PartSeen",
    "PlcWords",
    "RecipeRequested",
    "Record",
    "TriggerSeen",
    "TriggerSource",
    "Verdict",
    "VisionWords",
    "check",
    "decode",
    "encode",
    "require_known",
]

RECORD_BYTES = 128
VERSION = 1
_HEADER = struct.Struct("<IBBHQ")
_BODY_BYTES = RECORD_BYTES - _HEADER.size

Record = (
    Checkpoint
    | TriggerSeen
    | Decided
    | OutcomeSeen
    | LateSeen
    | AlarmChanged
    | GateHello
    | EngineHello
    | LiveTrigger
    | Verdict
    | EngineStatus
    | Committed
    | GateStatus
    | PartSeen
    | RecipeRequested
    | ClearAlarms
    | Maintenance
    | VisionWords
    | PlcWords
    | LinkFault
)
_KINDS: dict[int, type[Record]] = {cls.kind: cls for cls in get_args(Record)}
_FIELDS = {kind: [field.name for field in fields(cls)] for kind, cls in _KINDS.items()}
_VALUES: dict[type[Record], dict[str, frozenset[int]]] = {
    Decided: {"evaluation": frozenset(Evaluation), "reason": frozenset(Reason)},
    LateSeen: {"evaluation": frozenset(Evaluation), "reason": frozenset(Reason)},
    OutcomeSeen: {"outcome": frozenset(Outcome)},
}
"""Numbers in the journal that nobody can go on without: its counts are made of them."""


def encode(record: Record, sequence: int = 0) -> bytes:
    """The 128 bytes of a record."""
    values = [getattr(record, name) for name in _FIELDS[record.kind]]
    body = record.layout.pack(*values).ljust(_BODY_BYTES, b"\0")
    tail = _HEADER.pack(0, record.kind, VERSION, 0, sequence)[4:] + body
    return struct.pack("<I", zlib.crc32(tail)) + tail


def check(raw: bytes) -> int:
    """The journal sequence of a record that is whole and of a known kind.

    Raises:
        RecordTooNewError: it is whole, and of a version or kind that is not known here.
        PipeError: wrong length or check sum.
    """
    if len(raw) != RECORD_BYTES:
        raise PipeError(f"a record has {len(raw)} bytes instead of {RECORD_BYTES}")
    crc, kind, version, _, sequence = _HEADER.unpack_from(raw)
    if crc != zlib.crc32(raw[4:]):
        raise PipeError("a record's check sum is wrong")
    if version != VERSION or kind not in _KINDS:
        raise RecordTooNewError(f"a record has the unknown version {version} or kind {kind}")
    return int(sequence)


def decode(raw: bytes) -> tuple[int, Record]:
    """The journal sequence and the record.

    Raises:
        RecordTooNewError: it is whole, and of a version or kind that is not known here.
        PipeError: wrong length or check sum.
    """
    sequence = check(raw)
    cls = _KINDS[raw[4]]
    return sequence, cls(*cls.layout.unpack_from(raw, _HEADER.size))


def require_known(record: Record) -> None:
    """Refuse what only a newer version of the program can have written into a journal.

    Raises:
        RecordTooNewError: a verdict, reason or outcome is not known here.
    """
    for name, known in _VALUES.get(type(record), {}).items():
        value = getattr(record, name)
        if value not in known:
            raise RecordTooNewError(f"a record has the unknown {name} {value}")
