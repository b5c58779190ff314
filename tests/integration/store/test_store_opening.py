"""Opening creates, migrates or refuses, and a refused file is left as it was."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import MetaData, Table, insert
from store_examples import JOURNAL, example, passed, with_view

from inspector.domain.errors.config import FolderNotWritableError
from inspector.domain.errors.store import DatabaseDamagedError, DatabaseTooNewError, StoreError
from inspector.domain.evaluation import Evaluation, Outcome
from inspector.resources import bundled
from inspector.store import probe
from inspector.store.connections import writer_engine
from inspector.store.opening import DATABASE_NAME, open_history, open_store
from inspector.store.rows.mapping import provenance_row, result_row
from inspector.store.schema import migration
from inspector.store.schema.tables import ProvenanceTable


def filled(folder: Path, rows: int = 300) -> Path:
    """A closed database with some results."""
    store = open_store(folder)
    store.commit(JOURNAL, rows, [example(index) for index in range(rows)], [], [])
    store.close()
    return folder / DATABASE_NAME


def execute(path: Path, statement: str, *parameters: object) -> None:
    connection = sqlite3.connect(path)
    with connection:
        connection.execute(statement, parameters)
    connection.close()


def overwrite(path: Path, offset: int, content: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(offset)
        file.write(content)


def test_a_new_folder_gets_a_database_of_the_current_revision(tmp_path):
    open_store(tmp_path / "new" / "data").close()

    path = tmp_path / "new" / "data" / DATABASE_NAME
    assert [file.name for file in path.parent.iterdir()] == [DATABASE_NAME]
    assert probe.revision(path) == migration.CURRENT_REVISION


def test_what_was_stored_is_there_after_reopening(tmp_path):
    filled(tmp_path)

    store = open_store(tmp_path)

    assert store.position(JOURNAL) == 300
    assert store.counts(JOURNAL).by_evaluation[Evaluation.OK] == 300
    store.close()


def test_the_settings_of_the_writer_are_those_of_the_decision(tmp_path):
    store = open_store(tmp_path)
    with store.database.writer.connect() as connection:
        found = [
            connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        ]
    store.close()
    assert found == ["wal", 2, 1, 5000]


def test_the_newest_script_is_the_revision_that_the_program_expects():
    names = sorted(path.stem for path in (bundled("migrations") / "versions").glob("[0-9]*.py"))
    assert names[-1].startswith(migration.CURRENT_REVISION)


def test_opening_a_current_database_does_not_import_alembic(tmp_path):
    filled(tmp_path)
    code = (
        "import sys; from pathlib import Path; from inspector.store.opening import open_store; "
        "open_store(Path(sys.argv[1])).close(); sys.exit('alembic' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code, tmp_path], check=False).returncode == 0


@pytest.mark.parametrize("revision", ["0001", "0002", "0003", "0004"])
def test_an_older_database_is_backed_up_and_migrated_with_its_rows(tmp_path, revision):
    path = tmp_path / DATABASE_NAME
    migration.create_at(path, revision)
    fill_by_hand(path)

    store = open_store(tmp_path)

    assert store.counts(JOURNAL).by_evaluation[Evaluation.OK] == 1
    record = example(2)
    store.commit(JOURNAL, 2, [record], [passed(record)], [])
    assert store.counts(JOURNAL).by_outcome == {
        **dict.fromkeys(Outcome, 0),
        Outcome.PENDING: 1,
        Outcome.PASSED: 1,
    }
    store.close()
    (backup,) = (tmp_path / migration.BACKUP_FOLDER).iterdir()
    assert backup.name.startswith(f"inspector-{revision}-")
    assert probe.revision(backup) == revision


def test_a_row_from_before_there_were_views_reads_as_it_was_written(tmp_path):
    path = tmp_path / DATABASE_NAME
    migration.create_at(path, "0002")
    fill_by_hand(path)
    store = open_store(tmp_path)
    history = store.history()

    old = example(1)
    assert history.result(old.result_id).record == old
    assert history.image(old.result_id, 0) == old.image
    new = with_view(example(2))
    store.commit(JOURNAL, 2, [new], [passed(old)], [])
    assert history.result(new.result_id).record == new
    assert history.result(old.result_id).outcome is Outcome.PASSED
    history.close()
    store.close()


def fill_by_hand(path: Path) -> None:
    """One result with the columns that the table of its time has."""
    record = example(1)
    engine = writer_engine(path)
    with engine.begin() as connection:
        provenance = {"provenance_id": 1, **provenance_row(record.provenance)}
        connection.execute(insert(ProvenanceTable), provenance)
        table = Table("result", MetaData(), autoload_with=connection)
        row = result_row(record, 1)
        known = {name: value for name, value in row.items() if name in table.columns}
        connection.execute(insert(table), known)
    engine.dispose()


FAILING = """
from alembic import op
def upgrade():
    op.execute('CREATE TABLE half (x INTEGER)')
    op.execute('INSERT INTO nowhere VALUES (1)')
"""


def test_a_failing_migration_leaves_the_database_as_it_was(tmp_path):
    path = filled(tmp_path)
    scripts = tmp_path / "scripts"
    shutil.copytree(bundled("migrations"), scripts)
    present = migration.CURRENT_REVISION
    following = f"{int(present) + 1:04}"
    (scripts / "versions" / f"{following}_fails.py").write_text(
        f"revision = '{following}'\ndown_revision = '{present}'\n{FAILING}"
    )

    with pytest.raises(StoreError):
        migration.migrate(path, present, scripts)

    assert probe.revision(path) == present
    connection = sqlite3.connect(path)
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema")}
    connection.close()
    assert "half" not in tables
    open_store(tmp_path).close()


def test_an_interrupted_creation_is_begun_again(tmp_path):
    (tmp_path / f"{DATABASE_NAME}.new").write_bytes(b"half a database")
    open_store(tmp_path).close()
    assert not (tmp_path / f"{DATABASE_NAME}.new").exists()


def make_newer(path: Path) -> None:
    execute(path, "UPDATE alembic_version SET version_num = '0999'")


def name_a_newer_reason(path: Path) -> None:
    execute(path, "UPDATE result SET reason = 999 WHERE sequence = 7")


def truncate(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 2)


def make_foreign(path: Path) -> None:
    path.unlink()
    execute(path, "CREATE TABLE photos (name TEXT)")


REFUSED: dict[str, tuple[Callable[[Path], object], type[Exception]]] = {
    "newer": (make_newer, DatabaseTooNewError),
    "a newer reason": (name_a_newer_reason, DatabaseTooNewError),
    "truncated": (truncate, DatabaseDamagedError),
    "empty": (lambda path: path.write_bytes(b""), DatabaseDamagedError),
    "text": (lambda path: path.write_text("not a database" * 100), DatabaseDamagedError),
    "header only": (lambda path: path.write_bytes(b"SQLite format 3\0"), DatabaseDamagedError),
    "another program's": (make_foreign, DatabaseDamagedError),
    "root page": (lambda path: overwrite(path, 100, b"\xff" * 200), DatabaseDamagedError),
    "inner page": (lambda path: overwrite(path, 20 * 4096, b"\xa5" * 4096), DatabaseDamagedError),
}


@pytest.mark.parametrize("damage", REFUSED)
def test_a_database_that_cannot_be_used_is_refused_and_left_untouched(tmp_path, damage):
    break_it, error = REFUSED[damage]
    path = filled(tmp_path)
    break_it(path)
    before = path.read_bytes()

    with pytest.raises(error) as caught:
        open_store(tmp_path)

    assert str(path) in str(caught.value)
    assert path.read_bytes() == before
    assert not (tmp_path / migration.BACKUP_FOLDER).exists()


def test_a_log_without_its_database_is_not_replayed_into_a_new_one(tmp_path):
    log = tmp_path / f"{DATABASE_NAME}-wal"
    log.write_bytes(b"committed results")

    with pytest.raises(DatabaseDamagedError):
        open_store(tmp_path)

    assert log.read_bytes() == b"committed results"


def test_a_file_in_place_of_the_folder_is_said(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(FolderNotWritableError):
        open_store(tmp_path / "file" / "data")


@pytest.fixture
def unprivileged() -> Iterator[Path]:
    """A folder of somebody else, and the rights of an ordinary account."""
    if sys.platform == "win32":
        pytest.skip("rights are set otherwise on Windows")
    folder = Path(tempfile.mkdtemp())
    yield folder
    if os.getuid() == 0:
        os.seteuid(0)
    folder.chmod(0o700)
    shutil.rmtree(folder)


def give_up_rights(folder: Path, folder_mode: int = 0o555, file: Path | None = None) -> None:
    folder.chmod(folder_mode)
    if file is not None:
        file.chmod(0o444)
    if os.getuid() == 0:
        os.seteuid(65534)


def test_a_read_only_folder_is_said_when_there_is_no_database(unprivileged):
    filled(unprivileged / "imports-alembic-first")
    give_up_rights(unprivileged)
    with pytest.raises(FolderNotWritableError):
        open_store(unprivileged)


def test_a_read_only_folder_is_said_when_there_is_a_database(unprivileged):
    filled(unprivileged).chmod(0o444)
    give_up_rights(unprivileged)
    with pytest.raises(FolderNotWritableError):
        open_store(unprivileged)


def test_a_read_only_file_in_a_writable_folder_is_said(unprivileged):
    path = filled(unprivileged)
    give_up_rights(unprivileged, folder_mode=0o777, file=path)
    with pytest.raises(FolderNotWritableError):
        open_store(unprivileged)


def test_the_history_opens_without_a_station(tmp_path):
    filled(tmp_path)
    history = open_history(tmp_path)
    assert history.result(example(7).result_id).record == example(7)
    history.close()


@pytest.mark.parametrize("revision", [None, "0001"])
def test_a_history_that_is_missing_or_old_is_refused_with_a_remedy(tmp_path, revision):
    if revision:
        migration.create_at(tmp_path / DATABASE_NAME, revision)
    with pytest.raises(DatabaseDamagedError) as caught:
        open_history(tmp_path)
    assert "tation" in caught.value.remedy
