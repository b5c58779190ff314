"""A rollout in the words of the API."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from inspector.clock import utc_datetime
from inspector.domain.evaluation import Evaluation
from inspector.domain.history import ShadowComparison, ShadowFlip
from inspector.domain.model import ModelIdentity
from inspector.domain.release import Rollout
from inspector.engine.trial.shadow import ShadowRunner
from inspector.services.rollout.ports import ShelvedPackage
from inspector.services.rollout.promotion import Course
from inspector.wire.reasons import phrases_of
from inspector.wire.rollout import (
    ConfusionCell,
    FlipPage,
    FlipRow,
    GateFigure,
    MissedFigure,
    ModelsState,
    PackageRow,
    PackageStanding,
    PromotionState,
    RolloutEventRow,
    ShadowState,
)
from inspector.wire.station import ModelSummary

_EVENTS_SHOWN = 50


def model_summary(model: ModelIdentity) -> ModelSummary:
    """The model in force."""
    return ModelSummary(
        model_id=model.model_id,
        version=model.version,
        sha256=model.sha256,
        variant=model.variant,
        provider=model.provider,
        classes=list(model.classes),
        ok_classes=sorted(model.ok_classes),
    )


def models_state(
    in_force: ModelIdentity,
    rollout: Rollout,
    packages: Sequence[ShelvedPackage],
    course: Course | None,
) -> ModelsState:
    """All that there is to know; of the decisions the latest ones, newest first."""
    return ModelsState(
        in_force=model_summary(in_force),
        base_sha256=rollout.base_sha256,
        previous=list(rollout.previous),
        shadow_sha256=rollout.shadow_sha256,
        packages=[_package(each, standing(each, in_force.sha256, rollout)) for each in packages],
        events=[
            RolloutEventRow(
                kind=each.kind,
                sha256=each.sha256,
                by=each.by,
                at=utc_datetime(each.utc_ns),
                reason=each.reason,
            )
            for each in reversed(rollout.events[-_EVENTS_SHOWN:])
        ],
        promotion=None if course is None else _promotion(course),
    )


def shadow_state(
    name: str,
    since_utc_ns: int,
    runner: ShadowRunner | None,
    comparison: ShadowComparison,
    *,
    paused: bool,
    fault: str,
) -> ShadowState:
    """The trial of one model."""
    cells = comparison.by_evaluation
    counts = None if runner is None else runner.counts()
    stopped = None if runner is None else runner.fault
    ok, not_ok = Evaluation.OK, Evaluation.NOT_OK
    return ShadowState(
        name=name,
        sha256=comparison.model_sha256,
        since=utc_datetime(since_utc_ns),
        running=runner is not None and stopped is None,
        paused=paused,
        fault=fault if stopped is None else str(stopped),
        offered=counts.offered if counts else 0,
        judged=counts.judged if counts else 0,
        skipped=counts.skipped if counts else 0,
        failed=counts.failed if counts else 0,
        unrecorded=counts.unrecorded if counts else 0,
        p50_ms=counts.p50_ms if counts else None,
        p99_ms=counts.p99_ms if counts else None,
        compared=sum(cells.values()),
        waiting=comparison.waiting + (0 if runner is None else runner.unstored),
        agreed=sum(cells.values()) - comparison.flips,
        would_be_escapes=cells.get((not_ok, ok), 0),
        would_be_false_rejects=cells.get((ok, not_ok), 0),
        confusion=[
            ConfusionCell(stood=stood, said=said, count=count)
            for (stood, said), count in sorted(cells.items())
        ],
    )


def trial_since(rollout: Rollout, sha256: str) -> int:
    """When the trial of a package began, in Unix nanoseconds."""
    decided = (
        each.utc_ns
        for each in reversed(rollout.events)
        if each.kind == "shadow" and each.sha256 == sha256
    )
    return next(decided, 0)


def flip_page(flips: Sequence[ShadowFlip]) -> FlipPage:
    """Views on which two models disagree."""
    return FlipPage(
        flips=[
            FlipRow(
                result_id=each.result_id,
                part_id=each.part_id,
                triggered_at=utc_datetime(each.triggered_utc_ns),
                view=each.view,
                stood=each.stood,
                stood_class=each.stood_class,
                said=each.said,
                said_class=each.said_class,
                score=each.score,
            )
            for each in flips
        ]
    )


def standing(package: ShelvedPackage, in_force_sha256: str, rollout: Rollout) -> PackageStanding:
    """What a package is to the station."""
    if package.fault:
        return PackageStanding.DAMAGED
    if package.sha256 == in_force_sha256:
        return PackageStanding.IN_FORCE
    if package.sha256 == rollout.shadow_sha256:
        return PackageStanding.ON_TRIAL
    known = package.sha256 in rollout.previous
    return PackageStanding.BEFORE if known else PackageStanding.INSTALLED


def _package(package: ShelvedPackage, stands: PackageStanding) -> PackageRow:
    identity, figures = package.identity, package.figures
    row = PackageRow(
        name=package.name,
        sha256=package.sha256,
        signature=package.signature,
        variant="" if identity is None else identity.variant,
        classes=[] if identity is None else list(identity.classes),
        fault=package.fault,
        standing=stands,
        promotable=not package.fault and not package.not_promotable,
        not_promotable=package.not_promotable,
    )
    return row if figures is None else row.model_copy(update=asdict(figures))


def _promotion(course: Course) -> PromotionState:
    wish, fault = course.wish, course.fault
    return PromotionState(
        kind=wish.kind,
        name=wish.name,
        sha256=wish.sha256,
        by=course.by,
        reason=wish.reason,
        override_reason=wish.override_reason,
        phase=course.phase,
        begun_at=utc_datetime(course.begun_utc_ns),
        first_trigger_index=course.first_index or None,
        figures=tuple(
            GateFigure(
                figure=each.name,
                limit=each.limit,
                measured=each.measured,
                reason=each.reason,
                refused=each.is_refused,
            )
            for each in course.figures
        ),
        missed=[
            MissedFigure(
                figure=each.name, limit=each.limit, measured=each.measured, reason=each.reason
            )
            for each in course.figures
            if each.is_refused
        ],
        code="" if fault is None else fault.code,
        detail="" if fault is None else fault.detail,
        remedy="" if fault is None else fault.remedy,
        **phrases_of(fault),
    )
