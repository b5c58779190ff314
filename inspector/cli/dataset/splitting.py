"""`inspector dataset split`."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from inspector.cli.dataset.options import DATASET, REVISION
from inspector.cli.output import JSON, print_json

if TYPE_CHECKING:
    from inspector.training.datasets.document import DatasetRevision
    from inspector.training.datasets.splitting import SplitPlan


@click.command()
@DATASET
@REVISION
@click.option(
    "--seed", type=click.IntRange(0, 2**31), default=1, show_default=True, help="Of the order."
)
@click.option(
    "--shares",
    nargs=3,
    type=float,
    default=(0.70, 0.15, 0.15),
    show_default=True,
    help="Of training, validation and test.",
)
@click.option(
    "--group-by",
    multiple=True,
    help="`group`, `near_duplicate`, or a column such as "
    "`lot` or `serial`; repeatable. Default: all of these.",
)
@JSON
def split(
    dataset: Path,
    revision: str | None,
    seed: int,
    shares: tuple[float, float, float],
    group_by: tuple[str, ...],
    as_json: bool,
) -> None:
    """Part a revision of DATASET and write the plan to DATASET/splits/ID.json.

    The same revision, seed and shares always give the same plan.
    """
    from inspector.cli.progress import shown_progress
    from inspector.training.extra import require_training_extra

    require_training_extra()
    from inspector.training.datasets.revision import open_revision
    from inspector.training.datasets.splitting import DEFAULT_GROUP_BY, split_revision, write_plan

    with shown_progress() as progress:
        opened = open_revision(dataset, revision, progress)
        plan = split_revision(opened, seed, shares, group_by or DEFAULT_GROUP_BY, progress)
    path = dataset / "splits" / f"{plan.id}.json"
    write_plan(plan, path)
    counts = _counts(opened, plan)
    if as_json:
        print_json(
            {
                "id": plan.id,
                "file": str(path),
                "revision": plan.revision,
                "seed": plan.seed,
                "shares": list(plan.shares),
                "group_by": list(plan.group_by),
                "per_class": counts,
            }
        )
        return
    for part, per_class in counts.items():
        classes = ", ".join(f"{name} {count}" for name, count in per_class.items())
        click.echo(f"{part:<12} {sum(per_class.values()):>6}  {classes}")
    click.echo(f"split {plan.id}")
    click.echo(f"wrote {path}")


def _counts(revision: DatasetRevision, plan: SplitPlan) -> dict[str, dict[str, int]]:
    labels = {item.key: item.label for item in revision.items}
    return {
        part: dict(sorted(Counter(labels[key] for key in keys).items()))
        for part, keys in plan.parts.items()
    }
