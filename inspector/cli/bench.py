"""`inspector bench`: figures of this machine; nothing is judged."""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from inspector.cli.bench_history import history
from inspector.cli.lazy import CommandGroup

if TYPE_CHECKING:
    from inspector.inference.providers import ProviderChoice
    from inspector.plc.line.methods import TrackingMethod
    from inspector.sim.line_plc import PlcRole


_FLAWED = 1


@click.group(cls=CommandGroup)
def bench() -> None:
    """Measure speed on this machine."""


bench.add_command(history)


@bench.command()
@click.option(
    "--parts", type=click.IntRange(min=100), default=1500, show_default=True, help="How many come."
)
@click.option("--model", default=None, metavar="PACKAGE", help="Bundled NAME/VERSION or a folder.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def line(parts: int, model: str | None, as_json: bool) -> None:
    """The whole line against the bare model: throughput, overhead, Modbus round trip."""
    from inspector.bench.line import LineBenchOptions, measure_line
    from inspector.demo.layout import DEFAULT_MODEL

    options = LineBenchOptions(parts=parts, model=model or DEFAULT_MODEL)
    with tempfile.TemporaryDirectory(prefix="inspector-bench-") as folder:
        figures = measure_line(options, Path(folder))
    click.echo(json.dumps(figures, indent=None if as_json else 2))


@bench.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def vision(as_json: bool) -> None:
    """The cost of each preprocessing operation."""
    from inspector.bench.vision import as_json as to_json
    from inspector.bench.vision import as_table, measure_vision

    costs = list(measure_vision())
    click.echo(to_json(costs) if as_json else as_table(costs))


@bench.command()
@click.argument("folder", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--pictures",
    type=click.IntRange(1, 10_000),
    default=50,
    show_default=True,
    help="At most so many.",
)
@click.option(
    "--quality", type=click.IntRange(1, 100), default=90, show_default=True, help="Of lossy files."
)
@click.option("--json", "as_json", is_flag=True, help="Print a list of objects.")
def archive(folder: Path, pictures: int, quality: int, as_json: bool) -> None:
    """What each format of `[archive]` makes of the pictures of FOLDER: size, time, loss."""
    from inspector.bench.archive import as_json as to_json
    from inspector.bench.archive import as_table, measure_archive

    costs = measure_archive(folder, pictures, quality)
    click.echo(to_json(costs) if as_json else as_table(costs))


@bench.command()
@click.option(
    "--repeats",
    type=click.IntRange(min=1, max=50),
    default=5,
    show_default=True,
    help="How often each is measured.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def start(repeats: int, as_json: bool) -> None:
    """How long the help and a ready engine take."""
    from inspector.bench.start import measure_start

    with tempfile.TemporaryDirectory(prefix="inspector-bench-") as folder:
        figures = measure_start(Path(folder), repeats)
    click.echo(json.dumps(figures, indent=None if as_json else 2))


@bench.command(short_help="Each camera driver on its simulator.")
@click.option(
    "--driver",
    "chosen",
    type=click.Choice(["replay", "opencv", "aravis", "viva", "gentl", "pylon"]),
    help="Only this one; all that install by default.",
)
@click.option(
    "--seconds", type=click.FloatRange(0.5, 600), default=5.0, show_default=True, help="Per stream."
)
@click.option(
    "--size",
    "side",
    type=click.IntRange(64, 4096),
    default=1024,
    show_default=True,
    help="Width and height of the pictures in pixels.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def camera(chosen: str | None, seconds: float, side: int, as_json: bool) -> None:
    """Each camera driver on its simulator: rate, losses, processor, trigger latency, the GIL."""
    from inspector.bench.camera import as_table, measure_cameras
    from inspector.bench.camera_rigs import RIGS

    drivers = (chosen,) if chosen else tuple(RIGS)
    figures = measure_cameras(drivers, seconds, side, lambda what: click.echo(what, err=True))
    click.echo(json.dumps(figures) if as_json else as_table(figures))


@bench.command(short_help="Break everything around a line.")
@click.option("--parts", type=click.IntRange(min=20), default=600, show_default=True, help="Least.")
@click.option(
    "--runs",
    type=click.IntRange(1, 1000),
    default=1,
    show_default=True,
    help="Of each role and tracking.",
)
@click.option("--seed", type=int, default=1, show_default=True, help="Of the first run.")
@click.option(
    "--repeats",
    type=click.IntRange(1, 100),
    default=2,
    show_default=True,
    help="How often each fault happens.",
)
@click.option(
    "--role",
    "roles",
    type=click.Choice(["server", "client", "coupler"]),
    multiple=True,
    help="Only this; repeatable.",
)
@click.option(
    "--tracking",
    "ways",
    type=click.Choice(["encoder", "photo_eye", "delay"]),
    multiple=True,
    help="Only this; repeatable.",
)
@click.option("--fault", "names", metavar="NAME", multiple=True, help="Only this; all by default.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def faults(
    parts: int,
    runs: int,
    seed: int,
    repeats: int,
    roles: tuple[PlcRole, ...],
    ways: tuple[TrackingMethod, ...],
    names: tuple[str, ...],
    as_json: bool,
) -> None:
    """Break everything around the line at random moments, and account for every part.

    Each role of the gate and each way of tracking is run RUNS times, unless some are named. The
    exit code is 1 when a bad part escaped or a part is not accounted for exactly once.
    """
    from inspector.bench.faults import report
    from inspector.bench.faults.catalogue import CATALOGUE
    from inspector.bench.faults.plan import ROLES, TRACKING, plan, run_all
    from inspector.bench.faults.settings import RunSettings

    if unknown := set(names) - set(CATALOGUE):
        raise click.BadParameter(f"{', '.join(unknown)}: choose from {', '.join(CATALOGUE)}")
    first = RunSettings(seed=seed, parts=parts, repeats=repeats, faults=names)
    planned = plan(first, runs, roles or ROLES, ways or TRACKING)
    if not planned:
        raise click.UsageError("no such fault can happen in this role with this tracking")
    done = []
    click.echo(report.heading(), err=as_json)
    for figures in run_all(planned):
        done.append(figures)
        click.echo(report.row(figures), err=as_json)
    click.echo(report.as_json(done) if as_json else report.verdict(done))
    if not all(figures.flawless for figures in done):
        sys.exit(_FLAWED)


@bench.command()
@click.option(
    "--seconds",
    type=click.FloatRange(1, 3600),
    default=10.0,
    show_default=True,
    help="Length of each measurement.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def plc(seconds: float, as_json: bool) -> None:
    """The PLC link: round trips idle, busy and inspecting; acknowledge; timer error."""
    from inspector.bench.plc.figures import as_table
    from inspector.bench.plc.measure import measure_plc

    with tempfile.TemporaryDirectory(prefix="inspector-bench-") as folder:
        figures = measure_plc(seconds, Path(folder), lambda what: click.echo(what, err=True))
    click.echo(json.dumps(figures) if as_json else as_table(figures))


@bench.command(short_help="Size, speed and accuracy of every architecture.")
@click.option(
    "--architecture", "chosen", multiple=True, metavar="NAME", help="Only this; all by default."
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
@click.option("--weights", help="`imagenet`, a file, or a folder of files; random by default.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
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


@bench.command(short_help="Kill gate and engine, and count what was recorded.")
@click.option(
    "--kills", type=click.IntRange(1, 100_000), default=200, show_default=True, help="How many."
)
@click.option(
    "--power-cuts", type=click.IntRange(0, 10_000), default=50, show_default=True, help="How many."
)
@click.option("--seed", type=int, default=1, show_default=True, help="Of what is drawn by lot.")
@click.option(
    "--hardship",
    type=click.Choice(["slow-disk", "full-disk", "read-only-disk", "clock"]),
    help="Instead of kills: what gets worse and better again in mid-run. Linux only.",
)
@click.option(
    "--parts", type=click.IntRange(5), default=200, show_default=True, help="Of a hardship's phase."
)
@click.option(
    "--delay-ms", type=click.FloatRange(0), default=200, show_default=True, help="Of a slow disk."
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def durability(
    kills: int,
    power_cuts: int,
    seed: int,
    hardship: str | None,
    parts: int,
    delay_ms: float,
    as_json: bool,
) -> None:
    """Kill gate and engine of a running line at random moments, and count what was recorded.

    Meanwhile the disk is copied as a power cut would leave it, and every copy is opened. The exit
    code is 1 when a result is lost or doubled, or a database is damaged.
    """
    from inspector.bench.durability.campaign import DurabilityOptions, run_campaign
    from inspector.bench.durability.hardships import (
        Hardship,
        HardshipOptions,
        is_flawless,
        run_hardship,
    )

    if hardship is not None:
        wanted = HardshipOptions(Hardship(hardship), parts, delay_ms, seed)
        with tempfile.TemporaryDirectory(prefix="inspector-bench-") as folder:
            endured = run_hardship(wanted, Path(folder))
        click.echo(json.dumps(endured, indent=None if as_json else 2))
        sys.exit(0 if is_flawless(endured) else _FLAWED)
    options = DurabilityOptions(kills=kills, power_cuts=power_cuts, seed=seed)
    with tempfile.TemporaryDirectory(prefix="inspector-bench-") as folder:
        figures = run_campaign(options, Path(folder))
    click.echo(json.dumps(figures, indent=None if as_json else 2))
    cuts = figures["power_cuts"]
    if figures["lost"] or figures["doubled"] or cuts["unsound"] or cuts["strange_rows"]:
        sys.exit(_FLAWED)


@bench.command()
@click.option(
    "--starts",
    type=click.IntRange(1, 100),
    default=5,
    show_default=True,
    help="How often the app is started.",
)
@click.option("--turns", type=click.IntRange(1, 1000), default=10, show_default=True, help="Each.")
@click.option(
    "--rows",
    type=click.IntRange(min=1000),
    default=1_000_000,
    show_default=True,
    help="Of the history.",
)
@click.option(
    "--rate",
    "rate_hz",
    type=click.FloatRange(1, 120),
    default=30.0,
    show_default=True,
    help="Pictures a second of the live view.",
)
@click.option(
    "--minutes",
    type=click.FloatRange(0.05, 1440),
    default=1.0,
    show_default=True,
    help="Of the live view; 60 and more for a soak.",
)
@click.option(
    "--cache",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where the history is kept for the next time. Default: the system's temporary folder.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def ui(cache: Path | None, as_json: bool, **amounts: Any) -> None:
    """The operator's app: first paint, page switches, history, live view, memory."""
    from inspector.ui.display import require_qt

    require_qt()
    from inspector.bench.ui.figures import as_table
    from inspector.bench.ui.measure import UiBenchOptions, measure_ui

    folder = cache or Path(tempfile.gettempdir()) / "inspector-bench-ui"
    figures = measure_ui(UiBenchOptions(**amounts), folder, lambda told: click.echo(told, err=True))
    click.echo(json.dumps(figures) if as_json else as_table(figures))
