"""`inspector recipe` on a running engine, for people and for programs."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from station_command import inspector, refused
from two_recipes import write_recipe, write_station
from waiting import wait_until

from inspector.app import make_engine
from inspector.client.station import StationClient
from inspector.config.station import load_station
from inspector.paths import DataFolder
from inspector.wire.run_file import write_run_file


@pytest.fixture
def data(tmp_path: Path) -> Iterator[DataFolder]:
    """The data folder of an engine whose camera streams."""
    write_station(tmp_path)
    data = DataFolder(tmp_path / "data")
    process = make_engine(load_station(tmp_path / "station.toml"), data, "token")
    port = process.start()
    write_run_file(data.run_file, f"http://127.0.0.1:{port}", "token")
    try:
        with StationClient.from_run_file(data.run_file) as client:
            wait_until(lambda: client.cameras.states()[0].frames > 0)
        yield data
    finally:
        process.stop()


def document(data: DataFolder, *arguments: object) -> Any:
    done = inspector("recipe", *arguments, "--data-dir", data.root, "--json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_a_revision_is_made_shown_signed_off_and_changed_over_from(data: DataFolder) -> None:
    folder = data.root.parent
    write_recipe(folder, "a", 7, 0.8)
    made = document(data, "add", folder / "a.toml", "--note", "less doubt")
    assert (made["recipe_id"], made["signed_off"]) == ("a", False)

    shown = document(data, "show", "a", made["revision"])
    assert shown["content"]["limits"]["accept"] == 0.8
    printed = inspector("recipe", "show", "a", made["revision"], "--data-dir", data.root)
    assert tomllib.loads(printed.stdout)["limits"]["accept"] == 0.8

    signed = document(data, "sign-off", "a", made["revision"])
    assert (signed["revision"], signed["phase"]) == (made["revision"], "in_force")
    changed = document(data, "change-over", "b")
    assert (changed["recipe_id"], changed["phase"]) == ("b", "in_force")
    told = inspector("recipe", "change-over", "a", "--data-dir", data.root)
    assert told.stdout == f"a {made['revision'][:12]} is in force\n"


def test_a_revision_that_nobody_made_is_refused(data: DataFolder) -> None:
    told = refused(inspector("recipe", "show", "a", "0" * 64, "--data-dir", data.root), "RCP-006")
    assert "inspector recipe revisions a" in told
