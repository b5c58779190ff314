"""A database of every released schema, with odd rows in each table, loses nothing of them."""

# ruff: noqa: S608 - names of tables and columns of our own schema

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from inspector.domain.alarm_log import AlarmOccurrence, AlarmQuery
from inspector.domain.chinese.phrases import alarm_in_chinese
from inspector.resources import bundled
from inspector.store.opening import DATABASE_NAME, open_store
from inspector.store.result_store import SqliteResultStore
from inspector.store.schema import migration
from inspector.store.schema.migration import CURRENT_REVISION, create_at

ODD = (
    "",
    "the disk is full",
    "a sentence that no version of the program ever wrote",
    "相机 1 没有应答，请检查网线",
    "x" * 100_000,
    'quoted "words", {braces}, [{"key": "disk_full"}] and \\ back\\slashes\n\tin two lines',
    "\N{PILE OF POO} e\N{COMBINING ACUTE ACCENT} \N{RIGHT-TO-LEFT OVERRIDE}",
)
ROWS = 3
DERIVED = {"tally", "result_span", "alarm_log_position", "alembic_version"}
"""Kept by triggers, or made by the revisions themselves."""
REVISIONS = sorted(path.stem[:4] for path in (bundled("migrations") / "versions").glob("[0-9]*.py"))
Rows = list[tuple[object, ...]]


def columns_of(connection: sqlite3.Connection, table: str) -> list[tuple[str, str, bool]]:
    """Names and types of what can be written, and whether it is the whole primary key."""
    found = [row for row in connection.execute(f"PRAGMA table_xinfo({table})") if not row[6]]
    keys = sum(bool(row[5]) for row in found)
    return [(row[1], row[2], bool(row[5]) and keys == 1) for row in found]


def tables_of(connection: sqlite3.Connection) -> list[str]:
    named = connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
    )
    tables = {name for (name,) in named} - DERIVED
    return sorted(table for table in tables if not table.endswith("_rollup"))


def fill(path: Path) -> None:
    """Rows 1 to 3 of every table: numbers are those of the row, so that each points to another."""
    with closing(sqlite3.connect(path)) as connection:
        for table in tables_of(connection):
            columns = columns_of(connection, table)
            only_one = any(name == "only_row" for name, _, _ in columns)
            for number in range(1, 2 if only_one else 1 + ROWS):
                values = [value_of(name, kind, key, number) for name, kind, key in columns]
                marks = ", ".join("?" * len(values))
                connection.execute(f"INSERT INTO {table} VALUES ({marks})", values)
        connection.commit()


def value_of(name: str, kind: str, is_key: bool, number: int) -> object:
    if (name, kind) == ("reason", "INTEGER"):
        return 10 * number  # one that is known, or it would be of a newer version
    if kind in ("INTEGER", "REAL"):
        return number
    if kind == "BLOB":
        return bytes([number]) * 32
    unique = is_key or name in ("result_id", "lineage")
    return f"{number} {ODD[number]}" if unique else ODD[(number + len(name)) % len(ODD)]


def held(path: Path, tables: dict[str, list[str]]) -> dict[str, Rows]:
    with closing(sqlite3.connect(path)) as connection:
        return {
            table: sorted(connection.execute(f"SELECT {', '.join(columns)} FROM {table}"), key=repr)
            for table, columns in tables.items()
        }


@pytest.mark.parametrize("revision", REVISIONS)
def test_every_row_of_every_table_comes_across(tmp_path: Path, revision: str) -> None:
    path = tmp_path / DATABASE_NAME
    create_at(path, revision)
    fill(path)
    with closing(sqlite3.connect(path)) as connection:
        tables = {
            table: [name for name, _, _ in columns_of(connection, table)]
            for table in tables_of(connection)
        }
    before = held(path, tables)
    assert all(before.values())

    open_store(tmp_path).close()

    assert held(path, tables) == before
    if revision != CURRENT_REVISION:
        (backup,) = (tmp_path / migration.BACKUP_FOLDER).iterdir()
        assert held(backup, tables) == before


@pytest.fixture
def updated(tmp_path: Path) -> Iterator[SqliteResultStore]:
    """A history whose alarms and challenges were written before there were phrases."""
    path = tmp_path / DATABASE_NAME
    create_at(path, "0016")
    with closing(sqlite3.connect(path)) as connection:
        connection.executemany(
            "INSERT INTO alarm_occurrence (code, subject, severity, effect, message, "
            "raised_utc_ns, trigger_index) VALUES (?, '', 'fault', 'stops', ?, ?, 0)",
            [("STO-001", said, number) for number, said in enumerate(ODD)],
        )
        connection.executemany(
            "INSERT INTO challenge_run (cause, person, begun_utc_ns, state, detail, recipe_id, "
            "model_sha256) VALUES ('lot', 'ana', ?, 'failed', ?, '', '')",
            enumerate(ODD),
        )
        connection.commit()
    store = open_store(tmp_path)
    yield store
    store.close()


def alarms(store: SqliteResultStore) -> list[AlarmOccurrence]:
    """Oldest first."""
    return list(store.alarm_log().every(AlarmQuery()))[::-1]


def test_old_alarms_keep_their_sentences(updated: SqliteResultStore) -> None:
    found = [each.alarm for each in alarms(updated)]
    assert [each.message for each in found] == list(ODD)
    assert {each.reasons for each in found} == {()}


def test_old_alarms_are_shown_in_chinese_with_their_own_sentence(
    updated: SqliteResultStore,
) -> None:
    for each in alarms(updated):
        said = alarm_in_chinese("STO-001", each.alarm.message, each.alarm.reasons)
        assert each.alarm.message in said
        assert len(said) > len(each.alarm.message)


def test_an_old_alarm_that_stands_is_waited_for_and_ends(updated: SqliteResultStore) -> None:
    log = updated.alarm_log()
    standing = log.waiting(100)
    assert [each.alarm.message for each in standing] == list(ODD)
    seen = log.acknowledge([each.occurrence_id for each in standing], 5, "ana")
    assert seen == [each.occurrence_id for each in standing]


def test_old_challenges_keep_what_was_wrong(updated: SqliteResultStore) -> None:
    runs = updated.challenges().runs(None, 100)
    assert [run.detail for run in runs][::-1] == list(ODD)
    assert {run.reasons for run in runs} == {()}
