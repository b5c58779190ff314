"""Boxes and polygons in the format of COCO: one JSON file for all pictures.

Source: https://cocodataset.org/#format-data.
"""

from __future__ import annotations

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

_KEYS = ("images", "annotations", "categories")


def is_coco(document: Mapping[str, Any]) -> bool:
    """Whether a JSON object has the three lists of COCO."""
    return all(isinstance(document.get(key), list) for key in _KEYS)


def read_coco(file: Path, root: Path | None, options: TileOptions) -> Listing:
    """All pictures that a COCO file lists, as tiles or whole; those without a shape are good.

    Polygons are taken as they are drawn; a shape without one, or as a run-length mask, counts with
    its box. A picture is looked for where the file says, and by its name anywhere below ``root``.

    Args:
        file: The JSON file.
        root: The folder that holds the pictures; by default that of the file.
        options: How pictures become tiles.

    Raises:
        SourceInvalidError: the file cannot be understood.
        PathNotAllowedError: it names a picture outside of ``root``.
    """
    document = read_json_object(file)
    if not is_coco(document):
        raise SourceInvalidError(f"{file.name} has no {', '.join(_KEYS)}")
    root = root or file.parent
    try:
        names = {entry["id"]: str(entry["name"]) for entry in document["categories"]}
        shapes: dict[object, list[Shape]] = {entry["id"]: [] for entry in document["images"]}
        for annotation in document["annotations"]:
            label = names[annotation["category_id"]]
            shapes[annotation["image_id"]].append(Shape(label, tuple(_polygons(annotation))))
        pictures, left_out = pictures_below(root)
        by_name = PicturesByName(pictures)
        drawn = [_drawn(root, entry, shapes[entry["id"]], by_name) for entry in document["images"]]
    except (KeyError, TypeError, ValueError) as error:
        raise SourceInvalidError(f"{file.name}: {type(error).__name__} {error}") from error
    listed = {picture.path for picture in drawn}
    left_out += [
        LeftOut(path.relative_to(root).as_posix(), f"{file.name} does not list it")
        for path in pictures
        if path not in listed
    ]
    return list_tiles("coco", drawn, left_out, options)


def _drawn(
    root: Path, entry: Mapping[str, Any], shapes: list[Shape], by_name: PicturesByName
) -> DrawnPicture:
    named = str(entry["file_name"]).replace("\\", "/")
    path = by_name.find(confined(root, named))
    size = (int(entry["width"]), int(entry["height"])) if "width" in entry else None
    return DrawnPicture(path=path, origin=named, size=size, shapes=tuple(shapes))


def _polygons(annotation: Mapping[str, Any]) -> Iterator[NDArray[np.float64]]:
    drawn = annotation.get("segmentation")
    if isinstance(drawn, list) and drawn:
        for outline in drawn:
            yield np.array(outline, np.float64).reshape(-1, 2)
        return
    left, top, width, height = (float(value) for value in annotation["bbox"])
    right, bottom = left + width, top + height
    yield np.array([[left, top], [right, top], [right, bottom], [left, bottom]])
