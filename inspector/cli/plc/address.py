"""Which Modbus server a command talks to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from inspector.cli.station_options import (
    STATION_OPTIONS,
    Command,
    data_folder,
    present_folder,
    with_options,
)

if TYPE_CHECKING:
    from inspector.config.station import StationConfig
    from inspector.plc.tools.endpoint import Endpoint

_VISION_BASE, _PLC_BASE = 1000, 100
_DEFAULT_HOST, _DEFAULT_PORT = "127.0.0.1", 1502
_ANY = {"0.0.0.0": _DEFAULT_HOST, "::": "::1"}  # noqa: S104


def address_options(command: Command) -> Command:
    """Give a command the options that name a Modbus server."""
    return with_options(command, _OPTIONS)


_OPTIONS: tuple[Callable[[Command], Command], ...] = (
    click.option("--host", help="Address of the station. Default: that of the station file."),
    click.option(
        "--port",
        type=click.IntRange(1, 65535),
        help="Modbus port. Default: that of the station file.",
    ),
    *STATION_OPTIONS,
)


@dataclass(frozen=True, slots=True)
class PlcPlace:
    """Where a virtual PLC takes the place of the real one: the station's server, or its own."""

    host: str
    port: int
    role: Literal["server", "client"] = "server"
    vision_base: int = _VISION_BASE
    plc_base: int = _PLC_BASE


def plc_place(
    host: str | None,
    port: int | None,
    station_file: Path | None,
    data_dir: Path | None,
    role: Literal["server", "client"] | None = None,
) -> PlcPlace:
    """Where the PLC of a station is: as given, of the station file, or defaults.

    Raises:
        StationFileMissingError: a station file was named, and there is none.
        StationFileInvalidError: the station file has faults.
        BlocksNotReadableError: the station of the file has no PLC.
    """
    from inspector.config.plc import PlcClientConfig, PlcCouplerConfig, PlcServerConfig
    from inspector.domain.errors.plc import BlocksNotReadableError

    config = _station(host, port, station_file, data_dir)
    plc = None if config is None else config.plc
    if isinstance(plc, PlcCouplerConfig):
        raise BlocksNotReadableError(
            "a station in role coupler has no PLC that could be played",
            remedy="Try the role with `inspector demo --plc-role coupler`.",
        )
    if isinstance(plc, PlcClientConfig) and role != "server":
        place = (host or plc.host, port or plc.port)
        return PlcPlace(*place, "client", plc.vision_base, plc.plc_base)
    if isinstance(plc, PlcServerConfig) and role != "client":
        return PlcPlace(host or _ANY.get(plc.host, plc.host), port or plc.port)
    return PlcPlace(host or _DEFAULT_HOST, port or _DEFAULT_PORT, role or "server")


def endpoint(
    host: str | None, port: int | None, station_file: Path | None, data_dir: Path | None
) -> Endpoint:
    """Where both blocks can be read: at the station, or at the PLC that the station polls.

    Raises:
        StationFileMissingError: a station file was named, and there is none.
        StationFileInvalidError: the station file has faults.
        BlocksNotReadableError: no second program can read them in this role.
    """
    from inspector.assembly.gate import transport_of
    from inspector.config.plc import PlcClientConfig, PlcCouplerConfig
    from inspector.domain.errors.plc import BlocksNotReadableError
    from inspector.plc.tools.endpoint import Endpoint
    from inspector.plc.transport import Serial, Tcp

    config = _station(host, port, station_file, data_dir)
    if config is None:
        return Endpoint(Tcp(host or _DEFAULT_HOST, port or _DEFAULT_PORT))
    plc = config.plc
    transport = transport_of(plc, config.resolve)
    if isinstance(plc, PlcCouplerConfig):
        raise BlocksNotReadableError("role coupler keeps both blocks inside the station")
    if isinstance(transport, Serial):
        raise BlocksNotReadableError(f"the station itself holds {transport.device}")
    near = host or _ANY.get(transport.host, transport.host)
    transport = replace(transport, host=near, port=port or transport.port)
    if isinstance(plc, PlcClientConfig):
        return Endpoint(transport, plc.device_id, plc.vision_base, plc.plc_base)
    return Endpoint(transport)


def _station(
    host: str | None, port: int | None, station_file: Path | None, data_dir: Path | None
) -> StationConfig | None:
    """The station file that is meant; ``None`` where the options say enough or there is none.

    A data folder that was named must be there: another station would answer in its place.
    """
    from inspector.config.station import load_station

    if host is not None and port is not None:
        return None
    path = (
        station_file or (data_folder if data_dir is None else present_folder)(data_dir).station_file
    )
    if station_file is None and (host is not None or not path.is_file()):
        return None
    return load_station(path)
