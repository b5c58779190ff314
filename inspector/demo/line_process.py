"""The virtual line's process as the demo sees it."""

from __future__ import annotations

import json
import subprocess
import threading
from pathlib import Path
from typing import Any

from inspector.domain.errors.state import ProcessRefusedError
from inspector.sim.line import LineSettings, settings_to_json
from inspector.supervisor.command import inspector_command

_GRACE_S = 20.0


class LineProcess:
    """Starts the line and keeps the last thing that it said of each kind."""

    def __init__(self, settings: LineSettings, output: Path) -> None:
        self._settings = settings
        self._output = output
        self._process: subprocess.Popen[str] | None = None
        self._changed = threading.Condition()
        self._said: dict[str, dict[str, Any]] = {}
        self._ended = False

    def start(self) -> None:
        """Start the process."""
        self._output.parent.mkdir(parents=True, exist_ok=True)
        with self._output.open("ab") as errors:
            self._process = subprocess.Popen(
                inspector_command("virtual-line", settings_to_json(self._settings)),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
            )
        threading.Thread(target=self._listen, name="virtual-line", daemon=True).start()

    def go(self) -> None:
        """Start the belt."""
        if self._process is not None and self._process.stdin is not None:
            self._process.stdin.write("go\n")
            self._process.stdin.flush()

    def stop(self) -> None:
        """End the process, orderly if it can."""
        process = self._process
        if process is None:
            return
        if process.stdin is not None:
            process.stdin.close()
        try:
            process.wait(_GRACE_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        with self._changed:
            self._changed.wait_for(lambda: self._ended, _GRACE_S)

    def wait(self, event: str, timeout_s: float) -> dict[str, Any] | None:
        """What the line said with this event; ``None`` when it has not said so in time.

        Raises:
            ProcessRefusedError: the line ended without saying it.
        """
        with self._changed:
            self._changed.wait_for(lambda: event in self._said or self._ended, timeout_s)
            if event not in self._said and self._ended:
                raise ProcessRefusedError(f"the virtual line ended early; see {self._output}")
            return self._said.get(event)

    def latest(self) -> dict[str, Any]:
        """The newest counts."""
        with self._changed:
            return self._said.get("progress", {})

    def _listen(self) -> None:
        process = self._process
        if process is not None and process.stdout is not None:
            for line in process.stdout:
                document = json.loads(line)
                with self._changed:
                    self._said[document["event"]] = document
                    self._changed.notify_all()
            process.stdout.close()
        with self._changed:
            self._ended = True
            self._changed.notify_all()
