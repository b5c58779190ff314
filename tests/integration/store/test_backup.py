"""Backups of a station that goes on recording, restored and compared row by row."""

from __future__ import annotations

import json
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner
from store_examples import JOURNAL, example, passed

from inspector.cli.main import cli
from inspector.domain.errors.backup import (
    BackupDamagedError,
    BackupNotFoundError,
    BackupNotWrittenError,
    RestoreRefusedError,
)
from inspector.domain.errors.store import DatabaseDamagedError
from inspector.domain.history import HistoryFilter
from inspector.paths import DataFolder
from inspector.store.archive import FileImageArchive
from inspector.store.backup.layout import DATABASE, BackupFolder
from inspector.store.backup.restore import restore
from inspector.store.backup.take import forget_old, take_backup
from inspector.store.opening import open_history, open_store
from inspector.store.result_store import SqliteResultStore

EVERYTHING = HistoryFilter()


def quiet(step: str, total: int):
    return lambda: None


class Station:
    """A station's data folder, and what has been recorded in it."""

    def __init__(self, root: Path) -> None:
        self.data = DataFolder(root)
        self.store: SqliteResultStore = open_store(self.data.database)
        self.archive = FileImageArchive(self.data.archive, reserve_bytes=0)
        self.recorded = 0
        (self.data.config).mkdir()
        self.data.station_file.write_text("schema_version = 1\n")
        self.data.people.write_text("# nobody\n")

    def record(self, count: int, *, pictured: bool = True) -> None:
        rows = []
        for index in range(self.recorded, self.recorded + count):
            row = example(index)
            if pictured:
                picture = np.full((16, 16), index % 251, np.uint8)
                image = self.archive.save(row.result_id, row.triggered_utc_ns, picture)
                row = example(index, image=image)
            rows.append(row)
        self.recorded += count
        self.store.commit(JOURNAL, self.recorded, rows, [], [])


@pytest.fixture
def station(tmp_path: Path) -> Iterator[Station]:
    made = Station(tmp_path / "station")
    yield made
    made.store.close()


@pytest.fixture
def folder(tmp_path: Path) -> BackupFolder:
    return BackupFolder(tmp_path / "backups")


def rows(data: DataFolder) -> list[object]:
    history = open_history(data.database)
    found = [
        history.result(row.result_id) for row in history.page(EVERYTHING, None, limit=1_000_000)
    ]
    history.close()
    return found


def test_what_is_restored_is_what_was_there(station, folder, tmp_path):
    station.record(40)
    taken = take_backup(station.data, folder, quiet)
    assert (taken.manifest.results, taken.pictures.copied) == (40, 40)
    back = DataFolder(tmp_path / "back")

    restored = restore(folder, back, quiet, None, replace=False)

    assert (restored.results, restored.pictures.copied, restored.set_aside) == (40, 40, "")
    assert rows(back) == rows(station.data)
    assert back.station_file.read_bytes() == station.data.station_file.read_bytes()
    archive = FileImageArchive(back.archive, reserve_bytes=0)
    for each in rows(back):
        assert archive.read(each.record.image) == station.archive.read(each.record.image)


def test_a_station_goes_on_recording_and_the_copy_is_one_moment_of_it(station, folder, tmp_path):
    station.record(20)
    ended = threading.Event()

    def go_on() -> None:
        while not ended.is_set():
            station.record(1, pictured=False)

    writer = threading.Thread(target=go_on)
    writer.start()
    try:
        taken = take_backup(station.data, folder, quiet)
    finally:
        ended.set()
        writer.join()
    back = DataFolder(tmp_path / "back")
    restored = restore(folder, back, quiet, None, replace=False)
    assert restored.results == taken.manifest.results >= 20
    store = open_store(back.database)
    assert store.position(JOURNAL) == restored.results
    assert sum(store.counts(JOURNAL).by_evaluation.values()) == restored.results
    store.close()


def test_a_second_backup_copies_only_new_pictures(station, folder):
    station.record(10)
    take_backup(station.data, folder, quiet)
    station.record(5)
    shutil.rmtree(folder.snapshot(folder.names()[0]))
    second = take_backup(station.data, folder, quiet)
    assert (second.pictures.copied, second.pictures.present) == (5, 10)


def test_pictures_that_are_gone_or_altered_are_counted_and_never_copied(station, folder):
    station.record(3)
    gone, altered, _ = sorted(station.data.archive.rglob("*.png"))
    gone.unlink()
    altered.write_bytes(b"another picture")
    taken = take_backup(station.data, folder, quiet)
    assert (taken.pictures.copied, taken.pictures.missing) == (1, 2)
    assert len(taken.pictures.examples) == 2
    assert len(list(folder.archive.rglob("*.png"))) == 1


class TestDamage:
    @pytest.fixture(autouse=True)
    def _taken(self, station, folder):
        station.record(6)
        self.name = take_backup(station.data, folder, quiet).name

    @pytest.mark.parametrize("victim", [DATABASE, "files/config/station.toml"])
    def test_one_byte_of_a_file_is_found_and_nothing_is_changed(self, folder, tmp_path, victim):
        path = folder.snapshot(self.name) / victim
        content = bytearray(path.read_bytes())
        content[len(content) // 2] ^= 1
        path.write_bytes(content)
        back = DataFolder(tmp_path / "back")
        with pytest.raises(BackupDamagedError, match=path.name):
            restore(folder, back, quiet, None, replace=False)
        assert not back.root.exists()

    def test_a_missing_file_is_found(self, folder, tmp_path):
        (folder.snapshot(self.name) / "files/people.toml").unlink()
        with pytest.raises(BackupDamagedError, match=r"people\.toml"):
            restore(folder, DataFolder(tmp_path / "back"), quiet, None, replace=False)

    @pytest.mark.parametrize("text", ["", "{}", '{"format": 1}', "[]"])
    def test_a_manifest_that_says_nothing_is_refused(self, folder, tmp_path, text):
        (folder.snapshot(self.name) / "manifest.json").write_text(text)
        with pytest.raises(BackupDamagedError):
            restore(folder, DataFolder(tmp_path / "back"), quiet, None, replace=False)

    def test_a_manifest_of_the_future_says_what_to_install(self, folder, tmp_path):
        path = folder.snapshot(self.name) / "manifest.json"
        path.write_text(json.dumps(json.loads(path.read_text()) | {"format": 2}))
        with pytest.raises(BackupDamagedError) as raised:
            restore(folder, DataFolder(tmp_path / "back"), quiet, None, replace=False)
        assert "newer" in raised.value.remedy

    def test_a_path_that_leaves_the_backup_is_refused(self, folder, tmp_path):
        path = folder.snapshot(self.name) / "manifest.json"
        manifest = json.loads(path.read_text())
        manifest["files"]["../../../stranger"] = "0" * 64
        path.write_text(json.dumps(manifest))
        with pytest.raises(BackupDamagedError, match="outside"):
            restore(folder, DataFolder(tmp_path / "back"), quiet, None, replace=False)

    def test_a_damaged_picture_of_the_backup_is_told_and_not_restored(self, folder, tmp_path):
        next(folder.archive.rglob("*.png")).write_bytes(b"x")
        back = DataFolder(tmp_path / "back")
        restored = restore(folder, back, quiet, None, replace=False)
        assert (restored.pictures.copied, restored.pictures.missing) == (5, 1)

    def test_without_replace_nothing_is_overwritten(self, station, folder):
        before = rows(station.data)
        with pytest.raises(RestoreRefusedError):
            restore(folder, station.data, quiet, None, replace=False)
        assert rows(station.data) == before

    def test_with_replace_the_old_data_is_set_aside(self, station, folder):
        station.record(4)
        station.store.close()
        restored = restore(folder, station.data, quiet, None, replace=True)
        assert len(rows(station.data)) == 6
        aside = DataFolder(station.data.root / restored.set_aside)
        assert len(rows(aside)) == 10
        assert aside.people.read_text() == "# nobody\n"

    def test_what_came_after_the_backup_is_recorded_again_once(self, station, folder, tmp_path):
        gone_on = [example(index) for index in range(6, 10)]
        station.store.commit(JOURNAL, 10, gone_on, [passed(each) for each in gone_on], [])
        station.store.close()
        restore(folder, station.data, quiet, None, replace=True)
        store = open_store(station.data.database)
        assert store.position(JOURNAL) == 6, "from there on the gate tells its journal again"
        store.commit(JOURNAL, 10, gone_on, [passed(each) for each in gone_on], [])
        store.close()
        found = [each.record.result_id for each in rows(station.data)]
        assert found == [example(index).result_id for index in range(9, -1, -1)]

    def test_a_name_that_is_not_there_lists_those_that_are(self, folder, tmp_path):
        with pytest.raises(BackupNotFoundError, match=self.name):
            restore(folder, DataFolder(tmp_path / "back"), quiet, "yesterday", replace=False)


def test_a_damaged_database_is_not_taken_for_a_backup(station, folder):
    station.record(300)
    station.store.close()
    database = station.data.database / DATABASE
    content = bytearray(database.read_bytes())
    content[8192:12288] = bytes(4096)
    database.write_bytes(content)
    with pytest.raises(DatabaseDamagedError):
        take_backup(station.data, folder, quiet)
    assert folder.names() == []


def test_a_folder_without_a_database_says_what_to_name(tmp_path, folder):
    with pytest.raises(BackupNotFoundError, match="does not exist"):
        take_backup(DataFolder(tmp_path / "nothing"), folder, quiet)


def test_a_target_that_cannot_be_written_keeps_what_it_held(station, folder, tmp_path):
    station.record(3)
    first = take_backup(station.data, folder, quiet)
    station.record(3)
    (folder.archive).rename(tmp_path / "moved")
    folder.archive.write_text("a file where a folder should be")
    with pytest.raises(BackupNotWrittenError):
        take_backup(station.data, folder, quiet)
    assert folder.names() == [first.name]


def test_two_backups_of_one_moment_stand_beside_each_other(station, folder):
    station.record(1)
    names = [take_backup(station.data, folder, quiet).name for _ in range(3)]
    assert folder.names() == sorted(set(names))


def test_only_the_newest_are_kept(station, folder):
    station.record(2)
    for second in range(4):
        taken = take_backup(station.data, folder, quiet)
        folder.snapshot(taken.name).rename(folder.snapshot(f"2026010{second}T000000Z"))
    assert forget_old(folder, keep=2) == 2
    assert folder.names() == ["20260102T000000Z", "20260103T000000Z"]


def test_the_commands_take_list_and_bring_back(station, tmp_path):
    station.record(7)
    target, back = str(tmp_path / "target"), str(tmp_path / "back")
    root = str(station.data.root)
    run = CliRunner().invoke(cli, ["backup", target, "--data-dir", root, "--json"])
    assert run.exit_code == 0, run.output
    name = json.loads(run.stdout)["name"]
    run = CliRunner().invoke(cli, ["restore", target, "--list"])
    assert run.stdout.split() == [name]
    run = CliRunner().invoke(cli, ["restore", target, "--data-dir", back])
    assert run.exit_code == 0, run.output
    assert f"{name}: 7 results, integrity checked" in run.stdout
    assert rows(DataFolder(Path(back))) == rows(station.data)
