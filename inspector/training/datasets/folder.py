"""Labelled images from class folders or from a list of files, read one after the other."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from inspector.domain.errors.camera import CameraError
from inspector.domain.errors.training import TrainingDatasetError
from inspector.vision.imagefile import read_image
from inspector.vision.imagelist import list_images


@dataclass(frozen=True, slots=True)
class LabelledImage:
    """One usable image, ``(H, W)`` or ``(H, W, 3)`` BGR."""

    path: Path
    label: str
    image: NDArray[np.uint8]


@dataclass(slots=True)
class FolderReader:
    """Reads the labelled images of a source and keeps account of those that it leaves out.

    Attributes:
        files: What will be read, with the labels.
        refused: After reading, one line for each unusable file, with the reason.
        duplicates: After reading, the files whose pixels equal those of an earlier file.
    """

    files: tuple[tuple[Path, str], ...]
    refused: list[str] = field(default_factory=list)
    duplicates: list[str] = field(default_factory=list)

    def read(self) -> Iterator[LabelledImage]:
        """The usable images in order, each picture once.

        Raises:
            TrainingDatasetError: the same picture has two labels.
        """
        first_with: dict[bytes, tuple[Path, str]] = {}
        for path, label in self.files:
            image = self._usable(path)
            if image is None:
                continue
            digest = hashlib.sha256(repr(image.shape).encode() + image.tobytes()).digest()
            first, known_label = first_with.setdefault(digest, (path, label))
            if known_label != label:
                raise TrainingDatasetError(
                    f"one picture, two labels: {first} is {known_label!r}, {path} is {label!r}"
                )
            if first != path:
                self.duplicates.append(f"{path} repeats {first}")
                continue
            yield LabelledImage(path, label, image)

    def _usable(self, path: Path) -> NDArray[np.uint8] | None:
        try:
            image = read_image(path)
        except CameraError as error:
            self.refused.append(error.detail)
            return None
        if image.dtype != np.uint8:
            self.refused.append(f"{path.name}: 16 bits per pixel; convert it to 8 bits")
            return None
        return np.asarray(image, np.uint8)


def open_source(source: Path, classes: Sequence[str] = ()) -> FolderReader:
    """List a folder of class folders, or a CSV file with the columns ``path`` and ``label``.

    Args:
        source: As :func:`inspector.vision.imagelist.list_images` takes it.
        classes: Accept these labels only; empty accepts all.

    Raises:
        TrainingDatasetError: no image, no label, or a label that is none of ``classes``.
    """
    if not source.exists():
        raise TrainingDatasetError(f"{source} does not exist")
    try:
        listed = list_images(source)
    except CameraError as error:
        raise TrainingDatasetError(error.detail, remedy=error.remedy) from error
    files = tuple((path, label) for path, label in listed if label is not None)
    if not files:
        raise TrainingDatasetError(f"{source}: no image lies in a class folder or has a label")
    strangers = {label for _, label in files} - set(classes) if classes else set()
    if strangers:
        raise TrainingDatasetError(f"the model has no class {', '.join(sorted(strangers))}")
    return FolderReader(files)
