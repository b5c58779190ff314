"""The register map v1.0 as one typed table; everything else that knows an address reads it here.

Addresses are 0-based Modbus PDU addresses. Words are unsigned 16 bits, big-endian; 32-bit values
take two words, high word first.
"""

from dataclasses import dataclass
from enum import IntEnum, IntFlag
from typing import Final

from inspector.domain.alarm import Alarm
from inspector.domain.evaluation import Evaluation, Reason

MAP_VERSION: Final = 0x0100
VISION_BASE: Final = 0
"""Block V: input registers, vision to PLC."""
VISION_MIRROR_BASE: Final = 1000
"""Block V again as read-only holding registers, for PLCs that cannot read input registers."""
VISION_WORDS: Final = 64
PLC_BASE: Final = 100
"""Block P: holding registers, PLC to vision; the only writable range."""
PLC_WORDS: Final = 24
RING_SLOTS: Final = 8
RING_OFFSET: Final = 40
RING_SLOT_WORDS: Final = 3
DISCRETE_INPUT: Final = 10001
INPUT_REGISTER: Final = 30001
HOLDING_REGISTER: Final = 40001
"""What address 0 of each table is called in the notation of many PLC programs."""


class Status(IntFlag):
    """Bits of ``status``; also discrete inputs 0 to 15."""

    ONLINE = 1 << 0
    TRIGGER_READY = 1 << 1
    ACQUIRING = 1 << 2
    INSPECTING = 1 << 3
    RESULTS_PENDING = 1 << 4
    BUFFER_OVERRUN = 1 << 5
    MISSED_TRIGGER = 1 << 6
    FAULT = 1 << 7
    LAST_PASS = 1 << 8
    RECIPE_LOADING = 1 << 9
    BYPASS = 1 << 10
    PLC_LOST = 1 << 11
    ALARM = 1 << 12
    RESYNC_NEEDED = 1 << 13
    RECIPE_OK = 1 << 14
    SIMULATED = 1 << 15


def is_set(word: int, bit: IntFlag) -> bool:
    """Whether a word has a bit; ``&`` would make a flag of it first, which takes ten times as long.

    >>> is_set(0b10, Status.TRIGGER_READY)
    True
    """
    return word & int(bit) != 0


_RESERVED: Final = "reserved; 0 in this version of the map"

STATUS_MEANING: Final = {
    Status.ONLINE: "the engine is attached to the gate",
    Status.TRIGGER_READY: "a part that comes now is inspected; otherwise it is rejected",
    Status.ACQUIRING: _RESERVED,
    Status.INSPECTING: "a part waits for its verdict",
    Status.RESULTS_PENDING: "a result waits for its acknowledge",
    Status.BUFFER_OVERRUN: "a result had to wait because the ring was full; latched",
    Status.MISSED_TRIGGER: "trigger_seq jumped; latched",
    Status.FAULT: "no part can pass; `fault_code` says why",
    Status.LAST_PASS: "the last part with a verdict was judged OK",
    Status.RECIPE_LOADING: "the recipe of `recipe_request` is not in force yet",
    Status.BYPASS: "maintenance: outputs may be forced and no part can pass",
    Status.PLC_LOST: "`plc_heartbeat` has not changed within the heartbeat time-out",
    Status.ALARM: "`alarm_bits` is not 0",
    Status.RESYNC_NEEDED: "`session_ack` is not `session_id`, or `plc_session` is 0",
    Status.RECIPE_OK: "a recipe is in force",
    Status.SIMULATED: "the line is the virtual one",
}


class Control(IntFlag):
    """Bits of ``control``; levels, never pulses."""

    TRIGGER_ENABLE = 1 << 0
    CLEAR_FAULT = 1 << 1
    PURGE_ACTIVE = 1 << 2
    LINE_RUNNING = 1 << 3
    REJECT_INHIBIT = 1 << 4
    REQUIRE_ACK = 1 << 5


class Request(IntFlag):
    """Bits of ``request``: what the station asks of the PLC; levels, never pulses."""

    STOP_INFEED = 1 << 0
    PURGE = 1 << 1


REQUEST_MEANING: Final = {
    Request.STOP_INFEED: "let no further part come until this is 0 again",
    Request.PURGE: "reject all that is between camera and ejector; answer with PURGE_ACTIVE",
}

ALARM_MEANING: Final = {
    Alarm.CONSECUTIVE_REJECTS: "too many rejects in a row",
    Alarm.REJECT_RATE: "too many rejects among the last parts",
    Alarm.REJECTS_UNCONFIRMED: "`confirm_code` 2: a reject was not seen where rejects go",
    Alarm.TRIGGERS_MISSED: "`trigger_seq` jumped",
    Alarm.RESULTS_LATE: "no verdict came before the decision deadline",
    Alarm.BIN_FULL: "`confirm_code` 4",
    Alarm.AIR_LOW: "`confirm_code` 5",
    Alarm.UNEXPECTED_OBJECT: "`confirm_code` 3",
    Alarm.UNCLEARED_PASSED: "`confirm_code` 6 for a part that was not cleared",
    Alarm.SECOND_WRITER: "another client tried to write block P",
    Alarm.TRACKING_LOST: "the PLC or the gate has restarted with parts on the line",
    Alarm.BELT_REVERSED: "`encoder_now` ran backwards while LINE_RUNNING was set",
    Alarm.CLOCK_STEPPED: "the station's wall clock was set",
    Alarm.COUPLER_UNSAFE: "the coupler's watchdog could not be confirmed (role coupler)",
    Alarm.REJECT_INHIBITED: "REJECT_INHIBIT is set",
    Alarm.JOURNAL_FAILED: "the gate cannot write its journal",
}

_NOT_USED: Final = "reserved; has no effect in this version of the map"

CONTROL_MEANING: Final = {
    Control.TRIGGER_ENABLE: _NOT_USED,
    Control.CLEAR_FAULT: "when set, clears latched status bits and alarms; reset it to clear again",
    Control.PURGE_ACTIVE: "the line is being emptied: parts that come now are rejected",
    Control.LINE_RUNNING: "the belt moves; while it is set, `encoder_now` must not run backwards",
    Control.REJECT_INHIBIT: "the ejector is held back for a test: no part is cleared",
    Control.REQUIRE_ACK: f"{_NOT_USED}: results always wait for their acknowledge",
}


class ConfirmCode(IntEnum):
    """Values of ``confirm_code``."""

    REJECT_CONFIRMED = 1
    REJECT_NOT_CONFIRMED = 2
    UNEXPECTED_OBJECT = 3
    BIN_FULL = 4
    AIR_LOW = 5
    PASSED = 6


class MachineState(IntEnum):
    """Values of ``state``: those of OPC 30060 that a gate can be in."""

    STOPPED = 0
    IDLE = 2
    EXECUTE = 4
    ABORTED = 8
    HELD = 15


@dataclass(frozen=True, slots=True)
class Register:
    """One value of the map.

    Attributes:
        name: Its name in every generated document.
        offset: First word, counted from the start of its block.
        words: 1 or 2.
        meaning: One line for the reference page.
        unit: What it counts, empty for a number without a unit.
        numbers: Its named values.
        bits: Its named bits.
    """

    name: str
    offset: int
    words: int
    meaning: str
    unit: str = ""
    numbers: type[IntEnum] | None = None
    bits: type[IntFlag] | None = None


VISION_BLOCK: Final = (
    Register("map_version", 0, 1, "0x0100"),
    Register("heartbeat", 1, 1, "1..65535, changes every 100 ms while the gate decides"),
    Register("status", 2, 1, "Status bits, see below", bits=Status),
    Register(
        "state",
        3,
        1,
        "OPC 30060 state: 0 Stopped (maintenance), 2 Idle, 4 Execute, 8 Aborted (no part can "
        "pass), 15 Held (an alarm waits to be cleared)",
        numbers=MachineState,
    ),
    Register("fault_code", 4, 1, "Reason of the active fault, 0 for none", numbers=Reason),
    Register("session_id", 5, 1, "Random and not 0; changes when the gate restarts"),
    Register("recipe_active", 6, 1, "Number of the recipe in force"),
    Register("trigger_seq_seen", 7, 1, "Last trigger_seq taken over"),
    Register(
        "missed_triggers", 8, 1, "Triggers that the gate did not see in time, modulo 65536", "parts"
    ),
    Register("queue_depth", 9, 1, "Parts that wait for a verdict", "parts"),
    Register("result_seq", 10, 1, "1..65535; the oldest result not yet acknowledged, 0 for none"),
    Register("part_id", 11, 2, "Part of this result"),
    Register(
        "evaluation",
        13,
        1,
        "OPC Machinery: 0 UNDEFINED, 1 OK, 2 NOT_OK, 3 NOT_DECIDABLE",
        numbers=Evaluation,
    ),
    Register("reason", 14, 1, "Why, see below", numbers=Reason),
    Register("score_permille", 15, 1, "Probability behind the verdict", "permille"),
    Register("encoder_at_trigger", 16, 2, "Encoder count latched with the trigger", "counts"),
    Register("latency_ms", 18, 1, "Trigger seen to verdict published", "ms"),
    Register("result_seq_echo", 19, 1, "Equals result_seq when the result is whole"),
    Register("inspected", 20, 2, "Parts with a verdict", "parts"),
    Register("passed", 22, 2, "Parts judged OK", "parts"),
    Register("rejected", 24, 2, "Parts judged NOT_OK or NOT_DECIDABLE", "parts"),
    Register("not_inspected", 26, 2, "Parts judged UNDEFINED", "parts"),
    Register("late", 28, 2, "Verdicts that came too late and were not applied", "parts"),
    Register("overrun", 30, 2, "Results that waited because the ring was full", "results"),
    Register("alarm_bits", 32, 1, "Latched alarms, see below", bits=Alarm),
    Register(
        "confirm_ack_seq", 33, 1, "Last confirm_seq taken over; the PLC then shows its next one"
    ),
    Register("result_trigger_seq", 34, 1, "trigger_seq that this result answers"),
    Register("request", 35, 1, "What the station asks of the PLC, see below", bits=Request),
    Register(
        "recipe_refused", 36, 1, "The recipe_request that the station cannot satisfy, 0 for none"
    ),
)

PLC_BLOCK: Final = (
    Register("plc_heartbeat", 0, 1, "Changes at least every 100 ms"),
    Register("control", 1, 1, "Control bits, see below", bits=Control),
    Register("trigger_seq", 2, 1, "1..65535, one more for each part"),
    Register("part_id", 3, 2, "Name of the part of this trigger"),
    Register("encoder_at_trigger", 5, 2, "Encoder count latched at the photo-eye", "counts"),
    Register("result_ack_seq", 7, 1, "Last result_seq taken over"),
    Register(
        "recipe_request",
        8,
        1,
        "Number of the recipe wanted, 0 for the one in force; parts are rejected until "
        "recipe_active is the same",
    ),
    Register("plc_session", 9, 1, "Random and not 0; changes when the PLC restarts"),
    Register("confirm_seq", 10, 1, "1..65535, one more for each part that left the reject zone"),
    Register("confirm_part", 11, 2, "Part of this confirmation"),
    Register(
        "confirm_code",
        13,
        1,
        "1 reject confirmed, 2 reject not confirmed, 3 unexpected object, 4 bin full, 5 air low, "
        "6 passed",
        numbers=ConfirmCode,
    ),
    Register("encoder_now", 14, 2, "Encoder count of this scan", "counts"),
    Register("confirm_trigger_seq", 16, 1, "trigger_seq of the confirmed part"),
    Register(
        "session_ack", 17, 1, "Equals session_id once the PLC has cleared its tracking for it"
    ),
    Register("plc_triggered", 18, 2, "The PLC's own count of triggers", "parts"),
    Register("plc_passed", 20, 2, "The PLC's own count of parts that passed", "parts"),
    Register("plc_rejected", 22, 2, "The PLC's own count of parts rejected", "parts"),
)
