"""`inspector model train-job`: what a station starts for a training that it was asked for."""

from __future__ import annotations

from pathlib import Path

import click

from inspector.cli.output import tell


@click.command("train-job", hidden=True)
@click.argument("folder", type=click.Path(path_type=Path))
def train_job(folder: Path) -> None:
    """Carry out the training in FOLDER, beside a line that runs."""
    from inspector.training.cores import give_way, leave_a_core
    from inspector.training.priority import lower_priority

    lower_priority()
    give_way()
    tell(f"training on {leave_a_core()} core(s) at low priority")
    from inspector.cli.progress import shown_progress
    from inspector.training.run.job import work_on_job

    with shown_progress() as progress:
        outcome = work_on_job(folder, progress)
    tell(f"{outcome.outcome} {outcome.package}")
    if outcome.code:
        tell(f"{outcome.code}: {outcome.error}\n{outcome.remedy}")
