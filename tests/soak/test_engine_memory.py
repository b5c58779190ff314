"""The engine's memory stays where it is, however many parts pass."""

from __future__ import annotations

from pathlib import Path

import psutil
import pytest

from inspector.demo.demo import Demo, Progress
from inspector.demo.layout import DemoOptions
from inspector.demo.report import disagreements
from inspector.paths import DataFolder

PARTS = 60_000
SETTLED_AFTER = 36_000
"""By then SQLite's page cache is full; what grows after it grows for ever."""
pytestmark = pytest.mark.soak


def test_memory_is_flat_over_more_than_twenty_thousand_parts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = DemoOptions(
        parts=PARTS, rate_per_min=30_000, in_flight_max=4, repeat=64, keep="rejects"
    )
    demo = Demo(options, DataFolder(tmp_path))
    samples: dict[str, list[tuple[int, int]]] = {"engine": [], "gate": []}

    def look(progress: Progress) -> bool:
        assert demo.supervisor is not None
        for name, seen in samples.items():
            memory = psutil.Process(demo.supervisor.pid(name)).memory_info().rss
            seen.append((progress.line.get("triggered", 0), memory))
        return True

    run = demo.run(look, with_app=False)

    assert disagreements(run) == []
    for name, seen in samples.items():
        settled = [memory for parts, memory in seen if parts >= SETTLED_AFTER]
        first, last = settled[0], settled[-1]
        with capsys.disabled():
            print(
                f"\n{name}: {first / 1e6:.1f} MB after {SETTLED_AFTER}, {last / 1e6:.1f} MB at end"
            )
        assert last < first * 1.02
