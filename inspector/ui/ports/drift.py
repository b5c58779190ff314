"""How far pictures and scores have moved."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from inspector.domain.drift import Measure
from inspector.wire.drift import DriftSeries


class Drift(Protocol):
    """Measures over time; raises as :class:`Station`."""

    def series(
        self, measure: Measure, since: datetime | None, until: datetime | None, buckets: int, /
    ) -> DriftSeries:
        """A measure over a time, in so many stretches."""
