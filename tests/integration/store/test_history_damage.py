"""A damaged history says so wherever somebody meets it, and nobody makes it worse."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
import requests
from api_fixtures import TOKEN, Served, served
from station_command import inspector_process, write_station

from inspector.cli.main import main
from inspector.paths import DataFolder
from inspector.store.consistency.verify import database_faults
from inspector.store.opening import DATABASE_NAME, open_store


def change(database: Path, statement: str) -> None:
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute(statement)


def empty(database: Path) -> None:
    database.write_bytes(b"")


def from_the_future(database: Path) -> None:
    change(database, "UPDATE alembic_version SET version_num = '0999'")


DAMAGES = {"STO-003": empty, "STO-002": from_the_future}


@pytest.fixture
def database(tmp_path: Path) -> Path:
    folder = DataFolder(tmp_path).database
    open_store(folder).close()
    return folder / DATABASE_NAME


def assert_said(errors: str, code: str) -> None:
    assert f"error {code}: " in errors or f"{code}: " in errors
    assert "remedy: " in errors
    assert "Traceback" not in errors


@pytest.mark.parametrize("command", ["verify", "repair"])
@pytest.mark.parametrize("code", DAMAGES)
def test_verify_and_repair_say_it_and_leave_the_file(
    code, command, database, tmp_path, monkeypatch, capsys
):
    DAMAGES[code](database)
    before = database.read_bytes()
    monkeypatch.setattr(sys, "argv", ["inspector", "history", command, "--data-dir", str(tmp_path)])

    with pytest.raises(SystemExit) as ended:
        main()

    assert ended.value.code == 2
    assert_said(capsys.readouterr().err, code)
    assert database.read_bytes() == before


@pytest.mark.parametrize("code", DAMAGES)
def test_a_station_does_not_start_on_it_and_leaves_the_file(code, database, tmp_path):
    DAMAGES[code](database)
    before = database.read_bytes()
    write_station(DataFolder(tmp_path).station_file.parent)

    done = inspector_process("station", "run", "--data-dir", tmp_path)

    assert done.returncode == 2, done.stderr
    assert_said(done.stderr, code)
    assert database.read_bytes() == before


@pytest.fixture
def api(tmp_path: Path) -> Iterator[tuple[Served, Callable[[str], requests.Response]]]:
    with served(tmp_path) as running, requests.Session() as session:
        session.headers["Authorization"] = f"Bearer {TOKEN}"
        yield running, lambda path: session.get(f"{running.url}/v1/{path}", timeout=30)


@pytest.mark.parametrize(
    "damage",
    ["reason = 999", "evaluation = 9", "scores = '{'", "scores = '[1]'", "provenance_id = 77"],
)
def test_a_corrupted_row_is_named_and_all_others_are_shown(api, tmp_path, damage):
    running, ask = api
    victim, database = running.records[7], tmp_path / DATABASE_NAME
    change(database, f"UPDATE result SET {damage} WHERE sequence = 8")  # noqa: S608

    told = ask(f"results/{victim.result_id}")
    exported = ask("exports/results.csv")

    assert told.status_code in (404, 503)
    assert told.json()["remedy"]
    assert victim.result_id in told.json()["detail"]
    assert exported.status_code in (200, 503), "it says so before the file begins"
    others = [each for each in running.records if each is not victim]
    assert all(ask(f"results/{each.result_id}").status_code == 200 for each in others)
    assert database_faults(database)


def test_a_page_that_is_torn_while_the_station_runs_is_told(api, tmp_path):
    running, ask = api
    database = tmp_path / DATABASE_NAME
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        root = connection.execute(
            "SELECT rootpage FROM sqlite_schema WHERE name = 'result'"
        ).fetchone()[0]
    whole = database.read_bytes()
    with database.open("r+b") as stream:
        stream.seek((root - 1) * 4096)
        stream.write(b"\xa5" * 4096)

    told = ask(f"results/{running.records[0].result_id}")

    database.write_bytes(whole)
    assert told.status_code == 503
    assert told.json()["code"] == "STO-003"
    assert told.json()["remedy"]
