"""`inspector camera list`: what every driver sees."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from inspector.cli.output import JSON, print_json

if TYPE_CHECKING:
    from inspector.cameras.found import FoundCamera
    from inspector.domain.errors.camera import CameraError

_DRIVERS = ("aravis", "gentl", "pylon", "viva")


@click.command("list")
@click.option("--driver", "chosen", type=click.Choice(_DRIVERS), help="Only this one.")
@click.option(
    "--producer",
    "producers",
    multiple=True,
    help="GenTL producer (.cti) file, beside those of GENICAM_GENTL64_PATH.",
)
@JSON
def list_cameras(chosen: str | None, producers: tuple[str, ...], as_json: bool) -> None:
    """List the devices that each driver sees, and what drivers are missing.

    Every driver searches in a process of its own: a library that crashes ends its search alone.
    One device may be listed by several drivers. USB cameras and streams of `opencv` cannot be
    searched for: try --source 0, 1 and so on.
    """
    from inspector.cameras.isolated.discovery import discover

    drivers = (chosen,) if chosen else _DRIVERS
    options = [{"producers": list(producers)} if name == "gentl" else {} for name in drivers]
    with ThreadPoolExecutor(len(drivers)) as pool:
        found = list(pool.map(discover, drivers, options))
    cameras = [camera for each in found for camera in each.cameras]
    troubles = [
        (driver, error)
        for driver, each in zip(drivers, found, strict=True)
        for error in each.errors
    ]
    repeated = repeated_serials(cameras)
    if as_json:
        print_json(_document(cameras, troubles, repeated))
        return
    click.echo(_table(cameras) if cameras else "no camera found")
    for driver, serial in repeated:
        click.echo(f"warning: {driver} sees serial {serial} more than once: use --address")
    for driver, error in troubles:
        click.echo(f"{driver}: {error}\n  -> {error.remedy}")


def repeated_serials(cameras: Iterable[FoundCamera]) -> list[tuple[str, str]]:
    """Driver and serial number of devices that cannot be told apart by them."""
    counts = Counter((each.driver, each.serial) for each in cameras if each.serial)
    return sorted(pair for pair, uses in counts.items() if uses > 1)


def _document(
    cameras: Iterable[FoundCamera],
    troubles: Iterable[tuple[str, CameraError]],
    repeated: Iterable[tuple[str, str]],
) -> dict[str, object]:
    return {
        "cameras": [asdict(each) for each in cameras],
        "troubles": [
            {"driver": driver, "code": error.code, "detail": error.detail, "remedy": error.remedy}
            for driver, error in troubles
        ],
        "repeated_serials": [{"driver": driver, "serial": serial} for driver, serial in repeated],
    }


def _table(cameras: list[FoundCamera]) -> str:
    rows = [("driver", "serial", "vendor", "model", "address", "state")]
    rows += [
        (
            each.driver,
            each.serial or "-",
            each.vendor,
            each.model,
            each.address,
            {None: "", True: "in use", False: "free"}[each.in_use],
        )
        for each in cameras
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )
