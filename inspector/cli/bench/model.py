"""`inspector bench model`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from inspector.cli.output import JSON

if TYPE_CHECKING:
    from inspector.inference.providers import ProviderChoice


@click.command()
@click.option(
    "--architecture", "chosen", multiple=True, metavar="NAME", help="Only this. Default: all."
)
@click.option(
    "--size",
    "size_px",
    type=click.IntRange(32, 1024),
    default=224,
    show_default=True,
    help="Side of the pictures in pixels.",
)
@click.option(
    "--seconds",
    type=click.FloatRange(0.1, 600),
    default=5.0,
    show_default=True,
    help="Of timing, for each architecture and each batch on each provider.",
)
@click.option(
    "--provider",
    type=click.Choice(["auto", "cpu", "cuda", "tensorrt"]),
    default="auto",
    show_default=True,
    help="What runs the model; `auto` takes the fastest that loads.",
)
@click.option(
    "--threads", type=click.IntRange(1, 256), default=1, show_default=True, help="Of one inference."
)
@click.option(
    "--batch", "batches", type=click.IntRange(1, 256), multiple=True, help="Pictures in one run."
)
@click.option("--dataset", type=click.Path(path_type=Path), help="Pictures for accuracy.")
@click.option(
    "--package", type=click.Path(path_type=Path), help="This package instead; needs --dataset."
)
@click.option("--good", multiple=True, help="A class that good parts may have; repeatable.")
@click.option("--weights", help="`imagenet`, a file, or a folder of files. Default: random.")
@JSON
def model(
    chosen: tuple[str, ...], provider: str, weights: str | None, as_json: bool, **choices: Any
) -> None:
    """Every architecture and every variant of it: size, speed and, with --dataset, accuracy."""
    from inspector.training.extra import require_training_extra

    require_training_extra()
    from inspector.bench.model.figures import as_document
    from inspector.bench.model.figures import as_table as to_table
    from inspector.bench.model.measure import measure_models
    from inspector.bench.model.options import ModelBenchOptions
    from inspector.cli.progress import shown_progress
    from inspector.training.networks.architectures import ARCHITECTURES

    if unknown := set(chosen) - set(ARCHITECTURES):
        raise click.BadParameter(f"{', '.join(unknown)}: choose from {', '.join(ARCHITECTURES)}")
    options = ModelBenchOptions(
        architectures=chosen or tuple(ARCHITECTURES),
        provider=cast("ProviderChoice", provider),
        weights=weights,
        **choices,
    )
    with shown_progress() as progress:
        measured = measure_models(options, progress)
    click.echo(json.dumps(as_document(measured)) if as_json else to_table(measured))
