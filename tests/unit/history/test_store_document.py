"""The documents of the schema show what the migrations make.

``UPDATE_DOCUMENTS=1 pytest tests/unit/history/test_store_document.py`` writes them anew.
"""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from inspector.store.connections import reader_engine
from inspector.store.schema import document
from inspector.store.schema.migration import CURRENT_REVISION, create, create_at
from inspector.store.schema.tables import Base

DB = Path(__file__).parents[3] / "db"


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("schema") / "inspector.db"
    create_at(path, CURRENT_REVISION)
    return path


def compare(path: Path, text: str) -> None:
    if os.environ.get("UPDATE_DOCUMENTS"):
        path.write_text(text, encoding="utf-8", newline="\n")
    assert path.read_text(encoding="utf-8") == text


def test_schema_sql_is_what_the_migrations_make(database):
    compare(DB / "schema.sql", document.schema_sql(database))


def test_the_readme_shows_what_the_migrations_make(database):
    compare(DB / "README.md", document.readme(database))


def test_schema_sql_makes_the_same_database(database, tmp_path):
    create(tmp_path / "made.db")
    assert document.schema_sql(tmp_path / "made.db") == document.schema_sql(database)


def test_the_tables_of_the_program_are_those_of_the_migrations(database):
    engine = reader_engine(database)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        differences = compare_metadata(context, Base.metadata)
    engine.dispose()
    assert differences == []


def test_every_table_is_strict(database):
    connection = sqlite3.connect(database)
    rows = connection.execute(
        "SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sql%'"
    ).fetchall()
    connection.close()
    assert {name for name, strict in rows if not strict} == {"alembic_version"}
