"""Runs the check, one at a time, and keeps what the last one found."""

from __future__ import annotations

import logging
import threading
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from pydantic import ValidationError

from inspector.domain.errors.base import InspectorError
from inspector.domain.errors.state import CommandNotAllowedError
from inspector.domain.phrase import Phrase
from inspector.domain.phrases.checks import CheckPhrase
from inspector.domain.phrases.station import StationPhrase
from inspector.domain.station_check import (
    CheckFinding,
    CheckGroup,
    CheckName,
    CheckRunState,
    CheckStatus,
)
from inspector.engine.threads.bulkhead import Bulkhead
from inspector.engine.threads.priority import lower_thread_priority
from inspector.paths import write_atomically
from inspector.services.people.audit import Actor, AuditTrail
from inspector.services.station_check.step import CheckStep
from inspector.wire.station_check import CheckRow, CheckRun

_log = logging.getLogger(__name__)
Steps = Callable[[str], Sequence[CheckStep]]
"""The steps of one check, from the version of the app that asks for it."""


class StationCheckDesk:
    """All methods may be called from several threads.

    Args:
        steps: What is looked at.
        kept: The file that the last check is kept in.
        audit: Where it is written down who asked for a check.
    """

    def __init__(self, steps: Steps, kept: Path, audit: AuditTrail) -> None:
        self._steps = steps
        self._kept = kept
        self._audit = audit
        self._lock = threading.Lock()
        self._run = _read(kept)
        self._cancelled = threading.Event()
        self._thread: threading.Thread | None = None

    def last(self) -> CheckRun:
        """The check that runs, or the last one."""
        return self._run

    def begin(self, actor: Actor, client_version: str) -> CheckRun:
        """Begin a check.

        Raises:
            CommandNotAllowedError: one runs already.
            AuditNotWritableError: it was not begun.
        """
        with self._audit.recorded(actor, "station.check"), self._lock:
            if self._thread is not None and self._thread.is_alive():
                raise CommandNotAllowedError(
                    StationPhrase.CHECK_RUNS(), remedy=StationPhrase.WAIT_FOR_CHECK()
                )
            steps = self._steps(client_version)
            self._cancelled = cancelled = threading.Event()
            self._run = CheckRun(
                state=CheckRunState.RUNNING,
                started_at=datetime.now(UTC),
                asked_by=actor.name,
                steps=len(steps),
            )
            self._thread = threading.Thread(
                target=self._work, args=(steps, cancelled), name="station-check", daemon=True
            )
            self._thread.start()
            return self._run

    def cancel(self) -> CheckRun:
        """Break off the check that runs, if one does."""
        self._cancelled.set()
        return self._run

    def stop(self) -> None:
        """Break off and wait; the station ends."""
        self.cancel()
        with self._lock:
            thread = self._thread
        if thread is not None:
            thread.join()

    def _work(self, steps: Sequence[CheckStep], cancelled: threading.Event) -> None:
        lower_thread_priority()
        rows: list[CheckRow] = []
        bulkhead = Bulkhead(_log)
        for done, step in enumerate(steps):
            if cancelled.is_set():
                break
            self._tell(rows, current=step.group, steps_done=done)
            with bulkhead.contain():
                for finding in step.look(cancelled):
                    rows.append(_row(finding, step.group))
                    self._tell(rows)
                bulkhead.clear()
            if bulkhead.fault:
                rows.append(_row(_broken_off(step.group, bulkhead.fault), step.group))
        state = CheckRunState.CANCELLED if cancelled.is_set() else CheckRunState.DONE
        finished = {"state": state, "current": None, "finished_at": datetime.now(UTC)}
        self._tell(rows, steps_done=len(steps), **finished)
        self._keep()

    def _tell(self, rows: Sequence[CheckRow], **changed: object) -> None:
        statuses = Counter(row.status for row in rows)
        counted = {
            "rows": list(rows),
            "passed": statuses[CheckStatus.PASSED],
            "warnings": statuses[CheckStatus.WARNING],
            "failed": statuses[CheckStatus.FAILED],
        }
        self._run = self._run.model_copy(update=counted | changed)

    def _keep(self) -> None:
        try:
            self._kept.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(self._kept, self._run.model_dump_json(indent=1))
        except (OSError, InspectorError) as error:
            _log.warning("the check of the station could not be kept: %s", error)


def _broken_off(group: CheckGroup, fault: str) -> CheckFinding:
    """A step that nobody foresaw to fail has failed."""
    first = next(name for name in CheckName if name.startswith(f"{group}."))
    remedy = CheckPhrase.REPORT_WITH_LOG()
    return CheckFinding(first, CheckStatus.FAILED, fault, remedy)


def _row(finding: CheckFinding, group: CheckGroup) -> CheckRow:
    return CheckRow(
        name=finding.name,
        group=group,
        subject=finding.subject,
        status=finding.status,
        figure=finding.figure,
        remedy=str(finding.remedy),
        advice=finding.remedy if isinstance(finding.remedy, Phrase) else None,
        code=finding.code,
        fixed_on=finding.fixed_on,
    )


def _read(kept: Path) -> CheckRun:
    """The last check; a file that cannot be read is none."""
    try:
        return CheckRun.model_validate_json(kept.read_bytes())
    except (OSError, ValidationError):
        return CheckRun(state=CheckRunState.NEVER)
