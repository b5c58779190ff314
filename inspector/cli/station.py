"""`inspector station`: run a station, check its file, end it."""

from __future__ import annotations

import logging
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from inspector.cli.account import sign_in
from inspector.cli.lazy import CommandGroup
from inspector.cli.output import JSON, print_json
from inspector.cli.station_options import (
    AS_PERSON,
    DATA_DIR,
    STATION_FILE,
    data_folder,
    station_client,
)

if TYPE_CHECKING:
    from inspector.config.station import StationConfig
    from inspector.domain.errors.base import InspectorError

_READY_S = 30.0
_DETACHED_ON_WINDOWS = 0x00000208  # DETACHED_PROCESS | CREATE_NEW_PROCESS_GROUP


@click.group(cls=CommandGroup)
def station() -> None:
    """Run a station or check its file."""


@station.command()
@DATA_DIR
@STATION_FILE
def init(data_dir: Path | None, station_file: Path | None) -> None:
    """Write an example station file to start from."""
    from inspector.config.reference import station_template
    from inspector.domain.errors.config import StationFileExistsError
    from inspector.paths import write_atomically

    path = station_file or data_folder(data_dir).station_file
    if path.exists():
        raise StationFileExistsError(f"{path} exists")
    write_atomically(path, station_template())
    click.echo(f"wrote {path}")
    click.echo("next: choose camera, PLC and model in it, then `inspector station check`", err=True)


@station.command()
@DATA_DIR
@STATION_FILE
@JSON
def check(data_dir: Path | None, station_file: Path | None, as_json: bool) -> None:
    """Check a station file, its recipes and its model; every fault of the file is told at once.

    Exits with 0 when a station starts on it. What would then reject parts is warned of.
    """
    from inspector.assembly.model import base_package, open_registry
    from inspector.config.station import load_station
    from inspector.services.recipes.recipe_set import load_recipe_set

    data = data_folder(data_dir)
    path = station_file or data.station_file
    config = load_station(path)
    package = base_package(config, open_registry(config, data.models))
    load_recipe_set(config, package.limits, package.manifest.defect_classes)
    warnings = list(_missing_pictures(config))
    if as_json:
        told = [{"code": w.code, "detail": w.detail, "remedy": w.remedy} for w in warnings]
        print_json({"station_file": str(path), "model": package.name, "warnings": told})
        return
    for warning in warnings:
        click.echo(f"warning {warning}\n         -> {warning.remedy}", err=True)
    click.echo(f"{path} is valid")


@station.command()
@DATA_DIR
@STATION_FILE
def run(data_dir: Path | None, station_file: Path | None) -> None:
    """Run gate and engine until Ctrl-C; the operator's app attaches with `inspector app`."""
    from inspector.config.station import load_station
    from inspector.paths import ensure_writable
    from inspector.supervisor.instance import sole_instance
    from inspector.supervisor.station import supervise_station

    data = data_folder(data_dir)
    path = station_file or data.station_file
    load_station(path)
    ensure_writable(data.root)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    told = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: told.set())
    with sole_instance(data):
        supervisor = supervise_station(path, data)
        supervisor.start()
        click.echo(f"station runs in {data.root}; Ctrl-C ends it")
        try:
            while not told.is_set() and not supervisor.wait(0.2):
                continue
        finally:
            supervisor.stop()
        supervisor.check()


@station.command()
@DATA_DIR
def stop(data_dir: Path | None) -> None:
    """End the station of a data folder."""
    from inspector.supervisor.instance import stop_running

    data = data_folder(data_dir)
    stop_running(data)
    click.echo(f"the station in {data.root} has ended")


@station.command()
@DATA_DIR
@JSON
def status(data_dir: Path | None, as_json: bool) -> None:
    """Show what the running station says of itself."""
    from inspector.cli.station_text import status_text

    with station_client(data_dir) as client:
        snapshot = client.snapshot()
    click.echo(snapshot.model_dump_json(indent=2) if as_json else status_text(snapshot))


@station.command()
@click.argument("name", metavar="COMMAND", type=click.Choice(["start", "stop", "reset"]))
@AS_PERSON
@DATA_DIR
@JSON
def command(name: str, person: str | None, data_dir: Path | None, as_json: bool) -> None:
    """Give the running station COMMAND: start, stop or reset, as the app's buttons do.

    `stop` ends inspection: every part that comes is rejected. The station itself goes on.
    """
    from inspector.wire.station import StationCommand

    with station_client(data_dir) as client:
        sign_in(client, person)
        after = client.command(StationCommand(name))
    if as_json:
        print_json(after.model_dump(mode="json"))
    else:
        click.echo(f"the station is in {after.state.value}")


@station.command()
@DATA_DIR
@JSON
def doctor(data_dir: Path | None, as_json: bool) -> None:
    """Let the running station check itself; exit code 1 when something failed."""
    from inspector.cli.station_check import check_and_tell

    with station_client(data_dir) as client:
        if check_and_tell(client.check, as_json=as_json):
            sys.exit(1)


def _missing_pictures(config: StationConfig) -> Iterator[InspectorError]:
    """Cameras that show image files which are not there."""
    from inspector.config.camera import ReplayCameraConfig
    from inspector.domain.errors.camera import CameraError
    from inspector.vision.imagelist import list_images

    for camera in config.views.values():
        if isinstance(camera, ReplayCameraConfig):
            try:
                list_images(config.resolve(camera.folder))
            except CameraError as error:
                yield error


@click.command()
@DATA_DIR
def open_station(data_dir: Path | None) -> None:
    """Start the station if none runs, and open the operator's app on it."""
    from inspector.cli.app import app
    from inspector.supervisor.instance import running_process

    data = data_folder(data_dir)
    if running_process(data) is None:
        _start_detached(data.root)
    app.main(["--data-dir", str(data.root)], standalone_mode=False)


def _start_detached(root: Path) -> None:
    """A station that outlives the app and this terminal."""
    from inspector.config.station import load_station
    from inspector.paths import DataFolder
    from inspector.supervisor.command import inspector_command
    from inspector.supervisor.output import BoundedOutput

    data = DataFolder(root)
    load_station(data.station_file)
    said = data.logs / "station.out"
    BoundedOutput(said).begin()
    with said.open("ab") as output:
        process = subprocess.Popen(
            inspector_command("station", "run", "--data-dir", str(root)),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=sys.platform != "win32",
            creationflags=_DETACHED_ON_WINDOWS if sys.platform == "win32" else 0,
        )
    deadline = time.monotonic() + _READY_S
    while not data.run_file.exists() and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.05)
