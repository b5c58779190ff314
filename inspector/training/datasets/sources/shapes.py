"""Pictures with drawn shapes, of any tool, as a listing of tiles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from inspector.domain.errors.dataset import SourceInvalidError
from inspector.training.datasets.item import LeftOut, Listing, SourceItem
from inspector.training.datasets.pictures import UnsuitablePictureError, picture_size
from inspector.training.datasets.sources.tiling import Shape, Tile, TileOptions, label_tiles


@dataclass(frozen=True, slots=True)
class DrawnPicture:
    """One picture and what somebody drew on it.

    Attributes:
        path: The file; whether it exists is seen later.
        origin: What people call it.
        size: Width and height that the tool noted, ``None`` when it did not.
        shapes: Empty for a picture without a defect.
        provenance: What else is known.
    """

    path: Path
    origin: str
    size: tuple[int, int] | None
    shapes: tuple[Shape, ...]
    provenance: Mapping[str, str] = field(default_factory=dict)


def list_tiles(
    layout: str, pictures: Iterable[DrawnPicture], left_out: list[LeftOut], options: TileOptions
) -> Listing:
    """All labelled tiles; those of one picture form a group.

    Raises:
        SourceInvalidError: no tile has a label.
    """
    items: list[SourceItem] = []
    counts: Counter[str] = Counter()
    for picture in pictures:
        try:
            tiles = _tiles(picture, options)
        except (UnsuitablePictureError, SourceInvalidError) as error:
            reason = error.detail if isinstance(error, SourceInvalidError) else str(error)
            left_out.append(LeftOut(picture.origin, reason))
            continue
        counts.update("undecided" if tile.label is None else "labelled" for tile in tiles)
        items.extend(_items(picture, tiles))
    if not items:
        reasons = "; ".join(str(entry) for entry in left_out[:5])
        raise SourceInvalidError(f"no usable picture with labels{f': {reasons}' * bool(reasons)}")
    return Listing(
        layout=layout,
        items=tuple(items),
        left_out=tuple(left_out),
        notes=_notes(counts, options),
        ok_classes=(options.good,) if any(item.label == options.good for item in items) else (),
    )


def _tiles(picture: DrawnPicture, options: TileOptions) -> tuple[Tile, ...]:
    if not picture.path.is_file():
        return (Tile(None, options.good),)  # The survey refuses it, and names all that are missing.
    width, height = picture_size(picture.path)
    if picture.size is not None and picture.size != (width, height):
        noted = "x".join(map(str, picture.size))
        raise SourceInvalidError(f"it has {width}x{height} pixels, its labels are for {noted}")
    return label_tiles(width, height, picture.shapes, options)


def _items(picture: DrawnPicture, tiles: Iterable[Tile]) -> Iterable[SourceItem]:
    for tile in tiles:
        if tile.label is None:
            continue
        name = picture.origin if tile.rect is None else f"{picture.origin}#{tile.rect}"
        yield SourceItem(
            path=picture.path,
            label=tile.label,
            origin=name,
            group=picture.origin,
            rect=tile.rect,
            provenance=picture.provenance,
        )


def _notes(counts: Counter[str], options: TileOptions) -> tuple[str, ...]:
    if not options.size_px:
        return ()
    return (
        f"{counts['labelled']} tiles of {options.size_px} px; {counts['undecided']} more were left "
        f"out: a shape covers less than {100 * options.tile_share:g} % of the tile, and less than "
        f"{100 * options.shape_share:g} % of the shape lies in it",
    )
