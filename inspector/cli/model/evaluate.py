"""`inspector model evaluate`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from inspector.cli.model.source import KNOWN_PACKAGE, package_to_measure
from inspector.cli.output import JSON, print_json
from inspector.cli.station_options import of_station

if TYPE_CHECKING:
    from inspector.inference.package import ModelPackage
    from inspector.training.datasets.document import DatasetRevision
    from inspector.training.evaluation.evaluate import EvaluationOptions
    from inspector.training.evaluation.pictures import Picture
    from inspector.training.evaluation.targets import Target
    from inspector.training.progress import Progress


_UNSEEN_SEED = 20_000
"""A series far from those that training uses."""


@click.command()
@KNOWN_PACKAGE
@click.option(
    "--dataset",
    type=click.Path(path_type=Path),
    help="A dataset, or pictures in any layout that `dataset import` takes.",
)
@click.option("--root", type=click.Path(path_type=Path), help="Where the paths of a list lie.")
@click.option(
    "--split",
    "split_file",
    type=click.Path(path_type=Path),
    help="A split of the dataset; only its part --part is judged.",
)
@click.option(
    "--part",
    type=click.Choice(["test", "validation", "train"]),
    default="test",
    help="Of the split.",
)
@click.option(
    "--part-is",
    type=click.Choice(["tile", "file", "group"]),
    default="file",
    show_default=True,
    help="What is judged together: a part is as good as the worst of it.",
)
@click.option(
    "--generated",
    type=click.IntRange(1, 1_000_000),
    default=2000,
    show_default=True,
    help="Without --dataset: how many parts to generate.",
)
@click.option(
    "--seed",
    type=click.IntRange(0, 2**31),
    default=_UNSEEN_SEED,
    show_default=True,
    help="Series of generated parts.",
)
@click.option(
    "--robustness/--no-robustness",
    default=True,
    show_default=True,
    help="Measure disturbed pictures.",
)
@click.option(
    "--robustness-pictures",
    type=click.IntRange(1, 100_000),
    default=60,
    show_default=True,
    help="How many to disturb; each takes sixty inferences.",
)
@click.option(
    "--target-escape-rate", type=float, help="Choose limits: 0.01 lets one defect in 100 pass."
)
@click.option(
    "--target-false-reject-rate",
    type=float,
    help="Choose limits by the good parts alone: 0.01 loses one in 100.",
)
@click.option(
    "--costs",
    type=(float, float, float),
    metavar="ESCAPE FALSE_REJECT NOT_DECIDABLE",
    help="Choose the limits that cost least.",
)
@click.option(
    "--defect-share",
    type=click.FloatRange(0, 1),
    help="With --costs: defective parts on the line, 0-1.",
)
@click.option("--per-class", is_flag=True, help="Let each defect class have its reject limit.")
@click.option(
    "--shortcut-check/--no-shortcut-check",
    default=True,
    show_default=True,
    help="With --dataset: whether the background alone predicts the label.",
)
@click.option(
    "--provider",
    type=click.Choice(["auto", "cpu", "cuda", "tensorrt"]),
    default="cpu",
    help="What runs the model; `auto` takes the fastest that loads.",
)
@click.option("--report", type=click.Path(path_type=Path), help="Write a report to this HTML file.")
@of_station
@JSON
def evaluate(
    package: str,
    report: Path | None,
    station_file: Path | None,
    data_dir: Path | None,
    as_json: bool,
    **choices: Any,
) -> None:
    """Judge pictures that PACKAGE, a folder or NAME/VERSION, never saw.

    They are those of --dataset, or generated ones.

    The ONNX file itself is judged, with the decision rule and the limits of the line.
    """
    from inspector.cli.progress import shown_progress
    from inspector.domain.errors.evaluation import ReportNotWrittenError
    from inspector.training.extra import require_training_extra

    require_training_extra()
    from inspector.training.evaluation.documents import evaluation_document
    from inspector.training.evaluation.evaluate import evaluate_package
    from inspector.training.evaluation.texts import evaluation_text

    if report is not None and not report.parent.is_dir():
        raise ReportNotWrittenError(f"there is no folder {report.parent}")
    loaded = package_to_measure(package, station_file, data_dir)
    with shown_progress() as progress:
        pictures, options = _pictures(loaded, choices, progress)
        evaluation = evaluate_package(loaded, pictures, options, progress)
    if report is not None:
        from inspector.training.evaluation.report.html import write_report

        write_report(evaluation, report)
    if as_json:
        print_json(evaluation_document(evaluation))
        return
    click.echo(evaluation_text(evaluation))
    if report is not None:
        click.echo(f"wrote {report}")


def _pictures(
    package: ModelPackage, choices: dict[str, Any], progress: Progress
) -> tuple[list[Picture], EvaluationOptions]:
    """What to judge, and what to find out."""
    from inspector.training.evaluation.evaluate import EvaluationOptions
    from inspector.training.evaluation.pictures import (
        PartUnit,
        generated_pictures,
        revision_pictures,
        was_trained_on,
    )

    options = EvaluationOptions(
        target=_target(choices),
        per_class=choices["per_class"],
        robustness=choices["robustness"],
        robustness_pictures=choices["robustness_pictures"],
        provider=choices["provider"],
    )
    if choices["dataset"] is None:
        seed, count = choices["seed"], choices["generated"]
        pictures = generated_pictures(package.manifest, seed, count, progress)
        return pictures, replace(options, dataset=f"generated parts, series {seed}")
    from inspector.training.datasets.revision import open_dataset
    from inspector.training.datasets.sources.layouts import SourceOptions
    from inspector.training.datasets.splitting import read_plan

    source = SourceOptions(root=choices["root"])
    revision = open_dataset(choices["dataset"], (), progress, source)
    keys, name = None, revision.name
    held_out = not was_trained_on(revision, package.manifest)
    if choices["split_file"] is not None:
        keys = read_plan(choices["split_file"]).parts[choices["part"]]
        name = f"{revision.name}, {choices['part']}"
        held_out = choices["part"] != "train"
    shortcut_auc = _strongest_shortcut(revision, progress) if choices["shortcut_check"] else None
    pictures = revision_pictures(revision, keys, part_is=PartUnit(choices["part_is"]))
    return pictures, replace(
        options,
        dataset=name,
        dataset_revision=revision.id,
        held_out=held_out,
        shortcut_auc=shortcut_auc,
    )


def _strongest_shortcut(revision: DatasetRevision, progress: Progress) -> float | None:
    """How well something that is not the part predicts the label; ``None`` of too few pictures."""
    from inspector.training.datasets.checks import check_revision
    from inspector.training.datasets.checks.shortcut import MIDDLE

    shortcuts = check_revision(revision, progress).shortcuts
    return max((score.auc for score in shortcuts if score.cue != MIDDLE), default=None)


def _target(choices: dict[str, Any]) -> Target | None:
    """The one target that was given.

    Raises:
        EvaluationOptionsError: several were given, or one is out of bounds.
    """
    from inspector.domain.errors.evaluation import EvaluationOptionsError
    from inspector.training.evaluation.targets import Costs, EscapeTarget, FalseRejectTarget

    names = ("target_escape_rate", "target_false_reject_rate", "costs")
    given = [name for name in names if choices[name] is not None]
    if len(given) > 1:
        options = " and ".join(f"--{name.replace('_', '-')}" for name in given)
        raise EvaluationOptionsError(f"{options} contradict each other; give one")
    if choices["defect_share"] is not None and given != ["costs"]:
        raise EvaluationOptionsError("--defect-share needs --costs")
    if not given:
        return None
    value = choices[given[0]]
    if given == ["costs"]:
        return Costs(value[0], value[1], value[2], choices["defect_share"])
    return EscapeTarget(value) if given == ["target_escape_rate"] else FalseRejectTarget(value)
