"""`inspector plc program`: a sample line program for the PLC."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from inspector.cli.output import OUT, deliver

if TYPE_CHECKING:
    from inspector.plc.line.methods import TrackingMethod


@click.command()
@click.option(
    "--tracking",
    type=click.Choice(["encoder", "photo_eye", "delay"]),
    default="encoder",
    show_default=True,
    help="How a part is followed to the ejector: by encoder counts, by a second photo-eye, or by "
    "a fixed delay.",
)
@OUT
def program(tracking: TrackingMethod, out: Path | None) -> None:
    """Show a line program in IEC 61131-3 structured text that keeps the handshake.

    It belongs to the types and blocks of `inspector plc map --format st`.
    """
    from inspector.plc.export.line_program import as_line_program

    deliver(as_line_program(tracking).encode("ascii"), out)
