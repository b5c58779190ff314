"""How commands speak: the result on standard output, remarks beside it on standard error."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

JSON = click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
OUT = click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write to this file, not to the terminal.",
)


def tell(line: str) -> None:
    """A remark beside the result, on standard error."""
    click.echo(line, err=True)


def deliver(content: bytes, out: Path | None, *, owner_only: bool = False) -> None:
    """The result into a file, or onto standard output where none is named."""
    if out is None:
        sys.stdout.buffer.write(content)
        return
    from inspector.paths import write_atomically

    write_atomically(out, content, owner_only=owner_only)
    tell(f"wrote {out}")


def print_json(document: object) -> None:
    """The result as one JSON document on standard output."""
    click.echo(json.dumps(document, indent=2, allow_nan=False))
