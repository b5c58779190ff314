"""Options that several commands of `inspector dataset` share."""

from __future__ import annotations

from pathlib import Path

import click

DATASET = click.argument("dataset", type=click.Path(path_type=Path))
REVISION = click.option("--revision", help="Id or its first digits. Default: the current one.")
GOOD = click.option("--good", multiple=True, help="A class that good parts may have; repeatable.")
