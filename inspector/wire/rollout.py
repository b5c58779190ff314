"""Which model judges, and how another one takes its place, as a client sees it."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from inspector.domain.evaluation import Evaluation
from inspector.domain.phrase import Phrase
from inspector.wire.model import WireModel
from inspector.wire.reasons import Reasoned
from inspector.wire.station import ModelSummary

PackageName = Annotated[str, Field(min_length=1, max_length=256)]
Reason = Annotated[str, Field(max_length=500)]


class PromotionPhase(StrEnum):
    """What happens to a model on its way into force."""

    PREPARING = "preparing"
    """It is loaded and checked."""
    WARMING_UP = "warming_up"
    """It replays its examples under the station's recipes, and is measured."""
    GATE = "gate"
    """Its figures are held against the limits of the recipes and the line's deadline."""
    BOUNDARY = "boundary"
    """It judges the parts that come; those before are judged by the former model."""
    IN_FORCE = "in_force"
    """It judges, and the former model is gone."""
    REFUSED = "refused"
    """The former model judges on."""


class MissedFigure(WireModel):
    """One figure of a model that misses its limit."""

    figure: str
    limit: float | None
    measured: float | None
    reason: Phrase


class GateFigure(MissedFigure):
    """One figure that the release gate has looked at, beside its limit."""

    refused: bool


class PromotionState(Reasoned):
    """How far the last promotion or rollback has come.

    `first_trigger_index` is the least number of a part that the model judges. `figures` are all
    that the release gate has looked at, and `missed` those of them that miss their limits.
    """

    kind: Literal["promote", "rollback"]
    name: str
    sha256: str
    by: str
    reason: str
    override_reason: str
    phase: PromotionPhase
    begun_at: datetime
    first_trigger_index: int | None
    figures: tuple[GateFigure, ...] = ()
    missed: list[MissedFigure]
    code: str
    detail: str
    remedy: str


class PackageStanding(StrEnum):
    """What a package is to the station."""

    IN_FORCE = "in_force"
    BEFORE = "before"
    """In force before; the last of them is what a rollback takes."""
    ON_TRIAL = "on_trial"
    INSTALLED = "installed"
    DAMAGED = "damaged"


class PackageRow(WireModel):
    """One package that the station has; `fault` says why it cannot be used.

    Figures are those of its own evaluation on pictures that it never saw, or of the split it was
    tested with where it has none; null where nobody knows. `promotable` says whether its signature
    lets it be promoted here, and `not_promotable` why not.
    """

    name: str
    sha256: str
    signature: str
    variant: str
    classes: list[str]
    fault: str
    standing: PackageStanding = PackageStanding.INSTALLED
    architecture: str = ""
    size_bytes: int = 0
    accuracy: float | None = None
    escapes: int | None = None
    defective: int | None = None
    p50_ms: float | None = None
    promotable: bool = False
    not_promotable: str = ""


class RolloutEventRow(WireModel):
    """One decision on which model judges."""

    kind: str
    sha256: str
    by: str
    at: datetime
    reason: str


class ModelsState(WireModel):
    """The models of a station: what judges, what judged before, what is on trial."""

    in_force: ModelSummary
    base_sha256: str
    previous: list[str]
    shadow_sha256: str | None
    packages: list[PackageRow]
    events: list[RolloutEventRow]
    promotion: PromotionState | None


class PromoteRequest(WireModel):
    """Put a package in force: `NAME/VERSION`, or the beginning of its hash.

    `override_reason` lets it pass although it misses limits of the recipe; the reason is kept.
    """

    package: PackageName
    reason: Reason = ""
    override_reason: Reason = ""


class RollbackRequest(WireModel):
    """Put in force again what was before."""

    reason: Reason = ""


class ShadowRequest(WireModel):
    """Put a package on trial, or none."""

    package: PackageName | None


class ConfusionCell(WireModel):
    """How many views the model in force judged so, and the model on trial so."""

    stood: Evaluation
    said: Evaluation
    count: int


class ShadowState(WireModel):
    """What the model on trial says beside the model in force; nobody acts on it.

    `offered`, `judged`, `skipped`, `failed` and `unrecorded` count pictures since the station
    started or the trial began; of the rest of them nothing is known. The comparison is over all
    recorded views since the trial began, also before a restart; `waiting` counts those that are
    judged and not compared yet, because they, or what stood, are not stored yet.
    """

    name: str
    sha256: str
    since: datetime
    running: bool
    paused: bool
    fault: str
    offered: int
    judged: int
    skipped: int
    failed: int
    unrecorded: int
    p50_ms: float | None
    p99_ms: float | None
    compared: int
    waiting: int = 0
    agreed: int
    would_be_escapes: int
    would_be_false_rejects: int
    confusion: list[ConfusionCell]


class FlipRow(WireModel):
    """One view that the model on trial judges otherwise than the model in force did."""

    result_id: str
    part_id: int
    triggered_at: datetime
    view: int
    stood: Evaluation
    stood_class: str
    said: Evaluation
    said_class: str
    score: float


class FlipPage(WireModel):
    """The newest views on which the two models disagree; empty when no model is on trial."""

    flips: list[FlipRow]


class ShadowReport(WireModel):
    """The trial that runs; null when no model is on trial."""

    trial: ShadowState | None
