"""`inspector model evaluate`."""

from __future__ import annotations

from pathlib import Path

import click

from inspector.cli.model.output import JSON, PACKAGE, print_json, tell


@click.command()
@PACKAGE
@click.option("--dataset", type=click.Path(path_type=Path), help="Class folders or test.csv.")
@click.option("--generated", type=click.IntRange(1, 1_000_000), default=2000, show_default=True)
@click.option("--seed", type=click.IntRange(0, 2**31), help="Series of generated parts.")
@JSON
def evaluate(
    package: Path, dataset: Path | None, generated: int, seed: int | None, as_json: bool
) -> None:
    """Judge images that PACKAGE never saw: of --dataset, or generated ones."""
    from inspector.inference.package import load_package
    from inspector.training.evaluation.evaluate import (
        UNSEEN_SEED,
        evaluate_package,
        folder_images,
        generated_images,
    )
    from inspector.training.evaluation.report import evaluation_document, quality_text

    loaded = load_package(package)
    if dataset is not None:
        images = folder_images(loaded, dataset, tell)
    else:
        images = generated_images(loaded, UNSEEN_SEED if seed is None else seed, generated)
    evaluated = evaluate_package(loaded, images)
    if as_json:
        print_json(evaluation_document(loaded, evaluated))
        return
    click.echo(quality_text(evaluated.quality, loaded.manifest.classes))
    if evaluated.loss_points is not None:
        click.echo(f"fp32 is better by {evaluated.loss_points:+.2f} points of accuracy")
