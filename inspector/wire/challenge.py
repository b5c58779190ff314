"""Challenge parts and runs as a client sees them."""

from datetime import datetime
from typing import Annotated

from pydantic import AwareDatetime, Field

from inspector.domain.challenge import Cause as Cause
from inspector.domain.challenge import RunState as RunState
from inspector.domain.challenge import StepState as StepState
from inspector.domain.evaluation import Evaluation, Outcome, Reason
from inspector.domain.people import Role
from inspector.domain.phrase import Phrase
from inspector.wire.model import WireModel
from inspector.wire.reasons import Reasoned

NAME_MAX = 64
NOTE_MAX = 500
CLASS_MAX = 100


class ChallengePartRequest(WireModel):
    """A part whose truth is known."""

    name: Annotated[str, Field(min_length=1, max_length=NAME_MAX)]
    """What is written on it."""
    defective: bool
    class_name: Annotated[str, Field(max_length=CLASS_MAX)] = ""
    """The defect that it shows, for people; any defect that is found counts."""
    note: Annotated[str, Field(max_length=NOTE_MAX)] = ""
    valid_until: AwareDatetime | None = None
    position: Annotated[int, Field(ge=0, le=10_000)] = 0
    """Its place in the order of a run."""


class ChallengePartRow(WireModel):
    """A part that is in use."""

    part_id: int
    name: str
    defective: bool
    class_name: str
    note: str
    valid_until: datetime | None
    position: int
    valid: bool
    """Whether it proves anything today."""


class ChallengePartList(WireModel):
    """All parts in the order of a run."""

    parts: list[ChallengePartRow]


class ChallengeStep(WireModel):
    """One part of a run, as it was described when the run began."""

    name: str
    defective: bool
    class_name: str
    state: StepState
    fault: str
    """Why it is wrong; empty while it is not."""
    result_id: str
    """Its inspection; empty while it has not come."""
    evaluation: Evaluation | None
    reason: Reason
    found: str
    """The class that was found."""
    score: float
    outcome: Outcome


class ChallengeRunRow(WireModel):
    """One challenge."""

    run_id: int
    cause: Cause
    person: str
    begun_at: datetime
    ended_at: datetime | None
    state: RunState
    detail: str
    reasons: list[Phrase] = Field(default_factory=list)
    """Why it was not passed, as phrases; empty for runs that were kept without."""
    recipe_id: str
    model_sha256: str
    steps: list[ChallengeStep]


class ChallengeRunPage(WireModel):
    """Runs, newest first; ``next_before`` is ``null`` on the last page."""

    runs: list[ChallengeRunRow]
    next_before: int | None


class ChallengeLock(Reasoned):
    """Why no part may pass."""

    code: str
    detail: str
    remedy: str


class ChallengeDue(WireModel):
    """The challenge that locks the station next; ``since`` may lie in the future."""

    cause: Cause
    since: datetime
    locks_at: datetime


class ChallengeOutlook(WireModel):
    """What a line must know of challenges at a glance.

    ``parts`` is how many the run that runs has and ``judged`` how many of them are done with; both
    are 0 while none runs.
    """

    due: ChallengeDue | None = None
    parts: int = 0
    judged: int = 0


class ChallengeState(WireModel):
    """How it stands."""

    run: ChallengeRunRow | None
    """The one that runs, or the last one."""
    passed_at: datetime | None
    """When the last one that was passed was begun."""
    due: ChallengeDue | None
    lock: ChallengeLock | None
    parts: int
    """How many a run has."""
    begins: Role = Role.OPERATOR
    """The least role that may begin one now: a higher one where a part was missed."""
