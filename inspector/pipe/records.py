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

from inspector.domain.alarm import ClearedBy as ClearedBy
from inspector.domain.errors.plc import PipeError

RECORD_BYTES = 128
VERSION = 1
VISION_WORDS_SHOWN = 48
"""Words of block V that fit a record: all but the ring's last."""
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
    layout: ClassVar[struct.Struct] = struct.Struct("<IHHQ8I3I3IBH")
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
    alarms: int = 0


@dataclass(frozen=True, slots=True)
class TriggerSeen:
    """A part came.

    ``source`` is the number of the :class:`TriggerSource` that saw it, ``recipe_number`` the recipe
    that was in force then.
    """

    kind: ClassVar[int] = 2
    layout: ClassVar[struct.Struct] = struct.Struct("<QHIIQQQBH")
    trigger_index: int
    trigger_seq: int
    part_id: int
    encoder: int
    utc_ns: int
    seen_ns: int
    deadline_ns: int
    source: int = 0
    recipe_number: int = 0


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
class AlarmChanged:
    """Alarms were raised or cleared; ``latched`` is what stands after it, as :class:`Alarm` bits.

    ``trigger_index`` is the part that raised it, 0 when none did.
    """

    kind: ClassVar[int] = 6
    layout: ClassVar[struct.Struct] = struct.Struct("<HHHBQQ")
    latched: int
    raised: int
    cleared: int
    cleared_by: int
    trigger_index: int
    utc_ns: int


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

    ``detection`` is the one of the :class:`PartSeen` that is answered, 0 for a trigger of the PLC;
    ``recipe_number`` the recipe that is in force for all that the gate knows; ``delay_max_ns`` how
    long before ``seen_ns`` the part can have come, because nothing was heard of the PLC meanwhile.
    """

    kind: ClassVar[int] = 18
    layout: ClassVar[struct.Struct] = struct.Struct("<QIIQQIQHQ")
    trigger_index: int
    part_id: int
    encoder: int
    seen_ns: int
    deadline_ns: int
    epoch: int
    detection: int = 0
    recipe_number: int = 0
    delay_max_ns: int = 0


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
    """Engine to gate, every 100 ms and at each change.

    ``recipe_refused`` is the number that was asked for and cannot be used, 0 for none.
    """

    kind: ClassVar[int] = 20
    layout: ClassVar[struct.Struct] = struct.Struct("<BBHHH")
    ready: int
    state: int
    fault_reason: int
    recipe_number: int
    recipe_refused: int = 0


@dataclass(frozen=True, slots=True)
class Committed:
    """Engine to gate: everything up to this journal sequence is stored."""

    kind: ClassVar[int] = 21
    layout: ClassVar[struct.Struct] = struct.Struct("<Q")
    position: int


@dataclass(frozen=True, slots=True)
class GateStatus:
    """Gate to engine, every 100 ms: what the gate counts and what the PLC counts.

    ``alarm_bits`` are those of :class:`Alarm`, ``requests`` what the PLC is asked for, ``held``
    whether an alarm keeps all parts from passing. ``repeated`` counts the detections and writes
    that were ignored because they did not lead on.
    """

    kind: ClassVar[int] = 22
    layout: ClassVar[struct.Struct] = struct.Struct("<BBH9I3IIIQIBBH")
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
    held: int = 0
    maintenance: int = 0
    requests: int = 0


@dataclass(frozen=True, slots=True)
class PartSeen:
    """Engine to gate: the cameras show a part that no PLC triggered.

    ``detection`` counts up from 1 on each connection; ``seen_ns`` is the monotonic clock.
    """

    kind: ClassVar[int] = 23
    layout: ClassVar[struct.Struct] = struct.Struct("<QQ")
    detection: int
    seen_ns: int


@dataclass(frozen=True, slots=True)
class RecipeRequested:
    """Gate to engine, again and again until it is so: the PLC wants this recipe."""

    kind: ClassVar[int] = 24
    layout: ClassVar[struct.Struct] = struct.Struct("<H")
    recipe_number: int


@dataclass(frozen=True, slots=True)
class ClearAlarms:
    """Engine to gate: a person clears these alarms, as :class:`Alarm` bits."""

    kind: ClassVar[int] = 25
    layout: ClassVar[struct.Struct] = struct.Struct("<H")
    alarms: int


@dataclass(frozen=True, slots=True)
class Maintenance:
    """Engine to gate, a level repeated with each status: somebody works on the station.

    ``forced`` are the bits of the ``request`` word, or of the coupler's outputs, that a person has
    taken over, ``values`` what they are then.
    """

    kind: ClassVar[int] = 26
    layout: ClassVar[struct.Struct] = struct.Struct("<BHH")
    active: int
    forced: int
    values: int


@dataclass(frozen=True, slots=True)
class VisionWords:
    """Gate to engine, every 100 ms: the first 48 words of block V as the PLC sees them."""

    kind: ClassVar[int] = 27
    layout: ClassVar[struct.Struct] = struct.Struct("<96s")
    words: bytes


@dataclass(frozen=True, slots=True)
class PlcWords:
    """Gate to engine, every 100 ms: block P, and the coupler's inputs and outputs as bits."""

    kind: ClassVar[int] = 28
    layout: ClassVar[struct.Struct] = struct.Struct("<48sHH")
    words: bytes
    inputs: int = 0
    outputs: int = 0


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
)
_KINDS: dict[int, type[Record]] = {
    cls.kind: cls
    for cls in (
        Checkpoint,
        TriggerSeen,
        Decided,
        OutcomeSeen,
        LateSeen,
        AlarmChanged,
        GateHello,
        EngineHello,
        LiveTrigger,
        Verdict,
        EngineStatus,
        Committed,
        GateStatus,
        PartSeen,
        RecipeRequested,
        ClearAlarms,
        Maintenance,
        VisionWords,
        PlcWords,
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
