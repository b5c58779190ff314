"""`inspector bench`: its commands load when they are called."""

from __future__ import annotations

from collections.abc import Mapping

import click

from inspector.cli.lazy import LazyGroup

_COMMANDS: Mapping[str, tuple[str, str]] = {
    "archive": ("inspector.cli.bench.archive:archive", "What each picture format makes of files."),
    "camera": ("inspector.cli.bench.camera:camera", "Each camera driver on its simulator."),
    "durability": (
        "inspector.cli.bench.durability:durability",
        "Kill gate and engine, and count what was recorded.",
    ),
    "faults": ("inspector.cli.bench.faults:faults", "Break everything around a line."),
    "history": ("inspector.cli.bench.history:history", "Pages, charts and writing of millions."),
    "line": ("inspector.cli.bench.line:line", "The whole line against the bare model."),
    "model": ("inspector.cli.bench.model:model", "Size, speed, accuracy of every architecture."),
    "plc": ("inspector.cli.bench.plc:plc", "Round trips and timers of the PLC link."),
    "start": ("inspector.cli.bench.start:start", "How long help and a ready engine take."),
    "ui": ("inspector.cli.bench.ui:ui", "The operator's app: paint, pages, live view, memory."),
    "vision": ("inspector.cli.bench.vision:vision", "The cost of each preprocessing operation."),
}


@click.group(cls=LazyGroup, commands_by_name=_COMMANDS)
def bench() -> None:
    """Measure speed on this machine."""
