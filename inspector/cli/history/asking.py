"""`inspector history count` and `export`, from the data folder."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from inspector.cli.history.file import say_written
from inspector.cli.output import JSON, print_json
from inspector.cli.station_options import (
    DATA_DIR,
    REPORT_LANGUAGE,
    SINCE,
    UNTIL,
    Command,
    present_folder,
    station_client,
    with_options,
)
from inspector.domain.evaluation import Evaluation, Outcome, Reason

if TYPE_CHECKING:
    from inspector.domain.history import RowCount
    from inspector.paths import DataFolder
    from inspector.services.exports.desk import ExportDesk
    from inspector.store.reading.history import SqliteHistory
    from inspector.wire.history import ResultCount, ResultFilter

_PICTURED = ("pdf", "zip")
_KINDS = ("csv", "parquet", "jsonl", *_PICTURED)
WITH_MODEL = click.option(
    "--with-model",
    metavar="PACKAGE",
    help="NAME/VERSION or hash of another package; needs pictures.",
)
STATION_ID = click.option("--station-id", metavar="ID", help="Only of this station.")
_FILTERS = (
    SINCE,
    UNTIL,
    click.option(
        "--verdict", type=click.Choice([each.name for each in Evaluation]), help="What was decided."
    ),
    click.option(
        "--reason",
        type=click.Choice([each.name for each in Reason]),
        metavar="REASON",
        help="Why, such as FRAME_MISSING; a wrong one lists them all.",
    ),
    click.option("--class", "class_name", help="The class that was found."),
    click.option(
        "--outcome", type=click.Choice([each.name for each in Outcome]), help="Where the part went."
    ),
    click.option("--lot", metavar="NAME", help="Name of a lot."),
    click.option("--part", "part_id", type=int, help="The PLC's name for a part."),
    click.option("--recipe", "recipe_id", metavar="NAME", help="Name of the recipe."),
    click.option(
        "--model", "model_id", metavar="NAME", help="Name of the model, without its version."
    ),
    click.option("--score-min", type=float, help="Scores from this on."),
    click.option("--score-max", type=float, help="Scores below this."),
    click.option(
        "--review",
        type=click.Choice(["none", "confirmed", "overridden", "disputed"]),
        help="What people said of it.",
    ),
    click.option("--challenge/--no-challenge", default=None, help="Challenge parts, or others."),
)
_WHOSE = (
    click.option("--all-stations", is_flag=True, help="Of all stations that share one history."),
    STATION_ID,
)


def _of_any_station(command: Command) -> Command:
    """A command that can ask for the results of all stations."""
    return with_options(command, _WHOSE)


def filtered(command: Command) -> Command:
    """A command with the options of a filter."""
    return with_options(command, _FILTERS)


@click.command()
@filtered
@_of_any_station
@DATA_DIR
@JSON
def count(data_dir: Path | None, as_json: bool, all_stations: bool, **wanted: Any) -> None:
    """Say how many results match; only for --all-stations the station must run."""
    from inspector.services.history.rows import domain_filter

    criteria = criteria_of(wanted)
    found: ResultCount | RowCount
    if all_stations:
        with station_client(data_dir) as client:
            found = client.shared.count(criteria)
    else:
        with opened_history(data_dir) as (_, history):
            found = history.count(domain_filter(criteria), math.inf)
    if as_json:
        print_json({"count": found.count, "more": found.more})
    else:
        noun = "result" if found.count == 1 else "results"
        click.echo(f"{'more than ' if found.more else ''}{found.count} {noun}")


@click.command()
@click.argument("target", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--format", "kind", type=click.Choice(_KINDS), help="Default: by the file's name.")
@click.option("--bom", is_flag=True, help="Begin CSV with a byte order mark, for spreadsheets.")
@REPORT_LANGUAGE
@filtered
@_of_any_station
@DATA_DIR
@JSON
def export(
    target: Path,
    kind: str | None,
    bom: bool,
    language: str,
    data_dir: Path | None,
    all_stations: bool,
    as_json: bool,
    **wanted: Any,
) -> None:
    """Write the results that match into the file TARGET; Ctrl-C leaves no file behind.

    The station may run or not; for --all-stations it must.
    """
    from inspector.cli.account import account_actor
    from inspector.cli.history.file import write_pieces
    from inspector.wire.exports import ExportFormat, ExportOptions, ReportLanguage

    named = kind or target.suffix.removeprefix(".").lower()
    if named not in _KINDS:
        raise click.UsageError(f"{target.name} ends in none of {', '.join(_KINDS)}; add --format")
    if all_stations and named in _PICTURED:
        raise click.UsageError("pictures stay at their stations: choose csv, parquet or jsonl")
    criteria = criteria_of(wanted)
    options = ExportOptions(bom=bom, language=ReportLanguage(language))
    if all_stations:
        with station_client(data_dir) as client:
            written = client.shared.exports.results(target, ExportFormat(named), criteria, options)
    else:
        with _exports(data_dir) as desk:
            pieces = desk.results(account_actor(), ExportFormat(named), criteria, options)
            written = write_pieces(pieces, target)
    say_written(target, written, as_json=as_json)


@contextmanager
def opened_history(data_dir: Path | None) -> Iterator[tuple[DataFolder, SqliteHistory]]:
    """A history to be read, whether its station runs or not."""
    from inspector.store.opening import open_history

    data = present_folder(data_dir)
    history = open_history(data.database)
    try:
        yield data, history
    finally:
        history.close()


@contextmanager
def _exports(data_dir: Path | None) -> Iterator[ExportDesk]:
    from inspector.domain.history import HistoryFilter
    from inspector.services.exports.desk import ExportDesk
    from inspector.services.people.audit import AuditTrail
    from inspector.store.archive import FileImageArchive
    from inspector.store.reviews.record import SqliteReviews

    with opened_history(data_dir) as (data, history):
        newest = history.page(HistoryFilter(), None, 1)
        yield ExportDesk(
            history,
            FileImageArchive(data.archive, 0),
            newest[0].station_id if newest else "",
            AuditTrail(data.audit),
            history.seal_proofs(),
            SqliteReviews(history.database).of_result,
        )


def criteria_of(wanted: dict[str, Any]) -> ResultFilter:
    """The filter that the options mean."""
    from inspector.wire.history import ResultFilter, ReviewStanding

    verdict, reason = wanted.pop("verdict"), wanted.pop("reason")
    outcome, review = wanted.pop("outcome"), wanted.pop("review")
    return ResultFilter(
        evaluation=None if verdict is None else Evaluation[verdict],
        reason=None if reason is None else Reason[reason],
        outcome=None if outcome is None else Outcome[outcome],
        review=None if review is None else ReviewStanding(review),
        since=_aware(wanted.pop("since")),
        until=_aware(wanted.pop("until")),
        **wanted,
    )


def _aware(moment: datetime | None) -> datetime | None:
    return None if moment is None else moment.astimezone()
