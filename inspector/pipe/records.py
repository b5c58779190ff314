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
from dataclasses import dataclass, fields
from enum import IntEnum
from typing import ClassVar

from inspector.domain.errors.plc import PipeError

RECORD_BYTES = 128
VERSION = 1
_HEADER = struct.Struct("<IBBHQ")
_BODY_BYTES = RECORD_BYTES - _HEADER.size


class TriggerSource(IntEnum):
    """Who counts the parts."""

    PLC = 0
    VISION = 1


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """First record of each journal segment: all that must outlive the segments before it."""

    kind: ClassVar[int] = 1
    layout: ClassVar[struct.Struct] = struct.Struct("<IHHQ8I3I3IB")
    journal_id: int
    plc_session: int
    trigger_seq: int
    next_trigger_index: int
    undefined: int
    ok: int
    not_ok: int
    not_decidable: int
    passed: int
    rejected: int
    unconfirmed: int
    unknown: int
    plc_triggered_base: int
    plc_passed_base: int
    plc_rejected_base: int
    triggered_base: int
    passed_base: int
    rejected_base: int
    trigger_source: int = 0


@dataclass(frozen=True, slots=True)
class TriggerSeen:
    """A part came; ``source`` is the number of the :class:`TriggerSource` that saw it."""

    kind: ClassVar[int] = 2
    layout: ClassVar[struct.Struct] = struct.Struct("<QHIIQQQB")
    trigger_index: int
    trigger_seq: int
    part_id: int
    encoder: int
    utc_ns: int
    seen_ns: int
    deadline_ns: int
    source: int = 0


@dataclass(frozen=True, slots=True)
class Decided:
    """The gate's verdict on a part, as published to the PLC; ``view`` is the one that decided."""

    kind: ClassVar[int] = 3
    layout: ClassVar[struct.Struct] = struct.Struct("<QHHIIBHhIfQQqHB")
    trigger_index: int
    trigger_seq: int
    result_seq: int
    part_id: int
    encoder: int
    evaluation: int
    reason: int
    class_index: int
    model_tag: int
    score: float
    triggered_utc_ns: int
    decided_utc_ns: int
    latency_ns: int
    published: int
    view: int = 0


@dataclass(frozen=True, slots=True)
class OutcomeSeen:
    """The PLC confirmed where a part went."""

    kind: ClassVar[int] = 4
    layout: ClassVar[struct.Struct] = struct.Struct("<QBHQ")
    trigger_index: int
    outcome: int
    confirm_seq: int
    utc_ns: int


@dataclass(frozen=True, slots=True)
class LateSeen:
    """A verdict that came after the decision."""

    kind: ClassVar[int] = 5
    layout: ClassVar[struct.Struct] = struct.Struct("<QBHQB")
    trigger_index: int
    evaluation: int
    reason: int
    utc_ns: int
    view: int = 0


@dataclass(frozen=True, slots=True)
class GateHello:
    """Gate to engine, first message."""

    kind: ClassVar[int] = 16
    layout: ClassVar[struct.Struct] = struct.Struct("<IHQ")
    journal_id: int
    session_id: int
    last_sequence: int


@dataclass(frozen=True, slots=True)
class EngineHello:
    """Engine to gate, first message; ``token`` proves that it may speak."""

    kind: ClassVar[int] = 17
    layout: ClassVar[struct.Struct] = struct.Struct("<32sQ")
    token: bytes
    position: int


@dataclass(frozen=True, slots=True)
class LiveTrigger:
    """Gate to engine: inspect this part now. A new ``epoch`` means that triggers went uncounted.

    ``detection`` is the one of the :class:`PartSeen` that is answered, 0 for a trigger of the PLC.
    """

    kind: ClassVar[int] = 18
    layout: ClassVar[struct.Struct] = struct.Struct("<QIIQQIQ")
    trigger_index: int
    part_id: int
    encoder: int
    seen_ns: int
    deadline_ns: int
    epoch: int
    detection: int = 0


@dataclass(frozen=True, slots=True)
class Verdict:
    """Engine to gate: what one camera, of the 0-based number ``view``, found on a part."""

    kind: ClassVar[int] = 19
    layout: ClassVar[struct.Struct] = struct.Struct("<QBHhIfB")
    trigger_index: int
    evaluation: int
    reason: int
    class_index: int
    model_tag: int
    score: float
    view: int = 0


@dataclass(frozen=True, slots=True)
class EngineStatus:
    """Engine to gate, every 100 ms and at each change."""

    kind: ClassVar[int] = 20
    layout: ClassVar[struct.Struct] = struct.Struct("<BBHH")
    ready: int
    state: int
    fault_reason: int
    recipe_number: int


@dataclass(frozen=True, slots=True)
class Committed:
    """Engine to gate: everything up to this journal sequence is stored."""

    kind: ClassVar[int] = 21
    layout: ClassVar[struct.Struct] = struct.Struct("<Q")
    position: int


@dataclass(frozen=True, slots=True)
class GateStatus:
    """Gate to engine, every 100 ms: what the gate counts and what the PLC counts.

    ``repeated`` counts the detections that were ignored because they did not lead on.
    """

    kind: ClassVar[int] = 22
    layout: ClassVar[struct.Struct] = struct.Struct("<BBH9I3IIIQI")
    plc_connected: int
    synchronised: int
    alarm_bits: int
    triggered: int
    undefined: int
    ok: int
    not_ok: int
    not_decidable: int
    passed: int
    rejected: int
    unconfirmed: int
    unknown: int
    plc_triggered: int
    plc_passed: int
    plc_rejected: int
    missed: int
    late: int
    last_sequence: int
    repeated: int = 0


@dataclass(frozen=True, slots=True)
class PartSeen:
    """Engine to gate: the cameras show a part that no PLC triggered.

    ``detection`` counts up from 1 on each connection; ``seen_ns`` is the monotonic clock.
    """

    kind: ClassVar[int] = 23
    layout: ClassVar[struct.Struct] = struct.Struct("<QQ")
    detection: int
    seen_ns: int


Record = (
    Checkpoint
    | TriggerSeen
    | Decided
    | OutcomeSeen
    | LateSeen
    | GateHello
    | EngineHello
    | LiveTrigger
    | Verdict
    | EngineStatus
    | Committed
    | GateStatus
    | PartSeen
)
_KINDS: dict[int, type[Record]] = {
    cls.kind: cls
    for cls in (
        Checkpoint,
        TriggerSeen,
        Decided,
        OutcomeSeen,
        LateSeen,
        GateHello,
        EngineHello,
        LiveTrigger,
        Verdict,
        EngineStatus,
        Committed,
        GateStatus,
        PartSeen,
    )
}
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
