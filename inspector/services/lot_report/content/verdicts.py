"""The section about verdicts: how many parts got which, and why some got none."""

from __future__ import annotations

from collections.abc import Iterator

from inspector.domain.evaluation import Evaluation
from inspector.services.lot_report.facts.report import LotReport
from inspector.services.lot_report.words.speech import Speech, number, percent
from inspector.services.paper.blocks import Block, Column, Heading, Row, Table, Text
from inspector.services.paper.drawing import Ink


def verdicts(report: LotReport, say: Speech) -> Iterator[Block]:
    """How many parts got which verdict, and why some got none."""
    figures = report.figures
    counted = [
        (Evaluation.OK, figures.ok, ""),
        (Evaluation.NOT_OK, figures.not_ok, ""),
        (Evaluation.NOT_DECIDABLE, figures.not_decidable, ""),
    ]
    counted += [
        (Evaluation.UNDEFINED, parts, say.of(reason)) for reason, parts in figures.undefined.items()
    ]
    whole = max(figures.parts, 1)
    yield Heading(say("section_verdicts"))
    yield Table(
        (
            Column(say("col_verdict"), 30),
            Column(say("col_parts"), 14, right=True),
            Column(say("col_share"), 14, right=True),
            Column(say("col_reason"), 54),
        ),
        [
            Row((say.of(evaluation), number(parts), percent(parts / whole), reason))
            for evaluation, parts, reason in counted
        ],
    )
    if not figures.reviewed:
        yield Text(say("not_reviewed_text"), Ink.MUTED)
        return
    yield Text(
        say(
            "reviewed_text",
            reviewed=number(figures.reviewed),
            said_good=number(figures.said_good),
            said_bad=number(figures.said_bad),
        )
    )
