"""A killed writer leaves whole batches, and the position that belongs to them."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest
from store_examples import JOURNAL
from store_writer import BATCH

from inspector.domain.evaluation import Evaluation, Outcome
from inspector.store.opening import open_store

WRITER = Path(__file__).parents[2] / "rigs/store_writer.py"
FEW, MANY = 5, 40
"""Kills in a row: for every run of the tests, and for the long campaigns."""


@pytest.mark.parametrize("kills", [FEW, pytest.param(MANY, marks=pytest.mark.soak)])
def test_killing_the_writer_leaves_rows_outcomes_and_position_in_agreement(tmp_path, kills):
    chance = random.Random(7)
    for _ in range(kills):
        seen = commit_until_killed(tmp_path, commits=chance.randrange(1, 12))

        store = open_store(tmp_path)
        position = store.position(JOURNAL)
        counts = store.counts(JOURNAL)
        with store.database.writer.connect() as connection:
            rows = connection.exec_driver_sql("SELECT count(*) FROM result").scalar_one()
            health = connection.exec_driver_sql("PRAGMA integrity_check").scalar_one()
        store.close()

        assert health == "ok"
        assert position >= seen, "a commit that was reported is gone"
        assert position % BATCH == 0
        assert rows == position
        assert counts.by_evaluation[Evaluation.OK] == position
        assert counts.by_outcome[Outcome.PASSED] == position


def commit_until_killed(folder: Path, commits: int) -> int:
    """Let the writer report some commits, kill it in the middle of the next; the last report."""
    with subprocess.Popen(
        [sys.executable, WRITER, folder], stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdout is not None
        seen = 0
        for _ in range(commits):
            seen = int(writer.stdout.readline())
        writer.kill()
        # Reports that were on their way when the kill came count as well.
        for line in writer.stdout:
            if line.endswith("\n"):
                seen = int(line)
    return seen
