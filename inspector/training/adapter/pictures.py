"""The new pictures: each must be usable, for there are few of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from inspector.domain.errors.adapter import AdapterClassesError, AdapterPicturesError
from inspector.domain.errors.camera import CameraError
from inspector.domain.errors.training import TrainingDatasetError
from inspector.inference.manifest import Manifest
from inspector.training.datasets.dataset import resize
from inspector.training.datasets.item import RevisionItem
from inspector.training.datasets.pictures import PictureFacts, read_pixels
from inspector.training.datasets.sources.layouts import SourceOptions, read_source
from inspector.training.datasets.survey import Surveyed, survey
from inspector.training.progress import Progress
from inspector.vision.imagelist import list_images

FEWEST_TO_HOLD_OUT = 5
"""A class of at least so many pictures gives every fifth to measure with."""
_SEPARATOR = "\n  "


@dataclass(frozen=True, slots=True)
class NewPictures:
    """What shall be learned.

    Attributes:
        images: At the size of the network, ``(S, S)`` or ``(S, S, 3)``.
        labels: Index into ``classes``, shape ``(N,)``.
        names: File of each.
        classes: Those of the package, then the new ones.
        ok_classes: Those that a good part may have.
        held_out: Whether a picture is only measured with, shape ``(N,)``.
    """

    images: tuple[NDArray[np.uint8], ...]
    labels: NDArray[np.int64]
    names: tuple[str, ...]
    classes: tuple[str, ...]
    ok_classes: tuple[str, ...]
    held_out: NDArray[np.bool_]


def read_new_pictures(
    source: Path, manifest: Manifest, good: Sequence[str], seed: int, progress: Progress
) -> NewPictures:
    """Read pictures in any layout that ``inspector dataset import`` takes.

    Args:
        source: Where they lie.
        manifest: Of the package that shall learn them.
        good: Names of new classes that a good part may have.
        seed: Of the choice what is held out.
        progress: Told of pictures that are left out because they repeat others.

    Raises:
        AdapterPicturesError: no picture, a class folder without one, or some cannot be used.
        AdapterClassesError: a class named as good has no picture, or is known as a defect.
    """
    _refuse_empty_folders(source)
    found, files = _survey(source, progress)
    if found.left_out:
        raise AdapterPicturesError(
            f"{len(found.left_out)} of the new pictures cannot be used:"
            + "".join(f"{_SEPARATOR}{each}" for each in found.left_out)
        )
    for each in found.duplicates:
        progress.tell(f"left out: {each}")
    items = found.items
    classes = (*manifest.classes, *sorted({item.label for item in items} - {*manifest.classes}))
    labels = np.array([classes.index(item.label) for item in items], np.int64)
    return NewPictures(
        images=tuple(_sized(item, files, manifest.input.size_px) for item in items),
        labels=labels,
        names=tuple(str(files[item.sha256]) for item in items),
        classes=classes,
        ok_classes=_ok_classes(manifest, classes, good),
        held_out=_held_out(labels, seed),
    )


def _survey(source: Path, progress: Progress) -> tuple[Surveyed, dict[str, Path]]:
    """All pictures of a source, and where the file of each hash lies."""
    files: dict[str, Path] = {}

    def keep(file: Path, sha256: str, _: PictureFacts) -> None:
        files.setdefault(sha256, file)

    try:
        found = survey(read_source(source, SourceOptions()), progress, lambda _: None, keep)
    except TrainingDatasetError as error:
        raise AdapterPicturesError(error.detail) from error
    return found, files


def _sized(item: RevisionItem, files: Mapping[str, Path], size_px: int) -> NDArray[np.uint8]:
    image = read_pixels(files[item.sha256])
    part = image if item.rect is None else np.ascontiguousarray(item.rect.cut(image))
    return resize(part, size_px)


def _refuse_empty_folders(source: Path) -> None:
    if not source.is_dir():
        return
    empty = []
    for folder in sorted(source.iterdir()):
        if folder.is_dir() and not folder.name.startswith("."):
            try:
                list_images(folder)
            except CameraError:
                empty.append(folder.name)
    if empty:
        raise AdapterPicturesError(f"no picture in the class folder {', '.join(empty)} of {source}")


def _ok_classes(manifest: Manifest, classes: Sequence[str], good: Sequence[str]) -> tuple[str, ...]:
    unknown = sorted(set(good) - set(classes))
    if unknown:
        raise AdapterClassesError(f"--good {', '.join(unknown)}: there are no pictures of it")
    turned = sorted((set(good) & set(manifest.classes)) - set(manifest.ok_classes))
    if turned:
        raise AdapterClassesError(
            f"--good {', '.join(turned)}: for {manifest.model_id} {manifest.version} it is a defect"
        )
    return tuple(name for name in classes if name in {*manifest.ok_classes, *good})


def _held_out(labels: NDArray[np.int64], seed: int) -> NDArray[np.bool_]:
    """Every fifth picture of a class that has five or more, drawn by lot."""
    rng = np.random.default_rng(seed)
    held_out = np.zeros(len(labels), bool)
    for label in np.unique(labels):
        rows = rng.permutation(np.flatnonzero(labels == label))
        held_out[rows[: len(rows) // FEWEST_TO_HOLD_OUT]] = True
    return held_out
