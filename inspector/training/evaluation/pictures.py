"""Labelled pictures to evaluate on, each read when it is needed and not kept."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import partial

import numpy as np
from numpy.typing import NDArray

from inspector.domain.errors.evaluation import EvaluationOptionsError, LabelUnknownError
from inspector.inference.manifest import Manifest
from inspector.sim.parts import CLASSES, render_part
from inspector.training.datasets.document import canonical, make_content, revision_id
from inspector.training.datasets.generated import BALANCED_DEFECT_RATE
from inspector.training.datasets.item import RevisionItem
from inspector.training.datasets.pictures import UnsuitablePictureError, read_pixels
from inspector.training.datasets.revision import DatasetRevision
from inspector.training.datasets.samples import Samples
from inspector.training.progress import Progress

Pixels = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Picture:
    """A labelled picture.

    Attributes:
        name: What people call it, such as its path in the dataset.
        label: Its true class.
        read: Gives the pixels, ``(H, W)``, ``(H, W, 1)`` or ``(H, W, 3)`` BGR, the same at each
            call; raises ``UnsuitablePictureError`` when there are none.
        part: Tiles of one part share it, and are judged as one: a part is as good as its worst
            tile. Empty for a picture that shows all there is to judge.
    """

    name: str
    label: str
    read: Callable[[], Pixels]
    part: str = ""


class PartUnit(Enum):
    """What of a dataset shows one part."""

    TILE = "tile"
    FILE = "file"
    GROUP = "group"


def revision_pictures(
    revision: DatasetRevision,
    keys: Collection[str] | None = None,
    *,
    part_is: PartUnit = PartUnit.FILE,
) -> list[Picture]:
    """The pictures of a dataset's revision.

    Args:
        revision: From :func:`~inspector.training.datasets.revision.open_dataset`.
        keys: Only the items of these keys, such as the test part of a split.
        part_is: What is judged together: a part is as good as the worst of it.

    Raises:
        EvaluationOptionsError: the revision lacks one of the keys.
    """
    known = {item.key: item for item in revision.items}
    missing = [] if keys is None else sorted(set(keys) - known.keys())
    if missing:
        raise EvaluationOptionsError(
            f"{len(missing)} pictures of the split are not in {revision.name}",
            remedy="Name the dataset that the split was made of.",
        )
    return [
        Picture(
            name=item.origin if item.rect is None else f"{item.origin}@{item.rect}",
            label=item.label,
            read=partial(_read_item, revision, item),
            part=_part(item, part_is),
        )
        for item in (revision.items if keys is None else (known[key] for key in keys))
    ]


def was_trained_on(revision: DatasetRevision, manifest: Manifest) -> bool:
    """Whether a model was trained on a split of this very revision.

    A source that was not imported does not know its good classes; those of the model stand in.
    """
    content = revision.content
    if not content.ok_classes and set(manifest.ok_classes) <= set(content.classes):
        content = make_content(content.items, manifest.ok_classes, content.left_out, content.parent)
    return manifest.dataset_revision in (revision.id, revision_id(canonical(content)))


def sample_pictures(samples: Samples) -> list[Picture]:
    """The pictures of samples that are in memory, as the network was trained on them."""
    return [
        Picture(name, samples.classes[label], partial(samples.images.__getitem__, row))
        for row, (name, label) in enumerate(zip(samples.names, samples.labels, strict=True))
    ]


def generated_pictures(
    manifest: Manifest, seed: int, count: int, progress: Progress
) -> list[Picture]:
    """Parts of a series, every class equally likely.

    Raises:
        LabelUnknownError: the model was not made for generated parts.
        TrainingCancelledError: through ``progress``.
    """
    if set(manifest.classes) != set(CLASSES):
        raise LabelUnknownError(
            "the model's classes are not those of the part generator",
            remedy="Name the pictures to evaluate on with --dataset.",
        )
    progress.begin("generate", count)
    pictures = []
    for index in range(count):
        pictures.append(_generated(seed, index))
        progress.advance()
    return pictures


def require_known(pictures: Sequence[Picture], classes: Sequence[str]) -> None:
    """Refuse labels before the first inference.

    Raises:
        LabelUnknownError: a picture has a class that the model does not know.
    """
    unknown = sorted({picture.label for picture in pictures} - set(classes))
    if unknown:
        raise LabelUnknownError(
            f"the model has no class {', '.join(unknown)}; it knows {', '.join(classes)}"
        )


def _generated(seed: int, index: int) -> Picture:
    part = render_part(seed, index, defect_rate=BALANCED_DEFECT_RATE)

    def read() -> Pixels:
        return render_part(seed, index, defect_rate=BALANCED_DEFECT_RATE).image

    return Picture(f"generated/{seed}/{index}", part.class_name, read)


def _part(item: RevisionItem, part_is: PartUnit) -> str:
    if part_is is PartUnit.GROUP and item.group:
        return item.group
    return "" if part_is is PartUnit.TILE or item.rect is None else item.sha256


def _read_item(revision: DatasetRevision, item: RevisionItem) -> Pixels:
    image = read_pixels(revision.files.locate(item))
    if item.rect is None:
        return image
    if not item.rect.fits(image.shape[1], image.shape[0]):
        raise UnsuitablePictureError(f"the tile {item.rect} leaves the picture")
    return np.ascontiguousarray(item.rect.cut(image))
