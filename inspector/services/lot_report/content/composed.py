"""A report in words: its title, and the order of its sections."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from inspector.services.lot_report.content.alarms import alarms
from inspector.services.lot_report.content.challenges import challenges
from inspector.services.lot_report.content.counts import counts
from inspector.services.lot_report.content.course import chart
from inspector.services.lot_report.content.in_force import in_force
from inspector.services.lot_report.content.lot import Occasion, lot_facts, period, station
from inspector.services.lot_report.content.overview import overview
from inspector.services.lot_report.content.pareto import pareto
from inspector.services.lot_report.content.parts import escapes, rejects
from inspector.services.lot_report.content.proof import proof
from inspector.services.lot_report.content.reviews import reviews
from inspector.services.lot_report.content.signatures import signatures
from inspector.services.lot_report.content.verdicts import verdicts
from inspector.services.lot_report.facts.report import LotReport
from inspector.services.lot_report.mark import mark_of
from inspector.services.lot_report.words.speech import Speech
from inspector.services.paper.blocks import Block, Composed, Heading
from inspector.services.paper.drawing import Ink


def composed(report: LotReport, say: Speech, occasion: Occasion) -> Composed:
    """The whole report in one language."""
    chips = [(say("preliminary"), Ink.WARN) if report.preliminary else (say("final"), Ink.GOOD)]
    if report.simulated:
        chips.append((say("simulated"), Ink.BAD))
    return Composed(
        language=say.language,
        title=f"{say('kicker')} {report.lot.name}",
        kicker=say("kicker"),
        name=report.lot.name,
        subtitle=say(
            "subtitle",
            products=", ".join(report.products) or say("no_products"),
            station=station(report, say),
            period=period(report, say),
        ),
        chips=chips,
        blocks=tuple(_numbered(_blocks(report, say, occasion))),
        footer=f"{report.lot.name}  ·  {report.report_id}",
        page=say("page", number="{number}", pages="{pages}"),
        mark=mark_of(report),
    )


def _blocks(report: LotReport, say: Speech, occasion: Occasion) -> Iterator[Block]:
    yield from overview(report, say)
    yield from lot_facts(report, say, occasion)
    yield from counts(report, say)
    yield from escapes(report, say, occasion.pictures)
    yield from verdicts(report, say)
    yield from pareto(report, say)
    yield from chart(report, say)
    yield from reviews(report, say)
    yield from challenges(report, say)
    yield from in_force(report, say)
    yield from alarms(report, say)
    yield from proof(report, say, occasion.pictures)
    yield from signatures(report, say)
    yield from rejects(report, say, occasion.pictures)


def _numbered(blocks: Iterator[Block]) -> Iterator[Block]:
    section = 0
    for block in blocks:
        if isinstance(block, Heading):
            section += 1
            yield replace(block, text=f"{section}  {block.text}")
        else:
            yield block
