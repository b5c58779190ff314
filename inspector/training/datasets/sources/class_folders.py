"""One folder per class; a picture's label is the name of the folder that holds it."""

from __future__ import annotations

from pathlib import Path

from inspector.domain.errors.dataset import SourceInvalidError
from inspector.training.datasets.item import LeftOut, Listing, SourceItem
from inspector.training.datasets.sources.pictures_in_folder import pictures_below

_FOLDERS = (
    "Put the pictures into one folder for each class, such as good and scratch; --layout names "
    "another layout."
)


def read_class_folders(root: Path) -> Listing:
    """All pictures in folders below ``root``, on any level.

    Raises:
        SourceInvalidError: no picture lies in a class folder.
        PathNotAllowedError: a link leads out of ``root``.
    """
    pictures, left_out = pictures_below(root)
    items = []
    for path in pictures:
        origin = path.relative_to(root).as_posix()
        if path.parent == root:
            left_out.append(LeftOut(origin, "it lies in no class folder"))
        else:
            items.append(SourceItem(path=path, label=path.parent.name, origin=origin))
    if not items:
        reasons = "; ".join(str(entry) for entry in left_out[:5])
        raise SourceInvalidError(
            f"{root}: no image lies in a class folder{f' ({reasons})' if reasons else ''}",
            remedy=_FOLDERS,
        )
    return Listing("folders", tuple(items), tuple(left_out))
