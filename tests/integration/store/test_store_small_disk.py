"""A real file system of one megabyte that fills up under the store and the archive."""

from __future__ import annotations

import itertools
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from store_examples import JOURNAL, START_UTC_NS, example

from inspector.domain.errors.store import DiskFullError
from inspector.domain.history import HistoryFilter
from inspector.domain.record import ArchivedImage
from inspector.domain.result_id import make_result_id
from inspector.store.archive import FileImageArchive
from inspector.store.opening import open_store
from inspector.store.result_store import SqliteResultStore


@pytest.fixture
def small_disk() -> Iterator[Path]:
    mount, umount = shutil.which("mount"), shutil.which("umount")
    if sys.platform != "linux" or os.geteuid() != 0 or not (mount and umount):
        pytest.skip("mounting a small file system needs root on Linux")
    folder = Path(tempfile.mkdtemp())
    made = subprocess.run([mount, "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder], check=False)
    if made.returncode:
        folder.rmdir()
        pytest.skip("mounting is not allowed here")
    yield folder
    subprocess.run([umount, folder], check=True)
    folder.rmdir()


def test_a_full_disk_stores_nothing_of_the_failed_batch(small_disk):
    store = open_store(small_disk)
    history = store.history()

    with pytest.raises(DiskFullError):
        commit_for_ever(store)

    assert 0 < len(history.page(HistoryFilter(), None, 10_000)) == store.position(JOURNAL)
    history.close()
    store.close()


def commit_for_ever(store: SqliteResultStore) -> None:
    for start in itertools.count(0, 256):
        batch = [example(index) for index in range(start, start + 256)]
        store.commit(JOURNAL, start + 256, batch, [], [])


def test_a_full_disk_leaves_whole_pictures_and_says_why_one_is_missing(small_disk):
    archive = FileImageArchive(small_disk, reserve_bytes=0)
    noise = np.random.default_rng(0).integers(0, 255, (224, 224), np.uint8)

    saved: list[ArchivedImage] = []
    while not saved or saved[-1].path:
        saved.append(archive.save(make_result_id(1, len(saved)), START_UTC_NS, noise))

    assert saved[-1].note.startswith("STO-001: ")
    assert len(saved) > 2
    files = {path for path in small_disk.rglob("*") if path.is_file()}
    assert files == {small_disk / image.path for image in saved[:-1]}
    for image in saved[:-1]:
        assert archive.read(image).startswith(b"\x89PNG")
