"""The bench of archive formats tells size and truth of a folder's own pictures."""

from __future__ import annotations

import json

import cv2
import numpy as np
from click.testing import CliRunner

from inspector.cli.bench.group import bench
from inspector.domain.errors.camera import ImageFolderEmptyError


def test_every_format_is_told_with_its_size_and_its_loss(tmp_path):
    noise = np.random.default_rng(1)
    for index in range(3):
        light = np.tile(np.arange(64, dtype=np.float64) * 3, (48, 1))
        image = np.clip(light + noise.normal(0, 2, light.shape), 0, 255).astype(np.uint8)
        cv2.imwrite(str(tmp_path / f"{index}.png"), image)
    cv2.imwrite(str(tmp_path / "deep.png"), np.full((48, 64), 4095, np.uint16))
    done = CliRunner().invoke(bench, ["archive", str(tmp_path), "--json"])
    found = {each["wanted"]: each for each in json.loads(done.stdout)}
    assert list(found) == ["png", "webp", "webp_lossy", "jpeg"]
    assert [each["pictures"] for each in found.values()] == [4] * 4
    assert [each["became_png"] for each in found.values()] == [0, 1, 1, 1]
    assert [each["exact"] for each in found.values()] == [True, True, False, False]
    assert [each["mean_error"] > 0 for each in found.values()] == [False, False, True, True]
    sizes = [each["percent_of_raw"] for each in found.values()]
    assert 0 < sizes[2] < sizes[0] < 100

    few = CliRunner().invoke(bench, ["archive", str(tmp_path), "--pictures", "2"])
    assert [line.split()[0] for line in few.stdout.splitlines()] == ["format", *found]


def test_a_folder_without_pictures_is_told(tmp_path):
    done = CliRunner().invoke(bench, ["archive", str(tmp_path)])
    assert isinstance(done.exception, ImageFolderEmptyError)
