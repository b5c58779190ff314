"""The section about the counts: station, PLC, record and ejector against each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from inspector.services.lot_report.facts.reconciliation import CountLine, Standing
from inspector.services.lot_report.facts.report import LotReport
from inspector.services.lot_report.words.speech import NOTHING, Speech, number, signed
from inspector.services.paper.blocks import Block, Column, Heading, Row, Table, Text
from inspector.services.paper.drawing import Ink

_INKS: Mapping[Standing, Ink] = MappingProxyType(
    {
        Standing.STATED: Ink.PLAIN,
        Standing.AGREES: Ink.GOOD,
        Standing.DIFFERS: Ink.BAD,
        Standing.EXPLAINED: Ink.WARN,
        Standing.NOT_MEASURED: Ink.MUTED,
    }
)


def counts(report: LotReport, say: Speech) -> Iterator[Block]:
    """Every count beside what it must equal."""
    yield Heading(say("section_counts"))
    yield Text(say("counts_text"), Ink.MUTED)
    yield Table(
        (
            Column(say("col_counted"), 43),
            Column(say("col_value"), 13, right=True),
            Column(say("col_expected"), 11, right=True),
            Column(say("col_difference"), 12, right=True),
            Column(say("col_standing"), 34),
        ),
        [_row(line, say) for line in report.lines],
    )


def _row(line: CountLine, say: Speech) -> Row:
    remark = say(f"Remark.{line.remark}")
    remark = remark.format(detail=line.detail) if line.detail else remark
    standing = say(f"Counts.{line.standing}")
    value = say("not_measured_value") if line.value is None else number(line.value)
    finding = ": ".join(each for each in (standing, remark) if each)
    if line.standing is Standing.NOT_MEASURED:
        value, finding = NOTHING, finding or standing
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
