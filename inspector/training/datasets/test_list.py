"""The held-out files of a training, as a list that other commands read."""

from __future__ import annotations

import csv

from inspector.training.datasets.dataset import Dataset
from inspector.training.run.options import TrainingOptions

FILE_NAME = "test.csv"


def write_test_list(options: TrainingOptions, dataset: Dataset) -> None:
    """Write ``test.csv`` with the columns path and label; generated parts have no files."""
    if dataset.generated:
        return
    test = dataset.split.test
    with (options.out / FILE_NAME).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["path", "label"])
        for name, label in zip(test.names, test.labels, strict=True):
            writer.writerow([name, test.classes[label]])
