"""A picture is on disk whole and unchanged, or its record says why not."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest
from store_examples import START_UTC_NS

from inspector.domain.errors.store import ImageDamagedError, ImageMissingError
from inspector.domain.pictures import PictureFormat
from inspector.domain.record import ArchivedImage
from inspector.store.archive import FileImageArchive
from inspector.vision.decode import decode_archived
from inspector.vision.stored import stored_as

RESULT_ID = "00c0ffee-000000000042"
MORE_THAN_ANY_DISK = 2**62
SHAPES = [(224, 224, 3), (48, 64), (1, 1), (31, 7, 3)]


@pytest.fixture
def archive(tmp_path: Path) -> FileImageArchive:
    return FileImageArchive(tmp_path / "archive", reserve_bytes=0)


def picture(shape: tuple[int, ...], dtype: type = np.uint8) -> np.ndarray:
    image = np.random.default_rng(3).integers(0, np.iinfo(dtype).max, shape, dtype, endpoint=True)
    image.setflags(write=False)
    return image


def files(archive: FileImageArchive) -> Iterator[Path]:
    return (path for path in archive.root.rglob("*") if path.is_file())


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
@pytest.mark.parametrize("shape", SHAPES)
def test_every_pixel_comes_back(archive, shape, dtype):
    image = picture(shape, dtype)

    saved = archive.save(RESULT_ID, START_UTC_NS, image)

    content = archive.read(saved)
    decoded = cv2.imdecode(np.frombuffer(content, np.uint8), cv2.IMREAD_UNCHANGED)
    assert decoded.dtype == dtype
    np.testing.assert_array_equal(decoded, image)


def test_a_view_into_a_larger_picture_is_saved_as_seen(archive):
    view = picture((40, 40, 3))[5:25, 3:30]
    saved = archive.save(RESULT_ID, START_UTC_NS, view)
    decoded = cv2.imdecode(np.frombuffer(archive.read(saved), np.uint8), cv2.IMREAD_UNCHANGED)
    np.testing.assert_array_equal(decoded, view)


def test_the_file_stands_under_its_hour_and_id_with_its_hash(archive):
    saved = archive.save(RESULT_ID, START_UTC_NS, picture((8, 8)))

    assert saved.path == f"2025/06/15/15/{RESULT_ID}.png"
    content = (archive.root / saved.path).read_bytes()
    assert saved == ArchivedImage(saved.path, hashlib.sha256(content).hexdigest())
    assert list(files(archive)) == [archive.root / saved.path]


def test_each_further_view_has_a_file_of_its_own(archive):
    images = [picture((8, 8 + view)) for view in range(3)]

    saved = [
        archive.save(RESULT_ID, START_UTC_NS, image, view) for view, image in enumerate(images)
    ]

    folder = "2025/06/15/15"
    names = [f"{RESULT_ID}.png", f"{RESULT_ID}-1.png", f"{RESULT_ID}-2.png"]
    assert [picture.path for picture in saved] == [f"{folder}/{name}" for name in names]
    for one, image in zip(saved, images, strict=True):
        decoded = cv2.imdecode(np.frombuffer(archive.read(one), np.uint8), cv2.IMREAD_UNCHANGED)
        np.testing.assert_array_equal(decoded, image)


def test_below_the_reserve_nothing_is_written_and_the_note_says_so(tmp_path):
    archive = FileImageArchive(tmp_path, MORE_THAN_ANY_DISK)

    saved = archive.save(RESULT_ID, START_UTC_NS, picture((8, 8)))

    assert saved.path == ""
    assert saved.note.startswith("STO-001: ")
    assert list(files(archive)) == []


def test_a_folder_that_cannot_be_made_costs_the_picture_and_not_the_record(archive):
    archive.root.mkdir()
    (archive.root / "2025").write_text("a file where a folder should be")

    saved = archive.save(RESULT_ID, START_UTC_NS, picture((8, 8)))

    assert saved.note.startswith("STO-006: ")
    assert [path.name for path in files(archive)] == ["2025"]


def test_a_target_that_cannot_be_replaced_leaves_no_draft(archive):
    target = archive.root / f"2025/06/15/15/{RESULT_ID}.png"
    target.mkdir(parents=True)

    saved = archive.save(RESULT_ID, START_UTC_NS, picture((8, 8)))

    assert saved.note.startswith("STO-006: ")
    assert list(files(archive)) == []


@pytest.mark.parametrize(
    "image",
    [
        np.zeros((8, 8), np.float32),
        np.zeros((8, 8, 2), np.uint8),
        np.zeros((0, 8), np.uint8),
        np.zeros(8, np.uint8),
        np.zeros((8, 8, 3, 1), np.uint8),
    ],
    ids=["float", "two channels", "empty", "one axis", "four axes"],
)
def test_what_is_no_picture_is_said(archive, image):
    assert archive.save(RESULT_ID, START_UTC_NS, image).note.startswith("IMG-002: ")


@pytest.mark.parametrize("result_id", ["", "../../etc/passwd", "00c0ffee-42", "con"])
def test_a_name_that_is_no_result_id_makes_no_file(archive, result_id):
    saved = archive.save(result_id, START_UTC_NS, picture((8, 8)))
    assert saved.note.startswith("STO-006: ")
    assert not archive.root.exists()


@pytest.mark.parametrize("path", ["../secret.png", "2025/../../secret.png", "/etc/hostname"])
def test_a_path_that_leaves_the_archive_is_not_read(archive, path):
    archive.root.mkdir()
    secret = archive.root.parent / "secret.png"
    secret.write_bytes(b"secret")
    sha256 = hashlib.sha256(b"secret").hexdigest()

    with pytest.raises(ImageMissingError):
        archive.read(ArchivedImage(path, sha256))


def test_one_changed_byte_is_noticed(archive):
    saved = archive.save(RESULT_ID, START_UTC_NS, picture((8, 8)))
    file = archive.root / saved.path
    content = bytearray(file.read_bytes())
    content[-1] ^= 1
    file.write_bytes(content)

    with pytest.raises(ImageDamagedError):
        archive.read(saved)


def test_a_missing_file_and_a_missing_picture_are_said(archive):
    with pytest.raises(ImageMissingError):
        archive.read(ArchivedImage("2025/01/01/00/gone.png", "0" * 64))
    with pytest.raises(ImageMissingError, match="the disk was full"):
        archive.read(ArchivedImage(note="the disk was full"))


def test_several_threads_save_at_once(archive):
    image = picture((64, 64, 3))
    saved: list[ArchivedImage] = []

    def save(thread: int) -> None:
        for index in range(20):
            result_id = f"0000000{thread}-{index:012d}"
            saved.append(archive.save(result_id, START_UTC_NS, image))

    threads = [threading.Thread(target=save, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len({picture.path for picture in saved}) == 80
    assert {hashlib.sha256(archive.read(one)).hexdigest() for one in saved} == {saved[0].sha256}


@pytest.mark.parametrize("wanted", list(PictureFormat))
def test_each_kind_of_file_stands_under_its_name_with_its_hash(archive, wanted):
    image = picture((48, 64, 3))
    saved = archive.save(RESULT_ID, START_UTC_NS, image, 1, wanted)
    content = archive.read(saved)
    assert saved.path == f"2025/06/15/15/{RESULT_ID}-1{wanted.suffix}"
    assert saved.sha256 == hashlib.sha256(content).hexdigest()
    assert stored_as(content) is wanted
    if not wanted.is_lossy:
        np.testing.assert_array_equal(decode_archived(content), image)


def test_a_row_names_the_file_that_a_deep_picture_became(archive):
    saved = archive.save(RESULT_ID, START_UTC_NS, picture((8, 8), np.uint16), 0, PictureFormat.JPEG)
    assert saved.path.endswith(f"{RESULT_ID}.png")


def test_below_the_reserve_pictures_were_lost_and_nobody_was_told(tmp_path):
    archive = FileImageArchive(tmp_path / "archive", reserve_bytes=MORE_THAN_ANY_DISK)
    assert list(archive.told()) == []
    archive.save(RESULT_ID, START_UTC_NS, picture((8, 8)))
    ((error, subject),) = archive.told()
    assert (error.code, subject) == ("STO-001", "archive")
    assert error.detail.startswith("no pictures are kept: ")
    assert "without picture" in error.remedy
    archive._reserve_bytes = 0
    archive.save(RESULT_ID, START_UTC_NS, picture((8, 8)))
    assert list(archive.told()) == []
