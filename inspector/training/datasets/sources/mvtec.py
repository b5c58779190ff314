"""The layout of MVTec AD: ``train/good``, ``test/<defect>``, ``ground_truth/<defect>``.

Source: P. Bergmann et al., The MVTec Anomaly Detection Dataset, IJCV 129 (2021).
"""

from __future__ import annotations

from pathlib import Path

from inspector.domain.errors.dataset import SourceInvalidError
from inspector.training.datasets.item import LeftOut, Listing, SourceItem
from inspector.training.datasets.sources.pictures_in_folder import pictures_below

GOOD = "good"
_PARTS = ("train", "test")


def is_mvtec(root: Path) -> bool:
    """Whether the folders are named as MVTec AD names them."""
    return (root / "train" / GOOD).is_dir() and (root / "test").is_dir()


def read_mvtec(root: Path) -> Listing:
    """All pictures of one category; whether its makers used one to train or to test is noted.

    Masks are noted as ``mask`` in the provenance and not used: labels are of whole pictures.

    Raises:
        SourceInvalidError: a folder is missing.
        PathNotAllowedError: a link leads out of ``root``.
    """
    if not is_mvtec(root):
        raise SourceInvalidError(f"{root} has no folders train/{GOOD} and test")
    items, left_out = [], []
    for part in _PARTS:
        pictures, unread = pictures_below(root / part)
        left_out += [LeftOut(f"{part}/{entry.origin}", entry.reason) for entry in unread]
        items += [_item(root, part, path) for path in pictures if path.parent != root / part]
    if not items:
        raise SourceInvalidError(f"{root} has no pictures")
    return Listing("mvtec", tuple(items), tuple(left_out), ok_classes=(GOOD,))


def _item(root: Path, part: str, path: Path) -> SourceItem:
    label = path.parent.name
    provenance = {"part": part}
    mask = root / "ground_truth" / label / f"{path.stem}_mask.png"
    if mask.is_file():
        provenance["mask"] = mask.relative_to(root).as_posix()
    origin = path.relative_to(root).as_posix()
    return SourceItem(path=path, label=label, origin=origin, provenance=provenance)
