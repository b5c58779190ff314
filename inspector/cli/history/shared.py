"""`inspector history shared`: asks the history that several stations share."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from inspector.cli.history.asking import STATION_ID, criteria_of, filtered
from inspector.cli.history.file import say_written
from inspector.cli.lazy import CommandGroup
from inspector.cli.output import JSON, print_json

if TYPE_CHECKING:
    from inspector.domain.history import ExportedResult, HistoryFilter
    from inspector.store.shared.stations import SharedHistory

_COUNTING_S = 60.0
_KINDS = ("csv", "parquet", "jsonl")
_SERVER = click.option(
    "--server",
    envvar="INSPECTOR_HISTORY_URL",
    required=True,
    metavar="URL",
    help="PostgreSQL, as `history.url` in a station file.",
    show_envvar=True,
)


@click.group(cls=CommandGroup)
def shared() -> None:
    """Ask the history that several stations share; no station need run."""


@shared.command()
@_SERVER
@JSON
def stations(server: str, as_json: bool) -> None:
    """Say which stations send, how much of them is there, and how new it is."""
    with _opened(server) as history:
        found = history.stations()
    if as_json:
        print_json([asdict(each) for each in found])
        return
    for each in found:
        newest = "none" if each.newest_utc_ns is None else _local(each.newest_utc_ns)
        click.echo(f"{each.station_id:20} {each.results:>10} results, the newest {newest}")


@shared.command("list")
@filtered
@STATION_ID
@click.option(
    "--limit",
    type=click.IntRange(1, 10_000),
    default=20,
    show_default=True,
    help="List at most so many.",
)
@_SERVER
@JSON
def list_(server: str, limit: int, as_json: bool, **wanted: Any) -> None:
    """Show the newest results that match, as they came to the server."""
    from inspector.services.exports.text_files import jsonl_pieces

    with _opened(server) as history:
        rows = history.exported(_filter(wanted), None, limit)
    if as_json:
        lines = b"".join(jsonl_pieces([rows])).splitlines()
        print_json([json.loads(line) for line in lines])
        return
    for row in rows:
        click.echo(_line(row))


@shared.command()
@filtered
@STATION_ID
@_SERVER
@JSON
def count(server: str, as_json: bool, **wanted: Any) -> None:
    """Say how many results match."""
    with _opened(server) as history:
        found = history.count(_filter(wanted), _COUNTING_S)
    if as_json:
        print_json(asdict(found))
    else:
        click.echo(f"{'more than ' if found.more else ''}{found.count} results")


@shared.command()
@click.argument("target", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--format", "kind", type=click.Choice(_KINDS), help="Default: by the file's name.")
@click.option("--bom", is_flag=True, help="Begin CSV with a byte order mark, for spreadsheets.")
@filtered
@STATION_ID
@_SERVER
@JSON
def export(
    target: Path, kind: str | None, bom: bool, server: str, as_json: bool, **wanted: Any
) -> None:
    """Write the results that match into the file TARGET; Ctrl-C leaves no file behind."""
    from inspector.services.exports.tables import all_pages, table_pieces
    from inspector.wire.exports import ExportFormat, ExportOptions

    named = kind or target.suffix.removeprefix(".").lower()
    if named not in _KINDS:
        raise click.UsageError(f"{target.name} ends in none of {', '.join(_KINDS)}; add --format")
    with _opened(server) as history:
        pages = all_pages(history, _filter(wanted))
        pieces = table_pieces(ExportFormat(named), pages, ExportOptions(bom=bom))
        written = _written(target, pieces)
    say_written(target, written, as_json=as_json)


@contextmanager
def _opened(server: str) -> Iterator[SharedHistory]:
    from inspector.store.shared.stations import SharedHistory

    history = SharedHistory.at(server, os.environ)
    try:
        yield history
    finally:
        history.close()


def _filter(wanted: dict[str, Any]) -> HistoryFilter:
    from inspector.services.history.rows import domain_filter

    return domain_filter(criteria_of(wanted))


def _written(target: Path, pieces: Iterator[bytes]) -> int:
    from inspector.paths import draft_of

    with draft_of(target) as file:
        return sum(map(file.write, pieces))


def _line(row: ExportedResult) -> str:
    summary = row.summary
    return (
        f"{_local(summary.triggered_utc_ns)}  {row.provenance.station_id:16} {summary.result_id}  "
        f"{summary.evaluation.name:13} {summary.class_name:16} {summary.outcome.name}"
    )


def _local(utc_ns: int) -> str:
    from inspector.clock import utc_datetime

    return f"{utc_datetime(utc_ns).astimezone():%Y-%m-%d %H:%M:%S}"
