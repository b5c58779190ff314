"""`inspector model train` and `resume`."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from inspector.cli.model.source import PACKAGES_OUT
from inspector.cli.output import JSON, print_json, tell
from inspector.domain.errors.dataset import SourceInvalidError
from inspector.domain.errors.training import RunFolderError, TrainingCancelledError
from inspector.training.options import ARCHITECTURE_NAMES, SYMMETRIES, TrainingOptions

if TYPE_CHECKING:
    from inspector.training.run.folder import RunFolder

_CANCELLED = 130
_EXISTING = "Name a folder of pictures, a list of them or a dataset that exists."
_SHARE = click.FloatRange(0, 100)


@click.command()
@click.argument("dataset", required=False, type=click.Path(path_type=Path))
@PACKAGES_OUT
@click.option("--run", type=click.Path(path_type=Path), help="Folder of this training.")
@click.option(
    "--architecture",
    type=click.Choice(["auto", *ARCHITECTURE_NAMES]),
    default="auto",
    show_default=True,
    help="See docs/reference/architectures.md.",
)
@click.option("--weights", help="Start from: imagenet, auto, or a file. Default: none.")
@click.option("--teacher", help="Learn from: an architecture trained first, or a .network file.")
@click.option("--epochs", type=click.IntRange(1, 10_000), help="Default: by what it starts from.")
@click.option(
    "--close-up-epochs",
    type=click.IntRange(0, 1000),
    default=6,
    show_default=True,
    help="Passes over close-ups of the defects before; generated parts only.",
)
@click.option(
    "--patience",
    "patience_epochs",
    type=click.IntRange(1),
    help="Stop after so many epochs without a better one.",
)
@click.option(
    "--input-size",
    "size_px",
    type=click.IntRange(32, 1024),
    default=192,
    show_default=True,
    help="Side of the network's input in pixels.",
)
@click.option("--good", multiple=True, help="A class that good parts may have; repeatable.")
@click.option(
    "--allow",
    multiple=True,
    type=click.Choice(SYMMETRIES),
    help="How a part may also lie; repeatable.",
)
@click.option(
    "--generated",
    type=click.IntRange(100, 1_000_000),
    default=6000,
    show_default=True,
    help="Parts to generate when no DATASET is given.",
)
@click.option(
    "--seed",
    type=click.IntRange(0, 2**31),
    default=1,
    show_default=True,
    help="Of the split, the generator and the order.",
)
@click.option(
    "--split",
    type=click.Path(path_type=Path),
    help="A split of the dataset; else one is made by --seed.",
)
@click.option(
    "--batch-size",
    type=click.IntRange(2, 1024),
    default=16,
    show_default=True,
    help="Pictures per step.",
)
@click.option(
    "--learning-rate", type=click.FloatRange(0, 1, min_open=True), help="Peak of the schedule."
)
@click.option(
    "--mixup",
    "mixup_alpha",
    type=click.FloatRange(0, 10),
    default=0.0,
    show_default=True,
    help="Blend pairs of pictures.",
)
@click.option(
    "--device",
    type=click.Choice(["auto", "cpu", "cuda"]),
    default="auto",
    show_default=True,
    help="What trains; `auto` takes a GPU where there is one.",
)
@click.option("--compile", "compiled", is_flag=True, help="Needs a C++ compiler; faster epochs.")
@click.option(
    "--max-escapes",
    "max_escape_percent",
    type=_SHARE,
    default=0.1,
    show_default=True,
    help="Percent of the defective validation parts that the limits may let pass.",
)
@click.option(
    "--accuracy-budget",
    "accuracy_budget_points",
    type=_SHARE,
    default=0.5,
    show_default=True,
    help="Points of accuracy that a smaller file may lose.",
)
@click.option(
    "--flip-budget",
    "flip_budget_percent",
    type=_SHARE,
    default=0.2,
    show_default=True,
    help="Percent of the verdicts that a smaller file may change.",
)
@click.option(
    "--qat",
    "quantization_training",
    is_flag=True,
    help="Train on with rounding simulated where no INT8 file is inside the budget.",
)
@click.option(
    "--prune",
    "prune_percent",
    type=click.FloatRange(0, 90),
    default=0.0,
    show_default=True,
    help="Percent of the channels to take away as a further candidate.",
)
@click.option("--robustness/--no-robustness", default=True, help="Measure disturbed pictures.")
@click.option("--name", default="model", show_default=True, help="Name of the package.")
@click.option("--version", default="1.0.0", show_default=True, help="Version of the package.")
@JSON
def train(dataset: Path | None, out: Path, run: Path | None, as_json: bool, **choices: Any) -> None:
    """Train on DATASET, or without it on generated parts, and package the result.

    DATASET is a dataset, or pictures in any layout that `inspector dataset import` takes. Writes
    the package OUT/NAME/VERSION. A training that ends early goes on with `inspector model resume`.
    """
    if choices["split"] is not None and dataset is None:
        raise click.UsageError("--split parts a DATASET, and none is named")
    if dataset is not None and not dataset.exists():
        raise SourceInvalidError(f"{dataset} does not exist", remedy=_EXISTING)
    _require()
    tell("loading PyTorch")
    from inspector.training.run.train import begin_training

    options = TrainingOptions(out=out, source=dataset, **choices)
    command = shlex.join(["inspector", *sys.argv[1:]])
    _train(begin_training(options, run, command), as_json)


@click.command()
@click.argument("run", type=click.Path(path_type=Path))
@JSON
def resume(run: Path, as_json: bool) -> None:
    """Go on with the training in the folder RUN, with the options it was begun with."""
    _require()
    from inspector.training.run.folder import RunFolder

    folder = RunFolder(run)
    package = TrainingOptions.from_document(folder.options).package_folder
    if package.exists():
        raise RunFolderError(
            f"the training in {run} has ended: {package} is there",
            remedy="Use that package, or train with another --version.",
        )
    _train(folder, as_json)


def _require() -> None:
    from inspector.training.extra import require_training_extra

    require_training_extra()
    from inspector.training.priority import lower_priority

    lower_priority()


def _train(folder: RunFolder, as_json: bool) -> None:
    from inspector.cli.progress import shown_progress
    from inspector.training.evaluation.texts import quality_text
    from inspector.training.run.document import training_document
    from inspector.training.run.train import train_package

    options = TrainingOptions.from_document(folder.options)
    try:
        with shown_progress() as progress:
            trained = train_package(options, folder, progress)
    except TrainingCancelledError as cancelled:
        tell(f"{cancelled.detail}; go on with: inspector model resume {folder.path}")
        sys.exit(_CANCELLED)
    if trained is None:  # one of torchrun's processes, whose first one tells
        return
    if as_json:
        print_json(training_document(trained))
        return
    click.echo(quality_text(trained.chosen.quality, trained.package.manifest.classes))
    for remark in trained.evaluation.remarks:
        click.echo(f"note: {remark}")
    click.echo(f"wrote {trained.package.folder} ({trained.chosen.name})")
