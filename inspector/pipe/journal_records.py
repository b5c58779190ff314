"""What the gate writes into its journal, and streams to the engine from there."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from enum import IntEnum
from typing import ClassVar


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
