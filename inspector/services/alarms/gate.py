"""The gate's alarm bits as errors with code, text and remedy."""

from __future__ import annotations

from collections.abc import Mapping

from inspector.domain.alarm import Alarm, Reaction
from inspector.domain.errors import alarm as errors
from inspector.domain.errors.base import InspectorError
from inspector.domain.errors.plc import JournalError
from inspector.domain.phrases.line import GatePhrase, LinePhrase, joined

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
_CONSEQUENCES = {
    Reaction.HOLD: LinePhrase.NO_PART_PASSES,
    Reaction.STOP: LinePhrase.NO_PART_PASSES_INFEED_STOPS,
}
STANDING = Alarm.COUPLER_UNSAFE | Alarm.REJECT_INHIBITED | Alarm.JOURNAL_FAILED
"""Nothing can pass while these last, and nobody clears them: they end with their cause."""


def gate_alarm(alarm: Alarm, reaction: Reaction = Reaction.WARN) -> InspectorError:
    """One alarm, and what it does besides being shown."""
    consequence = None if alarm in STANDING else _CONSEQUENCES.get(reaction)
    said = [GatePhrase[str(alarm.name)](), *([] if consequence is None else [consequence()])]
    return _ERRORS[alarm](joined(said))
