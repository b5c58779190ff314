"""How commands speak: the result on standard output, remarks beside it on standard error."""

from __future__ import annotations

import json

import click

JSON = click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")


def tell(line: str) -> None:
    """A remark beside the result, on standard error."""
    click.echo(line, err=True)


def print_json(document: object) -> None:
    """The result as one JSON document on standard output."""
    click.echo(json.dumps(document, indent=2, allow_nan=False))
