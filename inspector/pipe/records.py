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

from inspector.domain.errors.plc import PipeError
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


def encode(record: Record, sequence: int = 0) -> bytes:
    """The 128 bytes of a record."""
    values = [getattr(record, name) for name in _FIELDS[record.kind]]
    body = record.layout.pack(*values).ljust(_BODY_BYTES, b"\0")
    tail = _HEADER.pack(0, record.kind, VERSION, 0, sequence)[4:] + body
    return struct.pack("<I", zlib.crc32(tail)) + tail


def check(raw: bytes) -> int:
    """The journal sequence of a record that is whole and of a known kind.

    Raises:
        PipeError: wrong length, check sum, version or kind.
    """
    if len(raw) != RECORD_BYTES:
        raise PipeError(f"a record has {len(raw)} bytes instead of {RECORD_BYTES}")
    crc, kind, version, _, sequence = _HEADER.unpack_from(raw)
    if crc != zlib.crc32(raw[4:]):
        raise PipeError("a record's check sum is wrong")
    if version != VERSION or kind not in _KINDS:
        raise PipeError(f"a record has the unknown version {version} or kind {kind}")
    return int(sequence)


def decode(raw: bytes) -> tuple[int, Record]:
    """The journal sequence and the record.

    Raises:
        PipeError: wrong length, check sum, version or kind.
    """
    sequence = check(raw)
    cls = _KINDS[raw[4]]
    return sequence, cls(*cls.layout.unpack_from(raw, _HEADER.size))
