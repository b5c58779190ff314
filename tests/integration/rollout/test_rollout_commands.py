"""`inspector model promote`, `rollback` and `shadow`, and who may use them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from people_rig import define
from rollout_station import Station, data_of, part_packages, station_folder

from inspector.cli.main import cli
from inspector.domain.errors.base import InspectorError
from inspector.domain.people import Role
from inspector.inference.checked_elsewhere import CheckedElsewhere
from inspector.services.people.register import PeopleRegister
from inspector.services.rollout import promotion as promotion_module


@pytest.fixture(autouse=True)
def no_line_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing here could be disturbed by measuring, or by checks in this process."""
    monkeypatch.setattr(promotion_module, "_MEASURING_DUTY_PERCENT", 100.0)
    monkeypatch.setattr(CheckedElsewhere, "begin", lambda _: None)


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return part_packages(tmp_path_factory.mktemp("packages"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return station_folder(tmp_path)


@pytest.fixture
def station(folder: Path) -> Iterator[Station]:
    running = Station(folder)
    yield running
    running.stop()


def run(folder: Path, *arguments: str) -> Result:
    where = ["--data-dir", str(folder / "data"), "--station", str(folder / "station.toml")]
    return CliRunner().invoke(cli, ["model", *arguments, *where], standalone_mode=False)


def refused(result: Result) -> InspectorError:
    assert isinstance(result.exception, InspectorError), result.output
    return result.exception


class TestRights:
    def test_only_an_engineer_overrides_the_gate(self, folder: Path, packages: Path) -> None:
        register = PeopleRegister(data_of(folder).people)
        define(register, "Quinn", Role.QUALITY, "4711")
        define(register, "Erin", Role.ENGINEER, "815471")
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
        result = run(folder, "shadow", "--show", "--json")
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
        overridden = run(folder, "promote", str(packages / "1.3.0"), "--override", "a trial")
        assert "overridden: accuracy is 50.00 %, at least 95 % is asked for" in overridden.stderr

    def test_going_back_is_the_way_out_of_a_package_in_force_that_is_damaged(
        self, folder: Path, packages: Path
    ) -> None:
        assert run(folder, "promote", str(packages / "1.1.0")).exception is None
        damaged = data_of(folder).models / "machined-part" / "1.1.0" / "MODEL_CARD.md"
        damaged.write_text("another card")
        result = run(folder, "rollback", "--reason", "damaged")
        assert result.output == "machined-part/1.0.0 judges when the station starts\n"
        station = Station(folder)
        assert station.in_force() == "1.0.0"
        station.stop()
