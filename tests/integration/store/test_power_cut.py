"""What was acknowledged is on the disk itself when the power fails the moment after."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from store_examples import JOURNAL, START_UTC_NS, example

from inspector.bench.durability.mains import Mains, mains, missing_for_mains
from inspector.domain.errors.base import InspectorError
from inspector.domain.history import HistoryFilter
from inspector.domain.record import ArchivedImage
from inspector.domain.result_id import make_result_id
from inspector.paths import write_atomically
from inspector.store.archive import FileImageArchive
from inspector.store.opening import open_store


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "disk"


@pytest.fixture
def power(place: Path, tmp_path: Path) -> Iterator[Mains]:
    if reason := missing_for_mains():
        pytest.skip(reason)
    try:
        with mains(place, tmp_path / "image", 96) as made:
            yield made
    except OSError as error:
        pytest.skip(f"no file system can be mounted here: {error}")


def saved(archive: FileImageArchive, index: int) -> ArchivedImage:
    noise = np.random.default_rng(index).integers(0, 255, (64, 64), np.uint8)
    return archive.save(make_result_id(JOURNAL, index), START_UTC_NS, noise)


def test_a_row_that_was_stored_and_the_pictures_that_it_names(power: Mains, place: Path) -> None:
    store, archive = open_store(place / "db"), FileImageArchive(place / "archive", 0)
    pictures = [saved(archive, index) for index in range(3)]
    archive.settle()
    rows = [example(index, image=picture) for index, picture in enumerate(pictures)]
    store.commit(JOURNAL, 3, rows, [], [])

    power.fail([])

    after = open_store(place / "db")
    assert after.position(JOURNAL) == 3
    history = after.history()
    assert len(history.page(HistoryFilter(), None, 10)) == 3
    history.close()
    after.close()
    assert all(archive.read(picture) for picture in pictures)
    assert list(archive.told()) == []
    store.close()


def test_a_file_that_is_replaced_whole(power: Mains, place: Path) -> None:
    write_atomically(place / "people.toml", "old")
    write_atomically(place / "people.toml", "new")
    power.fail([])
    assert (place / "people.toml").read_text() == "new"


def test_the_disk_of_these_tests_does_forget_what_nobody_flushed(power: Mains, place: Path) -> None:
    archive = FileImageArchive(place / "archive", 0)
    kept = saved(archive, 0)
    archive.settle()
    lost = saved(archive, 1)
    power.fail([])
    assert archive.read(kept)
    with pytest.raises(InspectorError):
        archive.read(lost)
