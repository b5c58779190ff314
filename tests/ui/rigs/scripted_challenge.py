"""Challenge parts of a station that says what a test tells it to."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from inspector.domain.errors.base import InspectorError
from inspector.domain.errors.challenge import ChallengeMissedError
from inspector.domain.evaluation import Evaluation, Outcome, Reason
from inspector.wire.challenge import (
    Cause,
    ChallengeDue,
    ChallengeLock,
    ChallengePartList,
    ChallengePartRequest,
    ChallengePartRow,
    ChallengeRunPage,
    ChallengeRunRow,
    ChallengeState,
    ChallengeStep,
    RunState,
    StepState,
)

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
NAMES = ("Scratch 07", "Master 01", "Dent 12")
DEFECTIVE = (True, False, True)
CLASSES = ("scratch", "", "dent")


def step(place: int, state: StepState = StepState.RIGHT) -> ChallengeStep:
    defective = DEFECTIVE[place]
    wrong, waiting = state is StepState.WRONG, state is StepState.WAITING
    found_bad = defective is not wrong
    return ChallengeStep(
        name=NAMES[place],
        defective=defective,
        class_name=CLASSES[place],
        state=state,
        fault="missed: a defective part was found good" if wrong else "",
        result_id="" if waiting else f"00c0ffee-{place + 340:012d}",
        evaluation=None if waiting else Evaluation.NOT_OK if found_bad else Evaluation.OK,
        reason=Reason.CLASSIFIED,
        found="" if waiting else (CLASSES[place] or "scratch") if found_bad else "good",
        score=0.97,
        outcome=Outcome.PENDING
        if state in (StepState.WAITING, StepState.SEEN)
        else Outcome.REJECTED
        if found_bad
        else Outcome.PASSED,
    )


def run(state: RunState, *steps: StepState, run_id: int = 7) -> ChallengeRunRow:
    return ChallengeRunRow(
        run_id=run_id,
        cause=Cause.SCHEDULE,
        person="Anna Berg",
        begun_at=NOW - timedelta(hours=run_id),
        ended_at=None if state is RunState.RUNNING else NOW,
        state=state,
        detail="Dent 12: missed: a defective part was found good"
        if state is RunState.FAILED
        else "",
        recipe_id="flange-40",
        model_sha256="c4" * 32,
        steps=[step(place, each) for place, each in enumerate(steps)],
    )


RIGHT = (StepState.RIGHT, StepState.RIGHT, StepState.RIGHT)
PASSED = ChallengeState(
    run=run(RunState.PASSED, *RIGHT),
    passed_at=NOW - timedelta(hours=1),
    due=ChallengeDue(
        cause=Cause.SCHEDULE,
        since=datetime(2999, 1, 1, tzinfo=UTC),
        locks_at=datetime(2999, 1, 1, 1, tzinfo=UTC),
    ),
    lock=None,
    parts=3,
)
RUNNING = PASSED.model_copy(
    update={
        "run": run(RunState.RUNNING, StepState.RIGHT, StepState.SEEN, StepState.WAITING),
        "due": ChallengeDue(cause=Cause.SCHEDULE, since=NOW, locks_at=NOW),
    }
)
LOCKED = PASSED.model_copy(
    update={
        "run": run(RunState.FAILED, StepState.RIGHT, StepState.RIGHT, StepState.WRONG),
        "lock": ChallengeLock(
            code=ChallengeMissedError.code,
            detail="Dent 12: missed: a defective part was found good",
            remedy=ChallengeMissedError.remedy,
        ),
    }
)


@dataclass
class ScriptedChallenge:
    """Remembers what it was asked for."""

    now: ChallengeState = PASSED
    asked: list[object] = field(default_factory=list)
    refusal: InspectorError | None = None

    def state(self) -> ChallengeState:
        return self.now

    def parts(self) -> ChallengePartList:
        return ChallengePartList(
            parts=[
                ChallengePartRow(
                    part_id=place + 1,
                    name=NAMES[place],
                    defective=DEFECTIVE[place],
                    class_name=CLASSES[place],
                    note="drawer 3",
                    valid_until=None if place else NOW + timedelta(days=400),
                    position=place,
                    valid=True,
                )
                for place in range(len(NAMES))
            ]
        )

    def put_part(
        self, request: ChallengePartRequest, part_id: int | None = None
    ) -> ChallengePartRow:
        self._answer(("put", part_id, request))
        return self.parts().parts[0]

    def retire_part(self, part_id: int) -> ChallengePartRow:
        self._answer(("retire", part_id))
        return self.parts().parts[0]

    def runs(self, before: int | None = None, limit: int = 50) -> ChallengeRunPage:
        states = (RunState.PASSED, RunState.FAILED, RunState.ABORTED)
        listed = [run(state, *RIGHT, run_id=7 - n) for n, state in enumerate(states)]
        return ChallengeRunPage(runs=listed, next_before=None)

    def begin(self) -> ChallengeRunRow:
        self._answer("begin")
        self.now = RUNNING
        return run(RunState.RUNNING, *RIGHT)

    def abort(self) -> ChallengeRunRow:
        self._answer("abort")
        self.now = PASSED
        return run(RunState.ABORTED, *RIGHT)

    def _answer(self, asked: object) -> None:
        self.asked.append(asked)
        if self.refusal is not None:
            raise self.refusal
