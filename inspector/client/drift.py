"""How far a station's pictures and scores have moved, as a program sees it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import httpx

from inspector.client.answers import parsed
from inspector.domain.drift import Measure
from inspector.wire.drift import DriftSeries, DriftState


class DriftClient:
    """Reads what is watched. Methods raise as those of the station client."""

    def __init__(self, exchange: Callable[..., httpx.Response]) -> None:
        """Ask through ``exchange``."""
        self._exchange = exchange

    def state(self) -> DriftState:
        """Every measure beside its baseline, and what of it is an alarm."""
        return parsed(DriftState, self._exchange("GET", "/v1/drift").content)

    def series(
        self,
        measure: Measure,
        since: datetime | None = None,
        until: datetime | None = None,
        buckets: int = 96,
    ) -> DriftSeries:
        """A measure over time, of the last day unless told otherwise."""
        times = {"since": since, "until": until}
        params = {"measure": measure.value, "buckets": buckets} | {
            name: moment.isoformat() for name, moment in times.items() if moment is not None
        }
        reply = self._exchange("GET", "/v1/drift/series", params=params)
        return parsed(DriftSeries, reply.content)

    def take_baseline(self) -> DriftState:
        """What is now shall be the baseline.

        Raises:
            BaselineNotReadyError: too few parts were seen.
            RightMissingError: the role may not do this.
        """
        return parsed(DriftState, self._exchange("POST", "/v1/drift/baseline").content)
