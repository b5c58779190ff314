"""`inspector backup` and `inspector restore`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from inspector.cli.output import JSON, print_json, tell
from inspector.cli.station_options import DATA_DIR, data_folder

if TYPE_CHECKING:
    from inspector.paths import DataFolder
    from inspector.store.backup.pictures import PicturesCopied
    from inspector.store.backup.restore import Restored
    from inspector.store.backup.take import Begin


@click.command()
@click.argument("target", type=click.Path(path_type=Path))
@DATA_DIR
@click.option(
    "--keep",
    type=click.IntRange(1, 10_000),
    default=14,
    show_default=True,
    help="Older backups than these newest ones are removed; their pictures stay.",
)
@JSON
def backup(target: Path, data_dir: Path | None, keep: int, as_json: bool) -> None:
    """Copy a station's history, pictures, settings and models to the folder TARGET.

    The station may run meanwhile. The first backup copies every picture, later ones only what is
    new. Put TARGET on another disk.
    """
    from inspector.store.backup.layout import BackupFolder
    from inspector.store.backup.take import forget_old, take_backup

    folder = BackupFolder(target.resolve())
    with steps() as begin:
        taken = take_backup(data_folder(data_dir), folder, begin)
    removed = forget_old(folder, keep)
    if as_json:
        print_json(
            {
                "name": taken.name,
                "manifest": asdict(taken.manifest),
                "pictures": asdict(taken.pictures),
                "removed": removed,
            }
        )
        return
    manifest = taken.manifest
    click.echo(f"{taken.name}: {manifest.results} results, {manifest.pictures} pictures")
    _tell_pictures(taken.pictures)
    click.echo(f"backups held: {len(folder.names())}; older ones removed: {removed}")


@click.command()
@click.argument("source", type=click.Path(path_type=Path))
@DATA_DIR
@click.option("--name", help="Of the backup. Default: the newest.")
@click.option("--replace", is_flag=True, help="Set aside what stands in the data folder.")
@click.option("--list", "listed", is_flag=True, help="List the backups; change nothing.")
@JSON
def restore(
    source: Path,
    data_dir: Path | None,
    name: str | None,
    replace: bool,
    listed: bool,
    as_json: bool,
) -> None:
    """Bring a station back from the folder SOURCE that `inspector backup` wrote.

    Every file is held against its hash, the database is checked, and every picture is held against
    its row. What stood in the data folder is moved aside.
    """
    from inspector.store.backup.layout import BackupFolder
    from inspector.store.backup.restore import restore as bring_back

    folder, data = BackupFolder(source.resolve()), data_folder(data_dir)
    if listed:
        _list(folder.names(), as_json)
        return
    with stopped_station(data), steps() as begin:
        restored = bring_back(folder, data, begin, name, replace=replace)
    _note(data, restored)
    if as_json:
        print_json(asdict(restored))
        return
    click.echo(f"{restored.name}: {restored.results} results, integrity checked")
    _tell_pictures(restored.pictures)
    if restored.set_aside:
        click.echo(f"what stood there is in {data.root / restored.set_aside}")


def _note(data: DataFolder, restored: Restored) -> None:
    """Behind its last result under seal, what the trail knew of seals does not hold any more."""
    from inspector.cli.account import account_actor
    from inspector.services.people.audit import AuditEntry, AuditTrail
    from inspector.services.people.deeds import HISTORY_RESTORED

    entry = AuditEntry(
        new={
            "results": restored.results,
            "last_sequence": restored.last_sealed,
            "set_aside": restored.set_aside,
        }
    )
    AuditTrail(data.audit).note(account_actor(), HISTORY_RESTORED, restored.name, entry)


def _list(names: Any, as_json: bool) -> None:
    if as_json:
        print_json(list(names))
        return
    for name in names:
        click.echo(name)


def _tell_pictures(pictures: PicturesCopied) -> None:
    click.echo(f"pictures: {pictures.copied} copied, {pictures.present} were there")
    if pictures.missing:
        click.echo(f"{pictures.missing} are gone or not what their row says, such as:")
        for path in pictures.examples:
            click.echo(f"  {path}")


@contextmanager
def stopped_station(data: DataFolder) -> Iterator[None]:
    """Keep a station from starting meanwhile; one whose engine is away for a moment runs, too.

    Raises:
        RestoreRefusedError: one runs.
    """
    from inspector.domain.errors.backup import RestoreRefusedError
    from inspector.domain.errors.state import StationAlreadyRunningError
    from inspector.supervisor.instance import sole_instance

    refused = RestoreRefusedError(f"a station runs in {data.root}")
    with ExitStack() as held:
        try:
            held.enter_context(sole_instance(data))
        except StationAlreadyRunningError as error:
            raise refused from error
        if _answers(data):
            raise refused
        yield


def _answers(data: DataFolder) -> bool:
    from inspector.client.station import StationClient
    from inspector.domain.errors.base import InspectorError

    with StationClient.from_run_file(data.run_file) as client:
        try:
            client.health()
        except InspectorError:
            return False
    return True


@contextmanager
def steps() -> Iterator[Begin]:
    """A bar for each step on a terminal; elsewhere a line."""
    bars: list[Any] = []

    def close() -> None:
        while bars:
            bars.pop().render_finish()

    def begin(step: str, total: int) -> Callable[[], object]:
        close()
        if not sys.stderr.isatty():
            tell(f"{step}: {total}" if total else step)
            return lambda: None
        bar = click.progressbar(length=total, label=step, file=sys.stderr, show_pos=True)
        bars.append(bar)
        return lambda: bar.update(1)

    try:
        yield begin
    finally:
        close()
