"""What a filter asks for, one criterion after the other, each with the index that finds it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, false, or_, select, text
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from inspector.domain.evaluation import Evaluation, Outcome, Reason
from inspector.domain.history import HistoryFilter
from inspector.domain.review import Standing
from inspector.store.schema.lot_tables import LotTable
from inspector.store.schema.tables import ProvenanceTable, ResultTable

_BANDS = 128
"""A power of two: multiplied by it, a limit is rounded neither here nor in the database."""
_TABLE = ResultTable
_INDEXES = {
    str(index.name): frozenset(column.key for column in index.columns)
    for index in _TABLE.metadata.tables[_TABLE.__tablename__].indexes
}
_Condition = ColumnElement[bool]


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing that rows must be.

    Attributes:
        column: What it is about.
        condition: What they must be, in a form that no index is used for.
        keys: The same as alternatives, each of which one index finds in the order of sequences;
            empty where no index does.
        stretch: The same as one stretch of its index, which has them in no order; ``None`` where
            there is none.
        check: What rows that are found by a key or in the stretch must be besides.
        index: The index that finds its keys holds these columns.
    """

    column: str
    condition: _Condition
    keys: tuple[_Condition, ...] = ()
    stretch: _Condition | None = None
    check: _Condition | None = None
    index: frozenset[str] = frozenset()

    def is_held_by(self, other: Criterion) -> bool:
        """Whether the index that finds another one's rows says without the rows if this is so."""
        return self.column in other.index

    @property
    def is_time(self) -> bool:
        """Whether it is about when parts came."""
        return self.column == _TABLE.triggered_utc_ns.key

    @property
    def checks(self) -> tuple[_Condition, ...]:
        """What is held against each row that its index finds."""
        return () if self.check is None else (self.check,)


def criteria_of(connection: Connection, wanted: HistoryFilter) -> tuple[Criterion, ...]:
    """The criteria of a filter; names of lots, recipes and models become numbers first."""
    return (
        *_plain(wanted),
        *_times(wanted),
        *_marks(wanted),
        *_lots(connection, wanted),
        *_provenance(connection, wanted),
        *_score(wanted),
    )


def _plain(wanted: HistoryFilter) -> Iterator[Criterion]:
    for value, column in (
        (wanted.part_id, _TABLE.part_id),
        (wanted.class_name, _TABLE.class_name),
    ):
        if value is not None:
            index = _INDEXES[f"ix_result_{column.key}"]
            yield Criterion(column.key, unindexed(column) == value, (column == value,), index=index)


def _times(wanted: HistoryFilter) -> Iterator[Criterion]:
    """Found by ranges of sequences; what is left is held against each row."""
    came, name = unindexed(_TABLE.triggered_utc_ns), _TABLE.triggered_utc_ns.key
    if wanted.since_utc_ns is not None:
        yield Criterion(name, came >= wanted.since_utc_ns)
    if wanted.until_utc_ns is not None:
        yield Criterion(name, came < wanted.until_utc_ns)


def _marks(wanted: HistoryFilter) -> Iterator[Criterion]:
    if wanted.evaluation is not None:
        yield of_evaluations(wanted.evaluation)
    if wanted.reason is not None:
        yield _rare(_TABLE.reason, wanted.reason, Reason.CLASSIFIED)
    if wanted.review is not None:
        yield _rare(_TABLE.review, wanted.review, Standing.NONE)
    if wanted.challenge is not None:
        yield _rare(_TABLE.challenge, int(wanted.challenge), 0)
    if wanted.outcome is not None:
        yield _rare(_TABLE.outcome, wanted.outcome, Outcome.PASSED)
    if wanted.pictured is not None:
        condition = (_TABLE.image_path != "") == wanted.pictured
        yield Criterion(_TABLE.image_path.key, condition)


def _rare(column: InstrumentedAttribute[Any], value: int, usual: int) -> Criterion:
    """Written as its partial index has it, or this would not be used; that has no usual rows."""
    key = and_(column == value, text(f"result.{column.key} <> {int(usual)}"))
    keys = () if value == usual else (key,)
    index = _INDEXES[f"ix_result_{column.key}"]
    return Criterion(column.key, unindexed(column) == value, keys, index=index)


def of_evaluations(*evaluations: Evaluation) -> Criterion:
    """That rows were decided so: OK ones have one index, all others together another."""
    condition = unindexed(_TABLE.evaluation).in_(evaluations)
    keys: list[_Condition] = [_TABLE.evaluation == each for each in evaluations]
    if Evaluation.OK in evaluations:
        return Criterion(_TABLE.evaluation.key, condition, tuple(keys))
    keys = [and_(key, text("result.evaluation <> 1")) for key in keys]
    index = _INDEXES["ix_result_not_good"]
    return Criterion(_TABLE.evaluation.key, condition, tuple(keys), index=index)


def _lots(connection: Connection, wanted: HistoryFilter) -> Iterator[Criterion]:
    if wanted.lot_id is not None:
        yield _one_of(_TABLE.lot_id, [wanted.lot_id])
    if wanted.lot is not None:
        named = select(LotTable.lot_id).where(LotTable.name == wanted.lot)
        yield _one_of(_TABLE.lot_id, connection.scalars(named).all())


def _provenance(connection: Connection, wanted: HistoryFilter) -> Iterator[Criterion]:
    cited = {
        ProvenanceTable.recipe_id: wanted.recipe_id,
        ProvenanceTable.model_id: wanted.model_id,
        ProvenanceTable.model_sha256: wanted.model_sha256,
        ProvenanceTable.station_id: wanted.station_id,
    }
    named = [column == value for column, value in cited.items() if value is not None]
    if named:
        query = select(ProvenanceTable.provenance_id).where(*named)
        yield _one_of(_TABLE.provenance_id, connection.scalars(query).all())


def _score(wanted: HistoryFilter) -> Iterator[Criterion]:
    """A range of scores is as many alternatives as it has 128ths.

    What they hold is held against the limits, for the sake of those at the ends.
    """
    low, high = wanted.score_min, wanted.score_max
    if low is None and high is None:
        return
    if any(limit is not None and math.isnan(limit) for limit in (low, high)):
        yield _one_of(_TABLE.score_band, [])
        return
    score = unindexed(_TABLE.score)
    limits = [] if low is None else [score >= low]
    limits += [] if high is None else [score < high]
    first = 0 if low is None else _band(low)
    last = _BANDS if high is None else _last_band(high)
    keys = tuple(_TABLE.score_band == band for band in range(first, last + 1))
    condition = and_(score.is_not(None), *limits)
    yield Criterion(
        _TABLE.score.key,
        condition,
        keys or (false(),),
        stretch=_TABLE.score_band.between(first, last),
        check=condition,
        index=_INDEXES["ix_result_score_band"],
    )


def _band(score: float) -> int:
    """As the column `score_band` has it."""
    return int(min(max(score, 0.0), 1.0) * _BANDS)


def _last_band(limit: float) -> int:
    """The last one that holds scores below a limit."""
    return _BANDS if limit > 1 else max(math.ceil(max(limit, 0.0) * _BANDS) - 1, 0)


def _one_of(
    column: InstrumentedAttribute[int] | InstrumentedAttribute[int | None], values: Sequence[int]
) -> Criterion:
    keys: tuple[_Condition, ...] = tuple(column == value for value in values)
    return Criterion(column.key, unindexed(column).in_(values), keys or (false(),))


def any_of(keys: Sequence[_Condition]) -> _Condition:
    """That one of the alternatives holds."""
    return or_(*keys)


class _Unindexed(FunctionElement[Any]):
    """A column for which SQLite uses no index; to others it is the column."""

    inherit_cache = True

    def __init__(self, column: ColumnElement[Any]) -> None:
        super().__init__(column)
        self.type = column.type


@compiles(_Unindexed)
def _plain_column(element: _Unindexed, compiler: SQLCompiler, **options: Any) -> str:
    return compiler.process(element.clauses, **options)


@compiles(_Unindexed, "sqlite")
def _with_plus(element: _Unindexed, compiler: SQLCompiler, **options: Any) -> str:
    return f"+{compiler.process(element.clauses, **options)}"


def unindexed(column: InstrumentedAttribute[Any]) -> ColumnElement[Any]:
    """A column for which no index is used."""
    return _Unindexed(column.expression)
