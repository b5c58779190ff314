"""What gate and PLC have counted at one moment, for the ends of a lot."""

from __future__ import annotations

from inspector.clock import utc_ns
from inspector.domain.lots import LineReading
from inspector.pipe.records import GateStatus


def line_reading(
    status: GateStatus | None, journal_id: int, *, plc_triggers: bool
) -> LineReading | None:
    """The counts that the gate told last; ``None`` while it is away.

    Args:
        status: What the gate told.
        journal_id: Of the gate.
        plc_triggers: Whether the PLC numbers the parts; otherwise it has no count of them.
    """
    if status is None:
        return None
    closed = status.passed + status.rejected + status.unconfirmed + status.unknown
    alive = bool(status.plc_connected)
    return LineReading(
        utc_ns=utc_ns(),
        journal_id=journal_id,
        triggered=status.triggered,
        passed=status.passed,
        rejected=status.rejected,
        under_way=max(0, status.triggered - closed),
        plc_triggered=status.plc_triggered if alive and plc_triggers else None,
        plc_passed=status.plc_passed if alive else None,
        plc_rejected=status.plc_rejected if alive else None,
    )
