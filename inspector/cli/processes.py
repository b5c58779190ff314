"""The processes of a station, started by the supervisor and hidden from people."""

from __future__ import annotations

import asyncio
import gc
import logging
import logging.handlers
import os
import secrets
import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import click

_LOG_BYTES = 5_000_000
_LOG_FILES = 5
_SWITCH_INTERVAL_S = 0.0005
_STDIN_CHUNK = 4096

_station = click.option("--station", "station_file", type=Path, required=True)
_data_dir = click.option("--data-dir", type=Path, required=True)


@click.command()
@_station
@_data_dir
def gate(station_file: Path, data_dir: Path) -> None:
    """Run the gate until standard input closes."""
    from inspector.app import make_gate
    from inspector.config.station import load_station
    from inspector.paths import DataFolder
    from inspector.supervisor.priority import raise_priority

    data = DataFolder(data_dir)
    config = load_station(station_file)
    log_to(data.logs / "gate.log")

    async def run() -> None:
        running = make_gate(config, data)
        loop = asyncio.get_running_loop()
        when_told_to_stop(lambda: loop.call_soon_threadsafe(running.stop))
        gc.freeze()
        await running.run()

    raise_priority()
    asyncio.run(run())


@click.command()
@_station
@_data_dir
def engine(station_file: Path, data_dir: Path) -> None:
    """Run the engine until standard input closes."""
    gc.disable()  # nothing that is loaded at the start is ever rubbish
    from inspector.app import make_engine
    from inspector.config.station import load_station
    from inspector.paths import DataFolder
    from inspector.wire.run_file import write_run_file

    data = DataFolder(data_dir)
    config = load_station(station_file)
    log_to(data.logs / "engine.log")
    sys.setswitchinterval(_SWITCH_INTERVAL_S)
    told = threading.Event()
    when_told_to_stop(told.set)
    token = secrets.token_urlsafe(32)
    running = make_engine(config, data, token)
    try:
        port = running.start()
        write_run_file(data.run_file, _local_url(config.api.host, port), token)
        gc.freeze()
        gc.enable()
        told.wait()
    finally:
        data.run_file.unlink(missing_ok=True)
        running.stop()


@click.command()
@click.argument("settings")
def virtual_line(settings: str) -> None:
    """Run the virtual line once; ``settings`` are JSON."""
    from inspector.sim.line import VirtualLine, settings_from_json

    logging.basicConfig(level=logging.WARNING, stream=sys.stderr)

    async def run() -> None:
        line = VirtualLine(settings_from_json(settings))
        loop = asyncio.get_running_loop()
        when_told_to_stop(
            lambda: loop.call_soon_threadsafe(line.stop),
            on_line=lambda: loop.call_soon_threadsafe(line.go),
        )
        await line.run()

    asyncio.run(run())


def _local_url(host: str, port: int) -> str:
    """Where a client on this machine reaches a server that is bound to ``host``."""
    address = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104
    return f"http://[{address}]:{port}" if ":" in address else f"http://{address}:{port}"


def log_to(path: Path) -> None:
    """Write the log of this process to a file that is rolled over by its size."""
    from inspector.paths import ensure_writable

    ensure_writable(path.parent)
    handler = logging.handlers.RotatingFileHandler(
        path, maxBytes=_LOG_BYTES, backupCount=_LOG_FILES, encoding="utf-8"
    )
    logging.basicConfig(
        level=logging.INFO,
        format="%(asctime)s %(levelname)s %(name)s %(message)s",
        handlers=[handler],
    )


def when_told_to_stop(
    stop: Callable[[], object], on_line: Callable[[], object] = lambda: None
) -> None:
    """Ctrl-C belongs to the supervisor; closing standard input or SIGTERM ends this process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: stop())

    def watch() -> None:
        # os.read takes no lock of the interpreter, so this thread never stands in the way of exit
        while told := os.read(0, _STDIN_CHUNK):
            if b"\n" in told:
                on_line()
        stop()

    threading.Thread(target=watch, name="until-told-to-stop", daemon=True).start()
