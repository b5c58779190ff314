"""`inspector dataset import`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from inspector.cli.dataset.options import GOOD
from inspector.cli.model.output import JSON, print_json, tell

if TYPE_CHECKING:
    from inspector.training.datasets.importing import Imported
    from inspector.training.datasets.item import Listing
    from inspector.training.datasets.sources.layouts import SourceOptions

_LAYOUTS = ("auto", "folders", "mvtec", "manifest", "labelme", "coco", "history")
_NAMED = 20


@click.command("import")
@click.argument("source", type=click.Path(path_type=Path))
@click.option("--to", "target", required=True, type=click.Path(path_type=Path), help="The dataset.")
@click.option("--layout", type=click.Choice(_LAYOUTS), default="auto", show_default=True)
@GOOD
@click.option("--root", type=click.Path(path_type=Path), help="Folder of the pictures of a list.")
@click.option(
    "--group-pattern",
    default="",
    help="Regular expression on paths: pictures that stay "
    "together, such as '^[^_]+' or 'lot(\\d+)'.",
)
@click.option(
    "--tile",
    "tile_px",
    type=click.IntRange(min=0),
    default=0,
    help="Cut labelme and COCO pictures into tiles of this side.",
)
@click.option(
    "--stride",
    "stride_px",
    type=click.IntRange(min=0),
    default=0,
    help="Distance of two tiles. Default: their side.",
)
@click.option(
    "--tile-share",
    type=click.FloatRange(0, 1, min_open=True),
    default=0.02,
    show_default=True,
    help="A shape that covers this share of a tile marks it.",
)
@click.option(
    "--shape-share",
    type=click.FloatRange(0, 1, min_open=True),
    default=0.5,
    show_default=True,
    help="A tile that holds this share of a shape is marked.",
)
@click.option(
    "--unreviewed",
    is_flag=True,
    help="From a history, also take verdicts of the model that nobody has reviewed.",
)
@click.option("--relabel", is_flag=True, help="Let this source change labels that are known.")
@click.option(
    "--replace", "replacing", is_flag=True, help="The new revision holds nothing but this source."
)
@JSON
def import_(
    source: Path,
    target: Path,
    layout: str,
    good: tuple[str, ...],
    root: Path | None,
    group_pattern: str,
    tile_px: int,
    stride_px: int,
    tile_share: float,
    shape_share: float,
    unreviewed: bool,
    relabel: bool,
    replacing: bool,
    as_json: bool,
) -> None:
    """Copy the pictures of SOURCE into a dataset and make a new revision of it.

    SOURCE is a folder of class folders, of MVTec AD, or of labelme files; a list (CSV, Parquet); a
    COCO file; or, with --layout history, the data folder of a station.
    """
    from inspector.cli.progress import shown_progress
    from inspector.training.extra import require_training_extra

    require_training_extra()
    from inspector.training.datasets.importing import import_listing
    from inspector.training.datasets.sources.layouts import Layout, SourceOptions
    from inspector.training.datasets.sources.tiling import TileOptions

    own = layout in ("auto", "history")
    options = SourceOptions(
        layout=None if own else Layout(layout),
        root=root,
        group_pattern=group_pattern,
        tiles=TileOptions(tile_px, stride_px, tile_share, shape_share, good[0] if good else "good"),
    )
    listing = _listing(source, options, history=layout == "history", unreviewed=unreviewed)
    with shown_progress() as progress:
        done = import_listing(listing, target, good, progress, relabel=relabel, replacing=replacing)
    if as_json:
        print_json(_document(done, listing.layout))
    else:
        _print(done)


def _listing(source: Path, options: SourceOptions, *, history: bool, unreviewed: bool) -> Listing:
    from inspector.training.datasets.sources.layouts import grouped, read_source

    if not history:
        return read_source(source, options)
    from inspector.training.datasets.sources.station_history import station_listing

    return grouped(
        station_listing(source, options.root, unreviewed=unreviewed), options.group_pattern
    )


def _document(done: Imported, layout: str) -> dict[str, object]:
    return {
        "revision": done.revision.id,
        "parent": done.revision.content.parent,
        "layout": layout,
        "items": len(done.revision.items),
        "classes": list(done.revision.classes),
        "ok_classes": list(done.revision.ok_classes),
        "added": done.added,
        "relabelled": done.relabelled,
        "known": done.known,
        "left_out": [{"origin": entry.origin, "reason": entry.reason} for entry in done.left_out],
        "duplicates": [entry.origin for entry in done.duplicates],
        "notes": list(done.notes),
    }


def _print(done: Imported) -> None:
    lines = [*done.notes, *(f"left out: {entry}" for entry in (*done.left_out, *done.duplicates))]
    for line in lines[:_NAMED]:
        tell(line)
    if len(lines) > _NAMED:
        tell(f"and {len(lines) - _NAMED} more; `inspector dataset show` lists them")
    click.echo(
        f"{done.added} added, {done.relabelled} relabelled, {done.known} known; "
        f"{len(done.revision.items)} items in {len(done.revision.classes)} classes"
    )
    click.echo(f"revision {done.revision.id}")
