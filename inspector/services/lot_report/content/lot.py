"""The section about the lot itself: what was made where, when and by whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from inspector.services.lot_report.facts.report import LotReport
from inspector.services.lot_report.words.speech import Speech
from inspector.services.paper.blocks import Block, Facts, Heading


@dataclass(frozen=True, slots=True)
class Occasion:
    """When and for whom a report is written, and how many pictures it may show."""

    made: datetime
    person: str
    pictures: int


def lot_facts(report: LotReport, say: Speech, occasion: Occasion) -> Iterator[Block]:
    """Everything that names the lot and this report of it."""
    yield Heading(say("section_lot"))
    yield Facts(_facts(report, say, occasion))


def station(report: LotReport, say: Speech) -> str:
    """Where it was inspected."""
    return ", ".join(report.station_ids) or say("unknown_station")


def period(report: LotReport, say: Speech) -> str:
    """When it ran."""
    lot = report.lot
    first = say.moment(lot.begun_utc_ns)[:-3]
    last = say("runs") if lot.ended_utc_ns is None else say.moment(lot.ended_utc_ns)[:-3]
    return say("span", first=first, last=last[11:] if last[:10] == first[:10] else last)


def _facts(report: LotReport, say: Speech, occasion: Occasion) -> list[tuple[str, str]]:
    lot, stretch = report.lot, report.stretch
    ended = say("runs") if lot.ended_utc_ns is None else _by(say, lot.ended_utc_ns, lot.ended_by)
    facts = [
        (say("lot_number"), f"#{lot.lot_id}"),
        (say("report_id"), report.report_id),
        (say("product"), ", ".join(report.products) or say("none")),
        (say("station"), station(report, say)),
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
