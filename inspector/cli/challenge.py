"""`inspector challenge`: how a station stands, its challenges, and the report for an auditor."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from inspector.cli.lazy import CommandGroup
from inspector.cli.output import JSON, print_json
from inspector.cli.station_options import DATA_DIR, REPORT_LANGUAGE, SINCE, UNTIL, present_folder

if TYPE_CHECKING:
    from inspector.wire.challenge import ChallengeState


@click.group(cls=CommandGroup)
def challenge() -> None:
    """Known parts that prove that the station still finds defects."""


@challenge.command()
@DATA_DIR
@JSON
def state(data_dir: Path | None, as_json: bool) -> None:
    """Say how the running station stands; the exit code is 1 while it is locked out."""
    from inspector.client.station import StationClient

    with StationClient.from_run_file(present_folder(data_dir).run_file) as client:
        standing = client.challenge.state()
    if as_json:
        print_json(standing.model_dump(mode="json"))
    else:
        _show(standing)
    if standing.lock is not None:
        raise SystemExit(1)


@challenge.command()
@DATA_DIR
@JSON
def begin(data_dir: Path | None, as_json: bool) -> None:
    """Begin: the next parts on the line are the challenge parts, in their order."""
    from inspector.client.station import StationClient

    with StationClient.from_run_file(present_folder(data_dir).run_file) as client:
        run = client.challenge.begin()
    if as_json:
        print_json(run.model_dump(mode="json"))
        return
    click.echo(f"challenge {run.run_id} runs; put on the line, in this order:")
    for place, step in enumerate(run.steps, 1):
        truth = "must be rejected" if step.defective else "must pass"
        click.echo(f"  {place}. {step.name} ({truth})")


@challenge.command()
@click.argument("target", type=click.Path(path_type=Path, dir_okay=False))
@SINCE
@UNTIL
@REPORT_LANGUAGE
@DATA_DIR
@JSON
def report(
    target: Path,
    since: datetime | None,
    until: datetime | None,
    language: str,
    data_dir: Path | None,
    as_json: bool,
) -> None:
    """Write all challenges of a time into TARGET, a .pdf or .csv; the station need not run.

    The time is the last 30 days unless it is named.
    """
    from inspector.paths import write_atomically
    from inspector.services.challenge.report import report_pdf
    from inspector.services.challenge.report_csv import report_csv
    from inspector.store.past_challenges import read_runs
    from inspector.wire.exports import ReportLanguage

    kind = target.suffix.lower()
    if kind not in (".pdf", ".csv"):
        raise click.UsageError(f"{target.name} must end in .pdf or .csv")
    last = datetime.now(UTC) if until is None else until.astimezone()
    first = last - timedelta(days=30) if since is None else since.astimezone()
    data = present_folder(data_dir)
    runs = read_runs(data.database, first, last)
    if kind == ".csv":
        write_atomically(target, report_csv(runs))
    else:
        made = report_pdf(runs, data.root.name, first, last, ReportLanguage(language))
        write_atomically(target, made)
    if as_json:
        print_json({"file": str(target), "challenges": len(runs)})
    else:
        click.echo(f"wrote {target}: {len(runs)} challenges")


def _show(standing: ChallengeState) -> None:
    if standing.lock is not None:
        lock = standing.lock
        click.echo(f"LOCKED OUT  {lock.code}: {lock.detail}\n  remedy: {lock.remedy}")
    if standing.due is not None:
        due = standing.due
        click.echo(
            f"due since {due.since:%Y-%m-%d %H:%M} ({due.cause}), locks {due.locks_at:%H:%M}"
        )
    if standing.run is None:
        click.echo(f"no challenge yet; {standing.parts} parts are described")
        return
    click.echo(f"challenge {standing.run.run_id}: {standing.run.state} {standing.run.detail}")
    for step in standing.run.steps:
        click.echo(f"  {step.state.value:8} {step.name} {step.fault}")
