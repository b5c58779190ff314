"""`inspector audit`: the trail of what people did, also without a running station."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import click

from inspector.cli.lazy import CommandGroup
from inspector.cli.output import JSON, OUT, deliver
from inspector.cli.station_options import DATA_DIR, present_folder

if TYPE_CHECKING:
    from inspector.paths import DataFolder
    from inspector.services.people.audit_desk import AuditDesk
    from inspector.wire.audit import AuditVerification

NOT_WHOLE = 1


@click.group(cls=CommandGroup)
def audit() -> None:
    """Check and export the trail of what people did."""


@audit.command()
@DATA_DIR
@JSON
def verify(data_dir: Path | None, as_json: bool) -> None:
    """Prove that nothing was changed, removed, inserted, reordered or cut off.

    Exits with 0 when the trail is whole, with 1 when it is not, and with 2 when it cannot be read.
    The station may run meanwhile.
    """
    from inspector.domain.errors.people import AuditNotWholeError

    with ExitStack() as opened:
        found = _desk(present_folder(data_dir), opened).verify()
    click.echo(found.model_dump_json(indent=2) if as_json else _told(found))
    if not found.whole:
        fault = AuditNotWholeError("the trail is not what was written")
        click.echo(f"error {fault}\nremedy: {fault.remedy}", err=True)
        raise click.exceptions.Exit(NOT_WHOLE)


@audit.command()
@DATA_DIR
@click.option(
    "--format",
    "file_format",
    type=click.Choice(["csv", "jsonl"]),
    default="csv",
    help="For a spreadsheet, or for programs.",
)
@OUT
@click.option("--person", help="Only what this person did or approved.")
@click.option("--what", help="Only what begins with this word, such as people.")
def export(
    data_dir: Path | None,
    file_format: str,
    out: Path | None,
    person: str | None,
    what: str | None,
) -> None:
    """Write the trail as CSV for a spreadsheet or as JSON Lines, oldest first."""
    from inspector.wire.audit import AuditFilter

    with ExitStack() as opened:
        desk = _desk(present_folder(data_dir), opened)
        content = b"".join(desk.export(AuditFilter(person=person, what=what), file_format))
    deliver(content, out, owner_only=True)


def _desk(data: DataFolder, opened: ExitStack) -> AuditDesk:
    from inspector.services.people.audit import AuditTrail
    from inspector.services.people.audit_desk import AuditDesk
    from inspector.store.opening import DATABASE_NAME, open_history

    anchors = None
    if (data.database / DATABASE_NAME).exists():
        history = open_history(data.database)
        opened.callback(history.close)
        anchors = history.audit_anchors()
    return AuditDesk(AuditTrail(data.audit), anchors)


def _told(found: AuditVerification) -> str:
    lines = [
        f"{found.entries} entries in {found.files} files; the last is {found.head_seq}, "
        f"SHA-256 {found.head_sha256}",
        "no database: what was cut off the end cannot be seen"
        if found.anchors is None
        else f"held against {found.anchors} anchors in the database",
    ]
    for seal in found.sealed:
        why = "before there was a chain" if seal.kind == "older" else "torn off by a power loss"
        lines.append(f"{seal.file}:{seal.line}: {seal.lines} lines {why}")
    if found.fault is None:
        return "\n".join([*lines, "the audit trail is whole"])
    fault = found.fault
    place = f"{fault.file}:{fault.line}: " if fault.file else ""
    return "\n".join([*lines, f"NOT WHOLE: {place}{fault.kind}: {fault.detail}"])
