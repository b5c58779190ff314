"""Which parts come down the virtual line, and what each looks like."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Protocol

import numpy as np

from inspector.domain.errors.camera import ImageUnreadableError, ImageUnsuitableError
from inspector.domain.evaluation import Reason
from inspector.sim.parts import OK_CLASSES, render_part
from inspector.vision.imagefile import read_image
from inspector.vision.imagelist import list_images

if TYPE_CHECKING:
    from inspector.domain.frame import Image


@dataclass(frozen=True, slots=True)
class SimPart:
    """One part as the world makes it.

    Attributes:
        image: What the camera sees, or ``None``.
        fault: Why the camera sees nothing.
        label: The true class, ``None`` where nobody knows it.
        defective: The truth, ``None`` where nobody knows it.
        source: Where the picture comes from.
    """

    image: Image | None
    fault: Reason | None
    label: str | None
    defective: bool | None
    source: str


class PartSource(Protocol):
    """Makes part number ``n``, counted from 0; the same number gives the same part."""

    def part(self, number: int) -> SimPart:
        """Make one part."""


class GeneratedParts:
    """Procedural machined parts."""

    def __init__(self, seed: int) -> None:
        self._seed = seed

    def part(self, number: int) -> SimPart:
        """Render one part."""
        part = render_part(self._seed, number)
        defective = part.class_name not in OK_CLASSES
        return SimPart(
            part.image, None, part.class_name, defective, f"generated:{self._seed}:{number}"
        )


class FolderParts:
    """Images of a folder or list, shuffled by the seed, over and over.

    Args:
        source: A folder, class folders or a CSV file with the columns path and label.
        seed: Order.
        ok_classes: Labels of good parts.
    """

    def __init__(self, source: Path, seed: int, ok_classes: Collection[str]) -> None:
        self._images = list(list_images(source))
        Random(seed).shuffle(self._images)  # noqa: S311 - an order, not a secret
        self._ok_classes = frozenset(ok_classes)

    def part(self, number: int) -> SimPart:
        """Read one image; a file that cannot be read is a part that cannot be seen."""
        path, label = self._images[number % len(self._images)]
        defective = None if label is None else label not in self._ok_classes
        image, fault = None, None
        try:
            image = read_image(path)
        except ImageUnreadableError:
            fault = Reason.IMAGE_UNREADABLE
        except ImageUnsuitableError:
            fault = Reason.IMAGE_UNSUITABLE
        return SimPart(image, fault, label, defective, path.name)


class RepeatedParts:
    """A few parts of another source in memory, over and over: costs nothing while measuring."""

    def __init__(self, source: PartSource, count: int) -> None:
        self._parts = [source.part(number) for number in range(count)]
        for part in self._parts:
            if isinstance(part.image, np.ndarray):
                part.image.flags.writeable = False

    def part(self, number: int) -> SimPart:
        """One of the kept parts."""
        return self._parts[number % len(self._parts)]
