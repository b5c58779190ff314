"""Promote, refuse, go back, put on trial: a whole station with real packages, through its API."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from click.testing import CliRunner, Result
from rollout_rig import EVALUATION, PUBLIC_KEY, part_package
from scripted_gate import WAIT_S

from inspector.app import EngineProcess, make_engine
from inspector.cli.main import cli
from inspector.client.station import StationClient
from inspector.clock import monotonic_ns
from inspector.config.station import load_station
from inspector.domain.errors.base import InspectorError
from inspector.domain.errors.model import ModelError
from inspector.domain.errors.release import PackageUnknownError, RolloutImpossibleError
from inspector.domain.errors.rollout import ModelUnplayableError, PromotionRunningError
from inspector.domain.people import Role
from inspector.paths import DataFolder
from inspector.services import promotion as promotion_module
from inspector.services.people.register import PeopleRegister
from inspector.wire.rollout import ModelsState, PromotionPhase, PromotionState
from inspector.wire.run_file import write_run_file

STATION = f"""\
schema_version = 1
[station]
id = "line-3"
[camera]
driver = "replay"
folder = "images"
frame_rate_hz = 50
loop = true
frame_timeout_ms = 40
[model]
package = "machined-part/1.0.0"
provider = "cpu"
trusted_keys = ["{PUBLIC_KEY}"]
[plc]
decision_deadline_ms = 5000
[recipe]
file = "part.toml"
"""
RECIPE = """\
schema_version = 1
recipe_id = "part"
[limits]
accept = 0.5
[limits.reject]
burr = 0.6
[release]
max_p99_ms = 10000
"""
TOKEN = "station-token"  # noqa: S105


@pytest.fixture(autouse=True)
def at_full_speed(monkeypatch: pytest.MonkeyPatch) -> None:
    """No line runs here that measuring could disturb."""
    monkeypatch.setattr(promotion_module, "_MEASURING_DUTY_PERCENT", 100.0)


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """``good`` to promote, and others that miss something."""
    root = tmp_path_factory.mktemp("packages")
    part_package(root, "1.1.0")
    part_package(root, "1.2.0", limits={"accept": 0.9, "reject_default": 0.4, "reject": {}})
    part_package(root, "1.3.0", evaluation={**EVALUATION, "accuracy": 0.5, "escapes": 20})
    part_package(root, "1.4.0", signed=False)
    renamed = ["bur", "dent", "good", "missing_hole", "scratch", "stain"]
    golden = [{"image": "golden/03.png", "label": "dent", "scores": [0, 0.999, 0.001, 0, 0, 0]}]
    part_package(root, "1.5.0", classes=renamed, golden=golden)
    wrong = [{"image": "golden/03.png", "label": "dent", "scores": [1.0, 0, 0, 0, 0, 0]}]
    part_package(root, "1.6.0", golden=wrong)
    return root / "machined-part"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "images").mkdir()
    cv2.imwrite(str(tmp_path / "images" / "1.png"), np.full((64, 64), 128, np.uint8))
    (tmp_path / "station.toml").write_text(STATION)
    (tmp_path / "part.toml").write_text(RECIPE)
    return tmp_path


def data_of(folder: Path) -> DataFolder:
    return DataFolder(folder / "data")


class Station:
    """A station that runs, without a gate, and a client of it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.data = folder, data_of(folder)
        self.start()

    def start(self) -> None:
        self.process: EngineProcess = make_engine(
            load_station(self.folder / "station.toml"), self.data, TOKEN
        )
        port = self.process.start()
        write_run_file(self.data.run_file, f"http://127.0.0.1:{port}", TOKEN)
        self.client = StationClient.from_run_file(self.data.run_file)

    def restart(self) -> None:
        self.stop()
        self.start()

    def install(self, package: Path) -> str:
        return self.process.rollout._shelf._registry.add(package).name  # type: ignore[attr-defined]

    def settled(self) -> ModelsState:
        """The state when the promotion has ended."""
        return after(self.client.models.state)

    def promoted(self, package: Path, **reasons: str) -> PromotionState:
        self.client.models.promote(self.install(package), **reasons)
        promotion = self.settled().promotion
        assert promotion is not None
        return promotion

    def in_force(self) -> str:
        return self.client.snapshot().model.version

    def stop(self) -> None:
        self.client.close()
        self.data.run_file.unlink()
        self.process.stop()


def after(look: Callable[[], ModelsState]) -> ModelsState:
    deadline, pause = monotonic_ns() + WAIT_S * 10**9, threading.Event()
    ended = (PromotionPhase.IN_FORCE, PromotionPhase.REFUSED)
    while (state := look()).promotion is not None and state.promotion.phase not in ended:
        assert monotonic_ns() < deadline
        pause.wait(0.02)
    return state


@pytest.fixture
def station(folder: Path) -> Iterator[Station]:
    running = Station(folder)
    yield running
    running.stop()


def audited(folder: Path) -> list[tuple[str, str, str]]:
    lines = data_of(folder).audit.read_text("utf-8").splitlines()
    rows: list[dict[str, Any]] = [json.loads(line) for line in lines]
    return [(row["what"], row["target"], row["outcome"]) for row in rows]


def run(folder: Path, *arguments: str) -> Result:
    where = ["--data-dir", str(folder / "data"), "--station", str(folder / "station.toml")]
    return CliRunner().invoke(cli, ["model", *arguments, *where], standalone_mode=False)


def refused(result: Result) -> InspectorError:
    assert isinstance(result.exception, InspectorError), result.output
    return result.exception


def test_promote_and_roll_back_survive_a_restart(
    folder: Path, station: Station, packages: Path
) -> None:
    promotion = station.promoted(packages / "1.1.0", reason="fewer false rejects")
    assert (promotion.phase, promotion.code) == (PromotionPhase.IN_FORCE, "")
    assert promotion.first_trigger_index == 1
    assert station.in_force() == "1.1.0"
    station.restart()
    assert station.in_force() == "1.1.0"
    station.client.models.roll_back("complaints")
    assert station.settled().in_force.version == "1.0.0"
    events = [(event.kind, event.reason) for event in station.client.models.state().events]
    assert events[:2] == [("rollback", "complaints"), ("promote", "fewer false rejects")]
    assert ("model.promote", "machined-part/1.1.0", "done") in audited(folder)


@pytest.mark.parametrize(
    ("version", "code", "says"),
    [
        ("1.3.0", "MOD-021", "accuracy is 50.00 %, at least 95 %"),
        ("1.5.0", "RCP-003", "limits.reject has burr, which the model does not know"),
        ("1.6.0", "MOD-003", "golden/03.png: a score is off by"),
    ],
)
def test_what_is_refused_leaves_the_former_model_in_force(
    folder: Path, station: Station, packages: Path, version: str, code: str, says: str
) -> None:
    promotion = station.promoted(packages / version)
    assert (promotion.phase, promotion.code) == (PromotionPhase.REFUSED, code)
    assert says in promotion.detail
    assert promotion.remedy
    assert station.in_force() == "1.0.0"
    assert station.client.models.state().previous == []
    assert audited(folder)[-1] == ("model.promote", f"machined-part/{version}", code)


def test_a_refusal_names_every_figure_and_an_override_is_kept(
    station: Station, packages: Path
) -> None:
    refused = station.promoted(packages / "1.3.0")
    assert {(each.figure, each.limit) for each in refused.missed} == {
        ("accuracy", 0.95),
        ("escape_percent", 1.0),
    }
    overridden = station.promoted(packages / "1.3.0", override_reason="a trial with the customer")
    assert overridden.phase is PromotionPhase.IN_FORCE
    assert len(overridden.missed) == 2
    newest = station.client.models.state().events[0]
    assert newest.reason == "[release gate overridden: a trial with the customer]"


def test_a_model_that_is_too_slow_for_the_line_is_refused(
    folder: Path, packages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from inspector.engine import inspection_time

    station = Station(folder)
    try:
        slow = inspection_time.InspectionTime(6000.0, 100)
        monkeypatch.setattr(inspection_time.InspectionTime, "of", lambda _: slow)
        promotion = station.promoted(packages / "1.1.0")
        assert promotion.code == "MOD-031"
        assert "inspection 6000.0 ms" in promotion.detail
        assert station.in_force() == "1.0.0"
    finally:
        station.stop()


def test_one_promotion_at_a_time_and_none_of_what_is_in_force(
    station: Station, packages: Path
) -> None:
    first, second = (station.install(packages / each) for each in ("1.1.0", "1.2.0"))
    with pytest.raises(RolloutImpossibleError):
        station.client.models.promote("machined-part/1.0.0")
    with pytest.raises(PackageUnknownError):
        station.client.models.promote("machined-part/9.9.9")
    with pytest.raises(RolloutImpossibleError):
        station.client.models.roll_back()
    station.client.models.promote(first)
    with pytest.raises(PromotionRunningError):
        station.client.models.promote(second)
    assert station.settled().in_force.version == "1.1.0"


def test_a_station_that_ends_in_the_middle_starts_with_the_old_or_the_new(
    folder: Path, packages: Path
) -> None:
    station = Station(folder)
    station.client.models.promote(station.install(packages / "1.1.0"))
    station.stop()
    again = Station(folder)
    assert again.in_force() in ("1.0.0", "1.1.0")
    assert again.in_force() == again.client.models.state().in_force.version
    again.stop()


def test_a_package_in_force_that_is_damaged_starts_nothing_until_somebody_goes_back(
    folder: Path, packages: Path
) -> None:
    station = Station(folder)
    station.promoted(packages / "1.1.0")
    station.stop()
    damaged = data_of(folder).models / "machined-part" / "1.1.0" / "MODEL_CARD.md"
    damaged.write_text("another card")
    with pytest.raises(ModelError) as caught:
        make_engine(load_station(folder / "station.toml"), data_of(folder), TOKEN)
    assert "inspector model rollback" in caught.value.remedy
    result = run(folder, "rollback", "--reason", "damaged")
    assert result.output == "machined-part/1.0.0 judges when the station starts\n"
    again = Station(folder)
    assert again.in_force() == "1.0.0"
    again.stop()


def test_a_promoted_model_that_no_longer_reproduces_its_examples_starts_nothing(
    folder: Path, packages: Path
) -> None:
    station = Station(folder)
    name = station.install(packages / "1.6.0")
    station.stop()
    registry = station.process.rollout._shelf._registry  # type: ignore[attr-defined]
    registry.promote(registry.find(name).sha256, "somebody", "by hand")
    with pytest.raises(ModelUnplayableError, match=r"golden/03\.png"):
        make_engine(load_station(folder / "station.toml"), data_of(folder), TOKEN)


class TestTrial:
    def test_a_trial_goes_on_after_a_restart_and_ends_when_its_model_is_promoted(
        self, folder: Path, station: Station, packages: Path
    ) -> None:
        name = station.install(packages / "1.2.0")
        trial = station.client.models.set_shadow(name).trial
        assert trial is not None
        assert (trial.name, trial.running, trial.compared) == (name, True, 0)
        station.restart()
        again = station.client.models.shadow().trial
        assert again is not None
        assert again.running
        assert again.since == trial.since
        station.client.models.promote(name)
        assert station.settled().shadow_sha256 is None
        assert station.client.models.shadow().trial is None
        assert station.process.engine.trial.runner is None

    def test_what_is_in_force_is_not_on_trial(self, station: Station) -> None:
        with pytest.raises(RolloutImpossibleError):
            station.client.models.set_shadow("machined-part/1.0.0")
        with pytest.raises(RolloutImpossibleError):
            station.client.models.set_shadow(None)

    def test_a_model_on_trial_that_is_damaged_keeps_no_station_from_starting(
        self, folder: Path, packages: Path
    ) -> None:
        station = Station(folder)
        station.client.models.set_shadow(station.install(packages / "1.2.0"))
        station.stop()
        damaged = data_of(folder).models / "machined-part" / "1.2.0" / "MODEL_CARD.md"
        damaged.write_text("another card")
        again = Station(folder)
        trial = again.client.models.shadow().trial
        assert trial is not None
        assert not trial.running
        assert "MOD-002" in trial.fault
        again.client.models.set_shadow(None)
        assert again.client.models.shadow().trial is None
        again.stop()


class TestRights:
    def test_only_an_engineer_overrides_the_gate(self, folder: Path, packages: Path) -> None:
        register = PeopleRegister(data_of(folder).people)
        register.add("Quinn", Role.QUALITY, "4711")
        register.add("Erin", Role.ENGINEER, "815471")
        station = Station(folder)
        name = station.install(packages / "1.3.0")
        with pytest.raises(InspectorError, match="PPL"):
            station.client.models.promote(name)
        station.client.people.sign_in("Quinn", "4711")
        with pytest.raises(InspectorError, match="needs the role engineer"):
            station.client.models.promote(name, override_reason="please")
        station.client.people.sign_in("Erin", "815471")
        station.client.models.promote(name, override_reason="please")
        state = station.settled()
        assert state.in_force.version == "1.3.0"
        assert state.events[0].by == "Erin"
        station.stop()


class TestCommands:
    def test_on_a_running_station(self, folder: Path, station: Station, packages: Path) -> None:
        result = run(folder, "promote", str(packages / "1.1.0"), "--reason", "better")
        assert result.exception is None, result.exception
        assert "machined-part/1.1.0 judges from part 1 on" in result.output
        error = refused(run(folder, "promote", str(packages / "1.3.0")))
        assert error.code == "MOD-021"
        assert station.in_force() == "1.1.0"
        result = run(folder, "shadow", str(packages / "1.2.0"))
        assert "agrees in 0 of 0 views" in result.output
        result = run(folder, "shadow", "--json")
        assert json.loads(result.stdout)["trial"]["name"] == "machined-part/1.2.0"
        assert run(folder, "shadow", "--off").output == "no model is on trial\n"
        result = run(folder, "rollback", "--json")
        assert json.loads(result.stdout)["in_force"]["version"] == "1.0.0"

    def test_on_a_station_that_does_not_run(self, folder: Path, packages: Path) -> None:
        result = run(folder, "promote", str(packages / "1.1.0"))
        assert result.output == "machined-part/1.1.0 judges when the station starts\n"
        assert refused(run(folder, "promote", str(packages / "1.3.0"))).code == "MOD-021"
        assert refused(run(folder, "promote", str(packages / "1.4.0"))).code == "MOD-010"
        assert refused(run(folder, "promote", "machined-part/1.1.0")).code == "MOD-020"
        assert "is on trial when" in run(folder, "shadow", str(packages / "1.2.0")).output
        assert refused(run(folder, "shadow")).code == "STA-002"
        station = Station(folder)
        assert station.in_force() == "1.1.0"
        trial = station.client.models.shadow().trial
        assert trial is not None
        assert trial.running
        station.stop()
        assert "1.0.0 judges when" in run(folder, "rollback").output
        assert refused(run(folder, "rollback")).code == "MOD-020"
