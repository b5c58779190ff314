"""Options that mean the same wherever they stand: a station, a person, a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from inspector.client.station import StationClient
    from inspector.paths import DataFolder

Command = Callable[..., None]

DATA_DIR = click.option(
    "--data-dir",
    type=click.Path(path_type=Path),
    help="Data folder of the station. Default: that of this user account.",
)
STATION_FILE = click.option(
    "--station",
    "station_file",
    type=click.Path(path_type=Path),
    help="The station file. Default: config/station.toml in the data folder.",
)
STATION_OPTIONS: tuple[Callable[[Command], Command], ...] = (STATION_FILE, DATA_DIR)
AS_PERSON = click.option(
    "--as",
    "person",
    metavar="NAME",
    help="Who asks, where people are defined; PIN or password is asked for.",
)
REASON = click.option("--reason", default="", help="Why; it is kept with the decision.")
_TIME = click.DateTime(("%Y-%m-%d", "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"))
SINCE = click.option(
    "--since",
    type=_TIME,
    metavar="WHEN",
    help="From then on; 2026-11-21 or 2026-11-21T14:30, local time.",
)
UNTIL = click.option("--until", type=_TIME, metavar="WHEN", help="Before then.")
REPORT_LANGUAGE = click.option(
    "--language",
    type=click.Choice(["en", "zh-CN"]),
    default="en",
    show_default=True,
    callback=lambda _context, _option, tag: tag.replace("-", "_"),
    help="Of the report.",
)


def with_options(command: Command, options: Sequence[Callable[[Command], Command]]) -> Command:
    """Give a command these options, so that its help lists them in this order."""
    for option in reversed(options):
        command = option(command)
    return command


def of_station(command: Command) -> Command:
    """Give a command the options that name a station."""
    return with_options(command, STATION_OPTIONS)


def data_folder(data_dir: Path | None) -> DataFolder:
    """The data folder that was named, or that of this user account."""
    from inspector.paths import DataFolder
    from inspector.paths import data_dir as default

    return DataFolder((data_dir or default()).resolve())


def present_folder(data_dir: Path | None) -> DataFolder:
    """The same for a command that only reads: a name with a slip must not look like an empty one.

    Raises:
        DataFolderMissingError: there is no such folder.
    """
    from inspector.domain.errors.config import DataFolderMissingError

    data = data_folder(data_dir)
    if not data.root.is_dir():
        raise DataFolderMissingError(f"{data.root} does not exist")
    return data


def station_client(data_dir: Path | None) -> StationClient:
    """A client of the station that runs in a data folder."""
    from inspector.client.station import StationClient

    return StationClient.from_run_file(data_folder(data_dir).run_file)
