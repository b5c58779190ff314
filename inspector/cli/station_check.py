"""The station's check of itself, in a terminal."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from inspector.client.station_check import StationCheckClient
    from inspector.wire.station_check import CheckRun

_POLL_S = 0.25
_MARKS = {
    "passed": "ok     ",
    "warning": "WARNING",
    "failed": "FAILED ",
    "not_applicable": "-      ",
}


def check_and_tell(check: StationCheckClient, *, as_json: bool) -> bool:
    """Run a check to its end and print what it found; whether something failed."""
    from inspector import __version__
    from inspector.wire.station_check import CheckRunState

    run = check.begin(__version__)
    told = 0
    while run.state is CheckRunState.RUNNING:
        told = told if as_json else _tell(run, told)
        time.sleep(_POLL_S)
        run = check.last()
    if as_json:
        click.echo(run.model_dump_json(indent=1))
    else:
        _tell(run, told)
        click.echo(f"{run.passed} passed, {run.warnings} warnings, {run.failed} failed")
    return run.failed > 0


def _tell(run: CheckRun, told: int) -> int:
    """Print the rows after those that were told; how many are told now."""
    for row in run.rows[told:]:
        subject = f" ({row.subject})" if row.subject else ""
        code = f"{row.code}: " if row.code else ""
        click.echo(f"{_MARKS[row.status]}  {row.name}{subject}: {code}{row.figure}".rstrip(": "))
        if row.remedy:
            click.echo(f"         -> {row.remedy}")
    return len(run.rows)
