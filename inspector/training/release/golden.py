"""Golden images: a few held-out pictures with the scores that the chosen file gives them."""

from __future__ import annotations

import cv2
import numpy as np

from inspector.inference.session import ScoringSession
from inspector.training.datasets.dataset import Dataset
from inspector.training.quantization.variants import Variant
from inspector.training.release.toml_writer import TomlValue

MOST_IMAGES = 12
_PER_CLASS = 2


def golden_files(dataset: Dataset, chosen: Variant) -> tuple[list[TomlValue], dict[str, bytes]]:
    """Entries for the manifest and the PNG files that they name; up to two of each class."""
    samples = dataset.split.test
    rows = np.concatenate(
        [
            np.flatnonzero(samples.labels == label)[:_PER_CLASS]
            for label in np.unique(samples.labels)
        ]
    )[:MOST_IMAGES]
    session = ScoringSession(chosen.model, len(samples.classes), provider="cpu")
    entries: list[TomlValue] = []
    pictures: dict[str, bytes] = {}
    for number, row in enumerate(rows, start=1):
        name = f"golden/{number:02d}.png"
        pictures[name] = cv2.imencode(".png", samples.images[row])[1].tobytes()
        entries.append(
            {
                "image": name,
                "label": samples.classes[samples.labels[row]],
                "scores": [float(score) for score in session.score(samples.images[row])],
            }
        )
    return entries, pictures
