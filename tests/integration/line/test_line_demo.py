"""What `inspector demo` promises."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from line_runs import assert_no_part_was_lost, run_line, save_sure_parts

from inspector.demo.demo import Demo, Progress
from inspector.demo.layout import DemoOptions

pytestmark = pytest.mark.timeout(180)


def run_demo(*options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "inspector", "demo", *options],
        capture_output=True,
        text=True,
        timeout=150,
        check=False,
    )


def test_the_counts_agree_at_every_look_and_a_second_run_counts_its_own_parts_only(
    tmp_path: Path,
) -> None:
    details: set[str] = set()

    def look(demo: Demo, progress: Progress) -> bool:
        if progress.snapshot is not None:
            details.add(progress.snapshot.reconciliation.detail)
        return True

    options = DemoOptions(
        parts=60, rate_per_min=900, images=save_sure_parts(tmp_path / "parts", of_each=5)
    )
    run = run_line(options, tmp_path / "data", look)

    assert_no_part_was_lost(run)
    assert details == {""}

    done = run_demo("--parts", "8", "--json", "--data-dir", str(tmp_path / "data"))
    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout.splitlines()[-1])
    assert set(result["parts"]) == {"triggered", "ok", "not_ok", "not_decidable", "undefined"}
    assert result["parts"]["triggered"] == 8 == result["records"]
    assert result["reconciled"] is True
    assert set(result["latency_ms"]) == {"trigger_to_verdict", "overhead"}
    assert set(result["model"]) == {"id", "sha256", "variant", "provider"}
    assert Path(result["database"]).is_file()
