"""A check of the station whose steps a test sets."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

from inspector.domain.place import Place
from inspector.domain.station_check import (
    CheckFinding,
    CheckGroup,
    CheckName,
    CheckRunState,
    CheckStatus,
)
from inspector.services.people.audit import AuditTrail
from inspector.services.station_check.desk import StationCheckDesk
from inspector.services.station_check.step import CheckStep
from inspector.wire.station_check import CheckRun

CONNECTED = CheckFinding(CheckName.CAMERA_CONNECTED, CheckStatus.PASSED, "replay", subject="top")
FULL = CheckFinding(
    CheckName.DISK_FREE,
    CheckStatus.FAILED,
    "0.4 GB",
    "Free disk space, or keep fewer pictures.",
    fixed_on=Place.STATION_CHECK,
)
SLOW = CheckFinding(CheckName.COMPUTER_LOAD, CheckStatus.WARNING, "91 %", "End it.")


class CheckBench:
    """Two steps; the second waits for ``go``, or for the cancellation."""

    def __init__(self, folder: Path, *, done_before: bool = False) -> None:
        self.go = threading.Event()
        self.reached = threading.Event()
        self.breaks = False
        self.versions: list[str] = []
        if done_before:
            path = folder / "check" / "last.json"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(CheckRun(state=CheckRunState.DONE).model_dump_json(), "utf-8")
        self.desk = StationCheckDesk(
            self._steps, folder / "check" / "last.json", AuditTrail(folder / "audit.jsonl")
        )

    def _steps(self, client_version: str) -> list[CheckStep]:
        self.versions.append(client_version)
        return [
            CheckStep(CheckGroup.CAMERAS, lambda cancelled: [CONNECTED]),
            CheckStep(CheckGroup.DISK, self._slowly),
        ]

    def _slowly(self, cancelled: threading.Event) -> Iterator[CheckFinding]:
        self.reached.set()
        while not self.go.wait(0.01) and not cancelled.is_set():
            continue
        if self.breaks:
            raise RuntimeError("nobody foresaw it")
        yield FULL
        yield SLOW
