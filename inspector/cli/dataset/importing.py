"""`inspector dataset import`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from inspector.cli.dataset.options import GOOD
from inspector.cli.output import JSON, print_json, tell
from inspector.domain.errors.dataset import SourceInvalidError
from inspector.domain.errors.training import TrainingCancelledError

if TYPE_CHECKING:
    from inspector.training.datasets.importing import Imported
    from inspector.training.datasets.item import Listing

_LAYOUTS = ("auto", "folders", "mvtec", "manifest", "labelme", "coco", "history")
_NAMED = 20
_GO_ON = "Run the same command again; pictures that were copied are not copied again."


@click.command("import")
@click.argument("source", type=click.Path(path_type=Path))
@click.option("--to", "target", required=True, type=click.Path(path_type=Path), help="The dataset.")
@click.option(
    "--layout",
    type=click.Choice(_LAYOUTS),
    default="auto",
    show_default=True,
    help="How SOURCE is laid out; `auto` looks.",
)
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
    type=click.IntRange(min=16),
    help="Cut labelme and COCO pictures into tiles of this side.",
)
@click.option(
    "--stride",
    "stride_px",
    type=click.IntRange(min=16),
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
@click.option("--pick", default="", help="From a history, only take what stands on this list.")
@click.option("--relabel", is_flag=True, help="Let this source change labels that are known.")
@click.option(
    "--replace", "replacing", is_flag=True, help="The new revision holds nothing but this source."
)
@JSON
def import_(
    source: Path, target: Path, layout: str, good: tuple[str, ...], as_json: bool, **choices: Any
) -> None:
    """Copy the pictures of SOURCE into a dataset and make a new revision of it.

    SOURCE is a folder of class folders, of MVTec AD, or of labelme files; a list (CSV, Parquet); a
    COCO file; or, with --layout history, the data folder of a station.
    """
    from inspector.cli.progress import shown_progress
    from inspector.training.extra import require_training_extra

    require_training_extra()
    from inspector.training.datasets.importing import import_listing

    listing = _listing(source, layout, good, choices)
    try:
        with shown_progress() as progress:
            done = import_listing(
                listing,
                target,
                good,
                progress,
                relabel=choices["relabel"],
                replacing=choices["replacing"],
            )
    except TrainingCancelledError as error:
        raise TrainingCancelledError(error.detail, remedy=_GO_ON) from error
    if as_json:
        print_json(_document(done, listing.layout))
    else:
        _print(done)


def _listing(source: Path, layout: str, good: tuple[str, ...], choices: dict[str, Any]) -> Listing:
    from inspector.paths import DataFolder
    from inspector.training.datasets.sources.layouts import (
        Layout,
        SourceOptions,
        grouped,
        read_source,
    )
    from inspector.training.datasets.sources.station_history import station_listing
    from inspector.training.datasets.sources.tiling import TileOptions

    root, pattern = choices["root"], choices["group_pattern"]
    if layout == "history":
        unreviewed, pick = choices["unreviewed"], choices["pick"]
        found = station_listing(source, root, unreviewed=unreviewed, pick=pick)
        return grouped(found, pattern)
    tiles = TileOptions(
        size_px=choices["tile_px"] or 0,
        stride_px=choices["stride_px"] or 0,
        tile_share=choices["tile_share"],
        shape_share=choices["shape_share"],
        good=good[0] if good else "good",
    )
    if layout == "auto" and DataFolder(source).database.is_dir():
        raise SourceInvalidError(
            f"{source} is the data folder of a station, not a folder of classes",
            remedy="Import what it has recorded with --layout history.",
        )
    named = None if layout == "auto" else Layout(layout)
    return read_source(source, SourceOptions(named, root, pattern, tiles))


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
