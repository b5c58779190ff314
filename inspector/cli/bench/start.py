"""`inspector bench start`."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import click

from inspector.cli.output import JSON


@click.command()
@click.option(
    "--repeats",
    type=click.IntRange(min=1, max=50),
    default=5,
    show_default=True,
    help="How often each is measured.",
)
@JSON
def start(repeats: int, as_json: bool) -> None:
    """How long the help and a ready engine take."""
    from inspector.bench.start import measure_start

    with tempfile.TemporaryDirectory(prefix="inspector-bench-") as folder:
        figures = measure_start(Path(folder), repeats)
    click.echo(json.dumps(figures, indent=None if as_json else 2))
