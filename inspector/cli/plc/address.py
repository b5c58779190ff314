"""Which station's Modbus server a command talks to."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

import click

from inspector.cli.station_options import STATION_OPTIONS, Command, with_options

_DEFAULT_HOST, _DEFAULT_PORT = "127.0.0.1", 1502
_ANY = {"0.0.0.0": _DEFAULT_HOST, "::": "::1"}  # noqa: S104


def address_options(command: Command) -> Command:
    """Give a command the options that name a Modbus server."""
    return with_options(command, _OPTIONS)


_OPTIONS: tuple[Callable[[Command], Command], ...] = (
    click.option("--host", help="Address of the station; this machine by default."),
    click.option(
        "--port",
        type=click.IntRange(1, 65535),
        help="Modbus port; that of the station file by default.",
    ),
    *STATION_OPTIONS,
)


def modbus_address(
    host: str | None, port: int | None, station_file: Path | None, data_dir: Path | None
) -> tuple[str, int]:
    """Host and port: as given, else of the station file, else the defaults.

    Raises:
        StationFileMissingError: a station file was named, and there is none.
        StationFileInvalidError: the station file has faults.
    """
    if host is not None and port is not None:
        return host, port
    from inspector.config.station import load_station
    from inspector.paths import DataFolder
    from inspector.paths import data_dir as default

    path = station_file or DataFolder(data_dir or default()).station_file
    if station_file is None and (host is not None or not path.is_file()):
        return host or _DEFAULT_HOST, port or _DEFAULT_PORT
    config = load_station(path).plc
    return host or _ANY.get(config.host, config.host), port or config.port


def keep_library_quiet() -> None:
    """Leave it to our errors to say what failed; the Modbus library would say it again."""
    logging.getLogger("pymodbus").setLevel(logging.CRITICAL)
