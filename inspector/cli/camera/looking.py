"""`inspector camera snapshot` and `stream`: what the camera sees, and how steadily."""

from __future__ import annotations

import sys
import time
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from inspector.cli.camera.choice import CameraChoice
from inspector.cli.camera.options import EXPOSURE, SETTINGS, TIMEOUT, camera_options
from inspector.cli.output import JSON, print_json

if TYPE_CHECKING:
    from inspector.domain.ports import Camera
    from inspector.services.live.stream_figures import StreamFigures, StreamMeter

_FRAMES_WERE_LOST = 1
_SHOW_EVERY_S = 1.0
_GRAB_S = 0.1


@click.command()
@camera_options
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="PNG or TIFF file; all bits are kept. Default: the camera's name and the time.",
)
@EXPOSURE
@SETTINGS
@TIMEOUT
@JSON
def snapshot(
    choice: CameraChoice,
    out: Path | None,
    exposure: str,
    settings: tuple[str, ...],
    timeout_s: float,
    as_json: bool,
) -> None:
    """Take one picture, and write beside it what is known of it."""
    from inspector.cli.camera.session import told, working
    from inspector.services.history.picture_file import describe, save_picture
    from inspector.services.live.camera_tools import Exposure, pictures, streaming

    with working(choice, settings, exposure) as session:
        camera = session.camera
        features = camera.features()
        with streaming(camera):
            frame = next(pictures(camera, Exposure(exposure), 1, timeout_s))
    described = describe(frame, features) | {
        "camera": choice.name,
        "driver": choice.config.driver,
        "not_kept": [asdict(each) for each in session.differences],
    }
    path = out or Path(f"{choice.name}-{datetime.now().astimezone():%Y%m%d-%H%M%S}.png")
    beside = save_picture(frame, path, described)
    told(session.differences)
    if as_json:
        print_json({"picture": str(path), "description": str(beside)} | described)
    else:
        size = f"{described['width']}x{described['height']} {described['pixel_format']}"
        click.echo(f"wrote {path}: {size}, frame {frame.frame_id}; {beside.name} describes it")


@click.command()
@camera_options
@click.option(
    "--seconds",
    type=click.FloatRange(min=0.1),
    help="How long; without it, until Ctrl-C.",
)
@EXPOSURE
@SETTINGS
@JSON
def stream(
    choice: CameraChoice,
    seconds: float | None,
    exposure: str,
    settings: tuple[str, ...],
    as_json: bool,
) -> None:
    """Take all pictures, and count what is lost.

    Exit code 1 when none came, or when frames were lost or incomplete; 2 when the camera was lost,
    with the figures until then.
    """
    from inspector.cli.camera.session import told, working
    from inspector.domain.errors.camera import CameraLostError
    from inspector.services.live.camera_tools import streaming
    from inspector.services.live.stream_figures import StreamMeter

    meter, lost = StreamMeter(), None
    with working(choice, settings, exposure) as session:
        told(session.differences)
        with streaming(session.camera):
            try:
                _take_all(session.camera, exposure, seconds, meter)
            except KeyboardInterrupt:
                pass
            except CameraLostError as error:
                lost = error
    figures = meter.figures()
    if sys.stderr.isatty():
        click.echo(err=True)
    document: dict[str, Any] = {"camera": choice.name, "driver": choice.config.driver}
    if as_json:
        print_json(document | asdict(figures))
    else:
        click.echo(_line(figures))
    if lost is not None:
        raise lost
    if not figures.frames or figures.lost or figures.incomplete:
        sys.exit(_FRAMES_WERE_LOST)


def _take_all(camera: Camera, exposure: str, seconds: float | None, meter: StreamMeter) -> None:
    begun = shown = time.monotonic()
    while seconds is None or time.monotonic() - begun < seconds:
        if exposure == "software":
            camera.trigger()
        frame = camera.grab(_GRAB_S)
        if frame is not None:
            meter.add(frame)
        if time.monotonic() - shown >= _SHOW_EVERY_S:
            shown = time.monotonic()
            _show(meter.figures())


def _show(figures: StreamFigures) -> None:
    line = _line(figures)
    terminal = sys.stderr.isatty()
    click.echo(f"\r{line:<110}" if terminal else line, err=True, nl=not terminal)


def _line(figures: StreamFigures) -> str:
    return (
        f"{figures.frames} frames, {figures.rate_hz:.1f}/s, {figures.lost} lost, "
        f"{figures.incomplete} incomplete, jitter {figures.jitter_ms:.2f} ms, "
        f"longest gap {figures.longest_gap_ms:.1f} ms"
    )
