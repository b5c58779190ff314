"""`inspector plc program`: a sample line program for the PLC."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

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
@click.option(
    "--out",
    "path",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write to this file, not to the terminal.",
)
def program(tracking: TrackingMethod, path: Path | None) -> None:
    """Show a line program in IEC 61131-3 structured text that keeps the handshake.

    It belongs to the types and blocks of `inspector plc map --format st`.
    """
    from inspector.plc.export.line_program import as_line_program

    text = as_line_program(tracking)
    if path is None:
        sys.stdout.buffer.write(text.encode("ascii"))
        return
    from inspector.paths import write_atomically

    write_atomically(path, text)
    click.echo(f"wrote {path}")
