"""`inspector bench camera`."""

from __future__ import annotations

import json

import click

from inspector.cli.output import JSON


@click.command()
@click.option(
    "--driver",
    "chosen",
    type=click.Choice(["replay", "opencv", "aravis", "viva", "gentl", "pylon"]),
    help="Only this one. Default: all that install.",
)
@click.option(
    "--seconds", type=click.FloatRange(0.5, 600), default=5.0, show_default=True, help="Per stream."
)
@click.option(
    "--size",
    "side",
    type=click.IntRange(64, 4096),
    default=1024,
    show_default=True,
    help="Width and height of the pictures in pixels.",
)
@JSON
def camera(chosen: str | None, seconds: float, side: int, as_json: bool) -> None:
    """Each camera driver on its simulator: rate, losses, processor, trigger latency, the GIL."""
    from inspector.bench.camera import as_table, measure_cameras
    from inspector.bench.camera_rigs import RIGS

    drivers = (chosen,) if chosen else tuple(RIGS)
    figures = measure_cameras(drivers, seconds, side, lambda what: click.echo(what, err=True))
    click.echo(json.dumps(figures) if as_json else as_table(figures))
