"""`inspector model train`."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import Any

import click

from inspector.cli.model.output import JSON, print_json, tell
from inspector.training.run.options import ARCHITECTURE_NAMES, TrainingOptions


@click.command()
@click.argument("dataset", required=False, type=click.Path(path_type=Path))
@click.option("--out", required=True, type=click.Path(path_type=Path), help="Folder of packages.")
@click.option(
    "--architecture",
    type=click.Choice(["auto", *ARCHITECTURE_NAMES]),
    default="auto",
    show_default=True,
)
@click.option("--weights", type=click.Path(path_type=Path), help="torchvision state dict.")
@click.option("--epochs", type=click.IntRange(1, 1000), default=12, show_default=True)
@click.option(
    "--close-up-epochs",
    type=click.IntRange(0, 1000),
    default=6,
    show_default=True,
    help="Passes over close-ups of the defects before; generated parts only.",
)
@click.option(
    "--input-size", "size_px", type=click.IntRange(32, 1024), default=192, show_default=True
)
@click.option("--good", multiple=True, help="A class that good parts may have; repeatable.")
@click.option(
    "--generated",
    type=click.IntRange(100, 1_000_000),
    default=6000,
    show_default=True,
    help="Parts to generate when no DATASET is given.",
)
@click.option("--seed", type=click.IntRange(0, 2**31), default=1, show_default=True)
@click.option("--batch-size", type=click.IntRange(2, 1024), default=16, show_default=True)
@click.option("--learning-rate", type=click.FloatRange(0, 1, min_open=True))
@click.option("--compile", "compiled", is_flag=True, help="Needs a C++ compiler; faster epochs.")
@click.option("--name", default="model", show_default=True, help="Name of the package.")
@click.option("--version", default="1.0.0", show_default=True, help="Version of the package.")
@JSON
def train(dataset: Path | None, out: Path, as_json: bool, **choices: Any) -> None:
    """Train on DATASET, a folder of class folders, or without it on generated parts.

    Writes the package OUT/NAME/VERSION and, for a folder, the held-out files as OUT/test.csv.
    """
    from inspector.training.extra import require_training_extra

    require_training_extra()
    from inspector.training.evaluation.report import quality_text, training_document
    from inspector.training.priority import lower_priority
    from inspector.training.run.train import train_package

    lower_priority()
    options = TrainingOptions(out=out, source=dataset, **choices)
    command = shlex.join(["inspector", *sys.argv[1:]])
    trained = train_package(options, command, tell)
    if as_json:
        print_json(training_document(trained))
        return
    click.echo(quality_text(trained.chosen.quality, trained.package.manifest.classes))
    click.echo(f"wrote {trained.package.folder} ({trained.chosen.name})")
