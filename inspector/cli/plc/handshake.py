"""`inspector plc test`: the handshake step by step, as the station sees the PLC do it."""

from __future__ import annotations

import asyncio
import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from inspector.cli.output import JSON
from inspector.cli.plc.address import address_options, endpoint
from inspector.cli.station_options import station_client

if TYPE_CHECKING:
    from inspector.plc.tools.endpoint import Endpoint
    from inspector.plc.tools.finding import Finding
    from inspector.plc.tools.watch import Watch
    from inspector.wire.station import StationSnapshot

_PERIOD_S = 0.02
_PARTS_ENOUGH = 3
_INCOMPLETE = 1
_MARKS = {"seen": "seen       ", "not seen": "NOT SEEN   ", "wrong": "WRONG      "}
_NOT_CHECKED = "not checked"


@click.command()
@address_options
@click.option(
    "--seconds",
    type=click.FloatRange(1, 3600),
    default=20.0,
    show_default=True,
    help="Longest time to watch; it ends before when every step was seen.",
)
@JSON
def test(
    host: str | None,
    port: int | None,
    station_file: Path | None,
    data_dir: Path | None,
    seconds: float,
    as_json: bool,
) -> None:
    """Watch the PLC at a running station and tell which step of the handshake is missing.

    Let parts pass meanwhile. The command reads and never writes. Exit code 0 when every step was
    seen, 1 when one is missing or wrong.
    """
    from inspector.plc.tools.handshake import RECONCILED, complete, judge, reconciled

    where = endpoint(host, port, station_file, data_dir)
    watch = asyncio.run(_watched(where, seconds))
    snapshot = _snapshot(data_dir) if host is None else None
    findings = {**judge(watch), RECONCILED: reconciled(snapshot)}
    passed = complete(findings)
    if as_json:
        steps = [{"step": name, **asdict(each)} for name, each in findings.items()]
        click.echo(json.dumps({"passed": passed, "parts": watch.parts, "steps": steps}))
    else:
        _tell(findings)
    if not passed:
        sys.exit(_INCOMPLETE)


async def _watched(where: Endpoint, seconds: float) -> Watch:
    """What was seen until every step was, or the time is over."""
    from inspector.plc.tools.follow import follow
    from inspector.plc.tools.handshake import complete, judge
    from inspector.plc.tools.reader import BlockReader, Blocks
    from inspector.plc.tools.watch import Watch

    reader = BlockReader(where)
    watch: Watch | None = None
    loop = asyncio.get_running_loop()
    end = loop.time() + seconds
    try:
        async for found in follow(reader, _PERIOD_S):
            if isinstance(found, Blocks):
                watch = watch or Watch(found)
                watch.take(found)
                findings = judge(watch)
                _show_progress(findings, watch.parts)
                if complete(findings) and watch.parts >= _PARTS_ENOUGH:
                    break
            if loop.time() >= end:
                break
    finally:
        reader.close()
        if sys.stderr.isatty():
            click.echo(err=True)
    if watch is None:
        raise click.Abort
    return watch


def _show_progress(findings: dict[str, Finding], parts: int) -> None:
    if sys.stderr.isatty():
        count = sum(each.state == "seen" for each in findings.values())
        text = f"watching: {count} of {len(findings)} steps seen, {parts} parts"
        click.echo(f"\r{text:<70}", err=True, nl=False)


def _snapshot(data_dir: Path | None) -> StationSnapshot | None:
    """What the station on this machine says of itself; ``None`` when it does not answer."""
    from inspector.domain.errors.state import StationNotRunningError

    with station_client(data_dir) as client:
        try:
            return client.snapshot()
        except StationNotRunningError:
            return None


def _tell(findings: dict[str, Finding]) -> None:
    for name, each in findings.items():
        click.echo(f"{_MARKS.get(each.state, _NOT_CHECKED)}  {name}: {each.text}")
        if each.remedy:
            click.echo(f"             -> {each.remedy}")
