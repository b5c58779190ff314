"""What the gate complains of, and what it does about it."""

from enum import IntEnum, IntFlag, StrEnum


class Alarm(IntFlag):
    """Latched conditions; the bits stand in ``alarm_bits`` on the wire and are stable for ever."""

    CONSECUTIVE_REJECTS = 1 << 0
    """So many parts in a row were judged NOT_OK or NOT_DECIDABLE."""
    REJECT_RATE = 1 << 1
    """The share of rejects among the last parts is too high."""
    REJECTS_UNCONFIRMED = 1 << 2
    """Parts that had to be rejected were not seen where rejects go."""
    TRIGGERS_MISSED = 1 << 3
    """The PLC counted parts that the gate did not see."""
    RESULTS_LATE = 1 << 4
    """Parts had to be rejected because no verdict came in time."""
    BIN_FULL = 1 << 5
    """The reject bin is full."""
    AIR_LOW = 1 << 6
    """The ejector's air pressure is too low."""
    UNEXPECTED_OBJECT = 1 << 7
    """Something was seen at the exit or in the chute that nobody tracks."""
    UNCLEARED_PASSED = 1 << 8
    """A part that was not cleared was seen to pass: a defect may have escaped."""
    SECOND_WRITER = 1 << 9
    """A second Modbus client tried to write the PLC's registers."""
    TRACKING_LOST = 1 << 10
    """PLC and gate lost count of the parts between camera and ejector."""
    BELT_REVERSED = 1 << 11
    """The encoder ran backwards while the line was running."""
    CLOCK_STEPPED = 1 << 12
    """The wall clock was set; durations are not affected, times in records are."""
    COUPLER_UNSAFE = 1 << 13
    """The remote I/O coupler does not guard its own outputs."""
    REJECT_INHIBITED = 1 << 14
    """The PLC holds its ejector back."""
    JOURNAL_FAILED = 1 << 15
    """The gate cannot write its journal."""


class Reaction(StrEnum):
    """What an alarm does besides being shown."""

    WARN = "warn"
    """Nothing; the line goes on."""
    HOLD = "hold"
    """No part may pass until the alarm is cleared."""
    STOP = "stop"
    """As hold, and the PLC is asked to stop the infeed."""


class ClearedBy(IntEnum):
    """Who cleared alarms."""

    NOBODY = 0
    """The cause went away by itself."""
    PLC = 1
    PERSON = 2


class Severity(StrEnum):
    """How bad an alarm is."""

    WARNING = "warning"
    FAULT = "fault"


class Effect(StrEnum):
    """What an alarm does to the line while it stands."""

    WARNS = "warns"
    """Nothing; the line goes on."""
    REJECTS = "rejects"
    """Parts are rejected that would have passed."""
    STOPS = "stops"
    """As rejects, and the infeed is asked to stop."""


class AlarmState(StrEnum):
    """Where an alarm is on its way from raised to forgotten."""

    UNACKNOWLEDGED = "unacknowledged"
    ACKNOWLEDGED = "acknowledged"
    RETURNED = "returned"
    """Over, and nobody has said to have seen it."""
    NORMAL = "normal"
    """Over and seen."""


class EndedBy(StrEnum):
    """Why an alarm does not stand any more."""

    NOTHING = ""
    """It stands."""
    CAUSE = "cause"
    PLC = "plc"
    PERSON = "person"
    UNSEEN = "unseen"
    """It ended while nobody watched: the engine was not running."""
