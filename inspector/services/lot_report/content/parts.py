"""The sections that show parts: known escapes, and every reject."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from inspector.clock import utc_datetime
from inspector.domain.evaluation import Evaluation, Reason
from inspector.domain.history import ExportedResult
from inspector.domain.review import Standing
from inspector.services.lot_report.facts.report import LotReport
from inspector.services.lot_report.words.speech import NOTHING, Speech, number, score
from inspector.services.paper.blocks import Block, Card, Cards, Column, Heading, Row, Table, Text
from inspector.services.paper.drawing import Ink
from inspector.services.paper.inks import VERDICT_INKS


def escapes(report: LotReport, say: Speech, pictures: int) -> Iterator[Block]:
    """Parts that passed and should not have; no section where there is none."""
    if report.escapes:
        yield Heading(say("section_escapes"))
        yield Cards(
            [_card(each, say, Ink.BAD) for each in report.escapes[:pictures]], say("no_picture")
        )
        yield from _plain(report.escapes[pictures:], say)


def rejects(report: LotReport, say: Speech, pictures: int) -> Iterator[Block]:
    """Every reject: first those with pictures, then rows, then how many more there are."""
    listed = report.rejects
    yield Heading(say("section_rejects"), new_page=bool(listed.shown))
    if not listed.total:
        yield Text(say("rejects_none"))
        return
    yield Text(say("rejects_text", all=number(listed.total)), Ink.MUTED)
    yield Cards([_card(each, say) for each in listed.shown[:pictures]], say("no_picture"))
    yield from _plain(listed.shown[pictures:], say)
    if listed.left_out:
        yield Text(say("rejects_more", count=number(listed.left_out)), Ink.WARN)


def _plain(rows: Sequence[ExportedResult], say: Speech) -> Iterator[Block]:
    if not rows:
        return
    yield Text(say("rejects_plain", count=number(len(rows))), Ink.WARN)
    yield Table(
        (
            Column(say("col_part"), 22),
            Column(say("col_when"), 30),
            Column(say("col_verdict"), 24),
            Column(say("col_score"), 12, right=True),
            Column(say("col_limit"), 12, right=True),
            Column(say("col_outcome"), 22),
            Column(say("col_id"), 46),
        ),
        [_plain_row(row, say) for row in rows],
    )


def _plain_row(row: ExportedResult, say: Speech) -> Row:
    summary = row.summary
    return Row(
        (
            str(summary.part_id),
            say.moment(summary.triggered_utc_ns),
            _finding(row, say),
            score(summary.score),
            score(summary.threshold),
            say.of(summary.outcome),
            summary.result_id,
        )
    )


def _card(row: ExportedResult, say: Speech, ink: Ink | None = None) -> Card:
    summary = row.summary
    came = utc_datetime(summary.triggered_utc_ns).astimezone()
    lines = [
        say("card_part", part=summary.part_id, number=summary.trigger_index),
        f"{came:%Y-%m-%d %H:%M:%S}.{came.microsecond // 1000:03}",
    ]
    if summary.reason is Reason.CLASSIFIED:
        shown = score(summary.score), score(summary.threshold)
        lines.append(say("card_score", score=shown[0], limit=shown[1]))
    lines.append(say("card_outcome", outcome=say.of(summary.outcome)))
    if summary.review is not Standing.NONE:
        lines.append(say("card_review", standing=say.of(summary.review)))
    elif row.camera:
        model = row.provenance.model_id or NOTHING
        lines.append(say("card_camera", camera=row.camera, model=model))
    lines.append(summary.result_id)
    return Card(row, _finding(row, say), ink or VERDICT_INKS[summary.evaluation], lines)


def _finding(row: ExportedResult, say: Speech) -> str:
    summary = row.summary
    verdict = say.of(summary.evaluation)
    told = summary.class_name if summary.reason is Reason.CLASSIFIED else say.of(summary.reason)
    unsure = summary.evaluation is Evaluation.NOT_DECIDABLE and told == summary.class_name != ""
    return say("card_unsure" if unsure else "card_title", verdict=verdict, class_name=told).strip()
