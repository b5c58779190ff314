"""The app's live link on a real gate and engine that freeze, fall and come back."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import psutil
import pytest
from pytestqt.qtbot import QtBot

from inspector.bench.ui.measure import running_station
from inspector.client.station import StationClient
from inspector.paths import DataFolder
from inspector.ui.link import LinkPhase, LinkStatus, LiveLink

pytestmark = pytest.mark.timeout(300)
PATIENCE_MS = 90_000


def test_a_frozen_and_a_fallen_engine_are_told_and_found_again(
    qtbot: QtBot, tmp_path: Path
) -> None:
    data = DataFolder(tmp_path)
    statuses: list[LinkStatus] = []
    with running_station(data) as supervisor:
        link = LiveLink(partial(StationClient.from_run_file, data.run_file))
        link.status_changed.connect(statuses.append)

        def becomes(phase: LinkPhase) -> None:
            def reached() -> bool:
                supervisor.check()
                return link.status.phase is phase

            qtbot.waitUntil(reached, timeout=PATIENCE_MS)

        link.start()
        try:
            becomes(LinkPhase.CONNECTED)
            engine = psutil.Process(supervisor.pid("engine"))
            engine.suspend()
            qtbot.waitUntil(lambda: link.status.phase is LinkPhase.LOST, timeout=PATIENCE_MS)
            assert "silent" in str(link.status.error)
            engine.resume()
            becomes(LinkPhase.CONNECTED)
            engine = psutil.Process(supervisor.pid("engine"))
            engine.kill()
            qtbot.waitUntil(lambda: link.status.phase is LinkPhase.LOST, timeout=PATIENCE_MS)
            becomes(LinkPhase.CONNECTED)
            assert supervisor.pid("engine") != engine.pid
        finally:
            link.stop()
