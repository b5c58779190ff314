"""`inspector model`: train, evaluate, verify and list model packages."""

from __future__ import annotations

import json
import shlex
import sys
from pathlib import Path
from typing import Any

import click

from inspector.resources import bundled
from inspector.training.options import ARCHITECTURE_NAMES, TrainingOptions

_PACKAGE = click.argument("package", type=click.Path(path_type=Path))
_JSON = click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")


@click.group()
def model() -> None:
    """Train, evaluate and verify model packages."""


def _tell(line: str) -> None:
    click.echo(line, err=True)


def _print_json(document: dict[str, object]) -> None:
    click.echo(json.dumps(document, indent=2, allow_nan=False))


@model.command()
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
@_JSON
def train(dataset: Path | None, out: Path, as_json: bool, **choices: Any) -> None:
    """Train on DATASET, a folder of class folders, or without it on generated parts.

    Writes the package OUT/NAME/VERSION and, for a folder, the held-out files as OUT/test.csv.
    """
    from inspector.training.extra import require_training_extra

    require_training_extra()
    from inspector.training.priority import lower_priority
    from inspector.training.report import quality_text, training_document
    from inspector.training.train import train_package

    lower_priority()
    options = TrainingOptions(out=out, source=dataset, **choices)
    command = shlex.join(["inspector", *sys.argv[1:]])
    trained = train_package(options, command, _tell)
    if as_json:
        _print_json(training_document(trained))
        return
    click.echo(quality_text(trained.chosen.quality, trained.package.manifest.classes))
    click.echo(f"wrote {trained.package.folder} ({trained.chosen.name})")


@model.command()
@_PACKAGE
@click.option("--dataset", type=click.Path(path_type=Path), help="Class folders or test.csv.")
@click.option("--generated", type=click.IntRange(1, 1_000_000), default=2000, show_default=True)
@click.option("--seed", type=click.IntRange(0, 2**31), help="Series of generated parts.")
@_JSON
def evaluate(
    package: Path, dataset: Path | None, generated: int, seed: int | None, as_json: bool
) -> None:
    """Judge images that PACKAGE never saw: of --dataset, or generated ones."""
    from inspector.inference.package import load_package
    from inspector.training.evaluate import (
        UNSEEN_SEED,
        evaluate_package,
        folder_images,
        generated_images,
    )
    from inspector.training.report import evaluation_document, quality_text

    loaded = load_package(package)
    if dataset is not None:
        images = folder_images(loaded, dataset, _tell)
    else:
        images = generated_images(loaded, UNSEEN_SEED if seed is None else seed, generated)
    evaluated = evaluate_package(loaded, images)
    if as_json:
        _print_json(evaluation_document(loaded, evaluated))
        return
    click.echo(quality_text(evaluated.quality, loaded.manifest.classes))
    if evaluated.loss_points is not None:
        click.echo(f"fp32 is better by {evaluated.loss_points:+.2f} points of accuracy")


@model.command()
@_PACKAGE
@click.option("--provider", type=click.Choice(["auto", "cpu", "cuda", "tensorrt"]), default="auto")
@_JSON
def verify(package: Path, provider: str, as_json: bool) -> None:
    """Compare every file of PACKAGE with its hash, then replay the golden images."""
    from typing import cast

    from inspector.inference.classifier import OnnxClassifier
    from inspector.inference.package import load_package
    from inspector.inference.providers import ProviderChoice

    loaded = load_package(package)
    classifier = OnnxClassifier(loaded, provider=cast("ProviderChoice", provider))
    classifier.warm_up()
    files, golden = len(loaded.manifest.files), len(loaded.manifest.golden)
    if as_json:
        _print_json(
            {
                "sha256": loaded.sha256,
                "files": files,
                "golden_images": golden,
                "provider": classifier.provider,
            }
        )
        return
    click.echo(f"{loaded.sha256}  {loaded.manifest.model_id} {loaded.manifest.version}")
    click.echo(f"{files} files and {golden} golden images agree on {classifier.provider}")


@model.command("list")
@click.option("--root", type=click.Path(path_type=Path), help="Folder of packages.")
@_JSON
def list_packages(root: Path | None, as_json: bool) -> None:
    """List the packages of a folder; without --root those that ship with the program."""
    from inspector.inference.package import find_packages, load_package
    from inspector.training.report import identity_document

    folder = bundled("models") if root is None else root
    packages = [load_package(path) for path in find_packages(folder)]
    if as_json:
        click.echo(json.dumps([identity_document(package) for package in packages], indent=2))
        return
    for package in packages:
        manifest = package.manifest
        click.echo(
            f"{manifest.model_id} {manifest.version}  {manifest.variant}  "
            f"{package.sha256[:12]}  {package.folder}"
        )
