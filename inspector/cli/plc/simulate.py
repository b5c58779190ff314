"""`inspector plc simulate`: a virtual PLC against a station, for an integrator without a line."""

from __future__ import annotations

import asyncio
import json
import signal
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from inspector.cli.output import JSON
from inspector.cli.plc.address import address_options, plc_place

if TYPE_CHECKING:
    from inspector.plc.line.methods import TrackingMethod
    from inspector.sim.lone_plc import LonePlcProgress, LonePlcSettings

_NOT_SETTLED = 1


@click.command()
@address_options
@click.option(
    "--parts",
    type=click.IntRange(min=0),
    default=100,
    show_default=True,
    help="How many parts come; 0 for no end.",
)
@click.option(
    "--rate",
    type=click.FloatRange(min=1, max=12_000),
    default=120,
    show_default=True,
    metavar="PARTS_PER_MIN",
    help="Parts per minute.",
)
@click.option(
    "--tracking",
    type=click.Choice(["encoder", "photo_eye", "delay"]),
    default="encoder",
    show_default=True,
    help="How the PLC follows a part to the ejector: by encoder counts, by a second photo-eye, or "
    "by a fixed delay.",
)
@click.option(
    "--plc-role",
    "role",
    type=click.Choice(["server", "client"]),
    help="What the station is: polled by this virtual PLC, or polling it; then this one listens. "
    "Default: as the station file says.",
)
@JSON
def simulate(
    host: str | None,
    port: int | None,
    station_file: Path | None,
    data_dir: Path | None,
    parts: int,
    rate: float,
    tracking: TrackingMethod,
    role: Literal["server", "client"] | None,
    as_json: bool,
) -> None:
    """Play the PLC at a running station: trigger parts, take results, eject, confirm.

    Refused while a real PLC is connected. No camera sees these parts, but the station counts and
    records them: use it for tests only. Ctrl-C lets the last parts run out; a second one ends it.
    Exit code 0 when the station has taken over all that the PLC had to say.
    """
    from inspector.sim.lone_plc import LonePlcSettings

    place = plc_place(host, port, station_file, data_dir, role)
    line = _LiveLine()
    settings = LonePlcSettings(**asdict(place), parts=parts, rate_per_min=rate, tracking=tracking)
    result = asyncio.run(_run(settings, line.show))
    line.close()
    if as_json:
        click.echo(json.dumps(asdict(result) | {"status": int(result.status)}))
    else:
        click.echo(_text(result))
    if not result.settled:
        click.echo("not settled: the station has not taken over every part", err=True)
        sys.exit(_NOT_SETTLED)


async def _run(
    settings: LonePlcSettings, report: Callable[[LonePlcProgress], None]
) -> LonePlcProgress:
    from inspector.sim.lone_plc import LonePlc

    plc, loop = LonePlc(settings, report), asyncio.get_running_loop()
    ending_at_once = signal.getsignal(signal.SIGINT)

    def stop() -> None:
        click.echo("\nthe last parts run out; Ctrl-C again ends it at once", err=True)
        plc.stop()

    def on_interrupt(_number: int, _frame: object) -> None:
        signal.signal(signal.SIGINT, ending_at_once)
        loop.call_soon_threadsafe(stop)

    signal.signal(signal.SIGINT, on_interrupt)
    try:
        return await plc.run()
    finally:
        signal.signal(signal.SIGINT, ending_at_once)


class _LiveLine:
    """One line that is written over and over; without a terminal one for each change."""

    def __init__(self) -> None:
        self._last = ""
        self._warned = False

    def show(self, progress: LonePlcProgress) -> None:
        from inspector.plc.registers import Status

        if progress.status and not self._warned and Status.SIMULATED not in progress.status:
            self._warned = True
            click.echo("this station is no simulated one: it records the parts as real", err=True)
        text = _text(progress)
        if sys.stderr.isatty():
            click.echo(f"\r{text:<110}", err=True, nl=False)
        elif text != self._last:
            click.echo(text, err=True)
        self._last = text

    def close(self) -> None:
        if sys.stderr.isatty():
            click.echo(err=True)


def _text(progress: LonePlcProgress) -> str:
    from inspector.plc.registers import Status

    counts = (
        f"{progress.triggered} parts: {progress.passed} passed, {progress.rejected} rejected"
        + (f", {progress.diverted} diverted" if progress.diverted else "")
    )
    if progress.fault:
        return f"{counts}; {progress.fault}"
    if Status.RESYNC_NEEDED in progress.status:
        state = "the station has not acknowledged the session"
    elif Status.TRIGGER_READY in progress.status:
        state = "the station takes triggers"
    else:
        state = "the station is not ready and rejects"
    return f"{counts}; {state}; exchange {progress.exchange_ms['p50']:.1f} ms"
