"""Challenge parts: known parts that prove that the station still finds what it must.

A run sends all of them through camera and ejector in a known order. Food and drug lines know them
as test pieces or challenge kits.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Protocol

from inspector.domain.evaluation import Evaluation, Outcome, Reason
from inspector.domain.phrase import Phrase
from inspector.domain.phrases.challenge import ChallengePhrase


class Cause(StrEnum):
    """Why a challenge is due."""

    REQUEST = "request"
    """A person wanted one."""
    START = "start"
    """The station was started anew, or none was ever passed."""
    SCHEDULE = "schedule"
    """The last one was passed too long ago."""
    LOT = "lot"
    CHANGEOVER = "changeover"
    MODEL = "model"
    FAILED = "failed"
    """The last one was not passed."""


class RunState(StrEnum):
    """How a run stands."""

    RUNNING = "running"
    PASSED = "passed"
    FAILED = "failed"
    """A defective part was not found, or not rejected; or a good one was, where that counts."""
    ABORTED = "aborted"
    """It proves nothing: it was cut off."""


class StepState(StrEnum):
    """How one part of a run stands."""

    WAITING = "waiting"
    """It has not come yet."""
    SEEN = "seen"
    """Its verdict is there, its outcome is not."""
    RIGHT = "right"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class ChallengePart:
    """A part whose truth is known.

    Attributes:
        part_id: Of the row that describes it.
        name: What is written on it.
        defective: Whether it must be rejected.
        class_name: The defect that it shows; empty for a good part, or where it does not matter.
        note: Where it is kept, who certified it.
        valid_until_utc_ns: From then on it proves nothing; ``None`` for ever.
        position: Its place in the order of a run.
    """

    part_id: int
    name: str
    defective: bool
    class_name: str = ""
    note: str = ""
    valid_until_utc_ns: int | None = None
    position: int = 0

    def is_valid(self, now_utc_ns: int) -> bool:
        """Whether it proves anything now."""
        return self.valid_until_utc_ns is None or now_utc_ns < self.valid_until_utc_ns


@dataclass(frozen=True, slots=True)
class Step:
    """One part of a run, and what became of it.

    Attributes:
        part: As it was described when the run began.
        result_id: Its inspection; empty while it has not come.
        evaluation: The verdict.
        reason: Why there is none, where it is UNDEFINED.
        class_name: What was found.
        score: Probability of it.
        outcome: Where the PLC says that it went.
        fault: Why it is wrong, in the words of a :class:`ChallengePhrase`; empty while it is not.
    """

    part: ChallengePart
    result_id: str = ""
    evaluation: Evaluation | None = None
    reason: Reason = Reason.CLASSIFIED
    class_name: str = ""
    score: float = 0.0
    outcome: Outcome = Outcome.PENDING
    fault: str = ""

    @property
    def state(self) -> StepState:
        """How it stands."""
        if self.fault:
            return StepState.WRONG
        if self.evaluation is None:
            return StepState.WAITING
        return StepState.SEEN if self.outcome is Outcome.PENDING else StepState.RIGHT

    def judged(self) -> Step:
        """With the fault that verdict and outcome show, if any."""
        return replace(self, fault=self._fault())

    def _fault(self) -> str:
        if self.evaluation is None:
            return ""
        if self.evaluation is Evaluation.UNDEFINED:
            return ChallengePhrase.NO_VERDICT.value
        if self.part.defective and self.evaluation is Evaluation.OK:
            return ChallengePhrase.PART_MISSED.value
        if not self.part.defective and self.evaluation is not Evaluation.OK:
            return ChallengePhrase.GOOD_NOT_FOUND.value
        wanted = Outcome.REJECTED if self.part.defective else Outcome.PASSED
        if self.outcome in (Outcome.PENDING, wanted):
            return ""
        wrong = ChallengePhrase.NOT_REJECTED if self.part.defective else ChallengePhrase.NOT_PASSED
        return wrong.value


@dataclass(frozen=True, slots=True)
class ChallengeRun:
    """One challenge.

    Attributes:
        run_id: Grows with each; 0 before it is kept.
        cause: Why it was begun.
        person: Who began it.
        begun_utc_ns: When.
        ended_utc_ns: When it was decided; ``None`` while it runs.
        state: How it stands.
        detail: Why it was not passed; empty otherwise.
        reasons: The same as phrases; empty for runs that were kept without.
        recipe_id: The recipe in force.
        model_sha256: The model in force.
        steps: Its parts in their order.
    """

    run_id: int
    cause: Cause
    person: str
    begun_utc_ns: int
    ended_utc_ns: int | None
    state: RunState
    detail: str
    recipe_id: str
    model_sha256: str
    steps: tuple[Step, ...]
    reasons: tuple[Phrase, ...] = ()

    @property
    def missed(self) -> tuple[Step, ...]:
        """Defective parts that would have reached a customer."""
        return tuple(
            step for step in self.steps if step.part.defective and step.state is StepState.WRONG
        )


class ChallengeStore(Protocol):
    """Where challenge parts and runs are kept. Methods may be called from several threads."""

    def parts(self) -> Sequence[ChallengePart]:
        """All that are in use, in the order of a run."""

    def put_part(self, part: ChallengePart) -> ChallengePart:
        """Keep a new part (id 0), or another description of a known one."""

    def retire_part(self, part_id: int) -> ChallengePart:
        """Use a part no more; runs go on naming it.

        Raises:
            ChallengePartUnknownError: there is none of this id.
        """

    def put_run(self, run: ChallengeRun) -> ChallengeRun:
        """Keep a run with its steps; a new one (id 0) is given its id."""

    def runs(self, before: int | None, limit: int) -> Sequence[ChallengeRun]:
        """Runs, newest first, with an id below ``before``."""

    def runs_between(self, since_utc_ns: int, until_utc_ns: int) -> Sequence[ChallengeRun]:
        """Runs that were begun in a time, oldest first."""
