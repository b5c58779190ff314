"""`inspector bench line`."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import click

from inspector.cli.output import JSON


@click.command()
@click.option(
    "--parts", type=click.IntRange(min=100), default=1500, show_default=True, help="How many come."
)
@click.option("--model", default=None, metavar="PACKAGE", help="Bundled NAME/VERSION or a folder.")
@JSON
def line(parts: int, model: str | None, as_json: bool) -> None:
    """The whole line against the bare model: throughput, overhead, Modbus round trip."""
    from inspector.bench.line import LineBenchOptions, measure_line
    from inspector.demo.layout import DEFAULT_MODEL

    options = LineBenchOptions(parts=parts, model=model or DEFAULT_MODEL)
    with tempfile.TemporaryDirectory(prefix="inspector-bench-") as folder:
        figures = measure_line(options, Path(folder))
    click.echo(json.dumps(figures, indent=None if as_json else 2))
