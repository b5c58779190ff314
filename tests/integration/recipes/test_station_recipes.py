"""A whole engine from its station file: recipes, their order, their limits in time."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

import pytest
from scripted_gate import ScriptedGate, status
from two_recipes import write_recipe, write_station

from inspector.app import EngineProcess, make_engine
from inspector.config.station import StationConfig, load_station
from inspector.domain.errors.config import RecipesInvalidError
from inspector.paths import DataFolder
from inspector.pipe.records import EngineStatus, PlcWords, RecipeRequested, VisionWords


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_station(tmp_path)
    return tmp_path


@pytest.fixture
def process(folder: Path) -> Iterator[EngineProcess]:
    process = make_engine(config(folder), DataFolder(folder / "data"), "token")
    yield process
    process.stop()


def config(folder: Path) -> StationConfig:
    return load_station(folder / "station.toml")


def test_the_plc_changes_over_and_every_client_sees_which_recipe_is_in_force(
    folder: Path, process: EngineProcess
) -> None:
    gate = ScriptedGate(DataFolder(folder / "data").gate_file)
    process.engine.start()
    gate.accept()
    gate.send(status())
    gate.wait_for(EngineStatus, recipe_number=7)
    assert process.services.station.snapshot().recipe_id == "a"
    gate.send(VisionWords(bytes(96)))
    gate.send(PlcWords(struct.pack("<24H", *[0] * 8, 9, *[0] * 15)))
    gate.send(RecipeRequested(9))
    gate.wait_for(EngineStatus, recipe_number=9)
    snapshot = process.services.station.snapshot()
    assert (snapshot.recipe_id, snapshot.recipe_number) == ("b", 9)
    assert snapshot.recipe_revision == process.engine.recipes.in_force.recipe.revision
    kept = process.services.cameras._keeper.keep("camera", {"gain_db": 3.0})  # type: ignore[attr-defined]
    assert kept.file == str(folder / "b.toml")
    assert "gain_db" not in (folder / "a.toml").read_text()
    gate.close()


def test_what_judging_takes_was_measured_before_the_first_part(process: EngineProcess) -> None:
    budget = process.engine.deadline.budget()
    term = budget.terms[-1]
    assert term.ms > 0
    assert int(str(term.origin).split(" of ")[1].split()[0]) >= 100
    assert budget.deadline_ms == 5000
    assert process.services.station.snapshot().deadline is not None


def test_recipes_that_contradict_each_other_start_nothing(folder: Path) -> None:
    write_recipe(folder, "b", 7, 0.5)
    with pytest.raises(RecipesInvalidError, match=r"b\.toml: number 7 is that of a\.toml already"):
        make_engine(config(folder), DataFolder(folder / "data"), "token")
    assert not (folder / "data" / "inspector.db").exists()
