"""From what a source lists to the items of a revision: every file is read once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from inspector.domain.errors.dataset import (
    LabelsConflictError,
    PictureMissingError,
    SourceInvalidError,
)
from inspector.training.datasets.class_names import refuse_class_names
from inspector.training.datasets.item import (
    LeftOut,
    Listing,
    Rect,
    RevisionItem,
    SourceItem,
    printable,
)
from inspector.training.datasets.objects import object_suffix
from inspector.training.datasets.pictures import (
    PictureFacts,
    UnsuitablePictureError,
    examine,
    file_sha256,
)
from inspector.training.progress import Progress

_NAMED = 10
_USABLE = (
    "Save the pictures as PNG, JPEG, BMP, TIFF or WebP, in 8 bits grey or RGB, with 8 pixels a "
    "side or more."
)
Known = Callable[[str], PictureFacts | None]
Keep = Callable[[Path, str, PictureFacts], None]


@dataclass(frozen=True, slots=True)
class Surveyed:
    """What a source holds after all of it was read.

    Attributes:
        items: Each picture once.
        left_out: What cannot be used, and why.
        duplicates: What repeats the pixels of an item.
    """

    items: tuple[RevisionItem, ...]
    left_out: tuple[LeftOut, ...]
    duplicates: tuple[LeftOut, ...]

    def nothing_usable(self) -> SourceInvalidError:
        """The error of a source of which nothing can be used: why, of the first files."""
        reasons = "; ".join(str(entry) for entry in self.left_out[:_NAMED])
        return SourceInvalidError(f"no usable image: {reasons}", remedy=_USABLE)


def survey(listing: Listing, progress: Progress, known: Known, keep: Keep) -> Surveyed:
    """Hash, decode and keep every picture.

    Args:
        listing: What the source holds.
        progress: Told for each file.
        known: What is known of a file of this hash already.
        keep: Called with each usable file, its hash and what is in it.

    Raises:
        SourceInvalidError: a class has no usable name.
        PictureMissingError: labels without pictures.
        LabelsConflictError: one picture has two labels.
    """
    refuse_class_names({item.label for item in listing.items})
    by_path: dict[Path, list[SourceItem]] = {}
    for item in listing.items:
        by_path.setdefault(item.path, []).append(item)
    _refuse_missing(by_path)
    found: list[RevisionItem] = []
    left_out = list(listing.left_out)
    progress.begin("read", len(by_path))
    for path, items in by_path.items():
        try:
            found.extend(_read(path, items, left_out, known, keep))
        except UnsuitablePictureError as error:
            left_out.extend(LeftOut(name, str(error)) for name in _origins(items))
        progress.advance()
    unique, duplicates = _each_once(found)
    return Surveyed(unique, tuple(left_out), duplicates)


def _read(
    path: Path, items: list[SourceItem], left_out: list[LeftOut], known: Known, keep: Keep
) -> Iterable[RevisionItem]:
    try:
        sha256, size_bytes = file_sha256(path), path.stat().st_size
    except OSError as error:
        raise UnsuitablePictureError(error.strerror or str(error)) from error
    if any(item.sha256 and item.sha256 != sha256 for item in items):
        raise UnsuitablePictureError("it is not the file that was recorded")
    facts = known(sha256) or examine(path)
    keep(path, sha256, facts)
    usable = []
    for item in items:
        if item.rect is None or item.rect.fits(facts.width, facts.height):
            usable.append(_revision_item(item, sha256, size_bytes, facts))
        else:
            size = f"{facts.width}x{facts.height}"
            left_out.append(LeftOut(item.origin, f"its box {item.rect} leaves the {size} picture"))
    return usable


def _revision_item(
    item: SourceItem, sha256: str, size_bytes: int, facts: PictureFacts
) -> RevisionItem:
    return RevisionItem(
        sha256=sha256,
        suffix=object_suffix(item.path.suffix),
        size_bytes=size_bytes,
        width=facts.width,
        height=facts.height,
        channels=facts.channels,
        pixels_sha256=facts.pixels_sha256,
        label=item.label,
        group=item.group,
        rect=item.rect,
        origin=printable(item.origin),
        provenance=dict(item.provenance),
    )


def _origins(items: list[SourceItem]) -> list[str]:
    """The names of one file's items, without the parts of the picture."""
    return sorted({item.origin if item.rect is None else item.path.name for item in items})


def _refuse_missing(by_path: dict[Path, list[SourceItem]]) -> None:
    missing = [_origins(items)[0] for path, items in by_path.items() if not path.is_file()]
    if missing:
        raise PictureMissingError(
            f"{len(missing)} of {len(by_path)} labelled pictures do not exist: "
            + ", ".join(missing[:_NAMED])
        )


def _each_once(
    found: Iterable[RevisionItem],
) -> tuple[tuple[RevisionItem, ...], tuple[LeftOut, ...]]:
    first: dict[tuple[str, Rect | None], RevisionItem] = {}
    duplicates = []
    for item in found:
        other = first.setdefault(item.identity, item)
        if other.label != item.label:
            raise LabelsConflictError(
                f"one picture, two labels: {other.origin} is {other.label!r}, "
                f"{item.origin} is {item.label!r}"
            )
        if other is not item:
            duplicates.append(LeftOut(item.origin, f"it repeats {other.origin}"))
    return tuple(first.values()), tuple(duplicates)
