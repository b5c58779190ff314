"""A planted shortcut is found with its figure, and where there is none nothing is said."""

from __future__ import annotations

import io

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

pytest.importorskip("sklearn", reason="needs the extra `train`")

from PIL import Image

from inspector.training.datasets.checks.cues import jpeg_quality, picture_cues
from inspector.training.datasets.checks.finding import ShortcutScore
from inspector.training.datasets.checks.shortcut import (
    WARNING_AUC,
    check_shortcuts,
    score_shortcuts,
)

LABELS = np.arange(90) % 3


def picture(rng: np.random.Generator, label: int, planted: str) -> NDArray[np.uint8]:
    image = rng.integers(100, 140, (60, 60)).astype(int)
    image[25:35, 25:35] += 40 * label  # What the classes really differ in.
    if planted == "border":
        image[:5] += 15 * label
    if planted == "corners":
        image[:5, :5] += 30 * label
    if planted == "brightness":
        image += 15 * label
    return np.clip(image, 0, 255).astype(np.uint8)


def scores(planted: str, clusters: NDArray[np.int64] | None = None) -> dict[str, ShortcutScore]:
    rng = np.random.default_rng(3)
    rows = [picture_cues(picture(rng, label, planted)) for label in LABELS]
    cues = {name: np.stack([row[name] for row in rows]) for name in rows[0]}
    grouped = np.arange(90) if clusters is None else clusters
    return {each.cue: each for each in score_shortcuts(cues, LABELS, grouped)}


@pytest.mark.parametrize("planted", ["border", "corners", "brightness"])
def test_a_planted_shortcut_is_found_with_its_interval(planted: str) -> None:
    found = scores(planted)
    assert found[planted].auc > 0.95
    assert found[planted].low <= found[planted].auc <= found[planted].high <= 1
    middle = found.pop("middle")
    findings = check_shortcuts(tuple(found.values()), middle)
    finding = next(each for each in findings if each.message.startswith(planted))
    assert f"AUC {found[planted].auc:.2f}" in finding.message
    assert finding.figure == found[planted].auc


def test_where_only_the_part_differs_border_and_corners_say_nothing() -> None:
    found = scores("nothing")
    assert found["border"].auc < 0.6
    assert found["corners"].auc < 0.6
    assert found["middle"].auc > 0.95
    assert list(check_shortcuts((found["border"], found["corners"]), found["middle"])) == []


def test_a_cue_that_goes_with_the_lot_and_not_with_the_class_is_no_shortcut() -> None:
    lots = np.arange(90) // 15
    rng = np.random.default_rng(5)
    light = rng.normal(0, 50, 6)[lots, None] + rng.normal(0, 1, (90, 1))
    (score,) = score_shortcuts({"brightness": light}, LABELS, lots)
    assert score.auc < WARNING_AUC


def test_a_cue_that_is_neither_more_nor_less_but_in_between_is_found() -> None:
    values = np.array([1.0, 9.0, 1.1, 9.1] * 20 + [5.0, 5.1] * 20)[:, None]
    labels = np.array([0] * 80 + [1] * 40)
    (score,) = score_shortcuts({"file size": values}, labels, np.arange(120))
    assert score.auc > 0.95


def test_a_cue_that_never_varies_and_a_class_in_one_group_are_left_out() -> None:
    constant = np.ones((90, 2))
    assert score_shortcuts({"size in pixels": constant}, LABELS, np.arange(90)) == ()
    varied = np.random.default_rng(1).normal(size=(90, 2))
    assert score_shortcuts({"size in pixels": varied}, LABELS, LABELS) == ()


@pytest.mark.parametrize("quality", [30, 50, 75, 95])
def test_the_quality_of_a_jpeg_is_read_from_its_tables(tmp_path, quality: int) -> None:
    noise = np.random.default_rng(1).integers(0, 255, (64, 64), np.uint8)
    stream = io.BytesIO()
    Image.fromarray(noise).save(stream, "JPEG", quality=quality)
    (tmp_path / "a.jpg").write_bytes(stream.getvalue())
    assert jpeg_quality(tmp_path / "a.jpg") == pytest.approx(quality, abs=1.5)
    cv2.imwrite(str(tmp_path / "a.png"), noise)
    assert jpeg_quality(tmp_path / "a.png") is None
    (tmp_path / "b.jpg").write_bytes(b"\xff\xd8\xff\xe0\x00\x10no tables")
    assert jpeg_quality(tmp_path / "b.jpg") is None
