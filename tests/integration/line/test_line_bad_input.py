"""What the line does with bad pictures, bad files and a bad disk: it says so and loses nothing."""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest
from line_runs import assert_no_part_was_lost, run_line, save_sure_parts
from station_command import inspector, inspector_process, refused, write_station

from inspector.demo.layout import DEFAULT_MODEL, DemoOptions
from inspector.domain.evaluation import Evaluation, Reason
from inspector.domain.history import HistoryFilter
from inspector.gate.history import History
from inspector.gate.journal import Journal
from inspector.paths import DataFolder
from inspector.pipe.records import Decided
from inspector.resources import bundled
from inspector.store.opening import open_history

pytestmark = pytest.mark.timeout(180)
OF_THE_PICTURE = (Reason.IMAGE_UNREADABLE, Reason.IMAGE_UNSUITABLE)
"""A computer that is busy besides leaves further parts undefined, whose pictures came late."""


def png_header(width: int, height: int) -> bytes:
    chunk = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk))
    )


def test_bad_pictures_are_undefined_parts_and_the_line_goes_on(tmp_path: Path) -> None:
    parts = save_sure_parts(tmp_path / "parts", of_each=3)
    whole = next(parts.glob("good/*.png")).read_bytes()
    broken = parts / "good"
    (broken / "empty.png").write_bytes(b"")
    (broken / "truncated.png").write_bytes(whole[: len(whole) // 2])
    (broken / "no-image.png").write_bytes(b"this is text")
    (broken / "huge.png").write_bytes(png_header(10_000, 10_000) + whole[33:])
    cv2.imwrite(str(broken / "sixteen-bit.png"), np.full((224, 224), 4096, np.uint16))
    cv2.imwrite(str(broken / "tiny.png"), np.zeros((1, 1), np.uint8))

    options = DemoOptions(parts=24, rate_per_min=300, images=parts)
    run = run_line(options, tmp_path / "data", lambda demo, progress: True)

    assert_no_part_was_lost(run)
    history = open_history(DataFolder(tmp_path / "data").database)
    rows = history.page(HistoryFilter(evaluation=Evaluation.UNDEFINED), None, 100)
    told = ((history.result(row.result_id).record.frame_source, row.reason) for row in rows)
    reasons = {source: reason for source, reason in told if reason in OF_THE_PICTURE}
    history.close()
    assert reasons == {
        "empty.png": Reason.IMAGE_UNREADABLE,
        "truncated.png": Reason.IMAGE_UNREADABLE,
        "no-image.png": Reason.IMAGE_UNREADABLE,
        "huge.png": Reason.IMAGE_UNSUITABLE,
        "sixteen-bit.png": Reason.IMAGE_UNSUITABLE,
        "tiny.png": Reason.IMAGE_UNSUITABLE,
    }
    assert run.line["passed"] == run.rows.evaluations[Evaluation.OK] > 0


def test_a_folder_without_images(tmp_path: Path) -> None:
    refused(inspector("demo", "--images", str(tmp_path), "--headless"), "IMG-003")


@pytest.mark.parametrize("name", ["manifest.toml", "model", "golden"])
def test_one_changed_byte_in_the_model_package(name: str, tmp_path: Path) -> None:
    package = tmp_path / "package"
    shutil.copytree(bundled("models") / DEFAULT_MODEL, package)
    victim = next(
        path for path in sorted(package.rglob("*")) if path.is_file() and name in str(path)
    )
    content = bytearray(victim.read_bytes())
    content[len(content) // 2] ^= 1
    victim.write_bytes(content)

    done = inspector(
        "demo", "--model", str(package), "--headless", "--data-dir", str(tmp_path / "data")
    )

    refused(done, "MOD-002")


def test_a_journal_of_a_newer_version_ends_the_start_with_a_remedy(tmp_path: Path) -> None:
    """After a downgrade the gate ended with a traceback, again and again."""
    data = DataFolder(tmp_path)
    write_station(data.station_file.parent)
    history = History(Journal(data.journal))
    history.recover()
    history.write(Decided(1, 0, 0, 0, 0, Evaluation.UNDEFINED, 999, -1, 0, 0.0, 1, 2, 3, 1))
    history.journal.close()

    said = refused(inspector_process("station", "run", "--data-dir", tmp_path), "GAT-003")

    assert "unknown reason 999" in said


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own; without the right to mount one, the test cannot run."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("needs the right to mount a small file system")
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", str(folder)],
        capture_output=True,
        check=False,
    )
    if mounted.returncode != 0:
        pytest.skip("mounting a small file system is not permitted here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_full_disk_at_the_start_is_one_clear_error(small_disk: Path) -> None:
    (small_disk / "ballast").write_bytes(bytes(22 * 1024 * 1024))

    done = inspector_process("demo", "--parts", "5", "--headless", "--data-dir", str(small_disk))

    assert done.returncode == 2, done.stderr
    assert "error GAT-002: " in done.stderr or "error STO-001: " in done.stderr
    assert "Traceback" not in done.stderr


def test_below_the_reserve_rows_are_kept_and_pictures_are_left_out(
    small_disk: Path, tmp_path: Path
) -> None:
    parts = save_sure_parts(tmp_path / "parts", of_each=3)
    options = DemoOptions(parts=20, rate_per_min=600, images=parts)

    run = run_line(options, small_disk, lambda demo, progress: True)

    assert_no_part_was_lost(run)
    history = open_history(DataFolder(small_disk).database)
    rows = history.page(HistoryFilter(), None, 100)
    images = [history.result(row.result_id).record.image for row in rows]
    history.close()
    assert len(rows) == 20
    assert all(image.note and not image.path for image in images)
    assert any(image.note.startswith("STO-001") for image in images)
