"""`inspector plc map`: the register map for people, spreadsheets and PLCs."""

from __future__ import annotations

import sys
from pathlib import Path

import click


@click.command("map")
@click.option(
    "--format",
    "form",
    type=click.Choice(["md", "csv", "st"]),
    default="md",
    show_default=True,
    help="Markdown, CSV for a spreadsheet, or IEC 61131-3 structured text for the PLC's project.",
)
@click.option(
    "--out",
    "path",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write to this file, not to the terminal.",
)
def register_map(form: str, path: Path | None) -> None:
    """Show the register map of this version of the program."""
    text = _text(form)
    if path is None:
        sys.stdout.buffer.write(text.encode("utf-8"))
        return
    from inspector.paths import write_atomically

    write_atomically(path, text)
    click.echo(f"wrote {path}")


def _text(form: str) -> str:
    if form == "csv":
        from inspector.plc.export.spreadsheet import as_csv

        return as_csv()
    if form == "st":
        from inspector.plc.export.structured_text import as_structured_text

        return as_structured_text()
    from inspector.plc.document import as_markdown

    return as_markdown()
