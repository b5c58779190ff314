"""`inspector history forward`."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from inspector.cli.output import JSON, print_json
from inspector.cli.station_options import DATA_DIR, present_folder

if TYPE_CHECKING:
    from inspector.domain.forwarding import Backlog

_NS_PER_S = 1e9


@click.command()
@DATA_DIR
@JSON
def forward(data_dir: Path | None, as_json: bool) -> None:
    """Say how far the station is behind the history that several stations share.

    The station may run or not. It sends by itself; this command only tells.
    """
    from inspector.clock import utc_ns

    backlog, now = _backlog(data_dir), utc_ns()
    if as_json:
        print_json(
            {"enabled": backlog is not None} | ({} if backlog is None else _told(backlog, now))
        )
    elif backlog is None:
        click.echo("nothing is handed on: the station file names no server in history.url")
    else:
        _show(backlog, now)


def _backlog(data_dir: Path | None) -> Backlog | None:
    from inspector.store.database import Database
    from inspector.store.forwarding.outbox import SqliteOutbox
    from inspector.store.opening import DATABASE_NAME, open_history

    folder = present_folder(data_dir).database
    open_history(folder).close()
    database = Database.to_read(folder / DATABASE_NAME)
    try:
        return SqliteOutbox(database).backlog()
    finally:
        database.close()


def _told(backlog: Backlog, now_utc_ns: int) -> dict[str, object]:
    oldest = backlog.oldest_utc_ns
    lag_s = 0.0 if oldest is None else max(0, now_utc_ns - oldest) / _NS_PER_S
    return asdict(backlog) | {"lag_s": lag_s}


def _show(backlog: Backlog, now_utc_ns: int) -> None:
    from inspector.clock import utc_datetime

    waiting = f"{backlog.results} results and {backlog.changes} changes wait"
    if backlog.oldest_utc_ns is not None:
        waiting += f"; the oldest for {(now_utc_ns - backlog.oldest_utc_ns) / _NS_PER_S:.0f} s"
    click.echo(waiting)
    if backlog.forwarded_utc_ns is None:
        click.echo("the server has confirmed nothing yet")
    else:
        last = utc_datetime(backlog.forwarded_utc_ns).astimezone()
        click.echo(f"confirmed last: {last:%Y-%m-%d %H:%M:%S}")
    if backlog.fault and backlog.fault_utc_ns is not None:
        since = utc_datetime(backlog.fault_utc_ns).astimezone()
        click.echo(f"since {since:%Y-%m-%d %H:%M:%S}: {backlog.fault}")
        click.echo(backlog.remedy)
