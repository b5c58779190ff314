"""The section about challenges: known parts that were sent through while the lot ran."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from inspector.domain.challenge import ChallengeRun, RunState, Step, StepState
from inspector.domain.evaluation import Outcome
from inspector.services.lot_report.facts.report import LotReport
from inspector.services.lot_report.words.speech import NOTHING, Speech, number, score
from inspector.services.paper.blocks import Block, Column, Heading, Row, Table, Text
from inspector.services.paper.drawing import Ink
from inspector.services.paper.inks import RUN_INKS


def challenges(report: LotReport, say: Speech) -> Iterator[Block]:
    """Known parts that were sent through while the lot ran."""
    runs = report.challenges
    yield Heading(say("section_challenges"))
    if not runs:
        yield Text(say("challenges_none"))
        return
    states = Counter(run.state for run in runs)
    yield Text(
        say(
            "challenges_text",
            all=number(len(runs)),
            passed=number(states[RunState.PASSED]),
            failed=number(states[RunState.FAILED]),
            aborted=number(states[RunState.ABORTED]),
        ),
        Ink.BAD if states[RunState.FAILED] else Ink.PLAIN,
    )
    yield Table(
        (
            Column(say("col_challenge"), 36),
            Column(say("col_part"), 26),
            Column(say("col_truth"), 26),
            Column(say("col_found"), 34),
            Column(say("col_outcome"), 20),
            Column(say("col_result"), 26),
        ),
        [row for run in runs for row in _challenge_rows(run, say)],
    )


def _challenge_rows(run: ChallengeRun, say: Speech) -> Iterator[Row]:
    moment, who = say.moment(run.begun_utc_ns), say.person(run.person)
    told = (say(f"Run.{run.state}"), say.said(run.detail, run.reasons))
    state = ": ".join(each for each in told if each)
    head = f"#{run.run_id}  {moment}\n{who}"
    yield Row((head, "", "", "", "", state), RUN_INKS[run.state])
    for place, step in enumerate(run.steps, 1):
        yield _step_row(place, step, say)


def _step_row(place: int, step: Step, say: Speech) -> Row:
    found = NOTHING
    if step.evaluation is not None:
        found = f"{say.of(step.evaluation)} {step.class_name} {score(step.score)}"
    wrong = step.state is StepState.WRONG
    went = NOTHING if step.outcome is Outcome.PENDING else say.of(step.outcome)
    truth = say("defective" if step.part.defective else "good")
    return Row(
        (f"    {place}.", step.part.name, truth, found, went, say(f"Step.{step.state}")),
        Ink.BAD if wrong else Ink.PLAIN,
        loud=wrong,
    )
