"""`inspector station`: run a station, check its file, end it."""

from __future__ import annotations

import logging
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from inspector.cli.station_options import DATA_DIR

if TYPE_CHECKING:
    from inspector.paths import DataFolder

_READY_S = 30.0
_DETACHED_ON_WINDOWS = 0x00000208  # DETACHED_PROCESS | CREATE_NEW_PROCESS_GROUP
_station_file = click.option(
    "--station",
    "station_file",
    type=Path,
    default=None,
    help="The station file; config/station.toml in the data folder by default.",
)


@click.group()
def station() -> None:
    """Run a station or check its file."""


@station.command()
@DATA_DIR
@_station_file
def init(data_dir: Path | None, station_file: Path | None) -> None:
    """Write an example station file to start from."""
    from inspector.config.reference import station_template
    from inspector.domain.errors.config import StationFileExistsError
    from inspector.paths import write_atomically

    path = station_file or _folder(data_dir).station_file
    if path.exists():
        raise StationFileExistsError(f"{path} exists")
    write_atomically(path, station_template())
    click.echo(f"wrote {path}")


@station.command()
@DATA_DIR
@_station_file
def check(data_dir: Path | None, station_file: Path | None) -> None:
    """Check a station file; every fault is told at once."""
    from inspector.config.station import load_station

    path = station_file or _folder(data_dir).station_file
    load_station(path)
    click.echo(f"{path} is valid")


@station.command()
@DATA_DIR
@_station_file
def run(data_dir: Path | None, station_file: Path | None) -> None:
    """Run gate and engine until Ctrl-C; the operator's app attaches with `inspector app`."""
    from inspector.config.station import load_station
    from inspector.paths import ensure_writable
    from inspector.supervisor.instance import sole_instance
    from inspector.supervisor.station import supervise_station

    data = _folder(data_dir)
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

    data = _folder(data_dir)
    stop_running(data)
    click.echo(f"the station in {data.root} has ended")


@station.command()
@DATA_DIR
def status(data_dir: Path | None) -> None:
    """Show what the running station says of itself, as JSON."""
    from inspector.client.station import StationClient

    client = StationClient.from_run_file(_folder(data_dir).run_file)
    click.echo(client.snapshot().model_dump_json(indent=2))
    client.close()


@station.command()
@DATA_DIR
@click.option("--json", "as_json", is_flag=True, help="Print what was found as JSON.")
def doctor(data_dir: Path | None, as_json: bool) -> None:
    """Let the running station check itself; exit code 1 when something failed."""
    from inspector.cli.station_check import check_and_tell
    from inspector.client.station import StationClient

    with StationClient.from_run_file(_folder(data_dir).run_file) as client:
        if check_and_tell(client.check, as_json=as_json):
            sys.exit(1)


@click.command()
@DATA_DIR
def open_station(data_dir: Path | None) -> None:
    """Start the station if none runs, and open the operator's app on it."""
    from inspector.cli.app import app
    from inspector.supervisor.instance import running_process

    data = _folder(data_dir)
    if running_process(data) is None:
        _start_detached(data.root)
    app.main(["--data-dir", str(data.root)], standalone_mode=False)


def _start_detached(root: Path) -> None:
    """A station that outlives the app and this terminal."""
    from inspector.config.station import load_station
    from inspector.paths import DataFolder
    from inspector.supervisor.command import inspector_command

    data = DataFolder(root)
    load_station(data.station_file)
    data.logs.mkdir(parents=True, exist_ok=True)
    with (data.logs / "station.out").open("ab") as output:
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


def _folder(data_dir: Path | None) -> DataFolder:
    from inspector.paths import DataFolder
    from inspector.paths import data_dir as default

    return DataFolder((data_dir or default()).resolve())
