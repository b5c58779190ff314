"""`inspector camera doctor`: what on this computer ruins camera streams, and how to mend it."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from inspector.cli.camera.options import JSON, station_options

if TYPE_CHECKING:
    from inspector.cameras.doctor.facts import CameraLink
    from inspector.config.station import StationConfig

_FAULT = 1
_MARKS = {"ok": "ok     ", "warning": "WARNING", "fault": "FAULT  ", "not checked": "?      "}


@click.command()
@station_options
@click.option(
    "--watch",
    "watched_s",
    type=click.FloatRange(0, 3600),
    default=2.0,
    show_default=True,
    metavar="SECONDS",
    help="How long loss counters are watched; best while the cameras stream.",
)
@JSON
def doctor(
    station_file: Path | None, data_dir: Path | None, watched_s: float, as_json: bool
) -> None:
    """Check this computer for what ruins camera streams; exit code 1 when there is a fault."""
    from inspector.cameras.doctor.examine import examine
    from inspector.cameras.doctor.gather import gather

    station = _station(station_file, data_dir)
    links, producers = _asked(station) if station else ([], ())
    findings = examine(gather(links, producers, watched_s=watched_s))
    if as_json:
        click.echo(json.dumps([asdict(each) for each in findings]))
    else:
        for each in findings:
            click.echo(f"{_MARKS[each.severity]}  {each.check}: {each.text}")
            if each.remedy and each.severity != "ok":
                click.echo(f"         -> {each.remedy}")
    if any(each.severity == "fault" for each in findings):
        sys.exit(_FAULT)


def _station(station_file: Path | None, data_dir: Path | None) -> StationConfig | None:
    """The station file; ``None`` when none was named and there is none."""
    from inspector.cli.camera.choice import load
    from inspector.domain.errors.config import StationFileMissingError

    try:
        return load(station_file, data_dir)
    except StationFileMissingError:
        if station_file is not None:
            raise
        return None


def _asked(station: StationConfig) -> tuple[list[CameraLink], tuple[Path, ...]]:
    """What the station's cameras ask of this computer, and the GenTL producers it names."""
    from inspector.cameras.doctor.links import camera_link, producer_paths
    from inspector.cli.camera.choice import of_station

    links = [
        camera_link(name, config, of_station(station, name).features)
        for name, config in station.views.items()
    ]
    return links, producer_paths(station.views.values(), station.resolve)
