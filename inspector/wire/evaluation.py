"""The evaluation that lies in a model package, as far as a page shows it.

A package may come from another version of the program, so what is not known here is left out.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from inspector.domain.phrase import Phrase


class _Part(BaseModel):
    model_config = ConfigDict(
        frozen=True, extra="ignore", ser_json_inf_nan="strings", defer_build=True
    )


class Share(_Part):
    """A count of a total, with the 95 % interval of the share; null where the total is 0."""

    count: int
    total: int
    rate: float | None = None
    low: float | None = None
    high: float | None = None


class Interval(_Part):
    """A figure with its 95 % interval."""

    value: float | None = None
    low: float | None = None
    high: float | None = None


class Intervals(_Part):
    """Parts on the whole held-out set; `lost` are good parts that do not pass."""

    accuracy: Share
    escapes: Share
    false_rejects: Share
    lost: Share
    not_decidable: Share


class ClassEvaluation(_Part):
    """How well one class is found."""

    name: str
    good: bool
    recall: Share
    precision: Share


class Curve(_Part):
    """Points of a curve; both axes from 0 to 1."""

    x: list[float]
    y: list[float]


class Ranking(_Part):
    """Good against defective, whatever the limit."""

    auc: Interval
    average_precision: Interval
    roc: Curve
    precision_recall: Curve


class ReliabilityBin(_Part):
    """Pictures of about the same confidence, and how often that was right."""

    low: float
    high: float
    count: int
    confidence: float
    accuracy: float


class Calibration(_Part):
    """Whether a probability means what it says."""

    expected_error: float
    bins: list[ReliabilityBin]


class Disturbance(_Part):
    """Disturbed over clean accuracy, the mean of five severities."""

    name: str
    score: float | None = None


class RobustnessFigures(_Part):
    """How the model stands disturbed pictures."""

    score: float | None = None
    disturbances: list[Disturbance]


class WorstPictureRow(_Part):
    """A picture that a person should look at; `thumbnail_jpeg` is Base64."""

    kind: str
    name: str
    label: str
    evaluation: str
    class_name: str
    score: float
    threshold: float
    thumbnail_jpeg: str = ""


class LatencyFigures(_Part):
    """Time of one picture on one thread, on the machine of the evaluation."""

    p50_ms: float
    p99_ms: float


class EvaluationDetail(_Part):
    """The exact file that runs, on pictures that it never saw."""

    dataset: str
    dataset_revision: str = ""
    machine: str = ""
    utc: str = ""
    samples: int
    classes: list[str]
    confusion: list[list[int]]
    intervals: Intervals
    by_class: list[ClassEvaluation]
    ranking: Ranking | None = None
    calibration: Calibration | None = None
    robustness: RobustnessFigures | None = None
    latency: LatencyFigures | None = None
    worst: Annotated[list[WorstPictureRow], Field(max_length=200)] = Field(default_factory=list)
    remarks: list[str] = Field(default_factory=list)
    reasons: list[Phrase] = Field(default_factory=list)
    """The remarks as phrases; empty in packages that were evaluated before there were any."""
