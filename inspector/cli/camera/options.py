"""Which camera a command means: one of the station file, or one described by options."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import click

from inspector.cli.camera.choice import NamedCamera, choose
from inspector.cli.station_options import STATION_OPTIONS, Command, with_options

_DRIVERS = ("aravis", "gentl", "opencv", "pylon", "replay", "sim", "viva")

_CAMERA_OPTIONS: tuple[Callable[[Command], Command], ...] = (
    *STATION_OPTIONS,
    click.option("--name", default="", help="Which camera of a station that has several."),
    click.option(
        "--driver",
        type=click.Choice(_DRIVERS),
        help="A camera that is in no station file: its driver, and what follows.",
    ),
    click.option("--serial", help="Serial number."),
    click.option("--address", help="IP address or device id."),
    click.option("--source", help="USB camera index, stream URL or video file of `opencv`."),
    click.option("--folder", help="Image folder of `replay`."),
    click.option("--producer", "producers", multiple=True, help="GenTL producer (.cti) file."),
    click.option(
        "--option",
        "entries",
        multiple=True,
        metavar="NAME=VALUE",
        help="Any other entry of the camera's section, such as packet_resend=false.",
    ),
)
EXPOSURE = click.option(
    "--trigger",
    "exposure",
    type=click.Choice(["free_run", "software", "as_set"]),
    default="free_run",
    show_default=True,
    help="What makes the camera expose meanwhile; `as_set` waits for its own trigger line.",
)
SETTINGS = click.option(
    "--set",
    "settings",
    multiple=True,
    metavar="NAME=VALUE",
    help="A feature for this time only, such as exposure_time_us=800; repeatable.",
)
TIMEOUT = click.option(
    "--timeout",
    "timeout_s",
    type=click.FloatRange(min=0.1, max=3600),
    default=5.0,
    show_default=True,
    metavar="SECONDS",
    help="Longest wait for a picture.",
)


def camera_options(command: Command) -> Command:
    """Give a command the options that name a camera; it gets a ``CameraChoice`` first."""

    @functools.wraps(command)
    def run(**given: Any) -> None:
        fields = NamedCamera.__dataclass_fields__
        named = NamedCamera(**{key: given.pop(key) for key in fields})
        command(choose(named), **given)

    return with_options(run, _CAMERA_OPTIONS)
