"""`inspector history report`: the report of a lot, and whether a report still tells the truth."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from inspector.cli.history.file import write_pieces
from inspector.cli.output import JSON, print_json
from inspector.cli.station_options import DATA_DIR, REPORT_LANGUAGE, present_folder

if TYPE_CHECKING:
    from inspector.services.lot_report.desk import LotReportDesk
    from inspector.wire.lot_reports import LotCountRow, LotReportCheck, LotReportSummary

_KINDS = ("pdf", "html")


@click.command()
@click.argument("lot", required=False)
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="The file to write.")
@click.option("--format", "kind", type=click.Choice(_KINDS), help="Default: by the file's name.")
@REPORT_LANGUAGE
@click.option(
    "--check",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="Hold a report against the record instead; exit code 1 unless both are as they were.",
)
@DATA_DIR
@JSON
def report(
    lot: str | None,
    out: Path | None,
    kind: str | None,
    language: str,
    check: Path | None,
    data_dir: Path | None,
    as_json: bool,
) -> None:
    """Write the report of LOT, a name or a number such as #12; the station may run or not.

    Without --out only its figures are told. The exit code is 1 when counts do not agree.
    """
    if check is not None:
        _check(check, data_dir, as_json=as_json)
        return
    if lot is None:
        raise click.UsageError("name a lot, or a report to --check")
    with _desk(data_dir) as desk:
        lot_id = desk.number_of(lot)
        summary = desk.summary(lot_id)
        if out is not None:
            _write(desk, lot_id, out, kind or out.suffix.removeprefix(".").lower(), language)
    if as_json:
        print_json(summary.model_dump(mode="json") | {"file": None if out is None else str(out)})
    else:
        _show(summary, out)
    if not summary.agreed:
        sys.exit(1)


def _write(desk: LotReportDesk, lot_id: int, out: Path, kind: str, language: str) -> None:
    from inspector.cli.account import account_actor
    from inspector.wire.exports import ReportLanguage
    from inspector.wire.lot_reports import LotReportFormat

    if kind not in _KINDS:
        raise click.UsageError(f"{out.name} ends in none of {', '.join(_KINDS)}; add --format")
    actor, words = account_actor(), ReportLanguage(language)
    pieces = desk.report(actor, lot_id, LotReportFormat(kind), words)
    write_pieces(pieces, out)


def _check(path: Path, data_dir: Path | None, *, as_json: bool) -> None:
    from inspector.services.lot_report.mark import read_mark

    filed = read_mark(path)
    with _desk(data_dir) as desk:
        found = desk.check(filed.lot_id, filed.digest, filed.sha256)
    if as_json:
        print_json(found.model_dump(mode="json"))
    else:
        _show_check(found)
    if not (found.issued and found.agrees):
        sys.exit(1)


def _show(summary: LotReportSummary, out: Path | None) -> None:
    state = "preliminary" if summary.preliminary else "final"
    click.echo(f"lot {summary.lot.name}: {summary.report_id}, {state}")
    click.echo(
        f"{summary.parts} parts, OK {summary.ok}, found bad {summary.rejected}, "
        f"no verdict {summary.undefined}, known escapes {summary.known_escapes}"
    )
    for count in summary.counts:
        if count.standing in ("differs", "explained", "not_measured"):
            click.echo(f"  {_count_text(count)}")
    unmeasured = any(count.standing == "not_measured" for count in summary.counts)
    agreed = "every count that was measured agrees" if unmeasured else "every count agrees"
    click.echo(agreed if summary.agreed else "COUNTS DO NOT AGREE")
    click.echo(f"SHA-256 of the data {summary.digest}")
    if out is not None:
        click.echo(f"wrote {out}: {summary.pictures} of {summary.rejects} rejects with pictures")


def _count_text(count: LotCountRow) -> str:
    """One count in the words of the report."""
    from inspector.services.lot_report.words.english import ENGLISH

    remark = ENGLISH[f"Remark.{count.remark}"].format(detail=count.detail)
    value = "" if count.value is None else f" {count.value}, must be {count.expected}"
    told = f"{ENGLISH[f'Counts.{count.standing}']}: {ENGLISH[f'Counted.{count.counted}']}{value}"
    return f"{told}; {remark}" if remark else told


def _show_check(found: LotReportCheck) -> None:
    if found.issued:
        click.echo(f"the file is as this station made it at {found.issued_at} ({found.issued_to})")
    else:
        click.echo("THE FILE IS NOT ONE THAT THIS STATION HAS MADE, OR IT WAS CHANGED")
    if found.agrees:
        click.echo(f"the record of lot {found.lot} is what it was: {found.digest_now}")
        return
    changed = ", ".join(found.changed) or "what, the audit trail does not tell"
    click.echo(f"THE RECORD OF LOT {found.lot} HAS CHANGED SINCE: {changed}")
    click.echo(f"  then {found.digest_then}\n  now  {found.digest_now}")


@contextmanager
def _desk(data_dir: Path | None) -> Iterator[LotReportDesk]:
    from inspector.services.lot_report.desk import LotReportDesk
    from inspector.services.people.audit import AuditTrail
    from inspector.store.archive import FileImageArchive
    from inspector.store.lot_record.opening import lot_records

    data = present_folder(data_dir)
    with lot_records(data.database) as records:
        yield LotReportDesk(records, FileImageArchive(data.archive, 0), AuditTrail(data.audit))
