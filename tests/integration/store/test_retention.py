"""Old pictures and results go, those that matter stay, and no row ever names a missing file."""

from __future__ import annotations

import json
import threading
from pathlib import Path

import numpy as np
import pytest
from store_examples import JOURNAL, START_UTC_NS, example, passed, view_of

from inspector.config.retention import RetentionConfig
from inspector.domain.errors.store import StoreError
from inspector.domain.evaluation import Evaluation
from inspector.domain.history import HistoryFilter
from inspector.domain.retention import PictureKind
from inspector.domain.review import Review
from inspector.paths import DataFolder
from inspector.services.people.audit import AuditTrail
from inspector.services.retention.keeper import RetentionKeeper
from inspector.services.retention.sweep import Sweep, Swept
from inspector.store.archive import FileImageArchive
from inspector.store.consistency.verify import verify
from inspector.store.opening import open_store

DAY_NS = 86_400 * 10**9
GOOD, OTHER = range(20), range(20, 30)
NOW = START_UTC_NS + 100 * DAY_NS
SMALL_DISK_BYTES = 10**9


class SmallDisk(FileImageArchive):
    """An archive on a disk of one gigabyte, part of which others use."""

    others_bytes = 0

    def free_bytes(self) -> int:
        """What the others and the pictures leave."""
        used = sum(path.stat().st_size for path in self.root.rglob("*.png"))
        return SMALL_DISK_BYTES - self.others_bytes - used


class Kept:
    """A store and an archive with twenty good and ten bad parts of a hundred days ago."""

    def __init__(self, root: Path) -> None:
        self.data = DataFolder(root)
        self.archive = SmallDisk(self.data.archive, reserve_bytes=0)
        self.archive.root.mkdir(parents=True)
        self.store = open_store(self.data.database)
        self.retention = self.store.retention()
        rows = []
        for index in (*GOOD, *OTHER):
            evaluation = Evaluation.OK if index in GOOD else Evaluation.NOT_OK
            row = example(index, evaluation=evaluation)
            picture = np.full((16, 16), index, np.uint8)
            image = self.archive.save(row.result_id, row.triggered_utc_ns, picture)
            second = self.archive.save(row.result_id, row.triggered_utc_ns, picture, view=1)
            row = example(index, evaluation=evaluation, image=image)
            views = (view_of(row, 0, "top"), view_of(row, 1, "side", image=second))
            rows.append(example(index, evaluation=evaluation, image=image, views=views))
        self.store.commit(JOURNAL, 30, rows, [passed(row) for row in rows], [])
        self.ids = [row.result_id for row in rows]

    def sweep(self, steps: int = 10_000, **config: float) -> Swept:
        left = iter(range(steps))
        go_on = lambda: next(left, None) is not None  # noqa: E731
        swept = Swept()
        Sweep(RetentionConfig(**config), self.retention, self.archive, go_on).run(NOW, swept)
        return swept

    def pictured(self) -> set[str]:
        history = self.store.history()
        rows = history.page(HistoryFilter(), None, 1000)
        history.close()
        return {row.result_id for row in rows if row.has_image}

    def files(self) -> int:
        return len(list(self.archive.root.rglob("*.png")))

    def require_whole(self) -> None:
        found = verify(self.data, lambda step, total: lambda: None)
        assert found.whole
        assert found.orphans == []


@pytest.fixture
def kept(tmp_path: Path):
    made = Kept(tmp_path)
    yield made
    made.store.close()


def test_by_default_everything_stays(kept):
    assert not kept.sweep().anything
    assert kept.files() == 60


def test_good_pictures_go_before_the_others_and_every_view_goes_with_its_result(kept):
    swept = kept.sweep(good_pictures_days=30, other_pictures_days=365)
    assert (swept.good_pictures, swept.other_pictures, swept.results) == (40, 0, 0)
    assert kept.pictured() == {kept.ids[index] for index in OTHER}
    assert kept.files() == 20
    kept.require_whole()


def test_a_row_says_why_its_picture_is_gone_and_which_it_was(kept):
    history = kept.store.history()
    before = history.result(kept.ids[0]).record
    kept.sweep(good_pictures_days=30)
    after = history.result(kept.ids[0]).record
    history.close()
    assert after.image.path == ""
    assert after.image.sha256 == before.image.sha256
    assert "kept 30 days" in after.image.note
    assert [view.image.path for view in after.views] == ["", ""]


def test_what_is_young_stays(kept):
    assert not kept.sweep(good_pictures_days=101, other_pictures_days=101).anything


def test_what_people_reviewed_or_put_on_a_list_stays(kept):
    reviewed, listed = kept.ids[0], kept.ids[1]
    pin(kept, reviewed, "review")
    pin(kept, listed, "list")
    swept = kept.sweep(good_pictures_days=1, other_pictures_days=1, results_days=1)
    assert kept.pictured() == {reviewed, listed}
    assert swept.results == 28
    kept.require_whole()


def pin(kept: Kept, result_id: str, by: str) -> None:
    """Somebody needs this result from now on."""
    if by == "list":
        kept.store.picks().add("claim 7", [result_id], NOW, "Anna")
        return
    review = Review(
        result_id=result_id,
        utc_ns=NOW,
        person="Anna",
        role=None,
        label="good",
        evaluation=Evaluation.OK,
        reason="",
    )
    kept.store.reviews().add(review)


@pytest.mark.parametrize("by", ["list", "review"])
def test_a_result_that_is_claimed_while_retention_looks_keeps_its_pictures(kept, by):
    old = kept.retention.old_pictures(PictureKind.GOOD, NOW, 5)
    claimed = kept.ids[old[2] - 1]
    pin(kept, claimed, by)
    assert kept.retention.let_go(old, "kept 30 days") == 8
    assert claimed in kept.pictured()
    kept.sweep()
    assert kept.files() == 52
    kept.require_whole()


class OverwhelmedDisk(SmallDisk):
    """The archive's disk dies after some files."""

    removed = 0

    def remove(self, path: str) -> bool:
        """As the disk lets it."""
        self.removed += 1
        if self.removed > 10:
            raise StoreError("disk I/O error")
        return super().remove(path)


def test_what_was_let_go_before_the_disk_failed_is_audited(kept, tmp_path):
    trail = AuditTrail(tmp_path / "audit.jsonl")
    disk = OverwhelmedDisk(kept.data.archive, reserve_bytes=0)
    config = RetentionConfig(good_pictures_days=1, interval_s=3600)
    keeper = RetentionKeeper(config, kept.retention, disk, trail, lambda: True)
    keeper.start()
    deadline = threading.Event()
    while not keeper.fault:
        deadline.wait(0.02)
    keeper.stop()
    assert len(kept.pictured()) == len(OTHER)
    (told,) = map(json.loads, (tmp_path / "audit.jsonl").read_text("utf-8").splitlines())
    assert (told["what"], told["new"]["good_pictures"]) == ("retention.let_go", 2 * len(GOOD))


def test_results_go_with_their_views_and_never_before_their_pictures(kept):
    swept = kept.sweep(results_days=1)
    assert (swept.good_pictures, swept.other_pictures, swept.results) == (40, 20, 30)
    assert (kept.files(), kept.pictured()) == (0, set())
    assert kept.store.counts(JOURNAL).by_evaluation[Evaluation.OK] == 20
    kept.require_whole()


def test_a_full_disk_loses_the_oldest_good_pictures_first(kept):
    kept.archive.others_bytes = 0
    assert not kept.sweep(free_gb=0.5).anything
    kept.archive.others_bytes = SMALL_DISK_BYTES - 1
    swept = kept.sweep(free_gb=1e-9)
    assert swept.good_pictures == 40
    assert swept.other_pictures == 20
    kept.require_whole()


def test_a_crash_between_row_and_disk_leaves_no_stray_file(kept):
    old = kept.retention.old_pictures(PictureKind.GOOD, NOW, 5)
    kept.retention.let_go(old, "kept 30 days")
    assert kept.files() == 60
    again = open_store(kept.data.database).retention()
    Sweep(RetentionConfig(), again, kept.archive, lambda: True).run(NOW, Swept())
    assert kept.files() == 50
    kept.require_whole()


def test_a_file_that_cannot_be_removed_is_tried_again(kept, tmp_path):
    (oldest,) = kept.retention.old_pictures(PictureKind.GOOD, NOW, 1)
    history = kept.store.history()
    victim = history.result(kept.ids[oldest - 1]).record.image.path
    history.close()
    place = kept.archive.root / victim
    place.unlink()
    place.mkdir()
    (place / "in the way").touch()
    kept.sweep(good_pictures_days=1)
    assert kept.retention.removals(10) == [victim]
    (place / "in the way").unlink()
    place.rmdir()
    kept.sweep(good_pictures_days=1)
    assert kept.retention.removals(10) == []


def test_it_ends_between_two_steps(kept):
    swept = kept.sweep(steps=0, good_pictures_days=1, results_days=1)
    assert not swept.anything


def test_the_keeper_waits_for_the_line_and_writes_down_what_it_did(kept, tmp_path):
    audit_file = tmp_path / "audit.jsonl"
    idle = threading.Event()
    keeper = RetentionKeeper(
        RetentionConfig(good_pictures_days=1, interval_s=1),
        kept.retention,
        kept.archive,
        AuditTrail(audit_file),
        idle.is_set,
    )
    keeper.start()
    assert kept.files() == 60
    idle.set()
    deadline = threading.Event()
    while not audit_file.exists():
        deadline.wait(0.02)
    keeper.stop()
    assert '"retention.let_go"' in audit_file.read_text("utf-8")
    assert kept.files() == 20
    assert keeper.fault == ""
