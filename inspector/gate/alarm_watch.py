"""The gate's alarms in effect: every change is in the journal, and while one holds nothing passes.

The alarms themselves are in :mod:`inspector.gate.alarms`.
"""

from __future__ import annotations

import logging

from inspector.clock import monotonic_ns, utc_ns
from inspector.domain.alarm import Alarm, ClearedBy
from inspector.domain.evaluation import Reason
from inspector.gate.alarms import Alarms
from inspector.gate.history import History
from inspector.gate.tracking import PartTracking
from inspector.pipe.records import AlarmChanged

_log = logging.getLogger(__name__)
_FALL_NS = 1_000_000_000


class AlarmWatch:
    """Puts alarms into effect.

    Args:
        alarms: What is raised.
        history: Where changes are written down.
        tracking: The parts that a holding alarm rejects.

    Attributes:
        purge_wanted: Whether the PLC is asked to reject all between camera and ejector.
    """

    def __init__(self, alarms: Alarms, history: History, tracking: PartTracking) -> None:
        self.purge_wanted = False
        self._alarms = alarms
        self._history = history
        self._tracking = tracking
        self._told = Alarm(history.alarms)
        self._stood_ns: dict[Alarm, int] = {}

    def note(self, alarm: Alarm) -> None:
        """Something has happened; takes effect with :meth:`settle`."""
        self._alarms.note(alarm)
        if alarm is Alarm.TRACKING_LOST:
            self.purge_wanted = True

    def stand(self, alarm: Alarm, *, active: bool) -> None:
        """The cause of this alarm is there, or it is not; takes effect with :meth:`settle`.

        To be told again and again. An alarm falls some time after its cause, so that a cause that
        flickers fills no journal.
        """
        now = monotonic_ns()
        if active:
            self._stood_ns[alarm] = now
        elif now - self._stood_ns.get(alarm, now - _FALL_NS) < _FALL_NS:
            return
        self._alarms.stand(alarm, active=active)

    def clear(self, alarms: Alarm, cleared_by: ClearedBy) -> None:
        """Somebody has seen to it."""
        self._alarms.clear(alarms)
        if Alarm.TRACKING_LOST in alarms:
            self.purge_wanted = False
        self.settle(cleared_by=cleared_by)

    def settle(self, trigger_index: int = 0, cleared_by: ClearedBy = ClearedBy.NOBODY) -> None:
        """Write down what has changed, and reject what a holding alarm must not let pass.

        Args:
            trigger_index: The part that raised it, 0 when none did.
            cleared_by: Who cleared what is cleared.
        """
        now = self._alarms.active
        if now != self._told:
            self._write(now, trigger_index, cleared_by)
        if self._alarms.held:
            self._tracking.fail_undecided(Reason.STATION_HELD)

    def _write(self, now: Alarm, trigger_index: int, cleared_by: ClearedBy) -> None:
        raised, cleared = now & ~self._told, self._told & ~now
        self._told = now
        self._history.alarms = now
        for alarm in raised:
            _log.warning("alarm %s", alarm.name)
        for alarm in cleared:
            _log.warning("alarm %s is cleared", alarm.name)
        self._history.write(AlarmChanged(now, raised, cleared, cleared_by, trigger_index, utc_ns()))
