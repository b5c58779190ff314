"""A real disk that fails in mid-run and turns read-only, as ext4 does on its first error."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
from store_examples import JOURNAL, START_UTC_NS, example
from waiting import wait_until

from inspector.bench.durability.mounting import missing_for, run
from inspector.domain.errors.base import InspectorError
from inspector.domain.history import HistoryFilter
from inspector.domain.result_id import make_result_id
from inspector.gate.history import History
from inspector.gate.journal import Journal
from inspector.paths import DataFolder
from inspector.pipe.records import OutcomeSeen
from inspector.store.archive import FileImageArchive
from inspector.store.consistency.verify import verify
from inspector.store.opening import open_store


class Disk:
    """An ext4 file system in a file."""

    def __init__(self, image: Path, folder: Path) -> None:
        self._image, self.folder = image, folder

    def mount(self) -> None:
        run("mount", "-o", "loop", self._image, self.folder)

    def fail(self) -> None:
        """As after an error that it cannot recover from: no write is taken any more."""
        run("mount", "-o", "remount,abort", self.folder)

    def repair(self) -> None:
        """What whoever looks after the computer does."""
        run("umount", self.folder)
        with suppress(OSError):  # it says so by its exit code when it has mended something
            run("e2fsck", "-fy", self._image)
        self.mount()


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    if reason := missing_for("mount", "umount", "mkfs.ext4", "e2fsck"):
        pytest.skip(reason)
    image, folder = tmp_path / "disk.img", tmp_path / "disk"
    folder.mkdir()
    with image.open("wb") as stream:
        stream.truncate(96 << 20)
    made = Disk(image, folder)
    try:
        run("mkfs.ext4", "-q", "-F", image)
        made.mount()
    except OSError as error:
        pytest.skip(f"no file system can be mounted here: {error}")
    yield made
    with suppress(OSError):  # a failing test may have left it so that it cannot be
        run("umount", "-l", folder)


def test_what_was_acknowledged_survives_a_disk_that_turns_read_only(disk: Disk) -> None:
    data = DataFolder(disk.folder)
    gate = History(Journal(data.journal))
    gate.recover()
    for index in range(20):
        gate.write(OutcomeSeen(index, 1, 1, 1))
    wait_until(lambda: gate.journal.synced_sequence == gate.journal.last_sequence)
    acknowledged = gate.journal.synced_sequence
    store, archive = open_store(data.database), FileImageArchive(data.archive, 0)
    noise = np.random.default_rng(0).integers(0, 255, (224, 224), np.uint8)
    rows = [
        example(each, image=archive.save(make_result_id(JOURNAL, each), START_UTC_NS, noise))
        for each in range(20)
    ]
    archive.settle()
    store.commit(JOURNAL, acknowledged, rows, [], [])

    disk.fail()

    with pytest.raises(InspectorError) as refused:
        store.commit(JOURNAL, acknowledged + 1, [example(99)], [], [])
    assert refused.value.code == "STO-010"
    lost_picture = archive.save(make_result_id(JOURNAL, 99), START_UTC_NS, noise)
    assert lost_picture.note.startswith("STO-006: ")
    gate.write(OutcomeSeen(20, 1, 1, 1))
    assert gate.failing, "a part could pass that nothing on the disk tells of"
    assert not gate.try_write(OutcomeSeen(21, 1, 1, 1))
    history = store.history()
    assert len(history.page(HistoryFilter(), None, 100)) == 20, "what is stored can still be read"
    history.close()
    store.close()
    gate.journal.close()

    disk.repair()

    journal = Journal(data.journal)
    assert [sequence for sequence, _ in journal.recover()][-1] >= acknowledged
    journal.close()
    store = open_store(data.database)
    assert store.position(JOURNAL) == acknowledged
    store.commit(JOURNAL, acknowledged + 1, [example(99, image=lost_picture)], [], [])
    store.close()
    found = verify(data, lambda _name, _total: lambda: None)
    assert found.whole
    assert (found.results, found.sound) == (21, 20)
