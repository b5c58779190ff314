"""The golden images of a package."""

from __future__ import annotations

from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

from inspector.domain.errors.model import ModelPackageError
from inspector.inference.manifest import GoldenEntry
from inspector.inference.package import ModelPackage


def golden_images(package: ModelPackage) -> Iterator[tuple[GoldenEntry, NDArray[np.uint8]]]:
    """Each golden entry with its picture, ``(H, W)`` or ``(H, W, 3)`` BGR as it was stored.

    Raises:
        ModelPackageError: a picture cannot be decoded.
        ModelIntegrityError: a picture changed since the package was loaded.
    """
    for entry in package.manifest.golden:
        content = np.frombuffer(package.read(entry.image), np.uint8)
        try:
            image = cv2.imdecode(content, cv2.IMREAD_UNCHANGED)
        except cv2.error as error:
            raise ModelPackageError(f"{entry.image} cannot be decoded") from error
        if image is None or image.dtype != np.uint8 or (image.ndim == 3 and image.shape[2] != 3):
            raise ModelPackageError(f"{entry.image} is no 8-bit grey or colour picture")
        yield entry, np.asarray(image, np.uint8)
