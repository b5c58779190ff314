"""What `inspector demo` promises, and that a running station shows where it saw a defect."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from line_runs import assert_no_part_was_lost, run_line, save_sure_parts

from inspector.demo.demo import Demo, Progress
from inspector.demo.layout import DemoOptions
from inspector.domain.errors.store import ResultNotFoundError
from inspector.domain.evaluation import Evaluation
from inspector.wire.evidence import Evidence
from inspector.wire.history import ResultFilter

pytestmark = pytest.mark.timeout(180)
REJECTS = 5


def run_demo(*options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "inspector", "demo", *options],
        capture_output=True,
        text=True,
        timeout=150,
        check=False,
    )


@dataclass
class Onlooker:
    """Looks whether the counts agree, and asks for evidence of the first rejects."""

    details: set[str] = field(default_factory=set)
    found: dict[str, Evidence] = field(default_factory=dict)
    classes: dict[str, str] = field(default_factory=dict)
    unknown: bool = False

    def look(self, demo: Demo, progress: Progress) -> bool:
        client = demo._client
        if client is None or progress.snapshot is None:
            return True
        self.details.add(progress.snapshot.reconciliation.detail)
        for row in client.history.page(ResultFilter(evaluation=Evaluation.NOT_OK)).rows:
            if row.has_image and len(self.found) < REJECTS:
                self.found[row.result_id] = client.history.evidence(row.result_id)
                self.classes[row.result_id] = row.class_name
        if not self.unknown:
            with pytest.raises(ResultNotFoundError):
                client.history.evidence("00000000-000000000000")
            self.unknown = True
        return True


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="module")
def onlooker(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Onlooker:
    """Of one run, in which no part was lost."""
    images = save_sure_parts(tmp_path_factory.mktemp("parts"), of_each=5)
    onlooker = Onlooker()
    run = run_line(DemoOptions(parts=60, rate_per_min=900, images=images), folder, onlooker.look)
    assert_no_part_was_lost(run)
    return onlooker


def test_the_counts_agree_at_every_look(onlooker: Onlooker) -> None:
    assert onlooker.details == {""}


def test_rejects_show_a_place_in_their_picture(onlooker: Onlooker) -> None:
    assert onlooker.unknown
    assert len(onlooker.found) == REJECTS
    for result_id, evidence in onlooker.found.items():
        assert evidence.class_name == onlooker.classes[result_id]
        assert evidence.note == ""
        first = evidence.regions[0]
        assert first.strength == 1
        assert 0 <= first.x < first.x + first.width <= 1
        assert 0 <= first.y < first.y + first.height <= 1
        assert first.width * first.height < 0.5


@pytest.mark.usefixtures("onlooker")
def test_a_second_run_counts_its_own_parts_only(folder: Path) -> None:
    done = run_demo("--parts", "8", "--json", "--data-dir", str(folder))
    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout.splitlines()[-1])
    assert set(result["parts"]) == {"triggered", "ok", "not_ok", "not_decidable", "undefined"}
    assert result["parts"]["triggered"] == 8 == result["records"]
    assert result["reconciled"] is True
    assert set(result["latency_ms"]) == {"trigger_to_verdict", "overhead"}
    assert set(result["model"]) == {"id", "sha256", "variant", "provider"}
    assert Path(result["database"]).is_file()
