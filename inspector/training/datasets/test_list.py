"""The held-out files of a training, as a list that other commands read."""

from __future__ import annotations

import csv
from pathlib import Path

from inspector.training.datasets.dataset import Dataset

FILE_NAME = "test.csv"


def write_test_list(folder: Path, dataset: Dataset) -> None:
    """Write ``test.csv`` with the columns path and label.

    Generated parts have no files, and a tile is not a file of its own: neither is listed.
    """
    test = dataset.split.test
    files = [Path(name) for name in test.names]
    if dataset.generated or not all(file.is_file() for file in files):
        return
    with (folder / FILE_NAME).open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["path", "label"])
        for file, label in zip(files, test.labels, strict=True):
            writer.writerow([file, test.classes[label]])
