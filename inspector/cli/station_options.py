"""The options that name a station, for commands that look at one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import click

Command = Callable[..., None]

DATA_DIR = click.option(
    "--data-dir",
    type=click.Path(path_type=Path),
    help="Data folder of the station; that of this user account by default.",
)
STATION_OPTIONS: tuple[Callable[[Command], Command], ...] = (
    click.option(
        "--station",
        "station_file",
        type=click.Path(path_type=Path),
        help="The station file; config/station.toml in the data folder by default.",
    ),
    DATA_DIR,
)


def with_options(command: Command, options: Sequence[Callable[[Command], Command]]) -> Command:
    """Give a command these options, so that its help lists them in this order."""
    for option in reversed(options):
        command = option(command)
    return command
