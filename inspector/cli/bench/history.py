"""`inspector bench history`."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import click

from inspector.cli.output import JSON


@click.command()
@click.option(
    "--rows",
    type=click.IntRange(min=1000),
    default=10_000_000,
    show_default=True,
    help="Of the history; ten million take 5 GB.",
)
@click.option(
    "--seconds",
    type=click.FloatRange(0.1, 3600),
    default=20.0,
    show_default=True,
    help="Of writing, with and without readers.",
)
@click.option(
    "--parts",
    type=click.IntRange(min=0),
    default=300,
    show_default=True,
    help="Of each run of the line beside it; 0 for none.",
)
@click.option(
    "--rounds",
    type=click.IntRange(min=0),
    default=3,
    show_default=True,
    help="In which the line runs with pictures as PNG, as WebP, and forwarding; 0 for none.",
)
@click.option(
    "--server",
    envvar="INSPECTOR_HISTORY_URL",
    default="",
    metavar="URL",
    help="PostgreSQL, as `history.url` in a station file.",
    show_envvar=True,
)
@click.option(
    "--cache",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where the history is kept for the next time. Default: made anew and deleted.",
)
@JSON
def history(cache: Path | None, as_json: bool, **amounts: Any) -> None:
    """A long history: pages of every filter, charts, writing, and the line beside it."""
    from inspector.bench.history.measure import HistoryBenchOptions, measure_history

    options = HistoryBenchOptions(**amounts)
    with tempfile.TemporaryDirectory(prefix="inspector-bench-history-") as folder:
        figures = measure_history(
            options, cache or Path(folder), lambda told: click.echo(told, err=True)
        )
    click.echo(json.dumps(figures, indent=None if as_json else 2))
