"""The register map v1.0 as one typed table; everything else that knows an address reads it here.

Addresses are 0-based Modbus PDU addresses. Words are unsigned 16 bits, big-endian; 32-bit values
take two words, high word first.
"""

from dataclasses import dataclass
from enum import IntFlag
from typing import Final

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
    Status.LAST_PASS: _RESERVED,
    Status.RECIPE_LOADING: _RESERVED,
    Status.BYPASS: _RESERVED,
    Status.PLC_LOST: "`plc_heartbeat` has not changed within the heartbeat time-out",
    Status.ALARM: _RESERVED,
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


_NOT_USED: Final = "reserved; has no effect in this version of the map"

CONTROL_MEANING: Final = {
    Control.TRIGGER_ENABLE: _NOT_USED,
    Control.CLEAR_FAULT: "level: clears the latched status bits for as long as it is set",
    Control.PURGE_ACTIVE: _NOT_USED,
    Control.LINE_RUNNING: _NOT_USED,
    Control.REJECT_INHIBIT: _NOT_USED,
    Control.REQUIRE_ACK: f"{_NOT_USED}: results always wait for their acknowledge",
}


class ConfirmCode:
    """Values of ``confirm_code``."""

    REJECT_CONFIRMED: Final = 1
    REJECT_NOT_CONFIRMED: Final = 2
    UNEXPECTED_OBJECT: Final = 3
    BIN_FULL: Final = 4
    AIR_LOW: Final = 5
    PASSED: Final = 6


@dataclass(frozen=True, slots=True)
class Register:
    """One value of the map.

    Attributes:
        name: Its name in every generated document.
        offset: First word, counted from the start of its block.
        words: 1 or 2.
        meaning: One line for the reference page.
    """

    name: str
    offset: int
    words: int
    meaning: str


def _block(*rows: tuple[str, int, int, str]) -> tuple[Register, ...]:
    return tuple(Register(*row) for row in rows)


VISION_BLOCK: Final = _block(
    ("map_version", 0, 1, "0x0100"),
    ("heartbeat", 1, 1, "1..65535, changes every 100 ms while the gate decides"),
    ("status", 2, 1, "Status bits, see below"),
    ("state", 3, 1, "OPC 30060 state: 2 Idle, 4 Execute, 8 Aborted (no part can pass)"),
    ("fault_code", 4, 1, "Reason of the active fault, 0 for none"),
    ("session_id", 5, 1, "Random and not 0; changes when the gate restarts"),
    ("recipe_active", 6, 1, "Number of the recipe in force"),
    ("trigger_seq_seen", 7, 1, "Last trigger_seq taken over"),
    ("missed_triggers", 8, 1, "Triggers that the gate did not see in time, modulo 65536"),
    ("queue_depth", 9, 1, "Parts that wait for a verdict"),
    ("result_seq", 10, 1, "1..65535; the oldest result not yet acknowledged, 0 for none"),
    ("part_id", 11, 2, "Part of this result"),
    ("evaluation", 13, 1, "OPC Machinery: 0 UNDEFINED, 1 OK, 2 NOT_OK, 3 NOT_DECIDABLE"),
    ("reason", 14, 1, "Why, see below"),
    ("score_permille", 15, 1, "Probability behind the verdict"),
    ("encoder_at_trigger", 16, 2, "Encoder count latched with the trigger"),
    ("latency_ms", 18, 1, "Trigger seen to verdict published"),
    ("result_seq_echo", 19, 1, "Equals result_seq when the result is whole"),
    ("inspected", 20, 2, "Parts with a verdict"),
    ("passed", 22, 2, "Parts judged OK"),
    ("rejected", 24, 2, "Parts judged NOT_OK or NOT_DECIDABLE"),
    ("not_inspected", 26, 2, "Parts judged UNDEFINED"),
    ("late", 28, 2, "Verdicts that came too late and were not applied"),
    ("overrun", 30, 2, "Results that waited because the ring was full"),
    ("alarm_bits", 32, 1, "Reserved; 0 in this version of the map"),
    ("confirm_ack_seq", 33, 1, "Last confirm_seq taken over; the PLC then shows its next one"),
    ("result_trigger_seq", 34, 1, "trigger_seq that this result answers"),
)

PLC_BLOCK: Final = _block(
    ("plc_heartbeat", 0, 1, "Changes at least every 100 ms"),
    ("control", 1, 1, "Control bits, see below"),
    ("trigger_seq", 2, 1, "1..65535, one more for each part"),
    ("part_id", 3, 2, "Name of the part of this trigger"),
    ("encoder_at_trigger", 5, 2, "Encoder count latched at the photo-eye"),
    ("result_ack_seq", 7, 1, "Last result_seq taken over"),
    ("recipe_request", 8, 1, "Reserved; has no effect in this version of the map"),
    ("plc_session", 9, 1, "Random and not 0; changes when the PLC restarts"),
    ("confirm_seq", 10, 1, "1..65535, one more for each part that left the reject zone"),
    ("confirm_part", 11, 2, "Part of this confirmation"),
    (
        "confirm_code",
        13,
        1,
        "1 reject confirmed, 2 reject not confirmed, 3 unexpected object, 4 bin full, 5 air low, "
        "6 passed",
    ),
    ("encoder_now", 14, 2, "Encoder count of this scan"),
    ("confirm_trigger_seq", 16, 1, "trigger_seq of the confirmed part"),
    ("session_ack", 17, 1, "Equals session_id once the PLC has cleared its tracking for it"),
    ("plc_triggered", 18, 2, "The PLC's own count of triggers"),
    ("plc_passed", 20, 2, "The PLC's own count of parts that passed"),
    ("plc_rejected", 22, 2, "The PLC's own count of parts rejected"),
)
