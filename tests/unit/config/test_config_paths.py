import os
import subprocess
import sys
from pathlib import Path

import pytest

from inspector import paths
from inspector.domain.errors.config import FolderNotWritableError


def test_all_places_lie_inside_the_data_folder(tmp_path):
    folder = paths.DataFolder(tmp_path)
    places = [
        folder.database,
        folder.archive,
        folder.journal,
        folder.logs,
        folder.config,
        folder.run_file,
    ]
    assert len(set(places)) == len(places)
    assert all(place.is_relative_to(tmp_path) for place in places)
    assert folder.run_file == tmp_path / "run" / "api.json"
    assert not list(tmp_path.iterdir())


def test_importing_and_asking_creates_nothing(tmp_path):
    code = "from inspector.paths import DataFolder, data_dir; DataFolder(data_dir()).database"
    home = {"HOME": str(tmp_path), "LOCALAPPDATA": str(tmp_path), "XDG_DATA_HOME": str(tmp_path)}
    subprocess.run([sys.executable, "-c", code], check=True, env={**os.environ, **home})
    assert not list(tmp_path.iterdir())


def test_a_folder_is_created_and_left_empty(tmp_path):
    folder = paths.ensure_writable(tmp_path / "a" / "b")
    assert folder.is_dir()
    assert not list(folder.iterdir())


def test_a_file_in_the_way_is_not_writable(tmp_path):
    (tmp_path / "a").write_text("")
    with pytest.raises(FolderNotWritableError, match="a"):
        paths.ensure_writable(tmp_path / "a" / "b")
    with pytest.raises(FolderNotWritableError):
        paths.write_atomically(tmp_path / "a" / "b.txt", "text")


def test_a_read_only_place_is_not_writable():
    if not Path("/proc").is_dir():
        pytest.skip("needs a place that nobody can write")
    with pytest.raises(FolderNotWritableError):
        paths.ensure_writable(Path("/proc/inspector"))


def test_a_write_replaces_the_whole_file_and_leaves_nothing_behind(tmp_path):
    path = tmp_path / "run" / "api.json"
    paths.write_atomically(path, "a long first text\r\n")
    paths.write_atomically(path, "für\n")
    assert path.read_bytes() == "für\n".encode()
    assert [each.name for each in path.parent.iterdir()] == ["api.json"]


def test_a_write_that_fails_leaves_the_old_file(tmp_path):
    path = tmp_path / "api.json"
    path.mkdir()
    (path / "old").write_text("old")
    with pytest.raises(FolderNotWritableError):
        paths.write_atomically(path, "new")
    assert (path / "old").read_text() == "old"
    assert [each.name for each in tmp_path.iterdir()] == ["api.json"]


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX")
def test_a_secret_is_readable_to_its_owner_alone(tmp_path):
    paths.write_atomically(tmp_path / "token", "secret", owner_only=True)
    paths.write_atomically(tmp_path / "public", "text")
    assert (tmp_path / "token").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "public").stat().st_mode & 0o777 == 0o644
