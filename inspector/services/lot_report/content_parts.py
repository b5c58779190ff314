"""The sections about parts: verdicts, defects, the control chart, escapes and rejects."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from inspector.clock import utc_datetime
from inspector.domain.evaluation import Evaluation, Reason
from inspector.domain.history import ExportedResult
from inspector.domain.review import Standing
from inspector.services.lot_report.blocks import (
    Block,
    Card,
    Cards,
    Column,
    Figure,
    Heading,
    Ink,
    Row,
    Table,
    Text,
)
from inspector.services.lot_report.charts import ChartWords, control_drawing, pareto_drawing
from inspector.services.lot_report.document import Chart, LotReport
from inspector.services.lot_report.speech import Speech, number, percent, score

_INKS = {
    Evaluation.OK: Ink.GOOD,
    Evaluation.NOT_OK: Ink.BAD,
    Evaluation.NOT_DECIDABLE: Ink.WARN,
    Evaluation.UNDEFINED: Ink.MUTED,
}
_SIGNALS_SHOWN = 8


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


def pareto(report: LotReport, say: Speech) -> Iterator[Block]:
    """Which defects there were."""
    bars = report.pareto
    yield Heading(say("section_pareto"))
    if not bars:
        yield Text(say("pareto_none"))
        return
    yield Text(say("pareto_text"), Ink.MUTED)
    drawing = pareto_drawing(bars, lambda name: name or say("no_class"), say("pareto_words"))
    parts = number(sum(bar.count for bar in bars))
    yield Figure(drawing, say("pareto_caption", classes=number(len(bars)), parts=parts))


def chart(report: LotReport, say: Speech) -> Iterator[Block]:
    """How the lot went, against the limits of chance."""
    drawn = report.chart
    yield Heading(say("section_chart"))
    if drawn is None:
        yield Text(say("chart_none"))
        return
    words = ChartWords(
        say("upper"),
        say("centre"),
        say("lower"),
        say("chart_words"),
        lambda utc_ns: f"{utc_datetime(utc_ns).astimezone():%H:%M:%S}",
    )
    caption = say("chart_caption", size=number(drawn.size))
    text, ink = _signals(drawn, say)
    yield Text(text, ink)
    yield Figure(control_drawing(drawn, words), caption)


def _signals(drawn: Chart, say: Speech) -> tuple[str, Ink]:
    points = list(zip(drawn.subgroups, drawn.control.points, strict=True))
    if not any(point.enough for _, point in points):
        return say("chart_small"), Ink.MUTED
    broken = [
        say(
            "chart_rule",
            moment=say.moment(group.since_utc_ns),
            rules=", ".join(str(rule.value) for rule in point.broken),
        )
        for group, point in points
        if point.broken
    ]
    if not broken:
        return say("chart_calm"), Ink.GOOD
    shown = broken[:_SIGNALS_SHOWN] + ["..."] * (len(broken) > _SIGNALS_SHOWN)
    return say("chart_broken", count=len(broken), which=", ".join(shown)), Ink.BAD


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
        model = row.provenance.model_id or "-"
        lines.append(say("card_camera", camera=row.camera, model=model))
    lines.append(summary.result_id)
    return Card(row, _finding(row, say), ink or _INKS[summary.evaluation], lines)


def _finding(row: ExportedResult, say: Speech) -> str:
    summary = row.summary
    verdict = say.of(summary.evaluation)
    told = summary.class_name if summary.reason is Reason.CLASSIFIED else say.of(summary.reason)
    unsure = summary.evaluation is Evaluation.NOT_DECIDABLE and told == summary.class_name != ""
    return say("card_unsure" if unsure else "card_title", verdict=verdict, class_name=told).strip()
