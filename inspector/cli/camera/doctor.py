"""`inspector camera doctor`: what on this computer ruins camera streams, and how to mend it."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from inspector.cli.output import JSON, print_json
from inspector.cli.station_options import of_station

if TYPE_CHECKING:
    from inspector.cameras.doctor.facts import CameraAnswer, CameraLink
    from inspector.cli.camera.choice import CameraChoice
    from inspector.config.station import StationConfig
    from inspector.domain.feature import FeatureValue

_FAULT = 1
_MARKS = {"ok": "ok     ", "warning": "WARNING", "fault": "FAULT  ", "not checked": "?      "}


@click.command()
@of_station
@click.option(
    "--watch",
    "watched_s",
    type=click.FloatRange(0, 3600),
    default=2.0,
    show_default=True,
    metavar="SECONDS",
    help="How long loss counters are watched; best while the cameras stream.",
)
@click.option(
    "--open",
    "opens",
    is_flag=True,
    help="Open the station's cameras and ask them for their load; the station must not run.",
)
@JSON
def doctor(
    station_file: Path | None, data_dir: Path | None, watched_s: float, opens: bool, as_json: bool
) -> None:
    """Check this computer for what ruins camera streams; exit code 1 when there is a fault."""
    from inspector.cameras.doctor.examine import examine
    from inspector.cameras.doctor.gather import gather

    station = _station(station_file, data_dir)
    links, producers, answers = _configured(station, opens=opens) if station else ([], (), [])
    findings = examine(gather(links, producers, answers, watched_s=watched_s))
    if as_json:
        print_json([asdict(each) for each in findings])
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


def _configured(
    station: StationConfig, *, opens: bool
) -> tuple[list[CameraLink], tuple[Path, ...], list[CameraAnswer]]:
    """The cameras' load, the GenTL producers that the station names, and what cameras answered."""
    from inspector.cameras.doctor.links import camera_link, producer_paths
    from inspector.cli.camera.choice import of_station

    links, answers = [], []
    for name, config in station.views.items():
        choice = of_station(station, name)
        settings = dict(choice.features)
        if opens:
            found, answer = _asked(choice)
            settings |= found
            answers.append(answer)
        links.append(camera_link(name, config, settings))
    return links, producer_paths(station.views.values(), station.resolve), answers


def _asked(choice: CameraChoice) -> tuple[dict[str, FeatureValue], CameraAnswer]:
    from inspector.cameras.doctor.facts import CameraAnswer
    from inspector.cameras.doctor.links import settings_of
    from inspector.domain.errors.camera import CameraError

    try:
        return settings_of(choice.make()), CameraAnswer(choice.name)
    except CameraError as error:
        return {}, CameraAnswer(choice.name, str(error), error.remedy)
