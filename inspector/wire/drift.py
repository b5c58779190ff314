"""How far pictures and scores have moved, as a client sees it."""

from datetime import datetime

from inspector.domain.drift import Measure
from inspector.wire.model import WireModel


class DriftFinding(WireModel):
    """One measure of one camera beside where it stood; no camera is the whole station.

    ``change`` and ``limit`` have one unit: percent of the baseline, percent points, pixels, or the
    stability index of what is held ``against`` the validation set.
    """

    camera: str
    measure: Measure
    against: str
    value: float
    baseline: float | None
    baseline_count: int
    baseline_at: datetime | None
    change: float
    limit: float
    certain: bool
    """Whether chance does not explain the change."""
    standing: bool
    """Whether it is among the station's alarms."""
    code: str
    message: str
    remedy: str


class DriftState(WireModel):
    """What the last look compared, and what was told of it."""

    recipe_id: str
    recipe_revision: str
    model_id: str
    model_sha256: str
    parts: int
    """How many of the last parts are compared; nothing is, until the window is full."""
    findings: list[DriftFinding]
    pictures_measured: int
    pictures_skipped: int
    """Since the start, because storing results was more urgent."""
    fault: str
    """Why drift cannot be followed; empty while it is."""


class SeriesPoint(WireModel):
    """What one camera's pictures measured in a stretch of time, under one recipe and model."""

    start: datetime
    camera: str
    recipe_id: str
    recipe_revision: str
    model_sha256: str
    count: int
    mean: float
    median: float
    p10: float
    p90: float


class DriftSeries(WireModel):
    """A measure over time; empty stretches have no point."""

    measure: Measure
    since: datetime
    until: datetime
    bucket_s: float
    sampled: bool
    """Whether there were so many parts that only every n-th one was read."""
    points: list[SeriesPoint]
