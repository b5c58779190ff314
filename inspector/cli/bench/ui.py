"""`inspector bench ui`."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import click

from inspector.cli.output import JSON


@click.command()
@click.option(
    "--starts",
    type=click.IntRange(1, 100),
    default=5,
    show_default=True,
    help="How often the app is started.",
)
@click.option("--turns", type=click.IntRange(1, 1000), default=10, show_default=True, help="Each.")
@click.option(
    "--rows",
    type=click.IntRange(min=1000),
    default=1_000_000,
    show_default=True,
    help="Of the history.",
)
@click.option(
    "--frame-rate",
    "rate_hz",
    metavar="HZ",
    type=click.FloatRange(1, 120),
    default=30.0,
    show_default=True,
    help="Pictures a second of the live view.",
)
@click.option(
    "--minutes",
    type=click.FloatRange(0.05, 1440),
    default=1.0,
    show_default=True,
    help="Of the live view; 60 and more for a soak.",
)
@click.option(
    "--cache",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where the history is kept for the next time. Default: the system's temporary folder.",
)
@JSON
def ui(cache: Path | None, as_json: bool, **amounts: Any) -> None:
    """The operator's app: first paint, page switches, history, live view, memory."""
    from inspector.ui.display import require_qt

    require_qt()
    from inspector.bench.ui.figures import as_table
    from inspector.bench.ui.measure import UiBenchOptions, measure_ui

    folder = cache or Path(tempfile.gettempdir()) / "inspector-bench-ui"
    figures = measure_ui(UiBenchOptions(**amounts), folder, lambda told: click.echo(told, err=True))
    click.echo(json.dumps(figures) if as_json else as_table(figures))
