"""What can be asked of the history, and what it answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from inspector.domain.evaluation import Evaluation, Outcome, Reason
from inspector.domain.record import AlarmEvent, ArchivedImage, Provenance, ResultRecord
from inspector.domain.review import Standing


@dataclass(frozen=True, slots=True)
class HistoryFilter:
    """Which rows are wanted; ``None`` does not filter.

    ``since_utc_ns`` is inclusive and ``until_utc_ns`` exclusive; both hold against the trigger. So
    are ``score_min`` and ``score_max``; a row whose score is no number matches neither.
    ``pictured`` says whether the deciding view has its picture. ``among`` are the only sequences
    that match, ascending.
    """

    evaluation: Evaluation | None = None
    reason: Reason | None = None
    class_name: str | None = None
    part_id: int | None = None
    since_utc_ns: int | None = None
    until_utc_ns: int | None = None
    lot: str | None = None
    lot_id: int | None = None
    recipe_id: str | None = None
    model_id: str | None = None
    model_sha256: str | None = None
    outcome: Outcome | None = None
    score_min: float | None = None
    score_max: float | None = None
    review: Standing | None = None
    challenge: bool | None = None
    pictured: bool | None = None
    among: Sequence[int] | None = None
    station_id: str | None = None


@dataclass(frozen=True, slots=True)
class ResultSummary:
    """One row of a list. ``sequence`` grows with every stored row and is never used twice."""

    sequence: int
    result_id: str
    part_id: int
    trigger_index: int
    evaluation: Evaluation
    reason: Reason
    class_name: str
    score: float
    threshold: float
    outcome: Outcome
    late: bool
    latency_ns: int | None
    triggered_utc_ns: int
    decided_utc_ns: int
    has_image: bool
    outcome_utc_ns: int | None = None
    lot_id: int | None = None
    lot: str = ""
    recipe_id: str = ""
    model_id: str = ""
    review: Standing = Standing.NONE
    challenge: bool = False
    station_id: str = ""


@dataclass(frozen=True, slots=True)
class ExportedResult:
    """One row with all that stands in its own columns, as it leaves the station."""

    summary: ResultSummary
    provenance: Provenance
    camera: str
    view: int
    novelty: float | None
    late_evaluation: Evaluation | None
    image: ArchivedImage


@dataclass(frozen=True, slots=True)
class RowCount:
    """How many rows match; with ``more`` counting was given up there."""

    count: int
    more: bool


@dataclass(frozen=True, slots=True)
class KnownModel:
    """A model that rows cite."""

    model_id: str
    sha256: str
    variant: str


@dataclass(frozen=True, slots=True)
class Facets:
    """Values that occur in the history, newest first; at most a hundred names of lots."""

    lots: Sequence[str]
    recipes: Sequence[str]
    models: Sequence[KnownModel]
    classes: Sequence[str]
    stations: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class StoredResult:
    """One record with all that became known after it was written."""

    sequence: int
    record: ResultRecord
    outcome: Outcome
    outcome_utc_ns: int | None
    late_evaluation: Evaluation | None
    lot: str = ""
    review: Standing = Standing.NONE


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The results stored just before and just after one, ``None`` at either end."""

    older: str | None
    newer: str | None


@dataclass(frozen=True, slots=True)
class StoredAlarm:
    """One change of the gate's alarms. ``event_id`` grows with each and is never used twice."""

    event_id: int
    event: AlarmEvent


@dataclass(frozen=True, slots=True)
class ShadowFlip:
    """One view that a model on trial judges otherwise than what stood.

    Attributes:
        result_id: Of the part.
        part_id: Its number; 0 for a part without one.
        triggered_utc_ns: When it came.
        view: Which camera.
        stood: The verdict.
        stood_class: In whose name it was given.
        said: What the model on trial says.
        said_class: In whose name.
        score: Its probability of that class.
    """

    result_id: str
    part_id: int
    triggered_utc_ns: int
    view: int
    stood: Evaluation
    stood_class: str
    said: Evaluation
    said_class: str
    score: float


@dataclass(frozen=True, slots=True)
class ShadowComparison:
    """How the verdicts of a model on trial compare with those that stood, view by view.

    Attributes:
        model_sha256: The package on trial.
        views: Views that both have judged.
        waiting: Views whose result is not stored, or is no more.
        by_evaluation: Views by (what stood, what the model on trial said).
        same_class: Views in which both found the same class.
        inference_mean_ns: How long the model on trial took.
        inference_max_ns: Its longest.
    """

    model_sha256: str
    views: int
    waiting: int
    by_evaluation: Mapping[tuple[Evaluation, Evaluation], int]
    same_class: int
    inference_mean_ns: float
    inference_max_ns: int

    @property
    def flips(self) -> int:
        """Views whose verdict would have been another one."""
        return sum(count for (stood, said), count in self.by_evaluation.items() if stood != said)


class ResultPages(Protocol):
    """The results of one station or of several. All methods may be called from several threads."""

    def page(
        self, criteria: HistoryFilter, before: int | None, limit: int
    ) -> Sequence[ResultSummary]:
        """At most ``limit`` rows with a sequence below ``before``, newest first."""

    def page_after(
        self, criteria: HistoryFilter, after: int, limit: int
    ) -> Sequence[ResultSummary]:
        """At most ``limit`` rows with a sequence above ``after``, in the order of their storing.

        A row that is stored later never has a smaller sequence, so following pages misses none.
        """

    def count(self, criteria: HistoryFilter, time_limit_s: float) -> RowCount:
        """How many rows match, as far as they can be counted within a time."""

    def facets(self) -> Facets:
        """What a filter may ask for."""


class ResultHistory(ResultPages, Protocol):
    """All that a station holds."""

    def result(self, result_id: str) -> StoredResult:
        """One result.

        Raises:
            ResultNotFoundError: no row has this id.
        """

    def neighbours(self, sequence: int) -> Neighbours:
        """The results next to one, over the whole history."""

    def image(self, result_id: str, view: int | None = None) -> ArchivedImage:
        """Where the picture of one view lies, by default the deciding one, or why there is none.

        Raises:
            ResultNotFoundError: no row has this id.
            ViewNotFoundError: the result has no view of this number.
        """

    def alarms(self, before: int | None, limit: int) -> Sequence[StoredAlarm]:
        """At most ``limit`` changes of alarms with an id below ``before``, newest first."""

    def shadow_comparison(self, model_sha256: str, since_utc_ns: int) -> ShadowComparison:
        """How a model on trial compares with what stood, since a time in Unix nanoseconds."""
