"""`inspector drift`: how far pictures and scores of a running station have moved."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from inspector.cli.account import sign_in
from inspector.cli.output import JSON, print_json
from inspector.cli.station_options import AS_PERSON, DATA_DIR, station_client

if TYPE_CHECKING:
    from inspector.wire.drift import DriftFinding, DriftState


@click.command()
@click.option(
    "--take-baseline",
    is_flag=True,
    help="What the last parts measure shall be right from now on: the change is wanted.",
)
@AS_PERSON
@DATA_DIR
@JSON
def drift(take_baseline: bool, person: str | None, data_dir: Path | None, as_json: bool) -> None:
    """Say how far pictures and scores have moved since recipe and model came in force."""
    with station_client(data_dir) as client:
        if take_baseline:
            sign_in(client, person)
            state = client.drift.take_baseline()
        else:
            state = client.drift.state()
    if as_json:
        print_json(state.model_dump(mode="json"))
    else:
        _show(state)


def _show(state: DriftState) -> None:
    if state.fault:
        click.echo(f"drift cannot be followed: {state.fault}")
    if not state.findings:
        click.echo(
            f"nothing is compared yet; {state.parts} parts were seen, [drift] of the station file "
            "says how many it takes"
        )
    for finding in state.findings:
        click.echo(_line(finding))
        if finding.standing:
            click.echo(f"  {finding.code}: {finding.message}\n  remedy: {finding.remedy}")


def _line(finding: DriftFinding) -> str:
    before = "" if finding.baseline is None else f", was {finding.baseline:.4g}"
    mark = "!" if finding.standing else " "
    name = f"{finding.camera or 'station':12} {finding.measure:18}"
    return (
        f"{mark} {name} {finding.value:.4g}{before}, "
        f"moved {finding.change:+.2f} of {finding.limit:g} against {finding.against}"
    )
