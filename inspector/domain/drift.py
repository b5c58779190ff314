"""How far pictures and scores have moved away from where they were."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from inspector.domain.evaluation import Evaluation


@dataclass(frozen=True, slots=True)
class Shift:
    """How far a picture lies beside its reference.

    Attributes:
        x_px: To the right, in pixels of the camera.
        y_px: Downwards, in pixels of the camera.
        confidence: Share of the correlation's energy in its peak, 0 to 1.
    """

    x_px: float
    y_px: float
    confidence: float


@dataclass(frozen=True, slots=True)
class ImageHealth:
    """What a picture says of the camera, the lens and the light, whatever the part is.

    Attributes:
        focus: Tenengrad; larger is sharper. To be compared on one scene only.
        brightness: Mean of the full scale, 0 to 1.
        contrast: From the 1st to the 99th percentile of the full scale, 0 to 1.
        saturated_percent: Share of the values at full scale.
        shift: Against the reference picture; ``None`` without a reference or a clear peak.
    """

    focus: float
    brightness: float
    contrast: float
    saturated_percent: float
    shift: Shift | None = None


class Measure(StrEnum):
    """What is followed over time."""

    FOCUS = "focus"
    BRIGHTNESS = "brightness"
    CONTRAST = "contrast"
    SATURATED_PERCENT = "saturated_percent"
    SHIFT_X_PX = "shift_x_px"
    SHIFT_Y_PX = "shift_y_px"
    GOOD_SCORE = "good_score"
    """Probability of the good classes together."""
    NOVELTY = "novelty"
    REJECTED = "rejected"
    """1 for a part that was not OK, 0 for a good one; its mean is the share of rejects."""


@dataclass(frozen=True, slots=True)
class WatchedConfiguration:
    """Under which recipe and model parts were judged; a baseline holds for one of them."""

    recipe_id: str
    recipe_revision: str
    model_id: str
    model_sha256: str


@dataclass(frozen=True, slots=True)
class Observation:
    """What one camera's picture of one part adds to the time series.

    Attributes:
        sequence: The row of the part in the history.
        triggered_utc_ns: When the part came.
        configuration: By what it was judged.
        camera: Who saw it; empty where the record does not tell.
        evaluation: The verdict on the part.
        scores: Probability of every class; empty when the picture was not classified.
        threshold: The limit that the score was held against.
        novelty: Distance from the training pictures.
        health: What was measured on the picture.
    """

    sequence: int
    triggered_utc_ns: int
    configuration: WatchedConfiguration
    camera: str
    evaluation: Evaluation
    scores: Mapping[str, float]
    threshold: float = 0.0
    novelty: float | None = None
    health: ImageHealth | None = None


@dataclass(frozen=True, slots=True)
class Baseline:
    """Where a measure of one camera stood when its recipe and model came in force.

    Attributes:
        recipe_revision: Under this revision of a recipe.
        model_sha256: With this model.
        camera: Seen by this camera.
        measure: What was measured.
        count: On so many pictures.
        median: Their median; for :attr:`Measure.REJECTED` their mean, the share of rejects.
        mad: Their median absolute deviation from it.
        utc_ns: When the last of them was taken, in Unix nanoseconds.
    """

    recipe_revision: str
    model_sha256: str
    camera: str
    measure: Measure
    count: int
    median: float
    mad: float
    utc_ns: int


@dataclass(frozen=True, slots=True)
class SampledObservations:
    """What was seen within a time; of every ``step``-th part only."""

    observations: Sequence[Observation]
    step: int

    @property
    def sampled(self) -> bool:
        """Whether parts were left out."""
        return self.step > 1


class ObservationHistory(Protocol):
    """Where observations and baselines are kept. May be used from several threads."""

    def newest_sequence(self) -> int:
        """The row of the newest part, 0 for none."""

    def observations_after(self, sequence: int, limit: int) -> Sequence[Observation]:
        """What was seen of at most ``limit`` parts behind ``sequence``, in storing order."""

    def observations_between(
        self, since_utc_ns: int, until_utc_ns: int, parts_max: int
    ) -> SampledObservations:
        """What was seen within a time, of every n-th part only when there are too many."""

    def baselines(self, recipe_revision: str, model_sha256: str) -> Sequence[Baseline]:
        """The newest baseline of each camera and measure under one recipe and model."""

    def add_baselines(self, baselines: Sequence[Baseline]) -> None:
        """Keep baselines; the newest counts."""
