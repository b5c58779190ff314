"""What the screens show: a mailbox that keeps the latest and lets the rest go."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from inspector.clock import monotonic_ns
from inspector.domain.evaluation import Evaluation, Reason
from inspector.domain.record import OutcomeUpdate, ResultRecord
from inspector.engine.record.recorder import Recorded

if TYPE_CHECKING:
    from inspector.domain.frame import Image

_REJECTS_SHOWN = 12
_AT_REST = frozenset(
    {
        Reason.STATION_NOT_READY,
        Reason.STATION_HELD,
        Reason.PURGING,
        Reason.RECIPE_CHANGING,
        Reason.MAINTENANCE,
        Reason.LOCKED_OUT,
    }
)
"""Nothing is judged then, and every part rejected: they would push what was found out of sight."""


@dataclass(frozen=True, slots=True)
class Shown:
    """The newest part and the last rejects, newest first, but for those of a station at rest.

    ``changed_ns`` and ``pictured_ns``, of the picture alone, are monotonic.
    """

    changed_ns: int
    pictured_ns: int = 0
    latest: ResultRecord | None = None
    image: Image | None = None
    rejects: Sequence[tuple[ResultRecord, OutcomeUpdate | None]] = ()


class LiveMailbox:
    """Written by the recorder's thread, read by any."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._shown = Shown(changed_ns=monotonic_ns())
        self._rejects: deque[tuple[ResultRecord, OutcomeUpdate | None]] = deque(
            maxlen=_REJECTS_SHOWN
        )

    def post(self, recorded: Recorded) -> None:
        """Show what has just become part of the history."""
        with self._changed:
            now, shown = monotonic_ns(), self._shown
            for row, inspection in recorded.results:
                image = inspection.frame.image if inspection and inspection.frame else None
                shown = replace(shown, latest=row, image=image, pictured_ns=now)
                if row.evaluation is not Evaluation.OK and row.reason not in _AT_REST:
                    self._rejects.appendleft((row, None))
            self._note_outcomes(recorded.outcomes)
            self._shown = replace(shown, changed_ns=now, rejects=tuple(self._rejects))
            self._changed.notify_all()

    def wait(self, after_ns: int, timeout_s: float) -> Shown:
        """The newest state: at once when it changed after ``after_ns``, else after a while."""
        with self._changed:
            self._changed.wait_for(lambda: self._shown.changed_ns > after_ns, timeout_s)
            return self._shown

    def _note_outcomes(self, outcomes: Sequence[OutcomeUpdate]) -> None:
        updates = {update.result_id: update for update in outcomes}
        for position, (row, _) in enumerate(self._rejects):
            if row.result_id in updates:
                self._rejects[position] = (row, updates[row.result_id])
