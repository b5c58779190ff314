"""`inspector model gate`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from inspector.cli.model.source import (
    KNOWN_PACKAGE,
    open_named,
    registry_at,
    station_at,
)
from inspector.cli.output import JSON, print_json
from inspector.cli.station_options import of_station

if TYPE_CHECKING:
    from inspector.config.station import StationConfig
    from inspector.domain.release import ReleaseFigure, ReleaseLimits

REFUSED_EXIT_CODE = 1


@click.command()
@KNOWN_PACKAGE
@click.option(
    "--recipe",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Default: that of the station file.",
)
@click.option(
    "--provider",
    type=click.Choice(["auto", "cpu", "cuda", "tensorrt"]),
    help="Default: that of the station file.",
)
@click.option("--threads", type=click.IntRange(1, 64), help="Default: those of the station file.")
@of_station
@JSON
def gate(
    package: str,
    recipe: Path | None,
    provider: str | None,
    threads: int | None,
    station_file: Path | None,
    data_dir: Path | None,
    as_json: bool,
) -> None:
    """Say whether PACKAGE, a folder or NAME/VERSION, may go on this station's line.

    Its golden pictures are replayed and its speed is measured here, as the station would run it;
    the limits are those of the recipe. Ends with code 1 when it is refused.
    """
    from typing import cast

    from inspector.inference.providers import ProviderChoice
    from inspector.inference.release_gate import measure_on_station, release_figures

    station = station_at(station_file, data_dir)
    loaded = open_named(package, registry_at(station_file, data_dir))
    model = station.model if station is not None else None
    measured = measure_on_station(
        loaded,
        provider=cast("ProviderChoice", provider or (model.provider if model else "auto")),
        threads=threads or (model.threads if model else 1),
    )
    figures = release_figures(loaded, _limits(recipe, station), measured)
    refused = [figure for figure in figures if figure.is_refused]
    if as_json:
        print_json(
            {
                "package": loaded.name,
                "sha256": loaded.sha256,
                "provider": measured.provider,
                "p50_ms": measured.p50_ms,
                "released": not refused,
                "figures": [
                    {
                        "figure": figure.name,
                        "measured": figure.measured,
                        "limit": figure.limit,
                        "refused": figure.is_refused,
                        "text": figure.text,
                    }
                    for figure in figures
                ],
            }
        )
    else:
        _show(figures)
        click.echo(f"{loaded.name} is {'refused' if refused else 'released'}")
    if refused:
        sys.exit(REFUSED_EXIT_CODE)


def _limits(recipe: Path | None, station: StationConfig | None) -> ReleaseLimits:
    from inspector.config.recipe import load_recipe
    from inspector.domain.release import ReleaseLimits

    if recipe is None and station is not None and station.recipe.file is not None:
        recipe = station.resolve(station.recipe.file)
    return ReleaseLimits() if recipe is None else load_recipe(recipe).release


def _show(figures: tuple[ReleaseFigure, ...]) -> None:
    width = max(len(figure.name) for figure in figures)
    for figure in figures:
        mark = "REFUSED" if figure.is_refused else "ok"
        click.echo(f"{mark:<8} {figure.name:<{width}}  {figure.text}")
