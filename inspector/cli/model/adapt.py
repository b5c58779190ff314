"""`inspector model adapt`."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

import click

from inspector.cli.model.source import KNOWN_PACKAGE, PACKAGES_OUT, package_to_measure
from inspector.cli.output import JSON, print_json
from inspector.cli.station_options import of_station


@click.command()
@KNOWN_PACKAGE
@click.argument("pictures", type=click.Path(path_type=Path))
@PACKAGES_OUT
@click.option("--dataset", type=click.Path(path_type=Path), help="What PACKAGE was trained on.")
@click.option("--good", multiple=True, help="A new class that good parts may have; repeatable.")
@click.option("--version", default="", help="Of the new package. Default: the next minor one.")
@click.option(
    "--seed",
    type=click.IntRange(0, 2**31),
    default=1,
    show_default=True,
    help="Of what is drawn by lot.",
)
@of_station
@JSON
def adapt(
    package: str,
    pictures: Path,
    out: Path,
    dataset: Path | None,
    good: tuple[str, ...],
    version: str,
    seed: int,
    station_file: Path | None,
    data_dir: Path | None,
    as_json: bool,
) -> None:
    """Teach PACKAGE the PICTURES, class folders or a CSV list, in about a minute.

    PACKAGE is a folder or NAME/VERSION. Classes that it does not know are added. Its backbone
    stays bit for bit as it is. With --dataset the old classes are rehearsed from real pictures, and
    the new package is measured.
    """
    from inspector.training.extra import require_training_extra

    require_training_extra()
    from inspector.training.priority import lower_priority

    lower_priority()
    from inspector.cli.progress import shown_progress
    from inspector.training.adapter.adapt import adapt_package
    from inspector.training.adapter.documents import adapted_document, adapted_text
    from inspector.training.adapter.values import AdaptOptions

    parent = package_to_measure(package, station_file, data_dir).folder
    options = AdaptOptions(parent, pictures, out, dataset, good, version, seed)
    with shown_progress() as progress:
        adapted = adapt_package(options, shlex.join(["inspector", *sys.argv[1:]]), progress)
    if as_json:
        print_json(adapted_document(adapted))
    else:
        click.echo(adapted_text(adapted))
