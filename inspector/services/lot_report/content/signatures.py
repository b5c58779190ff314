"""The section about signatures: who stands for this lot, in the app and in ink."""

from __future__ import annotations

from collections.abc import Iterator

from inspector.services.lot_report.facts.report import LotReport, Signature
from inspector.services.lot_report.words.speech import NOTHING, Speech
from inspector.services.paper.blocks import Block, Column, Heading, InkLines, Row, Table, Text
from inspector.services.paper.drawing import Ink

_SHORT = 16
_INK_ROWS = 2


def signatures(report: LotReport, say: Speech) -> Iterator[Block]:
    """Who stands for this lot, in the app and in ink."""
    yield Heading(say("section_signatures"))
    yield Text(say("signatures_text"), Ink.MUTED)
    if report.signatures:
        yield Table(
            (
                Column(say("col_meaning"), 20),
                Column(say("col_who"), 28),
                Column(say("col_when"), 26),
                Column(say("col_why"), 34),
                Column(say("col_signed"), 30),
                Column(say("col_entry"), 28),
            ),
            [_signature_row(each, report, say) for each in report.signatures],
        )
    else:
        yield Text(say("signatures_none"))
    yield InkLines((say("ink_name"), say("ink_date"), say("ink_signature")), _INK_ROWS)


def _signature_row(each: Signature, report: LotReport, say: Speech) -> Row:
    same = each.digest == report.digest
    signed = say("signed_same") if same else say("signed_other", digest=each.digest[:_SHORT])
    entry = f"{each.seq or NOTHING}\n{each.sha256[:_SHORT]}"
    return Row(
        (
            say(f"Meaning.{each.meaning}"),
            f"{say.person(each.person)}{say.role(each.role)}",
            say.time(each.signed),
            each.note or NOTHING,
            signed,
            entry,
        ),
        Ink.GOOD if same else Ink.BAD,
        loud=not same,
    )
