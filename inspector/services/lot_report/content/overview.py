"""What a manager reads first: the figures, large, and what nobody may overlook."""

from __future__ import annotations

from collections.abc import Iterator

from inspector.services.lot_report.facts.reconciliation import Standing
from inspector.services.lot_report.facts.report import LotReport
from inspector.services.lot_report.words.speech import NOTHING, Speech, number, percent, signed
from inspector.services.paper.blocks import Block, Notice, Tile, Tiles
from inspector.services.paper.drawing import Ink


def overview(report: LotReport, say: Speech) -> Iterator[Block]:
    """The figures, then the notices."""
    yield _tiles(report, say)
    yield from _notices(report, say)


def _tiles(report: LotReport, say: Speech) -> Tiles:
    figures, share = report.figures, report.figures.yield_share
    undefined = sum(figures.undefined.values())
    between = (
        ""
        if share is None
        else say("note_yield", lower=percent(share.lower), upper=percent(share.upper))
    )
    challenge = say("note_challenge", count=number(figures.challenge)) if figures.challenge else ""
    unsure = figures.not_decidable
    return Tiles(
        (
            Tile(say("tile_parts"), number(figures.parts), note=challenge),
            Tile(say("tile_ok"), number(figures.ok), Ink.GOOD if figures.ok else Ink.PLAIN),
            Tile(
                say("tile_rejected"),
                number(figures.rejected),
                Ink.BAD if figures.rejected else Ink.PLAIN,
                say("note_decidable", count=number(unsure)) if unsure else "",
            ),
            Tile(say("tile_undefined"), number(undefined), Ink.WARN if undefined else Ink.PLAIN),
            Tile(
                say("tile_yield"), NOTHING if share is None else percent(share.value), note=between
            ),
            Tile(
                say("tile_escapes"),
                number(figures.escapes),
                Ink.BAD if figures.escapes else Ink.PLAIN,
                say("note_reviewed", count=number(figures.reviewed)),
            ),
        )
    )


def _notices(report: LotReport, say: Speech) -> Iterator[Notice]:
    figures = report.figures
    if report.simulated:
        yield Notice(say("is_simulated"), say("is_simulated_text"), Ink.BAD)
    if report.stretch is None:
        yield Notice(say("is_empty"), say("is_empty_text"), Ink.WARN)
    else:
        yield _agreement(report, say)
    if figures.escapes:
        title = say("escaped", count=number(figures.escapes))
        told = say("escaped_text", passed=number(figures.bad_passed), said=number(figures.said_bad))
        yield Notice(title, told, Ink.BAD)
    if report.preliminary:
        open_text = say("is_open") if report.open else ""
        pending = say("is_pending", count=number(figures.pending)) if figures.pending else ""
        yield Notice(say("is_preliminary"), f"{open_text} {pending}".strip(), Ink.WARN)
    if report.seals is not None and report.seals.faults:
        yield Notice(say("seals_broken"), say("seals_broken_text"), Ink.BAD)
    outdated = sum(each.digest != report.digest for each in report.signatures)
    if outdated:
        yield Notice(say("outdated"), say("outdated_text", count=outdated), Ink.BAD)


def _agreement(report: LotReport, say: Speech) -> Notice:
    wrong = [line for line in report.lines if line.differs]
    if wrong:
        names = "; ".join(
            f"{say(f'Counted.{line.counted}')} ({signed(line.difference)})" for line in wrong
        )
        return Notice(say("differs", count=len(wrong)), say("differs_text", names=names), Ink.BAD)
    standings = [line.standing for line in report.lines]
    unmeasured = standings.count(Standing.NOT_MEASURED)
    explained = standings.count(Standing.EXPLAINED)
    if unmeasured or explained:
        told = say("agreed_partly_text", unmeasured=unmeasured, explained=explained)
        return Notice(say("agreed_partly"), told, Ink.WARN)
    return Notice(say("agreed"), say("agreed_text"), Ink.GOOD)
