"""`inspector history verify` and `inspector history repair`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from inspector.cli.backup import require_stopped, steps
from inspector.cli.model.output import JSON, print_json
from inspector.cli.station_options import DATA_DIR, present_folder

if TYPE_CHECKING:
    from inspector.store.consistency.findings import Findings
    from inspector.store.seals.proof import SealProof

_SHOWN = 20


@click.command()
@DATA_DIR
@JSON
def verify(data_dir: Path | None, as_json: bool) -> None:
    """Read every picture and every result and hold them against their hashes.

    Also finds files that no row names, and lets SQLite check the database. The station may run
    meanwhile. The exit code is 1 when something that was recorded is lost or altered.
    """
    found = _verified(data_dir)
    seals = _proved(data_dir)
    if as_json:
        told = {"whole": found.whole, "seals": asdict(seals) | {"hold": seals.holds}}
        print_json(asdict(found) | told)
    else:
        _show(found)
        _show_seals(seals)
    if not (found.whole and seals.holds):
        sys.exit(1)


@click.command()
@DATA_DIR
@click.option(
    "--from",
    "backup",
    type=click.Path(path_type=Path),
    help="A folder of `inspector backup`, to bring lost and altered pictures back from.",
)
@JSON
def repair(data_dir: Path | None, backup: Path | None, as_json: bool) -> None:
    """Mend a history: rebuild indexes, bring pictures back, move stray files aside.

    The station must not run. No row is changed: one whose picture is lost goes on saying which
    file it was.
    """
    from inspector.store.backup.layout import BackupFolder
    from inspector.store.consistency.repair import repair as mend

    data = present_folder(data_dir)
    require_stopped(data)
    found = _verified(data_dir)
    folder = None if backup is None else BackupFolder(backup.resolve())
    repaired = mend(data, found.orphans, found.drafts, folder)
    after = _verified(data_dir)
    if as_json:
        print_json({"repaired": asdict(repaired), "after": asdict(after) | {"whole": after.whole}})
    else:
        if repaired.indexes_rebuilt:
            click.echo("indexes were rebuilt")
        if repaired.pictures is not None:
            click.echo(f"{repaired.pictures.copied} pictures were brought back")
        click.echo(
            f"{repaired.orphans_moved} stray files were moved to {data.root / 'orphans'}, "
            f"{repaired.drafts_removed} cut-off ones removed"
        )
        _show(after)
    if not after.whole:
        sys.exit(1)


def _verified(data_dir: Path | None) -> Findings:
    from inspector.store.consistency.verify import verify as look
    from inspector.store.opening import open_history

    data = present_folder(data_dir)
    open_history(data.database).close()
    with steps() as begin:
        return look(data, begin)


def _proved(data_dir: Path | None) -> SealProof:
    from inspector.store.opening import DATABASE_NAME
    from inspector.store.seals.proof import count_blocks, prove

    database = present_folder(data_dir).database / DATABASE_NAME
    with steps() as begin:
        return prove(database, begin("seals", count_blocks(database)))


def _show_seals(proof: SealProof) -> None:
    click.echo(
        f"{proof.sealed} results are sealed in {proof.blocks} blocks; {proof.let_go} of them were "
        f"let go, {proof.unsealed} newer ones wait"
    )
    _list("changed after they were sealed", [f"sequence {each}" for each in proof.changed])
    _list("slipped in", [f"sequence {each}" for each in proof.inserted])
    _list("in the chain of seals", [str(each) for each in proof.broken])
    click.echo(f"{'seals hold' if proof.holds else 'SEALS BROKEN'}; head {proof.head}")


def _show(found: Findings) -> None:
    click.echo(f"{found.results} results; {found.sound} of {found.pictures} pictures are sound")
    _list("missing", found.missing)
    _list("not what was written", found.changed)
    _list("named by no row", found.orphans)
    _list("cut off while written", found.drafts)
    _list("in the database", found.database)
    click.echo("whole" if found.whole else "NOT WHOLE")


def _list(title: str, found: Sequence[str]) -> None:
    if not found:
        return
    click.echo(f"{len(found)} {title}:")
    for each in found[:_SHOWN]:
        click.echo(f"  {each}")
    if len(found) > _SHOWN:
        click.echo("  …")
