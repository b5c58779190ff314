"""Every change of the alarms goes to the journal."""

from __future__ import annotations

import logging

from inspector.clock import utc_ns
from inspector.domain.alarm import Alarm
from inspector.gate.alarms import Alarms
from inspector.gate.history import History
from inspector.pipe.records import AlarmChanged, ClearedBy

_log = logging.getLogger(__name__)


class AlarmRecord:
    """Remembers what was told last and writes down what is new."""

    def __init__(self, alarms: Alarms, history: History) -> None:
        self._alarms = alarms
        self._history = history
        self._told = Alarm(history.alarms)

    def update(self, trigger_index: int = 0, cleared_by: ClearedBy = ClearedBy.NOBODY) -> None:
        """Write down what has changed since the last time."""
        now = self._alarms.active
        raised, cleared = now & ~self._told, self._told & ~now
        if not raised and not cleared:
            return
        self._told = now
        self._history.alarms = now
        for alarm in raised:
            _log.warning("alarm %s", alarm.name)
        for alarm in cleared:
            _log.warning("alarm %s is cleared", alarm.name)
        self._history.write(AlarmChanged(now, raised, cleared, cleared_by, trigger_index, utc_ns()))
