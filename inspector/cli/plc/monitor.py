"""`inspector plc monitor`: both blocks of a running station, live."""

from __future__ import annotations

import asyncio
import contextlib
import json
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import click

from inspector.cli.plc.address import address_options, endpoint

if TYPE_CHECKING:
    from inspector.domain.errors.plc import PlcError
    from inspector.plc.tools.endpoint import Endpoint
    from inspector.plc.tools.monitor import MonitorState

_PERIOD_S = 0.1
_HOME, _TO_END_OF_LINE, _TO_END_OF_SCREEN = "\x1b[H", "\x1b[K", "\x1b[J"
_HIDE_CURSOR, _SHOW_CURSOR = "\x1b[?25l", "\x1b[?25h"


class _View(Protocol):
    """Where the monitor shows what it reads."""

    def show(self, state: MonitorState) -> None: ...

    def lose(self, error: PlcError) -> None: ...

    def close(self) -> None: ...


@click.command()
@address_options
@click.option("--once", is_flag=True, help="Read once and end.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object for each change.")
def monitor(
    host: str | None,
    port: int | None,
    station_file: Path | None,
    data_dir: Path | None,
    once: bool,
    as_json: bool,
) -> None:
    """Show both register blocks ten times a second until Ctrl-C; nothing is ever written."""
    where = endpoint(host, port, station_file, data_dir)
    view = _JsonView() if as_json else _Screen(once) if sys.stdout.isatty() else _LineView()
    try:
        with contextlib.suppress(KeyboardInterrupt):
            asyncio.run(_watch(where, view, once=once))
    finally:
        view.close()


async def _watch(where: Endpoint, view: _View, *, once: bool) -> None:
    from inspector.plc.tools.follow import follow
    from inspector.plc.tools.monitor import Monitor
    from inspector.plc.tools.reader import BlockReader, Blocks

    reader, registers = BlockReader(where), Monitor()
    try:
        async for found in follow(reader, _PERIOD_S):
            if isinstance(found, Blocks):
                view.show(registers.take(found))
            else:
                view.lose(found)
            if once:
                return
    finally:
        reader.close()


class _Screen:
    """A table that stays in its place."""

    def __init__(self, once: bool) -> None:
        self._once = once
        if not once:
            click.clear()
            click.echo(_HIDE_CURSOR, nl=False)

    def show(self, state: MonitorState) -> None:
        from inspector.plc.tools.table import as_table

        width, height = shutil.get_terminal_size()
        lines = as_table(state, width, colours=not self._once)
        if self._once:
            click.echo("\n".join(lines))
            return
        if len(lines) > height - 1:
            left_out = len(lines) - height + 2
            lines = [*lines[: height - 2], f"... {left_out} more lines in a higher window"]
        self._draw(lines)

    def lose(self, error: PlcError) -> None:
        self._draw([f"{error}; trying again"])

    def close(self) -> None:
        if not self._once:
            click.echo(_SHOW_CURSOR, nl=False)

    def _draw(self, lines: list[str]) -> None:
        text = "".join(f"{line}{_TO_END_OF_LINE}\n" for line in lines)
        click.echo(f"{_HOME}{text}{_TO_END_OF_SCREEN}", nl=False)


class _LineView:
    """A line for each change."""

    def __init__(self) -> None:
        self._lost = False

    def show(self, state: MonitorState) -> None:
        from inspector.plc.tools.table import as_lines

        self._lost = False
        for line in as_lines(state):
            click.echo(line)
        sys.stdout.flush()

    def lose(self, error: PlcError) -> None:
        if not self._lost:
            click.echo(f"{error}; trying again", err=True)
        self._lost = True

    def close(self) -> None:
        """Nothing to put back."""


class _JsonView(_LineView):
    """A JSON object for each change."""

    def __init__(self) -> None:
        super().__init__()
        self._begun_ms: float | None = None

    def show(self, state: MonitorState) -> None:
        from inspector.plc.tools.table import as_document

        self._lost = False
        now_ms = state.read_ns / 1e6
        if self._begun_ms is None:
            self._begun_ms = now_ms
        if any(state.changed):
            click.echo(json.dumps(as_document(state, now_ms - self._begun_ms)))
            sys.stdout.flush()
