"""All challenges of a time, for an auditor, as PDF."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime

from inspector.clock import utc_datetime
from inspector.domain.challenge import ChallengeRun, RunState, Step, StepState
from inspector.domain.chinese.phrases import said_in_chinese
from inspector.domain.evaluation import Evaluation
from inspector.domain.phrase import Phrase
from inspector.domain.phrases.books import phrase_of_words
from inspector.services.challenge.report_words import WORDS
from inspector.services.paper.blocks import Block, Column, Composed, Heading, Row, Table, Text
from inspector.services.paper.inks import RUN_INKS, STEP_INKS
from inspector.services.paper.names import name_of
from inspector.services.paper.pdf.file import pdf_pieces
from inspector.wire.exports import ReportLanguage


def report_pdf(
    runs: Sequence[ChallengeRun],
    station: str,
    since: datetime,
    until: datetime,
    language: ReportLanguage,
) -> bytes:
    """A4 pages with each run and its parts."""
    words = WORDS[language]
    counts = Counter(run.state for run in runs)
    told = words["counts"].format(
        all=len(runs),
        passed=counts[RunState.PASSED],
        failed=counts[RunState.FAILED],
        aborted=counts[RunState.ABORTED],
    )
    composed = Composed(
        language=language,
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
    words = WORDS[language]
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
        yield Text(" · ".join(who), RUN_INKS[run.state])
        rows = [_row(language, place, step) for place, step in enumerate(run.steps, 1)]
        yield Table(columns, rows)


def _row(language: ReportLanguage, place: int, step: Step) -> Row:
    words, seen = WORDS[language], []
    if step.evaluation is None:
        seen.append(words["not_seen"])
    else:
        found = name_of(language, Evaluation(step.evaluation))
        seen.append(f"{found} {step.class_name} {step.score:.4f}")
        seen.append(name_of(language, step.outcome))
    if step.fault:
        seen.append(_said(language, step.fault, [phrase_of_words(step.fault)]))
    truth = words["defective" if step.part.defective else "good"]
    cells = (f"{place}. {step.part.name}", truth, step.result_id, " · ".join(seen))
    return Row(cells, STEP_INKS[step.state], loud=step.state is StepState.WRONG)


def _said(language: ReportLanguage, said: str, reasons: Sequence[Phrase]) -> str:
    return said_in_chinese(said, reasons) if language is ReportLanguage.CHINESE else said


def _local(moment: datetime) -> str:
    return f"{moment.astimezone():%Y-%m-%d %H:%M}"
