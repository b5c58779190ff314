"""`inspector mqtt`: the publisher, run by the supervisor, and how it fares."""

from __future__ import annotations

import contextlib
import importlib.util
import logging
import os
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import click

from inspector.cli.lazy import CommandGroup
from inspector.cli.output import JSON
from inspector.cli.processes import log_to, when_told_to_stop
from inspector.cli.station_options import DATA_DIR, data_folder

if TYPE_CHECKING:
    from inspector.client.station import StationClient
    from inspector.config.station import StationConfig
    from inspector.mqtt.publisher import Publisher
    from inspector.mqtt.report import PublisherReport
    from inspector.paths import DataFolder

_NICENESS = 10


@click.group(cls=CommandGroup)
def mqtt() -> None:
    """See how the MQTT publisher fares."""


@mqtt.command()
@DATA_DIR
@JSON
def status(data_dir: Path | None, as_json: bool) -> None:
    """Show the connection to the broker and how far it has taken the history."""
    import psutil

    from inspector.client.station import StationClient
    from inspector.mqtt.report import report

    data = data_folder(data_dir)
    with StationClient.from_run_file(data.run_file) as station:
        shown = report(data.mqtt, station, psutil.pid_exists)
    click.echo(shown.model_dump_json(indent=2) if as_json else _text(shown))


@click.command()
@click.option("--station", "station_file", type=Path, required=True)
@click.option("--data-dir", type=Path, required=True)
def publisher(station_file: Path, data_dir: Path) -> None:
    """Publish what the station does until standard input closes."""
    from inspector.client.station import StationClient
    from inspector.config.station import load_station
    from inspector.paths import DataFolder

    data = DataFolder(data_dir)
    config = load_station(station_file)
    log_to(data.logs / "mqtt.log")
    logging.getLogger("httpx").setLevel(logging.WARNING)
    told = threading.Event()
    when_told_to_stop(told.set)
    _lower_priority()
    with StationClient.from_run_file(data.run_file) as station:
        _make(config, data, station).run(told)


def _text(shown: PublisherReport) -> str:
    link = "connected" if shown.connected else "NOT CONNECTED"
    lines = [
        f"broker {shown.broker}: {link} since {shown.since.astimezone():%Y-%m-%d %H:%M:%S}"
        if shown.running
        else f"broker {shown.broker}: THE PUBLISHER DOES NOT RUN",
        f"told up to result {shown.results} and outcome {shown.outcomes} "
        f"of {'an unknown number' if shown.newest is None else shown.newest}",
    ]
    if shown.fault_code:
        lines.append(f"{shown.fault_code}: {shown.fault_detail}\n         -> {shown.fault_remedy}")
    return "\n".join(lines)


def _make(config: StationConfig, data: DataFolder, station: StationClient) -> Publisher:
    """The publisher, or its refusal, which `inspector mqtt status` shows as well."""
    from inspector.domain.errors.mqtt import (
        MqttError,
        MqttLibraryMissingError,
        MqttNotRunningError,
    )
    from inspector.mqtt.layout import status_file
    from inspector.mqtt.status import StatusFile

    if config.mqtt is None:
        raise MqttNotRunningError("the station file has no [mqtt] section")
    try:
        if importlib.util.find_spec("paho") is None:
            raise MqttLibraryMissingError(f"paho-mqtt is not installed for {sys.executable}")
        from inspector.mqtt.assembly import make_publisher

        return make_publisher(config, config.mqtt, data, station, os.environ)
    except MqttError as error:
        StatusFile(status_file(data.mqtt), f"{config.mqtt.host}:{config.mqtt.port}").lost(error)
        raise


def _lower_priority() -> None:
    """Behind gate and engine, which have parts to see to."""
    import psutil

    low = psutil.BELOW_NORMAL_PRIORITY_CLASS if sys.platform == "win32" else _NICENESS
    with contextlib.suppress(psutil.AccessDenied):
        psutil.Process().nice(low)
