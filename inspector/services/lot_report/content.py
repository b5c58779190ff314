"""A report in words: the order of its sections, and what a manager reads first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from inspector.services.lot_report import content_parts, content_record
from inspector.services.lot_report.blocks import (
    Block,
    Column,
    Composed,
    Facts,
    Heading,
    Ink,
    Notice,
    Row,
    Table,
    Text,
    Tile,
    Tiles,
)
from inspector.services.lot_report.document import LotReport
from inspector.services.lot_report.mark import mark_of
from inspector.services.lot_report.reconciliation import CountLine, Standing
from inspector.services.lot_report.speech import Speech, number, percent, signed

_INKS = {
    Standing.STATED: Ink.PLAIN,
    Standing.AGREES: Ink.GOOD,
    Standing.DIFFERS: Ink.BAD,
    Standing.EXPLAINED: Ink.WARN,
    Standing.NOT_MEASURED: Ink.MUTED,
}


@dataclass(frozen=True, slots=True)
class Occasion:
    """When and for whom a report is written, and how many pictures it may show."""

    made: datetime
    person: str
    pictures: int


def composed(report: LotReport, say: Speech, occasion: Occasion) -> Composed:
    """The whole report in one language."""
    chips = [(say("preliminary"), Ink.WARN) if report.preliminary else (say("final"), Ink.GOOD)]
    if report.simulated:
        chips.append((say("simulated"), Ink.BAD))
    return Composed(
        language=say.language.value.replace("_", "-"),
        title=f"{say('kicker')} {report.lot.name}",
        kicker=say("kicker"),
        name=report.lot.name,
        subtitle=say(
            "subtitle",
            products=", ".join(report.products) or say("no_products"),
            station=_station(report, say),
            period=_period(report, say),
        ),
        chips=chips,
        blocks=tuple(_numbered(_blocks(report, say, occasion))),
        footer=f"{report.lot.name}  ·  {report.report_id}",
        page=say("page", number="{number}", pages="{pages}"),
        mark=mark_of(report),
    )


def _blocks(report: LotReport, say: Speech, occasion: Occasion) -> Iterator[Block]:
    yield _tiles(report, say)
    yield from _notices(report, say)
    yield Heading(say("section_lot"))
    yield Facts(_lot_facts(report, say, occasion))
    yield Heading(say("section_counts"))
    yield Text(say("counts_text"), Ink.MUTED)
    yield _counts(report.lines, say)
    yield from content_parts.escapes(report, say, occasion.pictures)
    yield from content_parts.verdicts(report, say)
    yield from content_parts.pareto(report, say)
    yield from content_parts.chart(report, say)
    yield from content_record.reviews(report, say)
    yield from content_record.challenges(report, say)
    yield from content_record.in_force(report, say)
    yield from content_record.alarms(report, say)
    yield from content_record.proof(report, say, occasion.pictures)
    yield from content_record.signatures(report, say)
    yield from content_parts.rejects(report, say, occasion.pictures)


def _numbered(blocks: Iterator[Block]) -> Iterator[Block]:
    section = 0
    for block in blocks:
        if isinstance(block, Heading):
            section += 1
            yield replace(block, text=f"{section}  {block.text}")
        else:
            yield block


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
            Tile(say("tile_yield"), "-" if share is None else percent(share.value), note=between),
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


def _counts(lines: Sequence[CountLine], say: Speech) -> Table:
    return Table(
        (
            Column(say("col_counted"), 43),
            Column(say("col_value"), 13, right=True),
            Column(say("col_expected"), 11, right=True),
            Column(say("col_difference"), 12, right=True),
            Column(say("col_standing"), 34),
        ),
        [_count_row(line, say) for line in lines],
    )


def _count_row(line: CountLine, say: Speech) -> Row:
    remark = say(f"Remark.{line.remark}")
    remark = remark.format(detail=line.detail) if line.detail else remark
    standing = say(f"Counts.{line.standing}")
    value = say("not_measured_value") if line.value is None else number(line.value)
    finding = ": ".join(each for each in (standing, remark) if each)
    if line.standing is Standing.NOT_MEASURED:
        value, finding = "-", finding or standing
    return Row(
        (
            say(f"Counted.{line.counted}"),
            value,
            number(line.expected),
            signed(line.difference),
            finding,
        ),
        _INKS[line.standing],
        loud=line.differs,
    )


def _lot_facts(report: LotReport, say: Speech, occasion: Occasion) -> list[tuple[str, str]]:
    lot, stretch = report.lot, report.stretch
    ended = say("runs") if lot.ended_utc_ns is None else _by(say, lot.ended_utc_ns, lot.ended_by)
    facts = [
        (say("lot_number"), f"#{lot.lot_id}"),
        (say("report_id"), report.report_id),
        (say("product"), ", ".join(report.products) or say("none")),
        (say("station"), _station(report, say)),
        (say("begun"), _by(say, lot.begun_utc_ns, lot.begun_by)),
        (say("ended"), ended),
    ]
    if stretch is not None:
        first, last = say.moment(stretch.first_utc_ns), say.moment(stretch.last_utc_ns)
        facts.append((say("first_part"), say("span", first=first, last=last)))
    if lot.note:
        facts.append((say("lot_note"), lot.note))
    person = say.person(occasion.person)
    made = say("by", moment=say.time(occasion.made), person=person)
    zone = say("zone_text", zone=f"UTC{occasion.made.astimezone():%z}")
    return [
        *facts,
        (say("made"), made),
        (say("zone"), zone),
        (say("signed_by"), _signed(report, say)),
    ]


def _signed(report: LotReport, say: Speech) -> str:
    valid = [each for each in report.signatures if each.digest == report.digest]
    return "; ".join(
        say(
            "signature_line",
            meaning=say(f"Meaning.{each.meaning}"),
            person=each.person,
            moment=say.time(each.signed),
        )
        for each in valid
    ) or say("not_signed")


def _by(say: Speech, utc_ns: int, person: str) -> str:
    return say("by", moment=say.moment(utc_ns), person=say.person(person))


def _station(report: LotReport, say: Speech) -> str:
    return ", ".join(report.station_ids) or say("unknown_station")


def _period(report: LotReport, say: Speech) -> str:
    lot = report.lot
    first = say.moment(lot.begun_utc_ns)[:-3]
    last = say("runs") if lot.ended_utc_ns is None else say.moment(lot.ended_utc_ns)[:-3]
    return say("span", first=first, last=last[11:] if last[:10] == first[:10] else last)
