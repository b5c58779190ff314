"""What charts are drawn from: counts by quarter of an hour, and where they are kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from inspector.domain.evaluation import Evaluation, Outcome
from inspector.domain.review import Standing

QUARTER_NS = 900_000_000_000
SCORE_BINS = 20
"""Equal stretches of the scores from 0 to 1."""


@dataclass(frozen=True, slots=True)
class StatisticsFilter:
    """Which parts are counted; ``None`` does not filter, challenge parts never count.

    Times hold against the trigger and are full quarters of an hour; ``since_utc_ns`` is inclusive
    and ``until_utc_ns`` exclusive.
    """

    since_utc_ns: int
    until_utc_ns: int
    recipe_id: str | None = None
    model_id: str | None = None
    model_sha256: str | None = None
    lot_id: int | None = None
    station_id: str | None = None


@dataclass(frozen=True, slots=True)
class TimeCount:
    """Parts of a quarter of an hour with one verdict, and one class where they are told apart."""

    quarter_utc_ns: int
    evaluation: Evaluation
    class_name: str
    parts: int


@dataclass(frozen=True, slots=True)
class ClassCount:
    """Parts of a class with one verdict."""

    evaluation: Evaluation
    class_name: str
    parts: int


@dataclass(frozen=True, slots=True)
class LotCount:
    """Parts of a lot with one verdict and class."""

    lot_id: int
    first_utc_ns: int
    last_utc_ns: int
    """Where the last quarter ends."""
    evaluation: Evaluation
    class_name: str
    parts: int


@dataclass(frozen=True, slots=True)
class ReviewCount:
    """Reviewed parts of a class with one verdict, by what the last review says.

    Attributes:
        said: What the verdict should have been.
        standing: What that makes of the verdict.
        parts: How many.
    """

    evaluation: Evaluation
    class_name: str
    said: Evaluation
    standing: Standing
    parts: int


@dataclass(frozen=True, slots=True)
class ScoreCount:
    """Parts of a class with one verdict, whose scores lie in one bin."""

    evaluation: Evaluation
    class_name: str
    score_bin: int
    parts: int


@dataclass(frozen=True, slots=True)
class OutcomeCount:
    """Parts of a quarter of an hour with one verdict, by where they went."""

    quarter_utc_ns: int
    evaluation: Evaluation
    outcome: Outcome
    parts: int


@dataclass(frozen=True, slots=True)
class DefectCount:
    """Views of a quarter of an hour and lot that are not OK."""

    quarter_utc_ns: int
    lot_id: int
    class_name: str
    defects: int


class CountStore(Protocol):
    """Where counts are read. All methods may be called from several threads."""

    def by_time(self, criteria: StatisticsFilter, *, classes: bool = False) -> Sequence[TimeCount]:
        """By quarter of an hour, oldest first; classes are told apart where that is wanted."""

    def by_class(self, criteria: StatisticsFilter) -> Sequence[ClassCount]:
        """By verdict and class."""

    def by_lot(self, criteria: StatisticsFilter) -> Sequence[LotCount]:
        """By lot, oldest first; parts between lots are left out."""

    def by_review(self, criteria: StatisticsFilter) -> Sequence[ReviewCount]:
        """Reviewed parts only, by what people said."""

    def by_score(self, criteria: StatisticsFilter) -> Sequence[ScoreCount]:
        """By score; parts without one are left out."""

    def by_outcome(self, criteria: StatisticsFilter) -> Sequence[OutcomeCount]:
        """By where the parts went, those under way left out; oldest first."""

    def defects(self, criteria: StatisticsFilter) -> Sequence[DefectCount]:
        """Views that are not OK, oldest first."""

    def thresholds(self, criteria: StatisticsFilter, classes: Sequence[str]) -> Mapping[str, float]:
        """The limit that the last score of each class was held against; unknown ones missing."""

    def by_minute(
        self, since_utc_ns: int, until_utc_ns: int
    ) -> Mapping[tuple[int, Evaluation], int]:
        """Parts by minute since 1970 and verdict, challenge parts left out."""

    def lot_names(self, lot_ids: Sequence[int]) -> Mapping[int, str]:
        """What lots are called; unknown ones missing."""
