"""`inspector demo`: the whole line on one desktop."""

from __future__ import annotations

import json
import os
import sys
import time
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from inspector.cli.output import JSON

if TYPE_CHECKING:
    from inspector.demo.cameras import CameraKind
    from inspector.demo.demo import Progress
    from inspector.paths import DataFolder
    from inspector.plc.line.methods import TrackingMethod
    from inspector.sim.line_plc import PlcRole

_UNRECONCILED = 1
_LINE_AFTER_S = 1.0


@click.command()
@click.option(
    "--parts",
    type=click.IntRange(min=0),
    default=None,
    help="How many parts come; 0 for no end. Default: 300, or no end with the operator's app.",
)
@click.option(
    "--rate",
    type=click.FloatRange(min=1, max=12_000),
    default=600,
    show_default=True,
    metavar="PARTS_PER_MIN",
    help="Parts per minute.",
)
@click.option(
    "--seed", type=click.IntRange(0, 2**31), default=1, show_default=True, help="Which parts."
)
@click.option(
    "--images",
    type=click.Path(path_type=Path),
    default=None,
    help="A folder of images, class folders, or a CSV file with path and label, instead of "
    "generated parts.",
)
@click.option("--model", default=None, metavar="PACKAGE", help="Bundled NAME/VERSION or a folder.")
@click.option(
    "--promote",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder of a package that takes force after a third of the parts, and goes after two.",
)
@click.option(
    "--shadow",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder of a package that judges along, unheard.",
)
@click.option(
    "--camera",
    "cameras",
    type=click.Choice(["sim", "aravis-fake", "gentl-viky"]),
    multiple=True,
    default=("sim",),
    show_default=True,
    help="sim: the line's own camera; aravis-fake: a GigE Vision camera, through Aravis; "
    "gentl-viky: a GenTL producer, which shows no part, so that every part must be rejected. "
    "Several times for several cameras that look at each part.",
)
@click.option(
    "--plc-role",
    "role",
    type=click.Choice(["server", "client", "coupler"]),
    default="server",
    show_default=True,
    help="What the station is on the fieldbus: polled by the PLC, polling it, or without a PLC at "
    "a remote I/O coupler.",
)
@click.option(
    "--tracking",
    type=click.Choice(["encoder", "photo_eye", "delay"]),
    default="encoder",
    show_default=True,
    help="How parts are followed to the ejector.",
)
@click.option(
    "--data-dir", type=click.Path(path_type=Path), default=None, help="Where to keep the run."
)
@click.option("--headless", is_flag=True, help="Do not open the operator's app.")
@JSON
def demo(
    parts: int | None,
    rate: float,
    seed: int,
    images: Path | None,
    model: str | None,
    promote: Path | None,
    shadow: Path | None,
    cameras: tuple[CameraKind, ...],
    role: PlcRole,
    tracking: TrackingMethod,
    data_dir: Path | None,
    headless: bool,
    as_json: bool,
) -> None:
    """Run a whole virtual line: camera, PLC and ejector are simulated, the rest is the product.

    Exit code 0 only when triggers, verdicts, outcomes, records and the PLC's counters agree.
    """
    from inspector.demo.demo import Demo
    from inspector.demo.layout import DEFAULT_MODEL, DemoOptions
    from inspector.demo.report import disagreements, document

    with_app = not headless and not as_json and _has_display()
    options = DemoOptions(
        parts=parts if parts is not None else (0 if with_app else 300),
        rate_per_min=rate,
        seed=seed,
        images=_checked_images(images),
        model=_model(model, DEFAULT_MODEL),
        cameras=cameras,
        role=role,
        tracking=tracking,
        promote=promote,
        shadow=shadow,
    )
    data = _data_folder(data_dir)
    run = Demo(options, data).run(_Told(), with_app=with_app)
    click.echo(err=True)
    result = document(run)
    faults = disagreements(run)
    click.echo(json.dumps(result) if as_json else _summary(result, run.data_dir))
    for fault in faults:
        click.echo(f"not reconciled: {fault}", err=True)
    if faults:
        sys.exit(_UNRECONCILED)


class _Told:
    """One line that is written over and over; elsewhere than on a terminal one a second."""

    def __init__(self) -> None:
        self._terminal, self._said_s = sys.stderr.isatty(), 0.0

    def __call__(self, progress: Progress) -> bool:
        text = _progress_text(progress)
        if self._terminal:
            click.echo(f"\r{text:<118}", err=True, nl=False)
        elif time.monotonic() - self._said_s >= _LINE_AFTER_S:
            self._said_s = time.monotonic()
            click.echo(text, err=True)
        return True


def _progress_text(progress: Progress) -> str:
    line, snapshot = progress.line, progress.snapshot
    counts = f"{line.get('triggered', 0)} parts, {line.get('ejected', 0)} ejected"
    if snapshot is None:
        state = "engine restarting, parts are rejected"
    else:
        latency = snapshot.latency_ms
        times = (
            "" if latency.p50 is None else f", p50 {latency.p50:.1f} ms, p99 {latency.p99:.1f} ms"
        )
        found = snapshot.counters
        state = (
            f"{snapshot.rate_per_min:.0f}/min, OK {found.ok}, NOT_OK {found.not_ok}, "
            f"NOT_DECIDABLE {found.not_decidable}, UNDEFINED {found.undefined}{times}"
        )
    return f"{counts}: {state}"


def _summary(result: dict[str, object], data_dir: str) -> str:
    from inspector.demo.summary import summary

    return summary(result, data_dir)


def _checked_images(images: Path | None) -> Path | None:
    if images is not None:
        from inspector.vision.imagelist import list_images

        list_images(images)
    return images


def _model(named: str | None, default: str) -> str:
    if named is None:
        return default
    folder = Path(named)
    return str(folder.resolve()) if folder.is_dir() else named


def _data_folder(chosen: Path | None) -> DataFolder:
    from inspector.paths import DataFolder, data_dir

    if chosen is not None:
        return DataFolder(chosen.resolve())
    run = datetime.now().astimezone().strftime("%Y%m%d-%H%M%S")
    return DataFolder(data_dir() / "demo" / f"{run}-{os.getpid()}")


def _has_display() -> bool:
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
