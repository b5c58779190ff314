"""`inspector bench plc`."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import click

from inspector.cli.output import JSON


@click.command()
@click.option(
    "--seconds",
    type=click.FloatRange(1, 3600),
    default=10.0,
    show_default=True,
    help="Length of each measurement.",
)
@JSON
def plc(seconds: float, as_json: bool) -> None:
    """The PLC link: round trips idle, busy and inspecting; acknowledge; timer error."""
    from inspector.bench.plc.figures import as_table
    from inspector.bench.plc.measure import measure_plc

    with tempfile.TemporaryDirectory(prefix="inspector-bench-") as folder:
        figures = measure_plc(seconds, Path(folder), lambda what: click.echo(what, err=True))
    click.echo(json.dumps(figures) if as_json else as_table(figures))
