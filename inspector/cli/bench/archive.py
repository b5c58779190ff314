"""`inspector bench archive`."""

from __future__ import annotations

from pathlib import Path

import click

from inspector.cli.output import JSON


@click.command()
@click.argument("folder", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--pictures",
    type=click.IntRange(1, 10_000),
    default=50,
    show_default=True,
    help="At most so many.",
)
@click.option(
    "--quality", type=click.IntRange(1, 100), default=90, show_default=True, help="Of lossy files."
)
@JSON
def archive(folder: Path, pictures: int, quality: int, as_json: bool) -> None:
    """What each format of `[archive]` makes of the pictures of FOLDER: size, time, loss."""
    from inspector.bench.archive import as_json as to_json
    from inspector.bench.archive import as_table, measure_archive

    costs = measure_archive(folder, pictures, quality)
    click.echo(to_json(costs) if as_json else as_table(costs))
