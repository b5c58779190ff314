"""The gate's alarm bits as errors with code, text and remedy."""

from __future__ import annotations

from collections.abc import Mapping

from inspector.domain.alarm import Alarm, Reaction
from inspector.domain.errors import alarm as errors
from inspector.domain.errors.base import InspectorError
from inspector.domain.errors.plc import JournalError

_ERRORS: Mapping[Alarm, type[InspectorError]] = {
    Alarm.CONSECUTIVE_REJECTS: errors.ConsecutiveRejectsError,
    Alarm.REJECT_RATE: errors.RejectRateError,
    Alarm.REJECTS_UNCONFIRMED: errors.RejectsUnconfirmedError,
    Alarm.TRIGGERS_MISSED: errors.TriggersMissedError,
    Alarm.RESULTS_LATE: errors.ResultsLateError,
    Alarm.BIN_FULL: errors.BinFullError,
    Alarm.AIR_LOW: errors.AirLowError,
    Alarm.UNEXPECTED_OBJECT: errors.UnexpectedObjectError,
    Alarm.UNCLEARED_PASSED: errors.UnclearedPassedError,
    Alarm.SECOND_WRITER: errors.SecondWriterError,
    Alarm.TRACKING_LOST: errors.TrackingLostError,
    Alarm.BELT_REVERSED: errors.BeltReversedError,
    Alarm.CLOCK_STEPPED: errors.ClockSteppedError,
    Alarm.COUPLER_UNSAFE: errors.CouplerUnsafeError,
    Alarm.REJECT_INHIBITED: errors.RejectInhibitedError,
    Alarm.JOURNAL_FAILED: JournalError,
}
_TEXTS: Mapping[Alarm, str] = {
    Alarm.CONSECUTIVE_REJECTS: "too many rejects in a row",
    Alarm.REJECT_RATE: "too many rejects among the last parts",
    Alarm.REJECTS_UNCONFIRMED: "a reject was not seen where rejects go",
    Alarm.TRIGGERS_MISSED: "the PLC counted parts that the gate did not see",
    Alarm.RESULTS_LATE: "verdicts came too late",
    Alarm.BIN_FULL: "the reject bin is full",
    Alarm.AIR_LOW: "the ejector's air pressure is too low",
    Alarm.UNEXPECTED_OBJECT: "something was seen that nobody tracks",
    Alarm.UNCLEARED_PASSED: "a part passed that was not cleared",
    Alarm.SECOND_WRITER: "a second client tried to write the PLC's registers",
    Alarm.TRACKING_LOST: "PLC and gate lost count of the parts on the belt",
    Alarm.BELT_REVERSED: "the belt ran backwards",
    Alarm.CLOCK_STEPPED: "the wall clock was set",
    Alarm.COUPLER_UNSAFE: "the remote I/O coupler does not guard its outputs",
    Alarm.REJECT_INHIBITED: "the PLC holds its ejector back",
    Alarm.JOURNAL_FAILED: "the gate cannot write its journal; every part is rejected",
}
_CONSEQUENCES = {
    Reaction.HOLD: "no part may pass until it is cleared",
    Reaction.STOP: "no part may pass and the infeed must stop until it is cleared",
}
STANDING = Alarm.COUPLER_UNSAFE | Alarm.REJECT_INHIBITED | Alarm.JOURNAL_FAILED
"""Nothing can pass while these last, and nobody clears them: they end with their cause."""


def gate_alarm(alarm: Alarm, reaction: Reaction = Reaction.WARN) -> InspectorError:
    """One alarm, and what it does besides being shown."""
    consequence = "" if alarm in STANDING else _CONSEQUENCES.get(reaction, "")
    text = _TEXTS[alarm]
    return _ERRORS[alarm](f"{text}; {consequence}" if consequence else text)
