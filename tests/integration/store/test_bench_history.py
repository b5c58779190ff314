"""The measurements of a history measure a history."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from postgres_server import PASSWORD, PostgresServer

from inspector.bench.history.measure import HistoryBenchOptions, measure_history
from inspector.bench.history.questions import criteria, filters
from inspector.bench.history.rows import BEGIN, END, LOTS, fill_history
from inspector.bench.history.settings import measure_line_by_settings
from inspector.cli.bench.group import bench
from inspector.domain.evaluation import Evaluation
from inspector.domain.history import HistoryFilter
from inspector.paths import DataFolder
from inspector.store.opening import open_store


def test_a_history_is_made_once_and_an_interrupted_one_goes_on(tmp_path: Path) -> None:
    told: list[str] = []
    for length in (30, 50, 50):
        fill_history(tmp_path, length, told.append)
    assert len(told) == 2
    store = open_store(tmp_path)
    history = store.history()
    rows = history.page(HistoryFilter(), None, 60)
    history.close()
    store.close()
    assert [row.trigger_index for row in rows] == list(range(50, 0, -1))


def test_every_criterion_but_those_for_none_finds_parts_of_the_month(tmp_path: Path) -> None:
    fill_history(tmp_path, 40_000, lambda told: None)
    store = open_store(tmp_path)
    history = store.history()
    found = {name: history.page(HistoryFilter(**fields), None, 100) for name, fields in criteria()}
    counted = history.count(HistoryFilter(evaluation=Evaluation.NOT_OK), 10.0)
    month = (round(BEGIN.timestamp() * 1e9), round(END.timestamp() * 1e9))
    newest = history.page(HistoryFilter(), None, 1)[0]
    history.close()
    store.close()
    none = {name for name, rows in found.items() if not rows}
    assert none <= {
        "score None to 0.3",
        "class unknown",
        "class inclusion",
        "outcome UNCONFIRMED",
        "a reason",
    }
    assert month[0] < newest.triggered_utc_ns <= month[1]
    assert newest.lot_id == LOTS
    assert counted.count == pytest.approx(0.03 * 40_000, rel=0.2)


def test_two_criteria_of_one_field_are_not_asked_for() -> None:
    names = [name for name, _ in filters()]
    assert len(names) == len(set(names)) > 300
    assert "OK, NOT_OK" not in names
    assert "a shift, a recipe" in names


def test_pages_charts_and_writing_are_measured(tmp_path: Path) -> None:
    told: list[str] = []
    found = measure_history(HistoryBenchOptions(2000, 0.05, 0), tmp_path, told.append)
    assert found["pages"]["filters"] == len(list(filters()))
    assert 0 < found["pages"]["newest_ms"]["p50"] <= found["pages"]["newest_ms"]["max"]
    assert found["charts"]["pareto_of_a_month_ms"]["max"] > 0
    assert found["writing"]["beside_readers_per_s"] > 0
    assert "line_latency_ms" not in found
    assert told[-1] == "writing"


def test_the_command_measures_the_line_beside_questions(tmp_path: Path) -> None:
    amounts = ["--rows", "1000", "--seconds", "0.1", "--parts", "15", "--rounds", "0"]
    done = CliRunner().invoke(bench, ["history", *amounts, "--json", "--cache", str(tmp_path)])
    assert done.exit_code == 0, done.output
    latency = json.loads(done.stdout)["line_latency_ms"]
    assert len(latency["alone"]) == 2
    assert latency["asked"]["p99"] > 0


def test_the_line_is_measured_by_archive_and_forwarding(
    tmp_path: Path, postgres: PostgresServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HISTORY_PASSWORD", PASSWORD)
    found = measure_line_by_settings(tmp_path, 12, 1, postgres.url(postgres.new_database()))
    assert {*found} == {"parts", "png", "webp", "forwarding", "waiting"}
    assert found["png"]["ratio"] == {"p50": 1, "p99": 1}
    assert found["forwarding"]["p99"][0] > 0
    assert found["waiting"] in range(13), "what the line was too short to send"
    assert "postgresql+psycopg" in DataFolder(tmp_path / "forwarding").station_file.read_text()
    stored = {path.suffix for path in (DataFolder(tmp_path / "webp").archive).rglob("*.*")}
    assert stored == {".webp"}
