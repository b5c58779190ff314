"""What registers and bits mean, in the user's language.

Their names are those of the register map in every language, as they stand in the PLC's program. For
each name below the catalogues of the other languages hold its meaning; in English, and for a name
that is not listed, the station's own words stand.
"""

from __future__ import annotations

from inspector.ui.i18n.language import translate
from inspector.ui.i18n.marker import QT_TRANSLATE_NOOP

REGISTERS: tuple[str, ...] = (
    QT_TRANSLATE_NOOP("Register", "map_version"),
    QT_TRANSLATE_NOOP("Register", "heartbeat"),
    QT_TRANSLATE_NOOP("Register", "status"),
    QT_TRANSLATE_NOOP("Register", "state"),
    QT_TRANSLATE_NOOP("Register", "fault_code"),
    QT_TRANSLATE_NOOP("Register", "session_id"),
    QT_TRANSLATE_NOOP("Register", "recipe_active"),
    QT_TRANSLATE_NOOP("Register", "trigger_seq_seen"),
    QT_TRANSLATE_NOOP("Register", "missed_triggers"),
    QT_TRANSLATE_NOOP("Register", "queue_depth"),
    QT_TRANSLATE_NOOP("Register", "result_seq"),
    QT_TRANSLATE_NOOP("Register", "part_id"),
    QT_TRANSLATE_NOOP("Register", "evaluation"),
    QT_TRANSLATE_NOOP("Register", "reason"),
    QT_TRANSLATE_NOOP("Register", "score_permille"),
    QT_TRANSLATE_NOOP("Register", "encoder_at_trigger"),
    QT_TRANSLATE_NOOP("Register", "latency_ms"),
    QT_TRANSLATE_NOOP("Register", "result_seq_echo"),
    QT_TRANSLATE_NOOP("Register", "inspected"),
    QT_TRANSLATE_NOOP("Register", "passed"),
    QT_TRANSLATE_NOOP("Register", "rejected"),
    QT_TRANSLATE_NOOP("Register", "not_inspected"),
    QT_TRANSLATE_NOOP("Register", "late"),
    QT_TRANSLATE_NOOP("Register", "overrun"),
    QT_TRANSLATE_NOOP("Register", "alarm_bits"),
    QT_TRANSLATE_NOOP("Register", "confirm_ack_seq"),
    QT_TRANSLATE_NOOP("Register", "result_trigger_seq"),
    QT_TRANSLATE_NOOP("Register", "request"),
    QT_TRANSLATE_NOOP("Register", "recipe_refused"),
    QT_TRANSLATE_NOOP("Register", "plc_heartbeat"),
    QT_TRANSLATE_NOOP("Register", "control"),
    QT_TRANSLATE_NOOP("Register", "trigger_seq"),
    QT_TRANSLATE_NOOP("Register", "result_ack_seq"),
    QT_TRANSLATE_NOOP("Register", "recipe_request"),
    QT_TRANSLATE_NOOP("Register", "plc_session"),
    QT_TRANSLATE_NOOP("Register", "confirm_seq"),
    QT_TRANSLATE_NOOP("Register", "confirm_part"),
    QT_TRANSLATE_NOOP("Register", "confirm_code"),
    QT_TRANSLATE_NOOP("Register", "encoder_now"),
    QT_TRANSLATE_NOOP("Register", "confirm_trigger_seq"),
    QT_TRANSLATE_NOOP("Register", "session_ack"),
    QT_TRANSLATE_NOOP("Register", "plc_triggered"),
    QT_TRANSLATE_NOOP("Register", "plc_passed"),
    QT_TRANSLATE_NOOP("Register", "plc_rejected"),
)
"""Registers whose meanings are translated."""

BITS: tuple[str, ...] = (
    QT_TRANSLATE_NOOP("Bit", "status.ONLINE"),
    QT_TRANSLATE_NOOP("Bit", "status.TRIGGER_READY"),
    QT_TRANSLATE_NOOP("Bit", "status.ACQUIRING"),
    QT_TRANSLATE_NOOP("Bit", "status.INSPECTING"),
    QT_TRANSLATE_NOOP("Bit", "status.RESULTS_PENDING"),
    QT_TRANSLATE_NOOP("Bit", "status.BUFFER_OVERRUN"),
    QT_TRANSLATE_NOOP("Bit", "status.MISSED_TRIGGER"),
    QT_TRANSLATE_NOOP("Bit", "status.FAULT"),
    QT_TRANSLATE_NOOP("Bit", "status.LAST_PASS"),
    QT_TRANSLATE_NOOP("Bit", "status.RECIPE_LOADING"),
    QT_TRANSLATE_NOOP("Bit", "status.BYPASS"),
    QT_TRANSLATE_NOOP("Bit", "status.PLC_LOST"),
    QT_TRANSLATE_NOOP("Bit", "status.ALARM"),
    QT_TRANSLATE_NOOP("Bit", "status.RESYNC_NEEDED"),
    QT_TRANSLATE_NOOP("Bit", "status.RECIPE_OK"),
    QT_TRANSLATE_NOOP("Bit", "status.SIMULATED"),
    QT_TRANSLATE_NOOP("Bit", "control.TRIGGER_ENABLE"),
    QT_TRANSLATE_NOOP("Bit", "control.CLEAR_FAULT"),
    QT_TRANSLATE_NOOP("Bit", "control.PURGE_ACTIVE"),
    QT_TRANSLATE_NOOP("Bit", "control.LINE_RUNNING"),
    QT_TRANSLATE_NOOP("Bit", "control.REJECT_INHIBIT"),
    QT_TRANSLATE_NOOP("Bit", "control.REQUIRE_ACK"),
    QT_TRANSLATE_NOOP("Bit", "request.STOP_INFEED"),
    QT_TRANSLATE_NOOP("Bit", "request.PURGE"),
    QT_TRANSLATE_NOOP("Bit", "alarm_bits.CONSECUTIVE_REJECTS"),
    QT_TRANSLATE_NOOP("Bit", "alarm_bits.REJECT_RATE"),
    QT_TRANSLATE_NOOP("Bit", "alarm_bits.REJECTS_UNCONFIRMED"),
    QT_TRANSLATE_NOOP("Bit", "alarm_bits.TRIGGERS_MISSED"),
    QT_TRANSLATE_NOOP("Bit", "alarm_bits.RESULTS_LATE"),
    QT_TRANSLATE_NOOP("Bit", "alarm_bits.BIN_FULL"),
    QT_TRANSLATE_NOOP("Bit", "alarm_bits.AIR_LOW"),
    QT_TRANSLATE_NOOP("Bit", "alarm_bits.UNEXPECTED_OBJECT"),
    QT_TRANSLATE_NOOP("Bit", "alarm_bits.UNCLEARED_PASSED"),
    QT_TRANSLATE_NOOP("Bit", "alarm_bits.SECOND_WRITER"),
    QT_TRANSLATE_NOOP("Bit", "alarm_bits.TRACKING_LOST"),
    QT_TRANSLATE_NOOP("Bit", "alarm_bits.BELT_REVERSED"),
    QT_TRANSLATE_NOOP("Bit", "alarm_bits.CLOCK_STEPPED"),
    QT_TRANSLATE_NOOP("Bit", "alarm_bits.COUPLER_UNSAFE"),
    QT_TRANSLATE_NOOP("Bit", "alarm_bits.REJECT_INHIBITED"),
    QT_TRANSLATE_NOOP("Bit", "alarm_bits.JOURNAL_FAILED"),
    QT_TRANSLATE_NOOP("Bit", "input.PHOTO_EYE"),
    QT_TRANSLATE_NOOP("Bit", "input.CHUTE"),
    QT_TRANSLATE_NOOP("Bit", "input.EXIT_EYE"),
    QT_TRANSLATE_NOOP("Bit", "input.REJECT_EYE"),
    QT_TRANSLATE_NOOP("Bit", "input.LINE_RUNNING"),
    QT_TRANSLATE_NOOP("Bit", "input.BIN_FULL"),
    QT_TRANSLATE_NOOP("Bit", "input.AIR_LOW"),
    QT_TRANSLATE_NOOP("Bit", "output.PASS_GATE"),
    QT_TRANSLATE_NOOP("Bit", "output.INFEED"),
    QT_TRANSLATE_NOOP("Bit", "output.ALARM"),
)
"""Bits whose meanings are translated, as ``register.NAME``, ``input.NAME`` or ``output.NAME``."""


def register_text(name: str, spoken: str) -> str:
    """What a register means; ``spoken`` is what the station said."""
    translated = translate("Register", name)
    return spoken if translated == name else translated


def bit_text(owner: str, name: str, spoken: str) -> str:
    """What a bit means; ``owner`` is its register, or ``input`` or ``output``.

    An output without a coupler is a bit of ``request``.
    """
    for key in (f"{owner}.{name}", f"request.{name}"):
        if (translated := translate("Bit", key)) != key:
            return translated
    return spoken
