"""`inspector history verify` and `inspector history repair`."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from inspector.cli.backup import steps, stopped_station
from inspector.cli.output import JSON, print_json
from inspector.cli.station_options import DATA_DIR, present_folder

if TYPE_CHECKING:
    from inspector.paths import DataFolder
    from inspector.store.consistency.findings import Findings
    from inspector.store.consistency.repair import Repaired
    from inspector.store.seals.proof import SealProof

_SHOWN = 20
_BRING_BACK = "`inspector history repair --from BACKUP` brings back those that a backup holds."
_RESTORE = (
    "`inspector history repair` rebuilds indexes; anything else takes `inspector restore BACKUP`."
)


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
    names = _names(data_dir, [*seals.changed, *seals.inserted])
    if as_json:
        told = asdict(seals) | {"hold": seals.holds, "result_ids": names}
        del told["digests"]
        print_json(asdict(found) | {"whole": found.whole, "seals": told})
    else:
        _show(found)
        _show_seals(seals, names)
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
    from inspector.store.consistency.repair import ORPHANS
    from inspector.store.consistency.repair import repair as mend

    data = present_folder(data_dir)
    folder = None if backup is None else BackupFolder(backup.resolve())
    with stopped_station(data):
        found = _verified(data_dir)
        repaired = mend(data, found.orphans, found.drafts, folder)
    _note(data, repaired)
    after = _verified(data_dir)
    if as_json:
        print_json({"repaired": asdict(repaired), "after": asdict(after) | {"whole": after.whole}})
    else:
        _show_repaired(repaired, data.root / ORPHANS)
        _show(after)
    if not after.whole:
        sys.exit(1)


def _note(data: DataFolder, repaired: Repaired) -> None:
    from inspector.cli.account import account_actor
    from inspector.services.people.audit import AuditEntry, AuditTrail

    pictures = 0 if repaired.pictures is None else repaired.pictures.copied
    entry = AuditEntry(
        new={
            "indexes_rebuilt": repaired.indexes_rebuilt,
            "pictures": pictures,
            "orphans_moved": repaired.orphans_moved,
            "drafts_removed": repaired.drafts_removed,
        }
    )
    AuditTrail(data.audit).note(account_actor(), "history.repair", entry=entry)


def _verified(data_dir: Path | None) -> Findings:
    from inspector.store.consistency.verify import verify as look
    from inspector.store.opening import open_history

    data = present_folder(data_dir)
    open_history(data.database).close()
    with steps() as begin:
        return look(data, begin)


def _proved(data_dir: Path | None) -> SealProof:
    """The chain as it stands, and what it lacks of the heads that the audit trail has noted."""
    from inspector.services.lot_report.facts.trail import LotTrail, unlike_noted
    from inspector.services.people.audit_file import AuditFiles
    from inspector.store.opening import DATABASE_NAME
    from inspector.store.seals.proof import count_blocks, prove

    data = present_folder(data_dir)
    database = data.database / DATABASE_NAME
    noted = LotTrail(AuditFiles(data.audit)).heads()
    with steps() as begin:
        proof = prove(database, begin("seals", count_blocks(database)))
    proof.broken += unlike_noted(noted, proof.digests)
    return proof


def _names(data_dir: Path | None, sequences: Sequence[int]) -> Mapping[int, str]:
    """The ids of results, as every other command and page names them."""
    from inspector.domain.history import HistoryFilter
    from inspector.store.opening import open_history

    history = open_history(present_folder(data_dir).database)
    try:
        rows = history.page(HistoryFilter(among=sorted(sequences)), None, max(len(sequences), 1))
    finally:
        history.close()
    return {row.sequence: row.result_id for row in rows}


def _show_repaired(repaired: Repaired, orphans: Path) -> None:
    if repaired.indexes_rebuilt:
        click.echo("indexes were rebuilt")
    if repaired.pictures is not None:
        click.echo(f"pictures brought back from the backup: {repaired.pictures.copied}")
    if repaired.orphans_moved:
        click.echo(f"stray files moved to {orphans}: {repaired.orphans_moved}")
    if repaired.drafts_removed:
        click.echo(f"cut-off files removed: {repaired.drafts_removed}")


def _show_seals(proof: SealProof, names: Mapping[int, str]) -> None:
    click.echo(
        f"results under seal: {proof.sealed} (blocks: {proof.blocks}, let go since: "
        f"{proof.let_go}); newer ones that wait: {proof.unsealed}"
    )
    for title, found in (
        ("changed after they were sealed", proof.changed),
        ("slipped in", proof.inserted),
    ):
        _list(title, [f"sequence {each}, result {names.get(each, '?')}" for each in found])
    _list("in the chain of seals", [*map(str, proof.broken)])
    click.echo(f"{'seals hold' if proof.holds else 'SEALS BROKEN'}; head {proof.head}")
    if not proof.holds:
        click.echo(
            "Somebody changed the database itself. A backup or the evidence of a part that was "
            "made before tells what stood there; nothing mends a seal."
        )


def _show(found: Findings) -> None:
    click.echo(f"{found.results} results; {found.sound} of {found.pictures} pictures are sound")
    for title, named, remedy in (
        ("missing", found.missing, _BRING_BACK),
        ("not what was written", found.changed, _BRING_BACK),
        ("named by no row", found.orphans, "`inspector history repair` moves them aside."),
        ("cut off while written", found.drafts, "`inspector history repair` removes them."),
        ("in the database", found.database, _RESTORE),
    ):
        _list(title, named, remedy)
    click.echo("whole" if found.whole else "NOT WHOLE")


def _list(title: str, found: Sequence[str], remedy: str = "") -> None:
    if not found:
        return
    click.echo(f"{len(found)} {title}:")
    for each in found[:_SHOWN]:
        click.echo(f"  {each}")
    if len(found) > _SHOWN:
        click.echo("  … (--json names them all)")
    if remedy:
        click.echo(f"  -> {remedy}")
