"""The pictures of a revision, each file decoded once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from inspector.domain.errors.dataset import DatasetDamagedError
from inspector.training.datasets.document import DatasetRevision
from inspector.training.datasets.item import RevisionItem
from inspector.training.datasets.pictures import UnsuitablePictureError, read_pixels


@dataclass(frozen=True, slots=True)
class Picture:
    """One file and the items that are parts of it.

    Attributes:
        items: In the order of their keys.
        image: ``(H, W)`` or ``(H, W, 3)`` BGR.
    """

    items: tuple[RevisionItem, ...]
    image: NDArray[np.uint8]

    def cut(self, item: RevisionItem) -> NDArray[np.uint8]:
        """The pixels of one item, as a view."""
        return self.image if item.rect is None else item.rect.cut(self.image)


def read_pictures(revision: DatasetRevision) -> Iterator[Picture]:
    """All pictures of a revision, sorted by the keys of their items.

    Raises:
        DatasetDamagedError: a file is missing or changed.
    """
    by_file: dict[str, list[RevisionItem]] = {}
    for item in sorted(revision.items, key=lambda item: item.key):
        by_file.setdefault(item.sha256, []).append(item)
    for parts in by_file.values():
        yield Picture(tuple(parts), read_item(revision, parts[0]))


def read_item(revision: DatasetRevision, item: RevisionItem) -> NDArray[np.uint8]:
    """The whole picture that an item is, or is part of.

    Raises:
        DatasetDamagedError: its file is missing or changed.
    """
    try:
        image = read_pixels(revision.files.locate(item))
    except UnsuitablePictureError as error:
        raise DatasetDamagedError(f"{item.origin}: {error}") from error
    if image.shape[:2] != (item.height, item.width):
        raise DatasetDamagedError(f"{item.origin} is not the picture that was imported")
    return image
