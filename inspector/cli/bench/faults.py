"""`inspector bench faults`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from inspector.cli.output import JSON

if TYPE_CHECKING:
    from inspector.plc.line.methods import TrackingMethod
    from inspector.sim.line_plc import PlcRole

_FLAWED = 1


@click.command()
@click.option("--parts", type=click.IntRange(min=20), default=600, show_default=True, help="Least.")
@click.option(
    "--runs",
    type=click.IntRange(1, 1000),
    default=1,
    show_default=True,
    help="Of each role and tracking.",
)
@click.option(
    "--seed", type=click.IntRange(0), default=1, show_default=True, help="Of the first run."
)
@click.option(
    "--repeats",
    type=click.IntRange(1, 100),
    default=2,
    show_default=True,
    help="How often each fault happens.",
)
@click.option(
    "--plc-role",
    "roles",
    type=click.Choice(["server", "client", "coupler"]),
    multiple=True,
    help="Only this; repeatable.",
)
@click.option(
    "--tracking",
    "ways",
    type=click.Choice(["encoder", "photo_eye", "delay"]),
    multiple=True,
    help="Only this; repeatable.",
)
@click.option("--fault", "names", metavar="NAME", multiple=True, help="Only this. Default: all.")
@click.option("--pairs", is_flag=True, help="Each two faults in runs of their own.")
@JSON
def faults(
    parts: int,
    runs: int,
    seed: int,
    repeats: int,
    roles: tuple[PlcRole, ...],
    ways: tuple[TrackingMethod, ...],
    names: tuple[str, ...],
    pairs: bool,
    as_json: bool,
) -> None:
    """Break everything around the line at random moments, and account for every part.

    Each role of the gate and each way of tracking is run RUNS times, unless some are named. The
    exit code is 1 when a bad part escaped or a part is not accounted for exactly once.
    """
    from inspector.bench.faults import report
    from inspector.bench.faults.catalogue import CATALOGUE
    from inspector.bench.faults.plan import ROLES, TRACKING, in_pairs, plan, run_all
    from inspector.bench.faults.settings import RunSettings

    if unknown := set(names) - set(CATALOGUE):
        raise click.BadParameter(f"{', '.join(unknown)}: choose from {', '.join(CATALOGUE)}")
    first = RunSettings(seed=seed, parts=parts, repeats=repeats, faults=names)
    planned = plan(first, runs, roles or ROLES, ways or TRACKING)
    if not planned:
        raise click.UsageError("no such fault can happen in this role with this tracking")
    if pairs:
        planned = in_pairs(planned)
    done = []
    click.echo(report.heading(), err=as_json)
    for figures in run_all(planned):
        done.append(figures)
        click.echo(report.row(figures), err=as_json)
    click.echo(report.as_json(done) if as_json else report.verdict(done))
    if not all(figures.flawless for figures in done):
        sys.exit(_FLAWED)
