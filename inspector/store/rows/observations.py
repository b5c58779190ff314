"""What pictures and scores looked like over time, and the baselines that they are held against."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, and_, func, insert, select

from inspector.domain.drift import (
    Baseline,
    Measure,
    Observation,
    SampledObservations,
    WatchedConfiguration,
)
from inspector.domain.evaluation import Evaluation
from inspector.store.database import Database
from inspector.store.rows.image_health import HEALTH_COLUMNS, image_health
from inspector.store.rows.values import number, scores, storable
from inspector.store.schema.quality_tables import DriftBaselineTable, ImageHealthTable
from inspector.store.schema.tables import ProvenanceTable, ResultTable, ResultViewTable

if TYPE_CHECKING:
    from sqlalchemy import RowMapping

_PROVENANCE = (
    ProvenanceTable.recipe_id,
    ProvenanceTable.recipe_revision,
    ProvenanceTable.model_id,
    ProvenanceTable.model_sha256,
)
_PARTS = select(ResultTable.sequence)
_NEWEST = select(func.coalesce(func.max(ResultTable.sequence), 0))
_COUNT = select(func.count()).select_from(ResultTable)
_BASELINES = select(DriftBaselineTable.__table__).order_by(DriftBaselineTable.baseline_id)


class SqliteObservations:
    """Implements :class:`inspector.domain.drift.ObservationHistory`.

    Args:
        database: Where they are kept.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def newest_sequence(self) -> int:
        """The row of the newest part, 0 for none."""
        with self._database.reading() as connection:
            return connection.scalar(_NEWEST) or 0

    def observations_after(self, sequence: int, limit: int) -> list[Observation]:
        """What was seen of at most ``limit`` parts behind ``sequence``, in storing order."""
        parts = _PARTS.where(ResultTable.sequence > sequence)
        return self._observations(parts.order_by(ResultTable.sequence).limit(limit))

    def observations_between(
        self, since_utc_ns: int, until_utc_ns: int, parts_max: int
    ) -> SampledObservations:
        """What was seen within a time, of every n-th part only when there are too many."""
        column = ResultTable.triggered_utc_ns
        within = (column >= since_utc_ns, column < until_utc_ns)
        with self._database.reading() as connection:
            count = connection.scalar(_COUNT.where(*within)) or 0
        step = max(1, -(-count // parts_max))
        parts = _PARTS.where(*within)
        if step > 1:
            parts = parts.where(ResultTable.sequence % step == 0)
        return SampledObservations(self._observations(parts), step)

    def baselines(self, recipe_revision: str, model_sha256: str) -> list[Baseline]:
        """The newest baseline of each camera and measure under one recipe and model."""
        table = DriftBaselineTable
        query = _BASELINES.where(
            table.recipe_revision == recipe_revision, table.model_sha256 == model_sha256
        )
        with self._database.reading() as connection:
            found = [_baseline(row) for row in connection.execute(query).mappings()]
        return list({(each.camera, each.measure): each for each in found}.values())

    def add_baselines(self, baselines: Sequence[Baseline]) -> None:
        """Keep baselines; the newest counts."""
        if not baselines:
            return
        with self._database.writing() as connection:
            connection.execute(
                insert(DriftBaselineTable), [_baseline_row(each) for each in baselines]
            )

    def _observations(self, parts: Select[*tuple[Any, ...]]) -> list[Observation]:
        chosen = parts.subquery()
        with self._database.reading() as connection:
            own = connection.execute(_of_deciding_views(chosen.c.sequence)).mappings().all()
            more = connection.execute(_of_all_views(chosen.c.sequence)).mappings().all()
        of_views = {row["sequence"] for row in more}
        rows = [*(row for row in own if row["sequence"] not in of_views), *more]
        rows.sort(key=lambda row: (row["sequence"], row["view"]))
        return [_observation(row) for row in rows]


def _of_deciding_views(sequence: Any) -> Select[*tuple[Any, ...]]:
    """The one view of each part, as its row in ``result`` tells it."""
    table, health = ResultTable, ImageHealthTable
    columns = (table.view, table.camera, table.scores, table.threshold, table.novelty)
    of_view = and_(health.sequence == table.sequence, health.view == table.view)
    return (
        select(table.sequence, table.triggered_utc_ns, table.evaluation, *columns, *_PROVENANCE)
        .add_columns(*HEALTH_COLUMNS)
        .join_from(table, ProvenanceTable)
        .outerjoin(health, of_view)
        .where(table.sequence.in_(select(sequence)))
    )


def _of_all_views(sequence: Any) -> Select[*tuple[Any, ...]]:
    """The views of parts that have rows of their own."""
    table, view, health = ResultTable, ResultViewTable, ImageHealthTable
    columns = (view.view, view.camera, view.scores, view.threshold, view.novelty)
    of_view = and_(health.sequence == view.sequence, health.view == view.view)
    return (
        select(table.sequence, table.triggered_utc_ns, table.evaluation, *columns, *_PROVENANCE)
        .add_columns(*HEALTH_COLUMNS)
        .join_from(table, ProvenanceTable)
        .join(view, view.sequence == table.sequence)
        .outerjoin(health, of_view)
        .where(table.sequence.in_(select(sequence)))
    )


def _observation(row: RowMapping) -> Observation:
    return Observation(
        sequence=row["sequence"],
        triggered_utc_ns=row["triggered_utc_ns"],
        configuration=WatchedConfiguration(
            row["recipe_id"], row["recipe_revision"], row["model_id"], row["model_sha256"]
        ),
        camera=row["camera"],
        evaluation=Evaluation(row["evaluation"]),
        scores=scores(row["scores"]),
        threshold=number(row["threshold"]),
        novelty=row["novelty"],
        health=image_health(row),
    )


def _baseline(row: RowMapping) -> Baseline:
    return Baseline(
        recipe_revision=row["recipe_revision"],
        model_sha256=row["model_sha256"],
        camera=row["camera"],
        measure=Measure(row["measure"]),
        count=row["count"],
        median=row["median"],
        mad=row["mad"],
        utc_ns=row["utc_ns"],
    )


def _baseline_row(baseline: Baseline) -> dict[str, str | int | float]:
    return {
        "recipe_revision": baseline.recipe_revision,
        "model_sha256": baseline.model_sha256,
        "camera": storable(baseline.camera),
        "measure": baseline.measure.value,
        "count": baseline.count,
        "median": float(baseline.median),
        "mad": float(baseline.mad),
        "utc_ns": baseline.utc_ns,
    }
