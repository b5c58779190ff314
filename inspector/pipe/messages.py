"""What gate and engine tell each other; nothing of it is kept."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import ClassVar

VISION_WORDS_SHOWN = 48
"""Words of block V that fit a record: all but the ring's last."""
LINK_DETAIL_BYTES = 105
"""Bytes of a link's fault that fit a record beside its code."""


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
    """Gate to engine: a part has come; inspect it now, unless the gate has ``rejected`` it already.

    ``epoch`` is that of :class:`GateStatus`.

    ``detection`` is the one of the :class:`PartSeen` that is answered, 0 for a trigger of the PLC;
    ``recipe_number`` the recipe that is in force for all that the gate knows; ``delay_max_ns`` how
    long before ``seen_ns`` the part can have come, because nothing was heard of the PLC meanwhile.
    """

    kind: ClassVar[int] = 18
    layout: ClassVar[struct.Struct] = struct.Struct("<QIIQQIQHQB")
    trigger_index: int
    part_id: int
    encoder: int
    seen_ns: int
    deadline_ns: int
    epoch: int = 0
    detection: int = 0
    recipe_number: int = 0
    delay_max_ns: int = 0
    rejected: int = 0


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

    ``recipe_refused`` is the number that was asked for and cannot be used, 0 for none; ``epoch``
    the one of :class:`GateStatus` for which the engine has begun anew.
    """

    kind: ClassVar[int] = 20
    layout: ClassVar[struct.Struct] = struct.Struct("<BBHHHI")
    ready: int
    state: int
    fault_reason: int
    recipe_number: int
    recipe_refused: int = 0
    epoch: int = 0


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
    that were ignored because they did not lead on, ``rejects_in_a_row`` what the alarm of this name
    counts. Another ``epoch`` means that the PLC counts its parts anew: what it counted before, and
    meanwhile, nobody knows.
    """

    kind: ClassVar[int] = 22
    layout: ClassVar[struct.Struct] = struct.Struct("<BBH9I3IIIQIBBHII")
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
    epoch: int = 0
    rejects_in_a_row: int = 0


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
class LinkFault:
    """Gate to engine, every 100 ms: what keeps its own link to the fieldbus from working.

    ``code`` is that of the error and empty for none, ``detail`` its words, both UTF-8 and filled up
    with zeros.
    """

    kind: ClassVar[int] = 29
    layout: ClassVar[struct.Struct] = struct.Struct(f"<7s{LINK_DETAIL_BYTES}s")
    code: bytes
    detail: bytes


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
