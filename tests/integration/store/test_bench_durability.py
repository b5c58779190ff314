"""The campaign of kills counts what it finds, and finds what is wrong."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import psutil
import pytest
from click.testing import CliRunner
from store_examples import JOURNAL, example

from inspector.bench.durability.power_cuts import PowerCuts, stored_rows
from inspector.cli.main import cli
from inspector.store.opening import DATABASE_NAME, open_store


@pytest.mark.timeout(120)
def test_a_few_kills_and_power_cuts_lose_and_double_nothing() -> None:
    run = CliRunner().invoke(
        cli, ["bench", "durability", "--kills", "2", "--power-cuts", "2", "--json"]
    )
    assert run.exit_code == 0, run.output
    figures = json.loads(run.stdout)
    assert figures["kills"] == 2
    assert figures["parts"] == figures["results"] > 0
    assert (figures["lost"], figures["doubled"], figures["integrity_ok"]) == (0, 0, True)
    assert figures["power_cuts"] == {"copies": 4, "unsound": 0, "strange_rows": 0}


@pytest.fixture
def cuts(tmp_path: Path) -> PowerCuts:
    store = open_store(tmp_path / "db")
    store.commit(JOURNAL, 40, [example(index) for index in range(40)], [], [])
    made = PowerCuts(tmp_path / "db" / DATABASE_NAME, tmp_path / "copies", seed=1)
    made.cut(_Bystander())
    store.close()
    return made


class _Bystander(psutil.Process):
    """Stands for the writer: this process cannot halt itself."""

    def __init__(self) -> None:
        super().__init__(os.getpid())

    def suspend(self) -> None:
        """Goes on: nobody writes now."""

    def resume(self) -> None:
        """Was never halted."""


def test_a_copy_with_a_torn_log_holds_the_first_rows_only(cuts: PowerCuts) -> None:
    whole, torn = cuts.remains()
    assert whole.sound
    assert torn.sound
    assert len(whole.rows) == 40
    assert torn.rows == whole.rows[: len(torn.rows)]


def test_a_log_is_not_torn_where_it_was_carried_over_into_the_database(tmp_path: Path) -> None:
    store = open_store(tmp_path / "db")
    database = tmp_path / "db" / DATABASE_NAME
    made = PowerCuts(database, tmp_path / "copies", seed=2)
    with closing(sqlite3.connect(database, isolation_level=None)) as reader:
        for index in range(20):
            store.commit(JOURNAL, index + 1, [example(index)], [], [])
            if index == 9:
                reader.execute("BEGIN")
                reader.execute("SELECT count(*) FROM result").fetchone()
        _cut(made, 5)
        _carry_over(database)
        _cut(made, 5)
    _carry_over(database)
    _cut(made, 5)
    store.commit(JOURNAL, 21, [example(20)], [], [])
    _cut(made, 5)
    store.close()
    remains = list(made.remains())
    assert all(each.sound for each in remains)
    nothing, some, everything, one = (
        {len(each.rows) for each in remains[start : start + 10]} for start in range(0, 40, 10)
    )
    assert min(nothing) < 10
    assert 10 <= min(some) < 20
    assert everything == {20}
    assert one == {20, 21}


def _carry_over(database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA wal_checkpoint(PASSIVE)")


def _cut(cuts: PowerCuts, times: int) -> None:
    for _ in range(times):
        cuts.cut(_Bystander())


def test_a_row_without_its_count_is_not_sound(cuts: PowerCuts) -> None:
    database = cuts.copies[0] / DATABASE_NAME
    connection = sqlite3.connect(database)
    connection.execute("UPDATE tally SET results = results - 1")
    connection.commit()
    connection.close()
    whole, _ = cuts.remains()
    assert not whole.sound


def test_a_damaged_page_is_not_sound(cuts: PowerCuts, tmp_path: Path) -> None:
    database = cuts.copies[0] / DATABASE_NAME
    connection = sqlite3.connect(database)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    assert len(stored_rows(shutil.copy(database, tmp_path / "whole.db"))) == 40
    content = bytearray(database.read_bytes())
    content[len(content) // 2 :] = bytes(len(content) - len(content) // 2)
    database.write_bytes(content)
    whole, _ = cuts.remains()
    assert not whole.sound
