"""What the gate's alarms mean, and what to do; each ends when somebody clears it."""

from inspector.domain.errors.base import InspectorError


class GateAlarmError(InspectorError):
    """The gate complains of the line."""

    code = "GAT-100"
    remedy = "Look for the cause, then clear the alarm."


class ConsecutiveRejectsError(GateAlarmError):
    """Too many parts in a row were rejected for what the cameras saw."""

    code = "GAT-101"
    remedy = "Look at the last rejects: product, light or recipe may have changed. Then clear it."


class RejectRateError(GateAlarmError):
    """Too many of the last parts were rejected for what the cameras saw."""

    code = "GAT-102"
    remedy = "Look at the last rejects: product, light or recipe may have changed. Then clear it."


class RejectsUnconfirmedError(GateAlarmError):
    """Parts that had to be rejected were not seen where rejects go."""

    code = "GAT-103"
    remedy = "Find the parts, check the ejector and its sensor, then clear the alarm."


class TriggersMissedError(GateAlarmError):
    """The PLC counted parts that the gate did not see; they were rejected."""

    code = "GAT-104"
    remedy = "Check the network to the PLC and how often it is polled, then clear the alarm."


class ResultsLateError(GateAlarmError):
    """Parts had to be rejected because no verdict came in time."""

    code = "GAT-105"
    remedy = (
        "Check what else the computer does, and plc.decision_deadline_ms; then clear the alarm."
    )


class BinFullError(GateAlarmError):
    """The reject bin is full."""

    code = "GAT-106"
    remedy = "Empty the bin, then clear the alarm."


class AirLowError(GateAlarmError):
    """The ejector's air pressure is too low."""

    code = "GAT-107"
    remedy = "Restore the air supply, then clear the alarm."


class UnexpectedObjectError(GateAlarmError):
    """Something was seen at the exit or in the chute that nobody tracks."""

    code = "GAT-108"
    remedy = "Look for parts that were put on the belt or fell, then clear the alarm."


class UnclearedPassedError(GateAlarmError):
    """A part that was not cleared was seen to pass: a defect may have escaped."""

    code = "GAT-109"
    remedy = "Quarantine what has passed, check the ejector, then clear the alarm."


class SecondWriterError(GateAlarmError):
    """A second Modbus client tried to write the PLC's registers; it was refused."""

    code = "GAT-110"
    remedy = "Find that client, or name the PLC as plc.writer; then clear the alarm."


class TrackingLostError(GateAlarmError):
    """PLC and gate lost count of the parts between camera and ejector."""

    code = "GAT-111"
    remedy = "Empty the belt between camera and ejector, then clear the alarm."


class BeltReversedError(GateAlarmError):
    """The encoder ran backwards while the line was running."""

    code = "GAT-112"
    remedy = "Check the belt's direction and the encoder's wiring, then clear the alarm."


class ClockSteppedError(GateAlarmError):
    """The wall clock was set: times in records before and after do not fit together."""

    code = "GAT-113"
    remedy = "Check the time service; deadlines are not affected. Then clear the alarm."


class CouplerUnsafeError(GateAlarmError):
    """The remote I/O coupler does not guard its own outputs; nothing can pass."""

    code = "GAT-114"
    remedy = "Check the coupler and the registers in plc.watchdog; it ends with its cause."


class RejectInhibitedError(GateAlarmError):
    """The PLC holds its ejector back; nothing is cleared meanwhile."""

    code = "GAT-115"
    remedy = "End the test at the PLC; the alarm ends with it."
