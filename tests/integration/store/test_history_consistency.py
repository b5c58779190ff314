"""Lost, altered and stray pictures and a broken index are found; what can be mended is."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner, Result
from store_examples import JOURNAL, example

from inspector.cli.main import cli
from inspector.domain.errors.backup import RestoreRefusedError
from inspector.domain.pictures import PictureFormat
from inspector.domain.record import ArchivedImage
from inspector.paths import DataFolder
from inspector.services.people.audit import Actor, AuditEntry, AuditTrail
from inspector.store.archive import FileImageArchive
from inspector.store.backup import take
from inspector.store.backup.layout import BackupFolder
from inspector.store.backup.take import take_backup
from inspector.store.consistency.repair import ORPHANS, repair
from inspector.store.consistency.verify import verify
from inspector.store.opening import DATABASE_NAME, open_store
from inspector.supervisor.instance import sole_instance

ROWS = 12
LONG_AGO = 1_000_000_000


def quiet(step: str, total: int):
    return lambda: None


@pytest.fixture
def data(tmp_path: Path) -> DataFolder:
    data = DataFolder(tmp_path / "station")
    archive = FileImageArchive(data.archive, reserve_bytes=0)
    store = open_store(data.database)
    rows = []
    for index in range(ROWS):
        row = example(index)
        picture = np.full((16, 16), index, np.uint8)
        kind = list(PictureFormat)[index % len(PictureFormat)]
        saved = archive.save(row.result_id, row.triggered_utc_ns, picture, 0, kind)
        rows.append(example(index, image=saved))
    store.commit(JOURNAL, ROWS, rows, [], [])
    store.close()
    for path in data.archive.rglob("*.*"):
        os.utime(path, (LONG_AGO, LONG_AGO))
    return data


@pytest.fixture
def pictures(data: DataFolder) -> Iterator[list[Path]]:
    return sorted(data.archive.rglob("*.*"))


def stray(data: DataFolder, name: str) -> Path:
    path = data.archive / "2025" / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"stray")
    os.utime(path, (LONG_AGO, LONG_AGO))
    return path


def test_a_whole_history_is_whole(data):
    found = verify(data, quiet)
    assert found.whole
    assert (found.results, found.pictures, found.sound) == (ROWS, ROWS, ROWS)
    assert (len(found.orphans), len(found.drafts)) == (0, 0)


def test_each_fault_is_told_by_its_name(data, pictures):
    pictures[0].unlink()
    pictures[1].write_bytes(pictures[2].read_bytes())
    pictures[3].write_bytes(b"")
    stray(data, "00c0ffee-000000009999.png")
    stray(data, ".00c0ffee-000000009998.png.1f")
    found = verify(data, quiet)
    assert not found.whole
    assert found.sound == ROWS - 3
    assert found.missing == [pictures[0].relative_to(data.archive).as_posix()]
    assert len(found.changed) == 2
    assert found.orphans == ["2025/00c0ffee-000000009999.png"]
    assert len(found.drafts) == 1


def test_a_picture_whose_row_is_about_to_be_stored_is_no_orphan(data):
    FileImageArchive(data.archive, 0).save("00c0ffee-000000000777", 10**18, np.zeros((9, 9), "u1"))
    assert len(verify(data, quiet).orphans) == 0


def test_a_picture_whose_row_was_never_stored_is_moved_aside(data):
    """The engine fell in between; the gate's journal brings the part without what it saw."""
    row = example(777)
    saved = FileImageArchive(data.archive, 0).save(
        row.result_id, row.triggered_utc_ns, np.zeros((9, 9), "u1")
    )
    os.utime(data.archive / saved.path, (LONG_AGO, LONG_AGO))
    store = open_store(data.database)
    store.commit(JOURNAL, 777, [example(777, image=ArchivedImage(note="no frame"))], [], [])
    store.close()
    found = verify(data, quiet)
    assert (found.whole, found.orphans) == (True, [saved.path])
    repair(data, found.orphans, found.drafts, None)
    found = verify(data, quiet)
    assert (found.whole, found.orphans, found.results) == (True, [], ROWS + 1)


def test_a_backup_brings_lost_and_altered_pictures_back(data, pictures, tmp_path):
    backup = BackupFolder(tmp_path / "backup")
    take_backup(data, backup, quiet)
    pictures[0].unlink()
    pictures[1].write_bytes(b"altered")
    (backup.archive / pictures[2].relative_to(data.archive)).write_bytes(b"altered, too")
    pictures[2].unlink()
    repaired = repair(data, [], [], backup)
    assert repaired.pictures is not None
    assert repaired.pictures.copied == 2
    found = verify(data, quiet)
    assert (found.sound, len(found.missing), len(found.changed)) == (ROWS - 1, 1, 0)


def test_stray_files_are_moved_aside_and_cut_off_ones_removed(data):
    orphan, draft = stray(data, "00c0ffee-000000009999.png"), stray(data, ".x.png.1")
    found = verify(data, quiet)
    repaired = repair(data, found.orphans, found.drafts, None)
    assert (repaired.orphans_moved, repaired.drafts_removed) == (1, 1)
    assert not orphan.exists()
    assert not draft.exists()
    assert (data.root / ORPHANS / "2025" / orphan.name).read_bytes() == b"stray"
    assert len(verify(data, quiet).orphans) == 0


def test_an_index_that_disagrees_with_its_table_is_rebuilt(data):
    database = data.database / DATABASE_NAME
    connection = sqlite3.connect(database)
    connection.execute("PRAGMA writable_schema = ON")
    connection.execute(
        "UPDATE sqlite_schema SET sql = replace(sql, '(part_id)', '(encoder)') "
        "WHERE name = 'ix_result_part_id'"
    )
    connection.commit()
    connection.close()
    assert any("index" in fault for fault in verify(data, quiet).database)
    assert repair(data, [], [], None).indexes_rebuilt
    assert verify(data, quiet).whole


def test_the_commands_say_what_is_wrong_and_mend_it(data, pictures, tmp_path):
    root, backup = str(data.root), BackupFolder(tmp_path / "backup")
    take_backup(data, backup, quiet)
    run = CliRunner().invoke(cli, ["history", "verify", "--data-dir", root])
    assert run.exit_code == 0
    assert "\nwhole\n" in run.stdout
    assert "seals hold" in run.stdout
    pictures[4].write_bytes(b"altered")
    run = CliRunner().invoke(cli, ["history", "verify", "--data-dir", root, "--json"])
    assert run.exit_code == 1
    assert json.loads(run.stdout)["changed"] == [pictures[4].relative_to(data.archive).as_posix()]
    run = CliRunner().invoke(cli, ["history", "verify", "--data-dir", root])
    assert "-> `inspector history repair --from BACKUP` brings back" in run.stdout
    run = CliRunner().invoke(
        cli, ["history", "repair", "--data-dir", root, "--from", str(backup.root)]
    )
    assert run.exit_code == 0, run.output
    assert "pictures brought back from the backup: 1\n" in run.stdout
    assert f"{ROWS} of {ROWS} pictures are sound" in run.stdout


def test_a_sealed_result_that_was_changed_is_named(data):
    store = open_store(data.database)
    store.seals().seal(2**62, 2 * 10**18)
    store.close()
    connection = sqlite3.connect(data.database / DATABASE_NAME)
    connection.execute("UPDATE result SET evaluation = 2 WHERE sequence = 5")
    connection.commit()
    connection.close()
    run = CliRunner().invoke(cli, ["history", "verify", "--data-dir", str(data.root)])
    assert run.exit_code == 1
    assert "sequence 5" in run.stdout
    assert "SEALS BROKEN" in run.stdout


def noted(data, rows: int = ROWS) -> str:
    """Seal the first rows and note the head, as a station does every day; its digest."""
    store = open_store(data.database)
    store.seals().seal(rows, 2 * 10**18)
    head = store.seals().head()
    store.close()
    entry = AuditEntry(new={"last_sequence": head.last_sequence, "digest": head.digest})
    AuditTrail(data.audit).note(Actor("station"), "history.sealed", entry=entry)
    return head.digest


def altered(data, *statements: str) -> None:
    with closing(sqlite3.connect(data.database / DATABASE_NAME)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def verified(data) -> Result:
    return CliRunner().invoke(cli, ["history", "verify", "--data-dir", str(data.root), "--json"])


def test_the_end_of_the_chain_of_seals_cannot_be_cut_off(data):
    noted(data, ROWS // 2)
    noted(data)
    assert verified(data).exit_code == 0
    altered(
        data,
        "DELETE FROM seal WHERE seal_id = 2",
        "DELETE FROM result_seal WHERE sequence > 6",
        "UPDATE result SET evaluation = 2 WHERE sequence = 9",
    )
    run = verified(data)
    assert run.exit_code == 1
    assert f"the seal at sequence {ROWS} that audit entry 2 noted is gone" in run.stdout


def test_a_chain_of_seals_that_was_made_anew_is_not_the_one_that_was_noted(data):
    noted(data)
    altered(
        data,
        "DELETE FROM seal",
        "DELETE FROM result_seal",
        "UPDATE result SET evaluation = 2 WHERE sequence = 9",
    )
    noted(data)
    run = verified(data)
    assert run.exit_code == 1
    assert f"audit entry 1 noted another digest at sequence {ROWS}" in run.stdout


def test_a_backup_that_is_restored_takes_back_the_seals_behind_it(data, tmp_path):
    noted(data, ROWS // 2)
    backup = BackupFolder(tmp_path / "backup")
    with pytest.MonkeyPatch.context() as meanwhile:
        copied = take.copy_database

        def copy_then_seal(source: Path, target: Path) -> None:
            copied(source, target)
            noted(data)

        meanwhile.setattr(take, "copy_database", copy_then_seal)
        take_backup(data, backup, quiet)
    command = ["restore", str(backup.root), "--data-dir", str(data.root), "--replace"]
    run = CliRunner().invoke(cli, command)
    assert run.exit_code == 0, run.output
    told = json.loads(data.audit.read_text("utf-8").splitlines()[-1])
    assert (told["what"], told["who"].split(":")[0]) == ("history.restore", "account")
    assert (told["new"]["results"], told["new"]["last_sequence"]) == (ROWS, ROWS // 2)
    assert told["new"]["set_aside"].startswith("before-restore-")
    assert verified(data).exit_code == 0
    noted(data)
    assert verified(data).exit_code == 0


@pytest.mark.parametrize("command", ["restore", "repair"])
def test_nothing_is_restored_or_mended_under_a_station_whose_engine_is_away(
    data, tmp_path, command
):
    backup = BackupFolder(tmp_path / "backup")
    take_backup(data, backup, quiet)
    arguments = {
        "restore": ["restore", str(backup.root), "--replace"],
        "repair": ["history", "repair"],
    }[command]
    with sole_instance(data):
        run = CliRunner().invoke(cli, [*arguments, "--data-dir", str(data.root)])
    assert isinstance(run.exception, RestoreRefusedError)
    assert list(data.root.glob("before-restore-*")) == []
    run = CliRunner().invoke(cli, [*arguments, "--data-dir", str(data.root)])
    assert run.exit_code == 0, run.output
