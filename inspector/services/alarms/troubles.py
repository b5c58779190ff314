"""What is recorded of a station's troubles, in one value."""

from __future__ import annotations

from dataclasses import dataclass

from inspector.services.alarms.desk import AlarmDesk
from inspector.services.alarms.timeline import Timeline


@dataclass(frozen=True, slots=True)
class AlarmServices:
    """Alarms, and everything that happened on one time line."""

    desk: AlarmDesk
    timeline: Timeline
