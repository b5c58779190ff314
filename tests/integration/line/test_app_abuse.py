"""Freezing and killing the operator's app while parts pass costs no part and changes no count."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import psutil
import pytest
from line_runs import assert_no_part_was_lost, run_line, save_sure_parts

from inspector.demo.demo import Demo, Progress
from inspector.demo.layout import DemoOptions

pytestmark = pytest.mark.timeout(300)
RATE_PER_MIN = 480
FROZEN_PARTS, PARTS_AFTER = 20, 10


@dataclass
class AbusedApp:
    """Real apps on the running line: one is frozen and then killed, the next one only killed."""

    folder: Path
    apps: list[psutil.Popen] = field(default_factory=list)
    frozen_at: int | None = None
    ended_at: int | None = None
    done: list[str] = field(default_factory=list)

    def meddle(self, demo: Demo, progress: Progress) -> bool:
        parts = progress.line.get("triggered", 0)
        if self.ended_at is not None:
            return parts < self.ended_at + PARTS_AFTER
        if progress.snapshot is None:
            return True
        if not self.apps:
            self.open()
        elif self.frozen_at is not None:
            if parts >= self.frozen_at + FROZEN_PARTS:
                self.kill()
                self.frozen_at = None
                self.open()
        elif self.attached():
            if not self.done:
                self.apps[-1].suspend()
                self.frozen_at = parts
                self.done.append("frozen")
            else:
                self.kill()
                self.ended_at = parts
        return True

    def open(self) -> None:
        command = [sys.executable, "-m", "inspector", "app", "--data-dir", str(self.folder)]
        environment = {"QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": str(self.folder)}
        self.apps.append(
            psutil.Popen(
                command,
                env={**os.environ, **environment},
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        )

    def attached(self) -> bool:
        """Whether the app holds connections to the station: its live view and its questions."""
        found = self.apps[-1].net_connections("tcp")
        established = [each for each in found if each.status == psutil.CONN_ESTABLISHED]
        return len(established) >= 2

    def kill(self) -> None:
        self.apps[-1].kill()
        self.apps[-1].wait(30)
        self.done.append("killed")

    def close(self) -> None:
        for app in self.apps:
            with contextlib.suppress(psutil.NoSuchProcess):
                app.kill()
            app.wait(30)


def test_a_frozen_and_a_killed_app_change_no_count(tmp_path: Path) -> None:
    app = AbusedApp(tmp_path / "data")
    options = DemoOptions(
        parts=0,
        rate_per_min=RATE_PER_MIN,
        images=save_sure_parts(tmp_path / "parts", of_each=5),
    )
    try:
        run = run_line(options, app.folder, app.meddle)
    finally:
        app.close()

    assert app.done == ["frozen", "killed", "killed"]
    assert_no_part_was_lost(run)
