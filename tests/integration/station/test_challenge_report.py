"""What an auditor gets: every run with its parts, as PDF and as CSV, without a running station."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from pdf_text import drawn

from inspector.cli.main import cli
from inspector.domain.challenge import Cause, ChallengePart, ChallengeRun, RunState, Step
from inspector.domain.errors.challenge import ChallengePartUnknownError
from inspector.domain.evaluation import Evaluation, Outcome
from inspector.paths import DataFolder
from inspector.services.challenge.report import report_pdf
from inspector.store.opening import open_store
from inspector.wire.exports import ReportLanguage

DAY_NS = 86_400 * 10**9
START = 1_790_000_000 * 10**9
BAD = ChallengePart(0, '=HYPERLINK("x")', defective=True, class_name="划痕", note="抽屉 3")
GOOD = ChallengePart(0, "Master 01", defective=False, position=1)


def run_of(day: int, state: RunState, *steps: Step) -> ChallengeRun:
    begun = START + day * DAY_NS
    return ChallengeRun(
        0, Cause.LOT, "Anna", begun, begun + 9, state, "", "flange", "c4" * 32, steps
    )


@pytest.fixture
def data(tmp_path: Path) -> DataFolder:
    data = DataFolder(tmp_path / "line-1")
    store = open_store(data.database)
    challenges = store.challenges()
    bad, good = challenges.put_part(BAD), challenges.put_part(GOOD)
    found = Step(bad, "00c0ffee-000000000001", Evaluation.NOT_OK, outcome=Outcome.REJECTED)
    passed = Step(good, "00c0ffee-000000000002", Evaluation.OK, outcome=Outcome.PASSED)
    missed = replace(found, evaluation=Evaluation.OK, outcome=Outcome.PASSED).judged()
    challenges.put_run(run_of(0, RunState.PASSED, found, passed))
    challenges.put_run(run_of(1, RunState.FAILED, missed, passed))
    challenges.put_run(run_of(2, RunState.ABORTED, found, Step(good)))
    store.close()
    return data


def test_runs_are_kept_as_they_were(data: DataFolder) -> None:
    store = open_store(data.database)
    runs = store.challenges().runs(None, 10)
    assert [run.state for run in runs] == [RunState.ABORTED, RunState.FAILED, RunState.PASSED]
    assert [len(run.missed) for run in runs] == [0, 1, 0]
    assert runs[2].steps[0].part.class_name == "划痕"
    again = store.challenges().put_run(replace(runs[0], state=RunState.PASSED))
    assert store.challenges().runs(None, 1) == [again]
    assert [run.run_id for run in store.challenges().runs(runs[0].run_id, 10)] == [2, 1]
    store.close()


def test_a_retired_part_is_used_no_more_and_runs_go_on_naming_it(data: DataFolder) -> None:
    store = open_store(data.database)
    challenges = store.challenges()
    challenges.retire_part(1)
    assert [part.name for part in challenges.parts()] == ["Master 01"]
    with pytest.raises(ChallengePartUnknownError):
        challenges.retire_part(1)
    with pytest.raises(ChallengePartUnknownError):
        challenges.put_part(replace(BAD, part_id=1))
    assert challenges.runs(None, 9)[0].steps[0].part.name == BAD.name
    store.close()


def test_the_csv_has_a_line_for_each_part_and_no_formula(data: DataFolder, tmp_path: Path) -> None:
    target = tmp_path / "audit.csv"
    run = CliRunner().invoke(
        cli,
        ["challenge", "report", str(target), "--since", "2026-01-01", "--data-dir", str(data.root)],
    )
    assert run.exit_code == 0, run.output
    rows = list(csv.DictReader(io.StringIO(target.read_text("utf-8"), newline="")))
    assert len(rows) == 6
    assert rows[0]["part"].startswith("'=")
    assert [row["state"] for row in rows[::2]] == ["passed", "failed", "aborted"]
    assert rows[2]["fault"].startswith("missed")
    arguments = ["report", str(target), "--since", "2026-01-01", "--data-dir", str(data.root)]
    told = CliRunner().invoke(cli, ["challenge", *arguments, "--json"])
    assert json.loads(told.stdout) == {"file": str(target), "challenges": 3}


@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_the_pdf_is_whole_in_both_languages(
    data: DataFolder, tmp_path: Path, language: str
) -> None:
    target = tmp_path / f"{language}.pdf"
    run = CliRunner().invoke(
        cli,
        [
            *("challenge", "report", str(target), "--since", "2026-01-01"),
            *("--language", language, "--data-dir", str(data.root)),
        ],
    )
    assert run.exit_code == 0, run.output
    content = target.read_bytes()
    assert content.startswith(b"%PDF-")
    assert content.rstrip().endswith(b"%%EOF")
    assert "3 challenges" in run.output


def test_the_pdf_tells_a_long_fault_to_its_end() -> None:
    words = [f"word{number}" for number in range(60)]
    begun = datetime.fromtimestamp(START / 1e9, UTC)
    step = Step(BAD, "00c0ffee-000000000001", Evaluation.OK, fault=" ".join(words))
    run = replace(run_of(0, RunState.FAILED, step), detail=" ".join(words))
    paper = drawn(report_pdf([run], "line-1", begun, begun, ReportLanguage.ENGLISH))
    assert all(paper.count(word) >= 2 for word in words)


def test_what_cannot_be_written_says_why(data: DataFolder, tmp_path: Path) -> None:
    wrong = CliRunner().invoke(
        cli, ["challenge", "report", str(tmp_path / "a.doc"), "--data-dir", str(data.root)]
    )
    assert wrong.exit_code != 0
    nothing = CliRunner().invoke(
        cli, ["challenge", "report", str(tmp_path / "a.csv"), "--data-dir", str(tmp_path / "none")]
    )
    assert nothing.exit_code != 0
