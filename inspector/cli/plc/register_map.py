"""`inspector plc map`: the register map for people, spreadsheets and PLCs."""

from __future__ import annotations

from pathlib import Path

import click

from inspector.cli.output import OUT, deliver


@click.command("map")
@click.option(
    "--format",
    "form",
    type=click.Choice(["md", "csv", "st"]),
    default="md",
    show_default=True,
    help="Markdown, CSV for a spreadsheet, or IEC 61131-3 structured text for the PLC's project.",
)
@OUT
def register_map(form: str, out: Path | None) -> None:
    """Show the register map of this version of the program."""
    deliver(_text(form).encode(), out)


def _text(form: str) -> str:
    if form == "csv":
        from inspector.plc.export.spreadsheet import as_csv

        return as_csv()
    if form == "st":
        from inspector.plc.export.structured_text import as_structured_text

        return as_structured_text()
    from inspector.plc.document import as_markdown

    return as_markdown()
