"""The quality engineer's path on one desktop, by its commands alone, from pictures to the line.

Import, check, split, train, a kill, resume, evaluate, quantize, gate, sign, ship, promote, roll
back, teach, run a line, label, import the history. Each test goes on where the one before ended.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from small_parts import write_small_parts

pytest.importorskip("torch", reason="needs the extra `train`")
pytest.importorskip("torchvision", reason="needs the extra `train`")

from inspector.cli.main import cli
from inspector.domain.errors.base import InspectorError

pytestmark = pytest.mark.timeout(240)

CLASSES = ("good", "stain", "missing_hole")
PER_CLASS = 14
NEW_PICTURES = 5
PARTS = 40
DEMO_TIMEOUT_S = 200


class Desk:
    """A folder to work in, and the program."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.pictures, self.dataset = folder / "parts", folder / "bracket.dataset"
        self.models, self.station = folder / "models", folder / "station"
        self.package = self.models / "bracket" / "1.0.0"
        self.run_folder = self.models / "runs" / "bracket-1.0.0"
        self.key = folder / "release-key.pem"
        self.document: dict[str, Any] = {}

    def run(self, *arguments: object) -> Result:
        return CliRunner().invoke(cli, [str(each) for each in arguments], standalone_mode=False)

    def done(self, *arguments: object) -> Any:
        """The JSON document of a command that succeeds."""
        result = self.run(*arguments, "--json")
        assert result.exit_code == 0, (result.exception, result.output)
        return json.loads(result.stdout)

    def refused(self, *arguments: object) -> str:
        """The code of the error that a command ends with."""
        result = self.run(*arguments)
        assert isinstance(result.exception, InspectorError), result.output
        return result.exception.code

    def at_station(self, *arguments: object) -> Any:
        return self.done(*arguments, "--data-dir", self.station)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A few dozen pictures of three classes, and some of a fourth that turns up later."""
    desk = Desk(tmp_path_factory.mktemp("desk"))
    write_small_parts({name: desk.pictures / name for name in CLASSES}, PER_CLASS, seed=5)
    write_small_parts({"scratch": desk.folder / "new" / "scratch"}, NEW_PICTURES, seed=5)
    return desk


def test_pictures_become_a_dataset_that_is_checked_and_split(desk: Desk) -> None:
    imported = desk.done("dataset", "import", desk.pictures, "--to", desk.dataset, "--good", "good")
    assert imported["added"] == PER_CLASS * len(CLASSES)
    assert imported["ok_classes"] == ["good"]
    assert desk.run("dataset", "check", desk.dataset).exit_code == 0
    first, second = (desk.done("dataset", "split", desk.dataset, "--seed", 1) for _ in range(2))
    assert first == second
    assert desk.done("dataset", "show", desk.dataset)["per_class"] == dict.fromkeys(
        CLASSES, PER_CLASS
    )


def test_a_training_that_is_killed_goes_on_to_a_package(desk: Desk) -> None:
    command = ["model", "train", desk.dataset, "--name", "bracket", "--out", desk.models]
    tiny = ["--epochs", 3, "--input-size", 48, "--batch-size", 8]
    training = subprocess.Popen(
        [sys.executable, "-m", "inspector", *map(str, (*command, *tiny))],
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    assert training.stderr is not None
    with training.stderr:
        for _ in iter(training.stderr.readline, ""):
            if list(desk.run_folder.glob("*.checkpoint")):
                training.kill()
                break
    training.wait()
    assert not desk.package.exists()
    desk.document = desk.done("model", "resume", desk.run_folder)
    assert desk.document["samples"] == 6
    assert {each["variant"] for each in desk.document["variants"]} >= {"fp32", "fp16"}
    assert (desk.package / "report.html").stat().st_size > 10_000
    assert desk.refused("model", "resume", desk.run_folder) == "TRN-004"


def test_the_package_is_evaluated_as_it_was_reported(desk: Desk) -> None:
    report = desk.folder / "report.html"
    found = desk.done(
        "model", "evaluate", desk.package, "--dataset", desk.dataset, "--report", report,
        "--split", desk.run_folder / "split.json", "--no-robustness",
    )  # fmt: skip
    assert found["accuracy"] == pytest.approx(desk.document["accuracy"])
    assert "</html>" in report.read_text("utf-8")


def test_another_file_is_searched_for_on_this_machine(desk: Desk) -> None:
    candidate = "int8-static-per-channel-minmax"
    desk.done(
        "model", "quantize", desk.package, "--dataset", desk.dataset, "--out", desk.models,
        "--candidate", candidate, "--no-robustness",
    )  # fmt: skip
    desk.done("model", "verify", desk.models / "bracket" / "1.0.1")


def test_the_packages_are_signed(desk: Desk) -> None:
    trusted = desk.done("model", "keygen", "--out", desk.key, "--plain")["public_key"]
    other = desk.folder / "other.pem"
    strange = desk.done("model", "keygen", "--out", other, "--plain")["public_key"]
    for version in ("1.0.0", "1.0.1"):
        desk.done("model", "sign", desk.models / "bracket" / version, "--key", desk.key)
    desk.done("model", "verify", desk.package, "--trusted-key", trusted)
    assert desk.refused("model", "verify", desk.package, "--trusted-key", strange) == "MOD-010"
    desk.run("station", "init", "--data-dir", desk.station)
    file = desk.station / "config" / "station.toml"
    text = file.read_text("utf-8")
    assert text.count("trusted_keys = []") == 1
    file.write_text(text.replace("trusted_keys = []", f'trusted_keys = ["{trusted}"]'), "utf-8")


def test_a_package_is_shipped_whole_and_as_a_difference(desk: Desk) -> None:
    whole, less = desk.folder / "a.inspector-model", desk.folder / "b.inspector-model"
    desk.done("model", "pack", desk.package, "--out", whole)
    newer = desk.models / "bracket" / "1.0.1"
    desk.done("model", "pack", newer, "--base", desk.package, "--out", less)
    desk.at_station("model", "install", whole)
    desk.at_station("model", "install", less)
    installed = {each["version"]: each for each in desk.at_station("model", "list")}
    assert installed["1.0.1"]["signature"] == "trusted"
    damaged = desk.folder / "c.inspector-model"
    damaged.write_bytes(whole.read_bytes()[:-9])
    assert desk.refused("model", "install", damaged, "--data-dir", desk.station) == "MOD-022"


def test_the_gate_refuses_what_learned_for_three_epochs(desk: Desk) -> None:
    where = ("--data-dir", desk.station)
    result = desk.run("model", "gate", "bracket/1.0.0", *where)
    assert "REFUSED" in result.output
    assert "bracket/1.0.0 is refused" in result.output
    assert desk.refused("model", "promote", "bracket/1.0.0", *where) == "MOD-021"


def test_a_station_at_rest_promotes_tries_and_rolls_back(desk: Desk) -> None:
    for version in ("1.0.0", "1.0.1"):
        desk.at_station("model", "promote", f"bracket/{version}", "--override", "first trial")
    desk.at_station("model", "shadow", "machined-part/1.0.0")
    desk.at_station("model", "rollback", "--reason", "complaint")
    states = {each["version"]: each["state"] for each in _brackets(desk)}
    assert "in force" in states["1.0.0"]
    assert "in force" not in states["1.0.1"]
    desk.run("model", "shadow", "--off", "--data-dir", desk.station)


def test_a_few_pictures_teach_a_new_class(desk: Desk) -> None:
    adapted = desk.done(
        "model", "adapt", desk.package, desk.folder / "new", "--out", desk.models,
        "--dataset", desk.dataset, "--version", "1.1.0",
    )  # fmt: skip
    assert adapted["classes"][-1] == "scratch"
    assert adapted["old_pictures"] is not None
    desk.done("model", "verify", desk.models / "bracket" / "1.1.0")


def test_a_line_runs_and_what_people_say_of_its_parts_is_learned(desk: Desk) -> None:
    line_folder = desk.folder / "line"
    line = subprocess.run(
        [
            *(sys.executable, "-m", "inspector", "demo", "--json", "--parts", str(PARTS)),
            *("--shadow", str(desk.models / "bracket" / "1.1.0"), "--data-dir", str(line_folder)),
        ],
        capture_output=True,
        text=True,
        timeout=DEMO_TIMEOUT_S,
        check=False,
    )
    assert line.returncode == 0, line.stderr
    tasks = desk.done("dataset", "queue", "--data-dir", line_folder, "--limit", 6)["tasks"]
    assert len(tasks) == 6
    for task in tasks[:3]:
        label = ("dataset", "label", task["result_id"], "rust", "--defect")
        assert desk.done(*label, "--data-dir", line_folder)["label"] == "rust"
    imported = desk.done(
        "dataset", "import", line_folder, "--layout", "history", "--to", desk.dataset
    )
    assert imported["added"] == 3
    assert "rust" in imported["classes"]


def _brackets(desk: Desk) -> list[dict[str, Any]]:
    return [each for each in desk.at_station("model", "list") if each["model_id"] == "bracket"]
