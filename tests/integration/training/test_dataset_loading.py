"""What a network is trained on is what the model's graph will see."""

from __future__ import annotations

import gc
import json
from pathlib import Path

import cv2
import numpy as np
import pytest
from dataset_pictures import class_folders, largest_file, part, write

pytest.importorskip("torch", reason="needs the extra `train`")

import torch

from inspector.domain.errors.dataset import (
    DatasetDamagedError,
    DatasetNotWrittenError,
    DatasetUnreadableError,
)
from inspector.domain.errors.training import TrainingCancelledError
from inspector.training.datasets.dataset import Dataset, resize
from inspector.training.datasets.document import DatasetRevision
from inspector.training.datasets.loading import load_dataset
from inspector.training.datasets.reading import read_pictures
from inspector.training.datasets.revision import open_dataset
from inspector.training.datasets.sources.layouts import SourceOptions
from inspector.training.datasets.sources.tiling import TileOptions
from inspector.training.datasets.splitting import SplitPlan, split_revision
from inspector.training.progress import Silence


class Counted(Silence):
    """Counts, and cancels when told to."""

    def __init__(self, cancel_at: int = 0) -> None:
        self.done = 0
        self.total = 0
        self._cancel_at = cancel_at

    def begin(self, step: str, total: int) -> None:
        self.total = total

    def advance(self, detail: str = "") -> None:
        self.done += 1
        if self.done == self._cancel_at:
            raise TrainingCancelledError("cancelled")


@pytest.fixture
def revision(tmp_path: Path) -> DatasetRevision:
    return open_dataset(class_folders(tmp_path / "source", good=9, dent=7), ["good"])


@pytest.fixture
def plan(revision: DatasetRevision) -> SplitPlan:
    return split_revision(revision, seed=3, group_by=["group"])


def load(revision: DatasetRevision, plan: SplitPlan, cache: Path, **choices: int) -> Dataset:
    counted = Counted(**choices)
    dataset = load_dataset(revision, plan, 24, cache, counted)
    assert counted.done == counted.total == len(revision.items)
    return dataset


def test_each_part_holds_its_pictures_as_the_graph_resizes_them(
    revision: DatasetRevision, plan: SplitPlan, tmp_path: Path
) -> None:
    dataset = load(revision, plan, tmp_path / "cache")
    assert (dataset.revision, dataset.plan) == (revision.id, plan)
    assert (dataset.color, dataset.ok_classes) == ("gray", ("good",))
    by_key = {item.key: item for item in revision.items}
    for name in ("train", "validation", "test"):
        samples = getattr(dataset.split, name)
        assert samples.images.shape == (len(plan.parts[name]), 24, 24, 1)
        for row, key in enumerate(plan.parts[name]):
            item = by_key[key]
            path = revision.files.locate(item)
            assert samples.names[row] == str(path.resolve())
            assert samples.classes[samples.labels[row]] == item.label
            original = cv2.imread(str(path), cv2.IMREAD_GRAYSCALE)
            assert (samples.images[row, ..., 0] == resize(original, 24)).all()


def test_torch_takes_the_maps_and_writing_to_them_changes_no_file(
    revision: DatasetRevision, plan: SplitPlan, tmp_path: Path
) -> None:
    samples = load(revision, plan, tmp_path).split.train
    tensor = torch.from_numpy(samples.images)
    before = tensor.clone()
    samples.images[:] = 0
    again = load(revision, plan, tmp_path).split.train
    assert (torch.from_numpy(again.images) == before).all()
    assert before.float().mean() > 50


def test_what_is_there_is_not_read_again(
    revision: DatasetRevision, plan: SplitPlan, tmp_path: Path
) -> None:
    first = load(revision, plan, tmp_path / "cache")
    for item in revision.items:
        revision.files.locate(item).unlink()
    again = load(revision, plan, tmp_path / "cache")
    assert (again.split.test.images == first.split.test.images).all()
    with pytest.raises(DatasetDamagedError):
        load_dataset(revision, plan, 32, tmp_path / "cache", Silence())


@pytest.mark.parametrize("stop_at", [1, 5, 14])
def test_loading_that_was_cancelled_goes_on_to_the_same_bytes(
    revision: DatasetRevision, plan: SplitPlan, tmp_path: Path, stop_at: int
) -> None:
    whole = load(revision, plan, tmp_path / "whole")
    with pytest.raises(TrainingCancelledError):
        load_dataset(revision, plan, 24, tmp_path / "cache", Counted(cancel_at=stop_at))
    for draft in (tmp_path / "cache").glob("*.draft"):
        draft.write_bytes(draft.read_bytes() + b"half a row")
    resumed = load(revision, plan, tmp_path / "cache")
    for name in ("train", "validation", "test"):
        expected, found = getattr(whole.split, name), getattr(resumed.split, name)
        assert (found.images == expected.images).all()


def test_a_full_disk_is_told_and_loading_goes_on_later(
    revision: DatasetRevision, plan: SplitPlan, tmp_path: Path
) -> None:
    with largest_file(3000), pytest.raises(DatasetNotWrittenError, match="full"):
        load_dataset(revision, plan, 24, tmp_path / "cache", Silence())
    gc.collect()
    loaded = load(revision, plan, tmp_path / "cache")
    assert (
        loaded.split.train.images == load(revision, plan, tmp_path / "b").split.train.images
    ).all()


def test_a_plan_of_another_revision_is_refused(
    revision: DatasetRevision, plan: SplitPlan, tmp_path: Path
) -> None:
    other = open_dataset(class_folders(tmp_path / "other", good=9, dent=7))
    with pytest.raises(DatasetUnreadableError, match="for revision"):
        load_dataset(other, plan, 24, tmp_path / "cache", Silence())


def test_one_colour_picture_makes_all_of_them_colour(tmp_path: Path) -> None:
    root = class_folders(tmp_path / "source", good=5, dent=5)
    red = np.zeros((40, 40, 3), np.uint8)
    red[..., 2] = part(70)
    write(root / "good" / "red.png", red)
    revision = open_dataset(root)
    plan = split_revision(revision, seed=1, group_by=[])
    dataset = load(revision, plan, tmp_path / "cache")
    assert dataset.color == "bgr"
    everything = np.concatenate([dataset.split.train.images, dataset.split.test.images])
    grey = (everything == everything[..., :1]).all((1, 2, 3))
    assert len(grey) - grey.sum() <= 1


def test_tiles_are_cut_when_they_are_loaded(tmp_path: Path) -> None:
    for index in range(4):
        image = part(index, size=64)
        write(tmp_path / "source" / f"{index}.png", image)
        pit = {"label": "pit", "shape_type": "rectangle", "points": [[34, 2], [60, 28]]}
        document = {"imagePath": f"{index}.png", "shapes": [pit]}
        (tmp_path / "source" / f"{index}.json").write_text(json.dumps(document))
    options = SourceOptions(tiles=TileOptions(size_px=32, stride_px=32))
    revision = open_dataset(tmp_path / "source", options=options)
    assert len(revision.items) == 16
    dataset = load(revision, split_revision(revision, seed=1, group_by=[]), tmp_path / "cache")
    cut = {
        f"{revision.files.locate(item).resolve()}#{item.rect}": picture.cut(item)
        for picture in read_pictures(revision)
        for item in picture.items
    }
    parts = (dataset.split.train, dataset.split.validation, dataset.split.test)
    for samples in parts:
        pictures = {name.partition("#")[0] for name in samples.names}
        assert len(samples.names) == 4 * len(pictures)
        for row, name in enumerate(samples.names):
            assert (samples.images[row, ..., 0] == resize(cut[name], 24)).all()
            assert samples.classes[samples.labels[row]] == ("pit" if "#32,0" in name else "good")
