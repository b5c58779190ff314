"""A dataset on disk: what goes in comes out unchanged, or nothing changes."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import cv2
import pytest
from dataset_pictures import class_folders, largest_file, listing, part, useless_files, write

pytest.importorskip("PIL", reason="needs the extra `train`")

from inspector.domain.errors.dataset import (
    DatasetBusyError,
    DatasetDamagedError,
    DatasetNotWrittenError,
    DatasetUnreadableError,
    GoodClassUnknownError,
    LabelsConflictError,
    PictureMissingError,
    SourceInvalidError,
)
from inspector.domain.errors.training import TrainingCancelledError
from inspector.training.datasets.dataset_folder import DatasetFolder
from inspector.training.datasets.difference import difference
from inspector.training.datasets.importing import Imported, import_listing
from inspector.training.datasets.item import Listing, SourceItem
from inspector.training.datasets.near_duplicates import near_duplicates
from inspector.training.datasets.pictures import file_sha256
from inspector.training.datasets.revision import open_dataset, open_revision
from inspector.training.progress import Silence


class CancelAfter(Silence):
    """Cancels when a number of files was read."""

    def __init__(self, files: int) -> None:
        self._left = files

    def advance(self, detail: str = "") -> None:
        self._left -= 1
        if self._left == 0:
            raise TrainingCancelledError("cancelled")


def take_in(source: Path, target: Path, *good: str, **choices: bool) -> Imported:
    return import_listing(listing(source), target, good, Silence(), **choices)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return class_folders(tmp_path / "source")


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    return tmp_path / "dataset"


def revision_files(dataset: Path) -> list[str]:
    return sorted(path.name for path in (dataset / "revisions").glob("*"))


def test_what_goes_in_comes_out_under_its_hash(source: Path, dataset: Path) -> None:
    done = take_in(source, dataset, "good")
    opened = open_revision(dataset)
    assert opened.id == done.revision.id
    assert (opened.classes, opened.ok_classes) == (("dent", "good"), ("good",))
    assert len(opened.items) == done.added == 14
    for item in opened.items:
        file = opened.files.locate(item)
        assert file.parent.name == item.sha256[:2]
        assert file_sha256(file) == item.sha256 == file.stem
        assert (source / item.label / item.origin).read_bytes() == file.read_bytes()
        assert (item.width, item.height, item.channels) == (40, 40, 1)


def test_the_id_depends_on_the_content_and_on_nothing_else(source: Path, tmp_path: Path) -> None:
    first = take_in(source, tmp_path / "a", "good").revision
    backwards = Listing("folders", tuple(reversed(listing(source).items)))
    second = import_listing(backwards, tmp_path / "b", ["good"], Silence()).revision
    assert first.id == second.id
    assert first.id != take_in(source, tmp_path / "c").revision.id


def test_a_source_is_opened_as_if_it_had_been_imported(source: Path, tmp_path: Path) -> None:
    in_place = open_dataset(source, ["good"])
    from inspector.training.datasets.sources.layouts import SourceOptions, read_source

    listed = read_source(source, SourceOptions())
    imported = import_listing(listed, tmp_path / "dataset", ["good"], Silence()).revision
    assert in_place.id == imported.id
    assert open_dataset(tmp_path / "dataset").id == imported.id
    assert all(in_place.files.locate(item).is_relative_to(source) for item in in_place.items)
    assert not (source / "objects").exists()


def test_importing_the_same_again_makes_no_revision(source: Path, dataset: Path) -> None:
    first = take_in(source, dataset, "good")
    again = take_in(source, dataset, "good")
    assert again.revision.id == first.revision.id
    assert (again.added, again.known) == (0, 14)
    assert len(revision_files(dataset)) == 1


def test_more_pictures_make_a_child_and_the_parent_stays(
    source: Path, dataset: Path, tmp_path: Path
) -> None:
    first = take_in(source, dataset, "good").revision
    more = class_folders(tmp_path / "more", good=2, dent=0, first_seed=50)
    second = take_in(more, dataset).revision
    assert second.content.parent == first.id
    assert second.ok_classes == ("good",)
    found = difference(first, second)
    assert (len(found.added), found.removed, found.relabelled) == (2, (), ())
    assert [each.id for each in DatasetFolder(dataset).ancestry()] == [second.id, first.id]
    assert len(open_revision(dataset, first.id[:8]).items) == 14


def test_replacing_leaves_out_what_the_source_no_longer_has(source: Path, dataset: Path) -> None:
    first = take_in(source, dataset, "good").revision
    (source / "good" / "000.png").unlink()
    second = take_in(source, dataset, replacing=True).revision
    assert [item.origin for item in difference(first, second).removed] == ["000.png"]


def test_a_known_label_changes_only_when_that_is_wanted(source: Path, dataset: Path) -> None:
    first = take_in(source, dataset).revision
    shutil.move(source / "good" / "003.png", source / "dent" / "moved.png")
    with pytest.raises(LabelsConflictError, match=r"moved.png is 'dent' now and was 'good'"):
        take_in(source, dataset)
    done = take_in(source, dataset, relabel=True)
    assert done.relabelled == 1
    (changed,) = difference(first, done.revision).relabelled
    assert (changed.before.label, changed.after.label) == ("good", "dent")


def test_equal_pixels_are_one_picture_whatever_the_file(source: Path, dataset: Path) -> None:
    shutil.copy(source / "good" / "000.png", source / "good" / "copy.png")
    compressed = cv2.imencode(".png", part(1), [cv2.IMWRITE_PNG_COMPRESSION, 0])[1]
    (source / "good" / "other_file.png").write_bytes(compressed.tobytes())
    done = take_in(source, dataset)
    assert len(done.revision.items) == 14
    assert [str(entry) for entry in done.duplicates] == [
        "copy.png: it repeats 000.png",
        "other_file.png: it repeats 001.png",
    ]


def test_one_picture_under_two_labels_is_refused(source: Path, dataset: Path) -> None:
    shutil.copy(source / "good" / "000.png", source / "dent" / "copy.png")
    with pytest.raises(LabelsConflictError, match="two labels"):
        take_in(source, dataset)
    assert not DatasetFolder.is_one(dataset)


def test_every_useless_file_is_named_with_its_reason(source: Path, dataset: Path) -> None:
    words = useless_files(source / "good")
    del words["moving.gif"]  # Its suffix is no matter of the import but of the reader.
    items = tuple(
        SourceItem(path, "good", path.name)
        for path in sorted((source / "good").iterdir())
        if path.suffix != ".gif"
    )
    done = import_listing(Listing("folders", items), dataset, (), Silence())
    assert len(done.revision.items) == 8
    reasons = {entry.origin: entry.reason for entry in done.left_out}
    assert reasons.keys() == words.keys()
    assert all(word in reasons[name] for name, word in words.items()), reasons
    assert {entry.origin for entry in open_revision(dataset).content.left_out} == words.keys()


def test_a_label_without_its_picture_is_refused(source: Path, dataset: Path) -> None:
    ghost = SourceItem(source / "good" / "ghost.png", "good", "good/ghost.png")
    listed = Listing("folders", (*listing(source).items, ghost))
    with pytest.raises(PictureMissingError, match=r"1 of 15 .* good/ghost.png"):
        import_listing(listed, dataset, (), Silence())


@pytest.mark.parametrize("name", ["", "a/b", " good", "x" * 65, "tab\t"])
def test_a_name_that_is_no_class_name_is_refused(source: Path, dataset: Path, name: str) -> None:
    item = SourceItem(source / "good" / "000.png", name, "000.png")
    with pytest.raises(SourceInvalidError, match="no name for a class"):
        import_listing(Listing("manifest", (item,)), dataset, (), Silence())


def test_a_good_class_must_exist_and_a_picture_be_usable(source: Path, dataset: Path) -> None:
    with pytest.raises(GoodClassUnknownError, match="dent, good"):
        take_in(source, dataset, "fine")
    (source / "empty.png").touch()
    empty = Listing("folders", (SourceItem(source / "empty.png", "good", "empty.png"),))
    with pytest.raises(SourceInvalidError, match=r"no usable image.*empty"):
        import_listing(empty, dataset, (), Silence())
    assert revision_files(dataset) == []


@pytest.mark.parametrize("limit_bytes", [100, 1500, 4000])
def test_a_full_disk_changes_no_revision_and_the_import_goes_on_later(
    source: Path, dataset: Path, tmp_path: Path, limit_bytes: int
) -> None:
    first = take_in(source, dataset, "good").revision
    more = class_folders(tmp_path / "more", good=3, dent=0, first_seed=60)
    write(more / "good" / "large.png", part(99, size=120))
    with largest_file(limit_bytes), pytest.raises(DatasetNotWrittenError, match="full"):
        take_in(more, dataset)
    assert open_revision(dataset).id == first.id
    assert revision_files(dataset) == [f"{first.id}.json"]
    assert [path for path in dataset.rglob(".*") if path.is_file()] == []
    assert take_in(more, dataset).added == 4


def test_a_cancelled_import_does_not_read_again_what_it_has(source: Path, dataset: Path) -> None:
    with pytest.raises(TrainingCancelledError):
        import_listing(listing(source), dataset, (), CancelAfter(9))
    kept = {path: path.stat().st_mtime_ns for path in (dataset / "objects").rglob("*.png")}
    assert len(kept) == 9
    notes = dataset / "facts.jsonl"
    notes.write_bytes(notes.read_bytes()[:-10])  # As a power cut may leave it.
    done = take_in(source, dataset)
    assert done.added == 14
    assert {path: path.stat().st_mtime_ns for path in kept} == kept
    known = DatasetFolder(dataset).objects
    assert all(known.facts(item.sha256) for item in done.revision.items)
    known.verify(done.revision.items, Silence(), full=True)


def test_two_imports_at_once_are_refused(source: Path, dataset: Path) -> None:
    with DatasetFolder(dataset).locked(), pytest.raises(DatasetBusyError):
        take_in(source, dataset)


def test_a_changed_file_is_found_at_opening_and_a_new_import_mends_it(
    source: Path, dataset: Path
) -> None:
    revision = take_in(source, dataset).revision
    item = revision.items[0]
    file = revision.files.locate(item)
    content = file.read_bytes()
    file.write_bytes(content[:-1] + b"!")
    with pytest.raises(DatasetDamagedError, match=item.origin):
        open_revision(dataset)
    file.unlink()
    with pytest.raises(DatasetDamagedError, match="1 of 14"):
        open_revision(dataset)
    take_in(source, dataset)
    assert open_revision(dataset).files.locate(item).read_bytes() == content


def test_only_a_full_verification_sees_a_change_that_hides_its_time(
    source: Path, dataset: Path
) -> None:
    revision = take_in(source, dataset).revision
    file = revision.files.locate(revision.items[0])
    status = file.stat()
    content = bytearray(file.read_bytes())
    content[-20] ^= 1
    file.write_bytes(content)
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
    folder = DatasetFolder(dataset)
    folder.objects.verify(revision.items, Silence(), full=False)
    with pytest.raises(DatasetDamagedError):
        folder.objects.verify(revision.items, Silence(), full=True)


def test_a_file_that_became_a_link_is_refused(source: Path, dataset: Path, tmp_path: Path) -> None:
    revision = take_in(source, dataset).revision
    file = revision.files.locate(revision.items[0])
    shutil.move(file, tmp_path / "elsewhere.png")
    try:
        file.symlink_to(tmp_path / "elsewhere.png")
    except OSError:
        pytest.skip("links need a right on Windows")
    with pytest.raises(DatasetDamagedError):
        open_revision(dataset)


def test_a_copied_dataset_opens_though_its_files_have_other_times(
    source: Path, dataset: Path, tmp_path: Path
) -> None:
    revision = take_in(source, dataset).revision
    copy = tmp_path / "copy"
    shutil.copytree(dataset, copy, copy_function=shutil.copyfile)
    assert open_revision(copy).id == revision.id


def test_a_changed_revision_is_refused(source: Path, dataset: Path) -> None:
    revision = take_in(source, dataset).revision
    path = dataset / "revisions" / f"{revision.id}.json"
    path.write_bytes(path.read_bytes().replace(b'"good"', b'"fine"'))
    with pytest.raises(DatasetUnreadableError, match="changed"):
        open_revision(dataset)


@pytest.mark.parametrize("name", ["0000", "xyz", "../../etc", "ff"])
def test_an_unknown_revision_is_refused(source: Path, dataset: Path, name: str) -> None:
    take_in(source, dataset)
    with pytest.raises(DatasetUnreadableError):
        open_revision(dataset, name)


def test_a_folder_that_is_no_dataset_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DatasetUnreadableError, match="no dataset"):
        open_revision(tmp_path)


def test_near_duplicates_are_looked_for_once(source: Path, tmp_path: Path) -> None:
    write(source / "good" / "again.png", part(2) + 2)
    opened = open_dataset(source, ["good"], derived=tmp_path / "derived")
    first = near_duplicates(opened, Silence())
    assert len(first) == 1
    for item in opened.items:
        opened.files.locate(item).unlink()
    assert near_duplicates(opened, Silence()) == first
    (tmp_path / "derived" / "near_duplicates.json").write_text("{")
    with pytest.raises(DatasetDamagedError):
        near_duplicates(opened, Silence())
