"""The commands of `inspector plc`."""

from __future__ import annotations

import click

from inspector.cli.lazy import CommandGroup
from inspector.cli.plc.handshake import test
from inspector.cli.plc.monitor import monitor
from inspector.cli.plc.program import program
from inspector.cli.plc.register_map import register_map
from inspector.cli.plc.simulate import simulate


@click.group(cls=CommandGroup)
def plc() -> None:
    """Wire a PLC to the station: the register map, a live view, a test, a virtual PLC.

    `monitor` and `test` only read; they may run beside the PLC at any time.
    """


for _command in (register_map, program, monitor, test, simulate):
    plc.add_command(_command)
