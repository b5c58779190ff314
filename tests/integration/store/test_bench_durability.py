"""The campaign of kills counts what it finds, and finds what is wrong."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
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
