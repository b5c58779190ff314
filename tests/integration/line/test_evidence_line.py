"""A running station shows where it saw the defect, of parts that it has rejected."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pytest
from line_runs import assert_no_part_was_lost, run_line

from inspector.demo.demo import Demo, Progress
from inspector.demo.layout import DemoOptions
from inspector.domain.errors.store import ResultNotFoundError
from inspector.domain.evaluation import Evaluation
from inspector.wire.evidence import Evidence
from inspector.wire.history import ResultFilter

REJECTS = 5


@dataclass
class Onlooker:
    """Asks for evidence of the first rejects, while parts pass."""

    found: dict[str, Evidence] = field(default_factory=dict)
    classes: dict[str, str] = field(default_factory=dict)
    unknown: bool = False

    def look(self, demo: Demo, progress: Progress) -> bool:
        client = demo._client
        if client is None or progress.snapshot is None:
            return True
        rejects = ResultFilter(evaluation=Evaluation.NOT_OK)
        for row in client.history.page(rejects).rows:
            if row.has_image and row.result_id not in self.found:
                self.found[row.result_id] = client.history.evidence(row.result_id)
                self.classes[row.result_id] = row.class_name
        if len(self.found) < REJECTS:
            return True
        with pytest.raises(ResultNotFoundError):
            client.history.evidence("00000000-000000000000")
        self.unknown = True
        return False


def test_rejects_show_a_place_in_their_picture(tmp_path: Path) -> None:
    onlooker = Onlooker()
    run = run_line(DemoOptions(parts=0, rate_per_min=600), tmp_path, onlooker.look)
    assert_no_part_was_lost(run)
    assert onlooker.unknown
    for result_id, evidence in onlooker.found.items():
        assert evidence.class_name == onlooker.classes[result_id]
        assert evidence.note == ""
        first = evidence.regions[0]
        assert first.strength == 1
        assert 0 <= first.x < first.x + first.width <= 1
        assert 0 <= first.y < first.y + first.height <= 1
        assert first.width * first.height < 0.5
