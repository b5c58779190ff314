"""`inspector bench durability`."""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

import click

from inspector.cli.output import JSON

_FLAWED = 1


@click.command()
@click.option(
    "--kills", type=click.IntRange(1, 100_000), default=200, show_default=True, help="How many."
)
@click.option(
    "--power-cuts", type=click.IntRange(0, 10_000), default=50, show_default=True, help="How many."
)
@click.option(
    "--seed", type=click.IntRange(0), default=1, show_default=True, help="Of what is drawn by lot."
)
@click.option(
    "--hardship",
    type=click.Choice(["slow-disk", "full-disk", "read-only-disk", "clock", "power-cut"]),
    help="Instead of kills: what gets worse and better again in mid-run. Linux only.",
)
@click.option(
    "--parts", type=click.IntRange(5), default=200, show_default=True, help="Of a hardship's phase."
)
@click.option(
    "--delay-ms", type=click.FloatRange(0), default=200, show_default=True, help="Of a slow disk."
)
@JSON
def durability(
    kills: int,
    power_cuts: int,
    seed: int,
    hardship: str | None,
    parts: int,
    delay_ms: float,
    as_json: bool,
) -> None:
    """Kill gate and engine of a running line at random moments, and count what was recorded.

    Meanwhile the disk is copied as a power cut would leave it, and every copy is opened. The exit
    code is 1 when a result is lost or doubled, or a database is damaged.
    """
    from inspector.bench.durability.campaign import DurabilityOptions, run_campaign
    from inspector.bench.durability.hardships import is_flawless, run_hardship
    from inspector.bench.durability.phases import Hardship, HardshipOptions

    if hardship is not None:
        wanted = HardshipOptions(Hardship(hardship), parts, delay_ms, power_cuts, seed)
        with tempfile.TemporaryDirectory(prefix="inspector-bench-") as folder:
            endured = run_hardship(wanted, Path(folder))
        click.echo(json.dumps(endured, indent=None if as_json else 2))
        sys.exit(0 if is_flawless(endured) else _FLAWED)
    options = DurabilityOptions(kills=kills, power_cuts=power_cuts, seed=seed)
    with tempfile.TemporaryDirectory(prefix="inspector-bench-") as folder:
        figures = run_campaign(options, Path(folder))
    click.echo(json.dumps(figures, indent=None if as_json else 2))
    cuts = figures["power_cuts"]
    if figures["lost"] or figures["doubled"] or cuts["unsound"] or cuts["strange_rows"]:
        sys.exit(_FLAWED)
