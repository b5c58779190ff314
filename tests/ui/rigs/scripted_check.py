"""A check of the station that finds what a test says."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from inspector.domain.errors.base import InspectorError
from inspector.domain.phrases.checks import CheckPhrase
from inspector.domain.place import Place
from inspector.wire.station_check import (
    CheckGroup,
    CheckName,
    CheckRow,
    CheckRun,
    CheckRunState,
    CheckStatus,
)

NOON = datetime(2026, 11, 21, 12, 0, 0, tzinfo=UTC)


def check_row(name: CheckName, figure: str = "", **changes: Any) -> CheckRow:
    fields: dict[str, Any] = {
        "name": name,
        "group": CheckGroup(name.partition(".")[0]),
        "subject": "",
        "status": CheckStatus.PASSED,
        "figure": figure,
        "remedy": "",
        "code": "",
        "fixed_on": Place.STATION_CHECK,
    }
    return CheckRow(**(fields | changes))


ROWS = [
    check_row(CheckName.CAMERA_CONNECTED, "genicam · 128406 · 8.1/s", subject="top"),
    check_row(CheckName.CAMERA_LOSSES, "0 · 0 · 0", subject="top"),
    check_row(
        CheckName.CAMERA_CONNECTED,
        "no answer for 3 s",
        subject="side",
        status=CheckStatus.FAILED,
        remedy="Check power and cable; parts are rejected until the camera is back.",
        code="CAM-002",
        fixed_on=Place.CAMERAS,
    ),
    check_row(CheckName.CAMERA_EXPOSURE, "41% · 0.3%", subject="top"),
    check_row(CheckName.CAMERA_FOCUS, "612.4 · 18.0%", subject="top"),
    check_row(CheckName.MODEL_PACKAGE, "flange/1.4.0 · 16"),
    check_row(CheckName.MODEL_LATENCY, "p50 14.2 ms · p99 22.1 ms / 60 ms"),
    check_row(CheckName.PLC_LINK, "client · tcp · 10.0.4.2:502"),
    check_row(CheckName.PLC_HEARTBEAT, "41 ms / 500 ms"),
    check_row(
        CheckName.DISK_DAYS,
        "6 d · 71.4 GB/d",
        status=CheckStatus.WARNING,
        remedy=CheckPhrase.KEEP_FEWER_PICTURES.value,
        advice=CheckPhrase.KEEP_FEWER_PICTURES(),
    ),
    check_row(CheckName.DISK_WRITE, "412 MB/s"),
    check_row(CheckName.DATABASE_INTEGRITY, "3120 MB"),
    check_row(CheckName.CLOCK_ZONE, "CST UTC+08:00"),
    check_row(CheckName.CLOCK_SYNCHRONISED, status=CheckStatus.NOT_APPLICABLE),
    check_row(
        CheckName.PEOPLE_DEFINED,
        "0",
        status=CheckStatus.WARNING,
        remedy=CheckPhrase.DEFINE_PEOPLE.value,
        advice=CheckPhrase.DEFINE_PEOPLE(),
        fixed_on=Place.PEOPLE,
    ),
]
DONE = CheckRun(
    state=CheckRunState.DONE,
    started_at=NOON,
    finished_at=NOON + timedelta(seconds=9),
    asked_by="Anna Berg",
    steps_done=8,
    steps=8,
    passed=11,
    warnings=2,
    failed=1,
    rows=ROWS,
)
NEVER = CheckRun(state=CheckRunState.NEVER)
RUNNING = CheckRun(
    state=CheckRunState.RUNNING,
    started_at=NOON,
    steps_done=3,
    steps=8,
    current=CheckGroup.DISK,
    passed=7,
    failed=1,
    rows=ROWS[:9],
)


@dataclass
class ScriptedCheck:
    """``run`` is what is told; beginning one makes it run."""

    run: CheckRun = DONE
    refusal: InspectorError | None = None
    asked: list[object] = field(default_factory=list)

    def last(self) -> CheckRun:
        self.asked.append("last")
        return self.run

    def begin(self, client_version: str, /) -> CheckRun:
        self._answer(("begin", client_version))
        self.run = RUNNING
        return self.run

    def cancel(self) -> CheckRun:
        self._answer("cancel")
        self.run = DONE.model_copy(update={"state": CheckRunState.CANCELLED})
        return self.run

    def _answer(self, question: object) -> None:
        self.asked.append(question)
        if self.refusal is not None:
            raise self.refusal
