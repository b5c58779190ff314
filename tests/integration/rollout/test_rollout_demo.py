"""`inspector demo --promote --shadow`: anybody can watch a model take force."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from rollout_rig import EVALUATION, part_package

pytestmark = pytest.mark.timeout(180)


def run_demo(*options: object) -> dict[str, object]:
    done = subprocess.run(
        [sys.executable, "-m", "inspector", "demo", "--json", *map(str, options)],
        capture_output=True,
        text=True,
        timeout=150,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    document: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return document


def test_a_demo_shows_one_model_refused_and_another_judging_along(tmp_path: Path) -> None:
    poor = part_package(tmp_path, "2.0.0", signed=False, evaluation={**EVALUATION, "escapes": 9})
    other = part_package(tmp_path, "2.1.0", signed=False)
    result = run_demo(
        "--parts", 36, "--rate", 300, "--promote", poor.folder, "--shadow", other.folder,
        "--data-dir", tmp_path / "data",
    )  # fmt: skip
    rollout = result["rollout"]
    assert isinstance(rollout, dict)
    (refused,) = rollout["steps"]
    assert (refused["code"], refused["name"]) == ("MOD-021", "machined-part/2.0.0")
    missed = {each["figure"] for each in refused["missed"]}
    assert "escape_percent" in missed <= {"escape_percent", "p99_ms"}, "a busy computer is slow"
    assert rollout["faults"] == []
    trial = rollout["trial"]
    assert trial["offered"] >= trial["judged"] > 0
    assert trial["agreed"] == trial["compared"], "it is the same network"
    assert result["reconciled"] is True
    assert result["records"] == 36
