"""The station's check of itself: one at a time, to be cancelled, kept, and truthful."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from api_cameras import BenchCameras
from api_fixtures import Served, served
from check_bench import CheckBench

from inspector.client.station import StationClient
from inspector.domain.errors.model import ModelIntegrityError
from inspector.domain.errors.state import CommandNotAllowedError
from inspector.domain.people import Role
from inspector.domain.station_check import (
    CheckFinding,
    CheckGroup,
    CheckName,
    CheckRunState,
    CheckStatus,
)
from inspector.services.live.cameras import LiveCameras
from inspector.services.people.audit import Actor, AuditTrail
from inspector.services.people.audit_verify import verify
from inspector.services.recipes.set_features import RecipeFeatures
from inspector.services.station_check import clock, computer
from inspector.services.station_check.cameras import camera_step
from inspector.services.station_check.clock import ClockWatch, clock_step
from inspector.services.station_check.computer import computer_step
from inspector.services.station_check.database import database_step
from inspector.services.station_check.disk import disk_step, folder_bytes
from inspector.services.station_check.model import model_step
from inspector.services.station_check.people import people_step
from inspector.services.station_check.plc import plc_step
from inspector.services.station_check.step import CheckStep
from inspector.store.opening import DATABASE_NAME, open_store
from inspector.wire.shared_history import ForwardingState
from inspector.wire.station import DeadlineBudget, LatencyMs, ModelSummary, Reconciliation

ANNA = Actor("Anna Berg", Role.ENGINEER)
WAIT_S = 20


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[CheckBench]:
    made = CheckBench(tmp_path)
    yield made
    made.desk.stop()


def finished(bench: CheckBench) -> None:
    bench.go.set()
    bench.desk._thread.join(WAIT_S)


def answers(step: CheckStep) -> dict[CheckName, CheckFinding]:
    return {each.name: each for each in step.look(threading.Event())}


class TestDesk:
    def test_it_tells_what_it_has_found_while_it_runs(self, bench):
        begun = bench.desk.begin(ANNA, "0.1.0")
        assert (begun.state, begun.steps, begun.asked_by) == (CheckRunState.RUNNING, 2, "Anna Berg")
        assert bench.reached.wait(WAIT_S)
        now = bench.desk.last()
        assert (now.steps_done, now.current, now.passed) == (1, CheckGroup.DISK, 1)
        finished(bench)
        done = bench.desk.last()
        assert done.state is CheckRunState.DONE
        assert (done.passed, done.warnings, done.failed, done.current) == (1, 1, 1, None)
        assert done.finished_at >= done.started_at
        assert bench.versions == ["0.1.0"]

    def test_one_runs_at_a_time(self, bench):
        bench.desk.begin(ANNA, "")
        with pytest.raises(CommandNotAllowedError):
            bench.desk.begin(ANNA, "")
        finished(bench)
        bench.desk.begin(ANNA, "")

    def test_it_can_be_broken_off_and_keeps_what_it_found(self, bench):
        bench.desk.begin(ANNA, "")
        assert bench.reached.wait(WAIT_S)
        bench.desk.cancel()
        bench.desk._thread.join(WAIT_S)
        assert bench.desk.last().state is CheckRunState.CANCELLED
        assert bench.desk.last().passed == 1

    def test_a_step_that_breaks_is_a_failure_and_the_check_goes_on(self, bench, caplog):
        bench.breaks = True
        bench.desk.begin(ANNA, "")
        finished(bench)
        failed = [row for row in bench.desk.last().rows if row.status is CheckStatus.FAILED]
        assert [(row.group, row.figure) for row in failed] == [
            (CheckGroup.DISK, "RuntimeError: nobody foresaw it")
        ]
        assert bench.desk.last().state is CheckRunState.DONE

    def test_the_last_one_is_known_after_a_restart(self, tmp_path, bench):
        assert bench.desk.last().state is CheckRunState.NEVER
        bench.desk.begin(ANNA, "")
        finished(bench)
        assert CheckBench(tmp_path).desk.last() == bench.desk.last()

    def test_a_kept_file_that_is_damaged_is_none(self, tmp_path):
        (tmp_path / "check").mkdir()
        (tmp_path / "check" / "last.json").write_text("{", "utf-8")
        assert CheckBench(tmp_path).desk.last().state is CheckRunState.NEVER

    def test_it_is_audited(self, tmp_path, bench):
        bench.desk.begin(ANNA, "")
        finished(bench)
        assert '"what":"station.check"' in (tmp_path / "audit.jsonl").read_text("utf-8")


def test_it_is_a_route_of_the_station(tmp_path):
    with served(tmp_path) as api, StationClient.from_run_file(api.run_file) as client:
        _over_the_api(api, client)


def _over_the_api(api: Served, client: StationClient) -> None:
    assert client.check.last().state is CheckRunState.NEVER
    assert client.check.begin("0.1.0").state is CheckRunState.RUNNING
    with pytest.raises(CommandNotAllowedError):
        client.check.begin()
    assert api.check.reached.wait(WAIT_S)
    client.check.cancel()
    api.check.desk._thread.join(WAIT_S)
    assert client.check.last().state is CheckRunState.CANCELLED


class TestDisk:
    def test_space_and_speed_are_measured_and_nothing_is_left(self, tmp_path):
        found = answers(disk_step(tmp_path / "archive", 1))
        assert found[CheckName.DISK_FREE].status is CheckStatus.PASSED
        assert found[CheckName.DISK_WRITE].figure.endswith("MB/s")
        assert found[CheckName.DISK_DAYS].status is CheckStatus.NOT_APPLICABLE
        assert list((tmp_path / "archive").iterdir()) == []

    def test_a_reserve_that_is_used_up_fails_with_a_remedy(self, tmp_path):
        found = answers(disk_step(tmp_path, 10**18))[CheckName.DISK_FREE]
        assert found.status is CheckStatus.FAILED
        assert found.remedy

    def test_the_days_that_are_left_follow_the_last_day(self, tmp_path):
        hour = datetime.now(UTC) - timedelta(hours=2)
        folder = tmp_path / f"{hour:%Y/%m/%d/%H}"
        folder.mkdir(parents=True)
        for number in range(100):
            (folder / f"{number}.png").write_bytes(b"x" * 1000)
        assert folder_bytes(folder) == 100_000
        found = answers(disk_step(tmp_path, 1))[CheckName.DISK_DAYS]
        assert found.status is CheckStatus.PASSED
        assert found.figure.endswith("GB/d")


def shares_nothing() -> ForwardingState:
    return ForwardingState(is_shared=False)


class TestDatabase:
    def test_a_whole_one_passes(self, tmp_path):
        store = open_store(tmp_path)
        found = answers(database_step(store.self_check(), str, shares_nothing))
        store.close()
        assert found.pop(CheckName.DATABASE_SHARED).status is CheckStatus.NOT_APPLICABLE
        assert {each.status for each in found.values()} == {CheckStatus.PASSED}

    @pytest.mark.parametrize(
        ("behind", "status", "figure"),
        [
            ({}, CheckStatus.PASSED, "0 · 0.0 h"),
            ({"results": 40, "changes": 2, "lag_s": 9000.0}, CheckStatus.WARNING, "42 · 2.5 h"),
            (
                {"fault_code": "SHR-001", "fault": "refused", "remedy": "Check the network."},
                CheckStatus.WARNING,
                "0 · 0.0 h · refused",
            ),
        ],
    )
    def test_how_far_it_is_behind_the_shared_history(self, tmp_path, behind, status, figure):
        store = open_store(tmp_path)
        state = ForwardingState(is_shared=True, **behind)
        found = answers(database_step(store.self_check(), str, lambda: state))
        store.close()
        shared = found[CheckName.DATABASE_SHARED]
        assert (shared.status, shared.figure) == (status, figure)
        assert shared.code == behind.get("fault_code", "")
        assert bool(shared.remedy) is (status is CheckStatus.WARNING)

    def test_a_damaged_page_is_found(self, tmp_path):
        store = open_store(tmp_path)
        store.close()
        path = tmp_path / DATABASE_NAME
        size = path.stat().st_size
        with path.open("r+b") as file:
            file.seek(size // 2 // 4096 * 4096)
            file.write(os.urandom(4096))
        from inspector.store.database import Database
        from inspector.store.self_check import SqliteSelfCheck

        database = Database.to_write(path)
        found = answers(database_step(SqliteSelfCheck(path, database), str, shares_nothing))
        database.close()
        assert found[CheckName.DATABASE_INTEGRITY].status is CheckStatus.FAILED
        assert found[CheckName.DATABASE_INTEGRITY].remedy

    def test_what_is_not_recorded_fails(self, tmp_path):
        store = open_store(tmp_path)
        found = answers(
            database_step(store.self_check(), lambda: "the disk is full", shares_nothing)
        )
        store.close()
        assert found[CheckName.DATABASE_RECORDING].figure == "the disk is full"
        assert found[CheckName.DATABASE_RECORDING].status is CheckStatus.FAILED


class TestClock:
    def test_a_clock_that_was_set_is_told(self, monkeypatch):
        watch = ClockWatch()
        assert abs(watch.step_ns()) < 1_000_000_000
        real = clock.utc_ns
        monkeypatch.setattr(clock, "utc_ns", lambda: real() + 3600 * 10**9)
        found = answers(clock_step(watch))[CheckName.CLOCK_STEPS]
        assert (found.status, found.figure) == (CheckStatus.WARNING, "+3600.0 s")

    @pytest.mark.parametrize(
        ("told", "status"),
        [
            (True, CheckStatus.PASSED),
            (False, CheckStatus.WARNING),
            (None, CheckStatus.NOT_APPLICABLE),
        ],
    )
    def test_it_says_only_what_the_system_says(self, monkeypatch, told, status):
        monkeypatch.setattr(clock, "synchronised", lambda: told)
        assert answers(clock_step(ClockWatch()))[CheckName.CLOCK_SYNCHRONISED].status is status


class TestComputer:
    def test_versions_are_compared(self, monkeypatch):
        monkeypatch.setattr(computer, "__version__", "2.0.0")
        monkeypatch.setattr(computer, "governors", lambda: ["powersave"])
        found = answers(computer_step("1.9.0"))
        assert found[CheckName.COMPUTER_VERSION].figure == "1.9.0 / 2.0.0"
        assert found[CheckName.COMPUTER_VERSION].status is CheckStatus.WARNING
        assert found[CheckName.COMPUTER_GOVERNOR].status is CheckStatus.WARNING
        assert found[CheckName.COMPUTER_MEMORY].figure.count("MB") == 2


class TestModel:
    def snapshot(self, api: Served, p99: float, needed: float):
        budget = DeadlineBudget(met=needed < 60, deadline_ms=60, needed_ms=needed, terms=[])
        latency = LatencyMs(p50=10.0, p99=p99, max=p99)
        model = ModelSummary(
            model_id="part",
            version="1.0.0",
            sha256="c4" * 32,
            variant="int8",
            provider="cpu",
            classes=["good", "scratch"],
            ok_classes=["good"],
        )
        changed = {"deadline": budget, "latency_ms": latency, "model": model}
        return api.station.snapshot().model_copy(update=changed)

    @pytest.fixture
    def api(self, tmp_path: Path) -> Iterator[Served]:
        with served(tmp_path) as running:
            yield running

    def test_golden_answers_and_time(self, api):
        found = answers(model_step(lambda: self.snapshot(api, 20, 30), lambda: "part/1.0.0 · 8"))
        assert {each.status for each in found.values()} == {CheckStatus.PASSED}
        tight = answers(model_step(lambda: self.snapshot(api, 70, 59), lambda: ""))
        assert tight[CheckName.MODEL_LATENCY].status is CheckStatus.FAILED
        assert tight[CheckName.MODEL_DEADLINE].status is CheckStatus.WARNING

    def test_another_answer_than_the_golden_one_fails_with_its_code(self, api):
        def differs() -> str:
            raise ModelIntegrityError("golden/3.png: 0.41 instead of 0.97")

        found = answers(model_step(lambda: self.snapshot(api, 20, 30), differs))
        assert found[CheckName.MODEL_PACKAGE].code == "MOD-002"
        assert found[CheckName.MODEL_PACKAGE].remedy

    def test_a_silent_gate_is_all_that_is_said_of_the_plc(self, api):
        lost = api.station.snapshot().model_copy(update={"gate_connected": False})
        line = _line(api)
        found = answers(plc_step(lambda: lost, line.plc, 10))
        assert {name: each.status for name, each in found.items()} == {
            CheckName.PLC_GATE: CheckStatus.FAILED
        }

    def test_counts_that_differ_fail(self, api):
        api.gate.tell()
        differs = api.station.snapshot().model_copy(
            update={
                "gate_connected": True,
                "reconciliation": Reconciliation(agreed=False, detail="3 lost"),
            }
        )
        found = answers(plc_step(lambda: differs, _line(api).plc, 10))
        assert found[CheckName.PLC_COUNTS].figure == "3 lost"
        assert found[CheckName.PLC_COUNTS].status is CheckStatus.FAILED
        assert found[CheckName.PLC_MAP].status is CheckStatus.PASSED


def _line(api: Served):
    from api_line import bench_line

    return bench_line(api.archive.root.parent, api.gate)


def test_cameras_and_the_computer_on_their_side(tmp_path):
    cameras = BenchCameras()
    service = LiveCameras(cameras, RecipeFeatures(None, cameras.names()))
    host = [
        ("mtu", CheckStatus.WARNING, "1500 bytes", "Set 9000."),
        ("usb", CheckStatus.PASSED, "", ""),
    ]
    found = list(camera_step(service, lambda: host).look(threading.Event()))
    of_host = [each for each in found if each.name is CheckName.CAMERA_HOST]
    assert [(each.subject, each.remedy) for each in of_host] == [("mtu", "Set 9000.")]
    assert {each.subject for each in found} >= set(cameras.names())
    for each in found:
        assert bool(each.remedy) == (each.status in (CheckStatus.WARNING, CheckStatus.FAILED))


def test_people_and_their_trail(tmp_path):
    trail = AuditTrail(tmp_path / "audit.jsonl")
    trail.note(ANNA, "station.start")
    trail.note(ANNA, "station.stop")
    report = lambda: verify(trail.files, None)  # noqa: E731
    found = answers(people_step(lambda: 0, report))
    assert found[CheckName.PEOPLE_DEFINED].status is CheckStatus.WARNING
    assert (found[CheckName.PEOPLE_AUDIT].status, found[CheckName.PEOPLE_AUDIT].figure) == (
        CheckStatus.PASSED,
        "2",
    )
    path = tmp_path / "audit.jsonl"
    path.write_bytes(path.read_bytes().replace(b"station.start", b"station.reset"))
    assert answers(people_step(lambda: 3, report))[CheckName.PEOPLE_AUDIT].status is (
        CheckStatus.FAILED
    )
