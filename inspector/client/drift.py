"""How far a station's pictures and scores have moved, as a program sees it."""

from __future__ import annotations

from datetime import datetime

from inspector.client.routes import Routes
from inspector.domain.drift import Measure
from inspector.wire.drift import DriftSeries, DriftState


class DriftClient(Routes):
    """Reads what is watched. Methods raise as those of the station client."""

    def state(self) -> DriftState:
        """Every measure beside its baseline, and what of it is an alarm."""
        return self._get(DriftState, "/v1/drift")

    def series(
        self,
        measure: Measure,
        since: datetime | None = None,
        until: datetime | None = None,
        buckets: int = 96,
    ) -> DriftSeries:
        """A measure over time, of the last day unless told otherwise."""
        path = "/v1/drift/series"
        return self._get(
            DriftSeries, path, measure=measure.value, since=since, until=until, buckets=buckets
        )

    def take_baseline(self) -> DriftState:
        """What is now shall be the baseline.

        Raises:
            BaselineNotReadyError: too few parts were seen.
            RightMissingError: the role may not do this.
        """
        return self._send(DriftState, "POST", "/v1/drift/baseline")
