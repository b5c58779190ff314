"""`inspector station` as a person at a terminal meets it: real processes, no traceback, ever."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import psutil
import pytest
from station_command import WAIT_S, inspector, inspector_process, refused, running, write_station
from waiting import wait_until

from inspector.config.reference import station_template
from inspector.demo.layout import DEFAULT_MODEL
from inspector.paths import DataFolder
from inspector.resources import bundled


def test_help_answers_without_loading_what_it_does_not_need() -> None:
    code = (
        "import sys\nfrom inspector.cli.main import cli\n"
        "cli(['--help'], standalone_mode=False)\n"
        "print('LOADED', sorted(sys.modules.keys() & {'numpy', 'pydantic', 'PySide6', 'cv2',"
        " 'torch', 'sqlalchemy', 'fastapi', 'onnxruntime', 'psutil', 'asyncio'}))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "station" in done.stdout
    assert "LOADED []" in done.stdout
    assert "virtual-line" not in done.stdout


@pytest.mark.parametrize(
    "arguments", [["no-such-command"], ["station", "no-such-verb"], ["station", "run", "--no-such"]]
)
def test_what_nobody_knows_is_told_without_a_traceback(arguments: list[str]) -> None:
    done = inspector(*arguments)
    assert done.returncode == 2
    assert done.stderr.startswith("Usage: ")
    assert "No such" in done.stderr


def test_the_version_is_told() -> None:
    done = inspector("--version")
    assert (done.returncode, done.stdout.split(",")[0]) == (0, "inspector")


class TestStationFile:
    def test_a_station_begins_with_an_example_that_is_valid(self, tmp_path: Path) -> None:
        done = inspector("station", "init", "--data-dir", tmp_path)
        assert done.returncode == 0, done.stderr
        path = DataFolder(tmp_path).station_file
        assert path.read_text("utf-8") == station_template()
        checked = inspector("station", "check", "--data-dir", tmp_path)
        assert (checked.returncode, checked.stdout) == (0, f"{path} is valid\n")
        assert "images does not exist" in checked.stderr
        program = inspector("station", "check", "--data-dir", tmp_path, "--json")
        told = json.loads(program.stdout)
        assert (told["station_file"], told["model"]) == (str(path), "machined-part/1.0.0")
        assert [each["code"] for each in told["warnings"]] == ["IMG-003"]
        assert program.stderr == ""
        refused(inspector("station", "init", "--data-dir", tmp_path), "CFG-005")

    def test_a_missing_file(self, tmp_path: Path) -> None:
        for run in (
            inspector("station", "check", "--data-dir", tmp_path),
            inspector_process("station", "run", "--data-dir", tmp_path),
        ):
            assert "station init" in refused(run, "CFG-001")

    def test_all_faults_of_a_file_are_told_at_once_with_their_lines(self, tmp_path: Path) -> None:
        path = tmp_path / "station.toml"
        path.write_text(
            station_template()
            .replace("port = 1502", 'port = "door"')
            .replace("schema_version = 1", "schema_version = 1\nsurprise = 1"),
            "utf-8",
        )
        told = refused(inspector("station", "check", "--station", path), "CFG-002")
        assert "surprise" in told
        assert "port" in told
        assert told.count("line ") >= 2

    def test_what_the_file_names_is_looked_at_too(self, tmp_path: Path) -> None:
        path = write_station(tmp_path, model="no-such-model/1.0.0")
        refused(inspector("station", "check", "--station", path), "MOD-001")
        path = write_station(tmp_path)
        path.write_text(path.read_text("utf-8") + '[recipe]\nfile = "gone.toml"\n', "utf-8")
        assert "gone.toml" in refused(inspector("station", "check", "--station", path), "RCP-001")

    def test_a_place_that_takes_no_files(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_bytes(b"")
        done = inspector("station", "init", "--data-dir", tmp_path / "file" / "data")
        refused(done, "CFG-004")


class TestRefusals:
    """What keeps a station from running is told by `run`, whichever process met it."""

    def run(self, station_file: Path, data: Path) -> subprocess.CompletedProcess[str]:
        return inspector_process("station", "run", "--station", station_file, "--data-dir", data)

    def test_a_data_folder_that_takes_no_files(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_bytes(b"")
        refused(self.run(write_station(tmp_path), tmp_path / "file" / "data"), "CFG-004")

    def test_a_log_folder_that_takes_no_files(self, tmp_path: Path) -> None:
        data = DataFolder(tmp_path / "data")
        data.root.mkdir()
        (data.root / "logs").mkdir()
        (data.root / "db").write_bytes(b"in the way")
        refused(self.run(write_station(tmp_path), data.root), "CFG-004")

    def test_a_port_that_another_program_has(self, tmp_path: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as other:
            path = write_station(tmp_path, port=other.getsockname()[1])
            told = refused(self.run(path, tmp_path / "data"), "PLC-001")
        assert "choose another port" in told

    def test_a_model_in_which_one_bit_was_changed(self, tmp_path: Path) -> None:
        package = tmp_path / "model"
        shutil.copytree(bundled("models") / DEFAULT_MODEL, package)
        network = next(package.glob("*int8*.onnx"))
        content = bytearray(network.read_bytes())
        content[len(content) // 2] ^= 1
        network.chmod(0o644)
        network.write_bytes(content)
        path = write_station(tmp_path, model=str(package))
        told = refused(self.run(path, tmp_path / "data"), "MOD-002")
        assert network.name in told


def test_a_station_runs_is_asked_survives_a_kill_and_ends(tmp_path: Path) -> None:
    path, data = write_station(tmp_path), DataFolder(tmp_path / "data")
    refused(inspector("station", "status", "--data-dir", data.root), "STA-002")
    refused(inspector("station", "stop", "--data-dir", data.root), "STA-002")
    with running(path, data) as process:
        status = inspector("station", "status", "--data-dir", data.root, "--json")
        assert status.returncode == 0, status.stderr
        assert json.loads(status.stdout)["station_id"] == "test"
        for name, state in (("stop", "Ready"), ("start", "ContinuousExecution")):
            told = inspector("station", "command", name, "--data-dir", data.root)
            assert told.stdout == f"the station is in {state}\n", told.stderr
        reset = inspector("station", "command", "stop", "--data-dir", data.root, "--json")
        assert json.loads(reset.stdout)["state"] == "Ready"
        inspector("station", "command", "start", "--data-dir", data.root)
        refused(inspector("station", "command", "start", "--data-dir", data.root), "STA-001")
        refused(
            inspector_process("station", "run", "--station", path, "--data-dir", data.root),
            "STA-003",
        )

        family = {
            p.cmdline()[p.cmdline().index("inspector") + 1]: p
            for p in psutil.Process(process.pid).children()
        }
        assert set(family) == {"gate", "engine"}, "nobody publishes where no broker is named"
        assert not data.mqtt.exists()
        data.run_file.unlink()
        family["engine"].kill()
        wait_until(data.run_file.exists)

        done = inspector("station", "stop", "--data-dir", data.root)
        assert done.stdout == f"the station in {data.root} has ended\n", done.stderr
        assert process.wait(WAIT_S) == 0
        assert not family["gate"].is_running()
    assert not data.run_file.exists()
    assert not (data.root / "run" / "station.json").exists()


def test_while_an_engine_refuses_its_settings_the_gate_stays_and_people_learn_why(
    tmp_path: Path,
) -> None:
    """The supervisor ended the gate, and with it the link to the PLC."""
    path, data = write_station(tmp_path), DataFolder(tmp_path / "data")
    valid = path.read_text("utf-8")
    with running(path, data) as process:
        family = {
            p.cmdline()[p.cmdline().index("inspector") + 1]: p
            for p in psutil.Process(process.pid).children()
        }
        path.write_text(f'{valid}[recipe]\nfile = "gone.toml"\n', "utf-8")
        family["engine"].kill()
        wait_until(data.run_file.with_name("refused.json").exists)
        told = refused(inspector("station", "status", "--data-dir", data.root), "STA-008")
        assert "the engine refuses to start: RCP-001" in told
        assert "gone.toml" in told
        assert family["gate"].is_running()
        path.write_text(valid, "utf-8")
        wait_until(data.run_file.exists)
        assert inspector("station", "status", "--data-dir", data.root).returncode == 0
        assert family["gate"].is_running()


def test_when_the_supervisor_is_killed_nobody_is_left_behind_and_a_missing_folder_is_an_alarm(
    tmp_path: Path,
) -> None:
    """The station that starts next has lost the folder of its camera, which is no refusal."""
    path, data = write_station(tmp_path), DataFolder(tmp_path / "data")
    with running(path, data) as process:
        family = psutil.Process(process.pid).children()
        assert len(family) == 2
        process.kill()
        process.wait(WAIT_S)
        _, alive = psutil.wait_procs(family, timeout=WAIT_S)
        assert alive == []
    shutil.rmtree(tmp_path / "images")
    with running(path, data):
        snapshot = inspector("station", "status", "--data-dir", data.root, "--json")
        text = inspector("station", "status", "--data-dir", data.root).stdout
    codes = [alarm["code"] for alarm in json.loads(snapshot.stdout)["alarms"]]
    assert [code for code in codes if "CAM" in code]
    assert "gate connected, PLC NOT CONNECTED, camera NOT CONNECTED" in text
    assert "FAULT    CAM-" in text
    assert text.count("         -> ") == len(codes)
