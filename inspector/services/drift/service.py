"""Drift as clients see it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from inspector.clock import utc_datetime
from inspector.domain.drift import Measure, ObservationHistory
from inspector.domain.errors.base import InspectorError
from inspector.services.drift.checks import Finding
from inspector.services.drift.series import series_points
from inspector.services.drift.watch import DriftWatch
from inspector.services.people.audit import Actor, AuditTrail
from inspector.wire.drift import DriftFinding, DriftSeries, DriftState

_PARTS_MAX = 20_000
"""Of a longer time every n-th part is read."""


@dataclass(frozen=True, slots=True)
class PictureCounts:
    """Pictures since the start: measured, and skipped because storing was more urgent."""

    measured: int = 0
    skipped: int = 0


class DriftService:
    """All methods may be called from several threads.

    Args:
        watch: What looks by itself.
        history: What was recorded.
        pictures: How many pictures were measured and skipped.
        audit: Where it is written down who took a new baseline.
    """

    def __init__(
        self,
        watch: DriftWatch,
        history: ObservationHistory,
        pictures: Callable[[], PictureCounts],
        audit: AuditTrail,
    ) -> None:
        self._watch = watch
        self._history = history
        self._pictures = pictures
        self._audit = audit

    def state(self) -> DriftState:
        """What the last look found."""
        standing, pictures = self._watch.standing, self._pictures()
        configuration = standing.configuration
        told = {id(finding) for _, finding in standing.alarms}
        return DriftState(
            recipe_id=configuration.recipe_id if configuration else "",
            recipe_revision=configuration.recipe_revision if configuration else "",
            model_id=configuration.model_id if configuration else "",
            model_sha256=configuration.model_sha256 if configuration else "",
            parts=standing.parts,
            findings=[
                _finding(camera, each, standing=id(each) in told)
                for camera, each in standing.findings
            ],
            pictures_measured=pictures.measured,
            pictures_skipped=pictures.skipped,
            fault=standing.fault,
        )

    def alarms(self) -> list[tuple[InspectorError, str]]:
        """What is told now, and on what, for the station's alarms."""
        return [
            (finding.error, f"{camera}.{finding.measure}.{finding.against}")
            for camera, finding in self._watch.standing.alarms
        ]

    def take_baseline(self, actor: Actor) -> DriftState:
        """What is now shall be the baseline.

        Raises:
            BaselineNotReadyError: too few parts were seen.
            AuditNotWritableError: nothing was changed.
        """
        with self._audit.recorded(actor, "drift.take_baseline") as entry:
            taken = self._watch.take_baseline()
            entry.new = {f"{each.camera}.{each.measure}": round(each.median, 6) for each in taken}
        return self.state()

    def series(
        self, measure: Measure, since_utc_ns: int, until_utc_ns: int, buckets: int
    ) -> DriftSeries:
        """A measure over a time, in equal stretches."""
        bucket_ns = max(1, -(-(until_utc_ns - since_utc_ns) // buckets))
        found = self._history.observations_between(since_utc_ns, until_utc_ns, _PARTS_MAX)
        return DriftSeries(
            measure=measure,
            since=utc_datetime(since_utc_ns),
            until=utc_datetime(until_utc_ns),
            bucket_s=bucket_ns / 1e9,
            sampled=found.sampled,
            points=series_points(
                found.observations, measure, self._watch.model, since_utc_ns, bucket_ns
            ),
        )


def _finding(camera: str, finding: Finding, *, standing: bool) -> DriftFinding:
    baseline = finding.baseline
    return DriftFinding(
        camera=camera,
        measure=finding.measure,
        against=finding.against,
        value=finding.value,
        baseline=None if baseline is None else baseline.median,
        baseline_count=0 if baseline is None else baseline.count,
        baseline_at=None if baseline is None else utc_datetime(baseline.utc_ns),
        change=finding.change,
        limit=finding.limit,
        certain=finding.certain,
        standing=standing,
        code=finding.error.code,
        message=finding.error.detail,
        remedy=finding.error.remedy,
    )
