"""Polygons, rectangles and circles drawn with labelme: one JSON file beside each picture."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from inspector.domain.errors.dataset import SourceInvalidError
from inspector.training.datasets.item import LeftOut, Listing
from inspector.training.datasets.sources.confinement import confined
from inspector.training.datasets.sources.json_file import read_json_object
from inspector.training.datasets.sources.pictures_in_folder import PicturesByName, pictures_below
from inspector.training.datasets.sources.shapes import DrawnPicture, list_tiles
from inspector.training.datasets.sources.tiling import Shape, TileOptions

_CIRCLE_CORNERS = 32
_ABSOLUTE = re.compile(r"/|[A-Za-z]:")


def is_labelme(document: Mapping[str, Any]) -> bool:
    """Whether a JSON object was written by labelme."""
    return "imagePath" in document and isinstance(document.get("shapes"), list)


def read_labelme(root: Path, options: TileOptions) -> Listing:
    """All pictures below ``root`` that have a labelme file, as tiles or whole.

    A file's picture is looked for where it says, and by its name anywhere below ``root``. A
    labelled picture without shapes is good; a picture without a file is left out.

    Raises:
        SourceInvalidError: a file cannot be understood.
        PathNotAllowedError: a file names a picture outside of ``root``.
    """
    pictures, left_out = pictures_below(root)
    by_name = PicturesByName(pictures)
    files = [confined(root, file) for file in sorted(root.rglob("*.json"))]
    documents = ((file, read_json_object(file)) for file in files)
    drawn = [_drawn(root, file, read, by_name) for file, read in documents if is_labelme(read)]
    labelled = {picture.path.resolve() for picture in drawn}
    left_out += [
        LeftOut(path.relative_to(root).as_posix(), "it has no labelme file")
        for path in pictures
        if path.resolve() not in labelled
    ]
    return list_tiles("labelme", drawn, left_out, options)


def _drawn(
    root: Path, file: Path, document: Mapping[str, Any], by_name: PicturesByName
) -> DrawnPicture:
    named = str(document["imagePath"]).replace("\\", "/")
    if _ABSOLUTE.match(named):  # A path of the computer on which it was drawn.
        named = Path(named).name
    path = by_name.find(confined(root, file.parent / named))
    width, height = document.get("imageWidth"), document.get("imageHeight")
    return DrawnPicture(
        path=path,
        origin=_relative(path, root),
        size=(int(width), int(height)) if width and height else None,
        shapes=tuple(_shapes(file, document["shapes"])),
        provenance={"labels": file.relative_to(root).as_posix()},
    )


def _relative(path: Path, root: Path) -> str:
    return path.resolve().relative_to(root.resolve()).as_posix()


def _shapes(file: Path, drawn: list[Any]) -> Iterator[Shape]:
    for index, shape in enumerate(drawn):
        try:
            points = np.array(shape["points"], np.float64).reshape(-1, 2)
            outline = _outline(str(shape.get("shape_type", "polygon")), points)
            yield Shape(shape["label"], (outline,))
        except (KeyError, TypeError, ValueError) as error:
            raise SourceInvalidError(f"{file.name}, shape {index}: {error}") from error


def _outline(kind: str, points: NDArray[np.float64]) -> NDArray[np.float64]:
    if kind == "polygon" and len(points) > 2:
        return points
    if kind == "rectangle" and len(points) == 2:
        (left, top), (right, bottom) = points
        return np.array([[left, top], [right, top], [right, bottom], [left, bottom]])
    if kind == "circle" and len(points) == 2:
        radius = math.dist(points[0], points[1])
        angles = np.linspace(0, 2 * math.pi, _CIRCLE_CORNERS, endpoint=False)
        rim = np.stack([np.cos(angles), np.sin(angles)], axis=1)
        return np.asarray(points[0] + radius * rim)
    raise ValueError(f"a {kind} of {len(points)} points covers no area that is understood")
