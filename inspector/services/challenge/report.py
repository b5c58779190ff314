"""All challenges of a time, for an auditor: as PDF and as CSV."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING

from inspector.clock import utc_datetime
from inspector.domain.challenge import ChallengeRun, RunState, Step, StepState
from inspector.domain.chinese.phrases import said_in_chinese
from inspector.domain.evaluation import Evaluation
from inspector.domain.phrase import Phrase
from inspector.domain.phrases.books import phrase_of_words
from inspector.domain.spreadsheet import csv_text
from inspector.services.exports.report_text import Ink, draw_text, fitting, use_fonts
from inspector.services.exports.report_words import WORDS, named
from inspector.wire.exports import ReportLanguage

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

_PAGE_WIDTH, _PAGE_HEIGHT = 595.28, 841.89
_MARGIN = 42.0
_LINE = 13.0
_INK, _GREY = (0.1, 0.1, 0.12), (0.38, 0.38, 0.42)
_RUN_INKS: Mapping[RunState, Ink] = MappingProxyType(
    {
        RunState.RUNNING: _GREY,
        RunState.PASSED: (0.0, 0.42, 0.24),
        RunState.FAILED: (0.72, 0.07, 0.07),
        RunState.ABORTED: (0.62, 0.38, 0.0),
    }
)
_MARKS = {StepState.RIGHT: "+", StepState.WRONG: "x", StepState.SEEN: "?", StepState.WAITING: "-"}
_WORDS: Mapping[ReportLanguage, Mapping[str, str]] = MappingProxyType(
    {
        ReportLanguage.ENGLISH: {
            "title": "Challenge parts",
            "from": "From {since} until {until}",
            "counts": "{all} challenges: {passed} passed, {failed} not passed, {aborted} cut off",
            "defective": "must be rejected",
            "good": "must pass",
            "passed": "PASSED",
            "failed": "NOT PASSED",
            "aborted": "CUT OFF",
            "running": "RUNNING",
            "page": "Page {number}",
            "none": "No challenge was made in this time.",
            "not_seen": "did not come",
        },
        ReportLanguage.CHINESE: {
            "title": "挑战件报告",
            "from": "自 {since} 至 {until}",
            "counts": "共 {all} 次挑战：{passed} 次通过，{failed} 次未通过，{aborted} 次中断",
            "defective": "必须剔除",
            "good": "必须放行",
            "passed": "通过",
            "failed": "未通过",
            "aborted": "中断",
            "running": "进行中",
            "page": "第 {number} 页",
            "none": "此时段内没有进行挑战。",
            "not_seen": "未到达",
        },
    }
)
_COLUMNS = (
    "run_id",
    "begun_utc",
    "ended_utc",
    "state",
    "cause",
    "person",
    "recipe_id",
    "model_sha256",
    "place",
    "part",
    "defective",
    "step",
    "fault",
    "result_id",
    "evaluation",
    "class_name",
    "score",
    "outcome",
)


def report_csv(runs: Sequence[ChallengeRun]) -> str:
    """One line for each part of each run."""
    lines = (
        (*_of_run(run), place, *_of_step(step))
        for run in runs
        for place, step in enumerate(run.steps, 1)
    )
    return csv_text([_COLUMNS, *lines])


def report_pdf(
    runs: Sequence[ChallengeRun],
    station: str,
    since: datetime,
    until: datetime,
    language: ReportLanguage,
) -> bytes:
    """A4 pages with each run and its parts."""
    from reportlab.pdfgen.canvas import Canvas

    use_fonts()
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=(_PAGE_WIDTH, _PAGE_HEIGHT), pageCompression=1)
    words = _WORDS[language]
    canvas.setTitle(f"{words['title']} {station}")
    pages = _Pages(canvas, words)
    pages.line(f"{words['title']} · {station}", 18, bold=True)
    pages.line(words["from"].format(since=_local(since), until=_local(until)), 10)
    counts = Counter(run.state for run in runs)
    pages.line(
        words["counts"].format(
            all=len(runs),
            passed=counts[RunState.PASSED],
            failed=counts[RunState.FAILED],
            aborted=counts[RunState.ABORTED],
        ),
        11,
        bold=True,
    )
    if not runs:
        pages.line(words["none"], 10)
    for run in runs:
        _draw_run(pages, language, run)
    pages.end()
    canvas.save()
    return made.getvalue()


class _Pages:
    """Lines from top to bottom, over as many pages as it takes."""

    def __init__(self, canvas: Canvas, words: Mapping[str, str]) -> None:
        self._canvas, self._words = canvas, words
        self._top = _PAGE_HEIGHT - _MARGIN
        self._number = 1

    def room_for(self, lines: int) -> None:
        """Begin another page unless so many lines fit."""
        if self._top - lines * _LINE < _MARGIN + _LINE:
            self.end()
            self._number += 1
            self._top = _PAGE_HEIGHT - _MARGIN

    def line(
        self, text: str, size: float, ink: Ink = _INK, *, bold: bool = False, indent: float = 0.0
    ) -> None:
        """One line."""
        self.room_for(1)
        self._top -= max(_LINE, size * 1.5)
        left = _MARGIN + indent
        shown = fitting(text, size, _PAGE_WIDTH - _MARGIN - left)
        draw_text(self._canvas, (left, self._top), shown, size, ink, bold=bold)

    def end(self) -> None:
        """Number the page and show it."""
        text = self._words["page"].format(number=self._number)
        draw_text(self._canvas, (_MARGIN, _MARGIN / 2), text, 8, _GREY)
        self._canvas.showPage()


def _draw_run(pages: _Pages, language: ReportLanguage, run: ChallengeRun) -> None:
    words = _WORDS[language]
    pages.room_for(3 + len(run.steps))
    pages.line("", 4)
    head = f"{run.run_id}  {_local(utc_datetime(run.begun_utc_ns))}  {words[run.state.value]}"
    pages.line(head, 11, _RUN_INKS[run.state], bold=True)
    detail = _said(language, run.detail, run.reasons)
    who = " · ".join(filter(None, (run.person, run.recipe_id, run.model_sha256[:12], detail)))
    pages.line(who, 8, _GREY)
    for place, step in enumerate(run.steps, 1):
        truth = words["defective" if step.part.defective else "good"]
        seen = words["not_seen"]
        if step.evaluation is not None:
            found = named(WORDS[language], Evaluation(step.evaluation))
            went = named(WORDS[language], step.outcome)
            seen = f"{found} {step.class_name} {step.score:.4f} · {went}"
        fault = (
            f" · {_said(language, step.fault, [phrase_of_words(step.fault)])}" if step.fault else ""
        )
        text = f"{_MARKS[step.state]} {place}. {step.part.name} ({truth}): {seen}{fault}"
        pages.line(f"{text}  {step.result_id}", 9, indent=10)


def _said(language: ReportLanguage, said: str, reasons: Sequence[Phrase]) -> str:
    return said_in_chinese(said, reasons) if language is ReportLanguage.CHINESE else said


def _of_run(run: ChallengeRun) -> tuple[object, ...]:
    ended = "" if run.ended_utc_ns is None else utc_datetime(run.ended_utc_ns).isoformat()
    return (
        run.run_id,
        utc_datetime(run.begun_utc_ns).isoformat(),
        ended,
        run.state.value,
        run.cause.value,
        run.person,
        run.recipe_id,
        run.model_sha256,
    )


def _of_step(step: Step) -> tuple[object, ...]:
    return (
        step.part.name,
        step.part.defective,
        step.state.value,
        step.fault,
        step.result_id,
        "" if step.evaluation is None else step.evaluation.name,
        step.class_name,
        step.score,
        step.outcome.name,
    )


def _local(moment: datetime) -> str:
    return f"{moment.astimezone():%Y-%m-%d %H:%M}"
