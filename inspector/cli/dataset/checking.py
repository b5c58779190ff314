"""`inspector dataset check`."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from inspector.cli.dataset.options import DATASET, GOOD
from inspector.cli.output import JSON, print_json

if TYPE_CHECKING:
    from inspector.training.datasets.checks import CheckReport
    from inspector.training.datasets.checks.finding import Finding


@click.command()
@DATASET
@GOOD
@JSON
def check(dataset: Path, good: tuple[str, ...], as_json: bool) -> None:
    """Check DATASET, or a source that is no dataset yet, before anybody trains on it.

    Ends with exit code 1 when something forbids training.
    """
    from inspector.cli.progress import shown_progress
    from inspector.training.extra import require_training_extra

    require_training_extra()
    from inspector.training.datasets.checks import check_revision
    from inspector.training.datasets.revision import open_dataset

    with shown_progress() as progress:
        report = check_revision(open_dataset(dataset, good, progress), progress)
    if as_json:
        print_json(_document(report))
    else:
        _print(report)
    if report.refused:
        sys.exit(1)


def _document(report: CheckReport) -> dict[str, object]:
    return {
        "revision": report.revision,
        "pictures": report.pictures,
        "items": report.items,
        "per_class": dict(report.per_class),
        "refused": report.refused,
        "findings": [_told(finding) for finding in report.findings],
        "shortcuts": [asdict(score) for score in report.shortcuts],
        "middle": asdict(report.middle) if report.middle else None,
        "left_out": [asdict(entry) for entry in report.left_out],
    }


def _told(finding: Finding) -> dict[str, object]:
    told = asdict(finding) | {"message": finding.message, "remedy": finding.remedy}
    return {name: value for name, value in told.items() if name not in ("reason", "advice")}


def _print(report: CheckReport) -> None:
    classes = ", ".join(f"{name} {count}" for name, count in report.per_class.items())
    click.echo(f"revision {report.revision[:12]}: {report.items} items ({classes})")
    for finding in report.findings:
        click.echo(f"{finding.severity:<8} {finding.check}: {finding.message}")
        click.echo(f"{'':<8} {finding.remedy}")
        for name in finding.items:
            click.echo(f"{'':<10} {name}")
    for score in (*report.shortcuts, *([report.middle] if report.middle else ())):
        click.echo(
            f"{score.cue + ' alone':<20} AUC {score.auc:.2f} ({score.low:.2f} to {score.high:.2f})"
        )
