"""The file that says how far a training is never ends it."""

from __future__ import annotations

import json
from pathlib import Path

from inspector.training.progress import Silence
from inspector.training.run.status import ToldProgress
from inspector.wire.training_files import PROGRESS_NAME


def test_a_status_that_a_full_disk_does_not_take_ends_no_training(tmp_path: Path) -> None:
    told = ToldProgress(tmp_path, Silence())
    (tmp_path / PROGRESS_NAME).mkdir()
    told.begin("fit", 2)
    told.advance("loss 0.5")
    (tmp_path / PROGRESS_NAME).rmdir()
    told.advance("loss 0.4")
    assert json.loads((tmp_path / PROGRESS_NAME).read_text())["detail"] == "loss 0.4"
