"""The state of the station as a client sees it."""

from datetime import datetime

from pydantic import Field

from inspector.domain.alarm import Effect as Effect
from inspector.domain.alarm import Severity as Severity
from inspector.domain.evaluation import Evaluation, Outcome, Reason
from inspector.domain.people import Role
from inspector.domain.place import Place as Place
from inspector.domain.station import StationCommand as StationCommand
from inspector.domain.station import StationState as StationState
from inspector.wire.cameras import CameraState
from inspector.wire.challenge import ChallengeOutlook
from inspector.wire.model import WireModel as WireModel
from inspector.wire.reasons import Reasoned

LIVE_SIDE_PX = 1024
"""No side of a live picture is longer; a longer one would cost the line its processor."""


class CommandRequest(WireModel):
    """A command to the station."""

    command: StationCommand


class Counters(WireModel):
    """Counts since this journal began. ``triggered`` is the sum of the four evaluations."""

    triggered: int = 0
    ok: int = 0
    not_ok: int = 0
    not_decidable: int = 0
    undefined: int = 0
    passed: int = 0
    rejected: int = 0
    unconfirmed: int = 0
    unknown: int = 0
    pending: int = 0
    recorded: int = 0


class Reconciliation(WireModel):
    """Whether every count agrees, and with whom."""

    agreed: bool
    detail: str = ""
    plc_triggered: int | None = None
    plc_passed: int | None = None
    plc_rejected: int | None = None


class LatencyMs(WireModel):
    """Trigger-to-verdict over the last parts, in milliseconds."""

    p50: float | None = None
    p99: float | None = None
    max: float | None = None


class ModelSummary(WireModel):
    """The model in force."""

    model_id: str
    version: str
    sha256: str
    variant: str
    provider: str
    classes: list[str]
    ok_classes: list[str]


class Alarm(Reasoned):
    """A condition that needs a person; ``code`` is documented in docs/reference/error-codes.md.

    ``clearing`` is the least role that may clear it; ``null`` for one that ends with its cause.
    ``occurrence_id`` names it in the alarm log, ``null`` for a moment until it stands there;
    ``subject`` is what it is about, such as a camera; ``fixed_on`` is where it is mended.
    """

    code: str
    severity: Severity
    message: str
    remedy: str
    since: datetime
    clearing: Role | None = None
    occurrence_id: int | None = None
    subject: str = ""
    effect: Effect = Effect.WARNS
    acknowledged: bool = False
    fixed_on: Place = Place.ALARMS


class DeadlineTerm(WireModel):
    """One thing that happens between a part's trigger and its verdict; ``detail`` is its source."""

    name: str
    ms: float
    detail: str


class DeadlineBudget(WireModel):
    """Whether verdicts can be in time: all terms together must stay below the deadline."""

    met: bool
    deadline_ms: float
    needed_ms: float
    terms: list[DeadlineTerm]


class PeriodCounts(WireModel):
    """What was decided in a lot or a shift; ``triggered`` is the sum of the four evaluations."""

    name: str
    since: datetime
    triggered: int = 0
    ok: int = 0
    not_ok: int = 0
    not_decidable: int = 0
    undefined: int = 0


class RejectRun(WireModel):
    """Rejects in a row: parts judged NOT OK or not decidable, and no good one between them.

    Parts that were never judged neither count nor end it. ``alarm_at`` is with how many the station
    complains; 0 for never.
    """

    parts: int = 0
    alarm_at: int = 0


class StationSnapshot(WireModel):
    """Everything a client needs at a glance."""

    station_id: str
    app_version: str
    state: StationState
    since: datetime
    gate_connected: bool
    plc_connected: bool
    camera_connected: bool
    simulated: bool
    counters: Counters
    reconciliation: Reconciliation
    rate_per_min: float = Field(ge=0)
    latency_ms: LatencyMs
    model: ModelSummary | None
    recipe_id: str
    recipe_number: int
    recipe_revision: str
    alarms: list[Alarm]
    alarms_returned: int = 0
    """How many alarms came and went without anybody having acknowledged them."""
    deadline: DeadlineBudget | None = None
    maintenance: bool = False
    """Whether somebody works on the station; every part is rejected then."""
    lot: PeriodCounts | None = None
    """The lot that runs; ``null`` between lots."""
    shift: PeriodCounts | None = None
    """The shift that works; ``null`` where the station file names none."""
    rejects_in_a_row: RejectRun = Field(default_factory=RejectRun)
    challenge: ChallengeOutlook = Field(default_factory=ChallengeOutlook)
    """Empty while none runs, and none is asked for."""


class LiveResult(WireModel):
    """The verdict on one part, for the live view; ``view`` is the camera that decided."""

    result_id: str
    part_id: int
    trigger_index: int
    evaluation: Evaluation
    reason: Reason
    class_name: str
    score: float
    threshold: float
    latency_ms: float | None
    decided_at: datetime
    outcome: Outcome = Outcome.PENDING
    has_image: bool = False
    view: int = 0


class LiveWish(WireModel):
    """How large a client shows the live picture, in pixels of its screen.

    The station sends it no larger than this, and never larger than this by default: what is not
    shown need not be encoded, sent and decoded.
    """

    width_px: int = Field(default=LIVE_SIDE_PX, ge=16, le=LIVE_SIDE_PX)
    height_px: int = Field(default=LIVE_SIDE_PX, ge=16, le=LIVE_SIDE_PX)


class LiveUpdate(WireModel):
    """One message of the live socket.

    When ``preview_follows`` is true the next message of the socket is binary: the picture of
    ``latest`` as JPEG for display; the archive keeps the lossless one. ``cameras`` stand in the
    order of the station file; their own pictures come from ``GET /v1/cameras/{name}/picture``.
    """

    snapshot: StationSnapshot
    latest: LiveResult | None = None
    last_rejects: list[LiveResult] = Field(default_factory=list)
    cameras: list[CameraState] = Field(default_factory=list)
    preview_follows: bool = False
