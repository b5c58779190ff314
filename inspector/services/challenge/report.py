"""All challenges of a time, for an auditor: as PDF and as CSV."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType

from inspector.clock import utc_datetime
from inspector.domain.challenge import ChallengeRun, RunState, Step, StepState
from inspector.domain.chinese.phrases import said_in_chinese
from inspector.domain.evaluation import Evaluation
from inspector.domain.phrase import Phrase
from inspector.domain.phrases.books import phrase_of_words
from inspector.domain.spreadsheet import csv_text
from inspector.services.exports.report_words import WORDS, named
from inspector.services.lot_report.blocks import (
    Block,
    Column,
    Composed,
    Heading,
    Ink,
    Row,
    Table,
    Text,
)
from inspector.services.lot_report.pdf import pdf_pieces
from inspector.wire.exports import ReportLanguage

_RUN_INKS: Mapping[RunState, Ink] = MappingProxyType(
    {
        RunState.RUNNING: Ink.MUTED,
        RunState.PASSED: Ink.GOOD,
        RunState.FAILED: Ink.BAD,
        RunState.ABORTED: Ink.WARN,
    }
)
_STEP_INKS: Mapping[StepState, Ink] = MappingProxyType(
    {
        StepState.WAITING: Ink.MUTED,
        StepState.SEEN: Ink.MUTED,
        StepState.RIGHT: Ink.GOOD,
        StepState.WRONG: Ink.BAD,
    }
)
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
            "page": "Page {number} of {pages}",
            "none": "No challenge was made in this time.",
            "not_seen": "did not come",
            "part": "Part",
            "must": "Required",
            "result": "Result",
            "seen": "What became of it",
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
            "page": "第 {number} 页，共 {pages} 页",
            "none": "此时段内没有进行挑战。",
            "not_seen": "未到达",
            "part": "挑战件",
            "must": "要求",
            "result": "结果编号",
            "seen": "结果",
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
    words = _WORDS[language]
    counts = Counter(run.state for run in runs)
    told = words["counts"].format(
        all=len(runs),
        passed=counts[RunState.PASSED],
        failed=counts[RunState.FAILED],
        aborted=counts[RunState.ABORTED],
    )
    composed = Composed(
        language=language.value.replace("_", "-"),
        title=f"{words['title']} {station}",
        kicker=words["title"],
        name=station,
        subtitle=words["from"].format(since=_local(since), until=_local(until)),
        chips=(),
        blocks=[Text(told if runs else words["none"]), *_blocks(language, runs)],
        footer=f"{words['title']}  ·  {station}",
        page=words["page"],
        mark="",
    )
    return b"".join(pdf_pieces(composed, "Inspector", lambda _: None))


def _blocks(language: ReportLanguage, runs: Sequence[ChallengeRun]) -> Iterator[Block]:
    words = _WORDS[language]
    columns = (
        Column(words["part"], 3),
        Column(words["must"], 2),
        Column(words["result"], 2.6),
        Column(words["seen"], 5),
    )
    for run in runs:
        begun = _local(utc_datetime(run.begun_utc_ns))
        yield Heading(f"{run.run_id}  {begun}  {words[run.state.value]}")
        detail = _said(language, run.detail, run.reasons)
        who = filter(None, (run.person, run.recipe_id, run.model_sha256[:12], detail))
        yield Text(" · ".join(who), _RUN_INKS[run.state])
        rows = [_row(language, place, step) for place, step in enumerate(run.steps, 1)]
        yield Table(columns, rows)


def _row(language: ReportLanguage, place: int, step: Step) -> Row:
    words, seen = _WORDS[language], []
    if step.evaluation is None:
        seen.append(words["not_seen"])
    else:
        found = named(WORDS[language], Evaluation(step.evaluation))
        seen.append(f"{found} {step.class_name} {step.score:.4f}")
        seen.append(named(WORDS[language], step.outcome))
    if step.fault:
        seen.append(_said(language, step.fault, [phrase_of_words(step.fault)]))
    truth = words["defective" if step.part.defective else "good"]
    cells = (f"{place}. {step.part.name}", truth, step.result_id, " · ".join(seen))
    return Row(cells, _STEP_INKS[step.state], loud=step.state is StepState.WRONG)


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
