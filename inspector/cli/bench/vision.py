"""`inspector bench vision`."""

from __future__ import annotations

import click

from inspector.cli.output import JSON


@click.command()
@JSON
def vision(as_json: bool) -> None:
    """The cost of each preprocessing operation."""
    from inspector.bench.vision import as_json as to_json
    from inspector.bench.vision import as_table, measure_vision

    costs = list(measure_vision())
    click.echo(to_json(costs) if as_json else as_table(costs))
