"""Writing a file that is made piece by piece."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from inspector.cli.output import print_json

if TYPE_CHECKING:
    from inspector.services.pieces import Pieces


def write_pieces(pieces: Pieces, target: Path) -> int:
    """Write all of it, or leave what stood there as it was; the number of bytes.

    Raises:
        FolderNotWritableError: the file cannot be written.
    """
    from inspector.paths import draft_of

    try:
        with draft_of(target) as file:
            return sum(map(file.write, iter(pieces.next, None)))
    finally:
        pieces.cancel()
        pieces.join()


def say_written(target: Path, written: int, *, as_json: bool) -> None:
    """Which file was written, and how many bytes of it."""
    if as_json:
        print_json({"file": str(target), "bytes": written})
    else:
        click.echo(f"wrote {target}, {written} bytes")
