"""The one writer of the database."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from pathlib import Path

from sqlalchemy import Connection, bindparam, false, func, select, update
from sqlalchemy.dialects.sqlite import insert

from inspector.domain.evaluation import Evaluation, Outcome
from inspector.domain.lots import LotUse
from inspector.domain.record import (
    AlarmEvent,
    LateVerdict,
    OutcomeUpdate,
    Provenance,
    RecipeUse,
    ResultCounts,
    ResultRecord,
    ShadowRecord,
)
from inspector.store.alarms.events import add_alarms
from inspector.store.alarms.log import SqliteAlarmLog
from inspector.store.audit_anchors import SqliteAuditAnchors
from inspector.store.challenges.record import SqliteChallenges
from inspector.store.database import Database
from inspector.store.lots import SqliteLots, add_lot_uses, last_lot_uses
from inspector.store.reading.history import SqliteHistory
from inspector.store.reading.statistics import SqliteCounts
from inspector.store.recipes.revisions import SqliteRecipes
from inspector.store.recipes.uses import add_recipe_uses, last_recipe_uses
from inspector.store.retention import SqliteRetention
from inspector.store.reviews.picks import SqlitePicks
from inspector.store.reviews.record import SqliteReviews
from inspector.store.rows.image_health import add_health, health_rows
from inspector.store.rows.mapping import provenance_row, result_row
from inspector.store.rows.observations import SqliteObservations
from inspector.store.rows.shadow_results import add_shadow
from inspector.store.rows.view_mapping import view_rows
from inspector.store.schema.tables import (
    JournalPositionTable,
    ProvenanceTable,
    ResultTable,
    ResultViewTable,
    TallyTable,
)
from inspector.store.seals.chain import SealChain
from inspector.store.self_check import SqliteSelfCheck

_log = logging.getLogger(__name__)

_INSERT_RESULT = insert(ResultTable).on_conflict_do_nothing(index_elements=["result_id"])
_NEWEST = select(func.coalesce(func.max(ResultTable.sequence), 0))
_VIEW_COLUMNS = [column.name for column in ResultViewTable.__table__.columns[1:]]
_NEW_RESULT = select(
    ResultTable.sequence,
    *(bindparam(name, type_=ResultViewTable.__table__.c[name].type) for name in _VIEW_COLUMNS),
).where(
    ResultTable.result_id == bindparam("of_result"),
    ResultTable.sequence > bindparam("stored_before"),
)
"""The result of a view, unless it was stored before: then it is left as it is."""
_INSERT_VIEW = (
    insert(ResultViewTable)
    .from_select(["sequence", *_VIEW_COLUMNS], _NEW_RESULT)
    .on_conflict_do_nothing()
)
_INSERT_PROVENANCE = insert(ProvenanceTable).on_conflict_do_nothing()
_STORE_POSITION = insert(JournalPositionTable)
_STORE_POSITION = _STORE_POSITION.on_conflict_do_update(
    index_elements=["journal_id"], set_={"position": _STORE_POSITION.excluded.position}
)
_UPDATE_OUTCOME = (
    update(ResultTable)
    .where(ResultTable.result_id == bindparam("of_result"))
    .values(outcome=bindparam("to_outcome"), outcome_utc_ns=bindparam("at_utc_ns"))
)
_UPDATE_LATE = (
    update(ResultTable)
    .where(ResultTable.result_id == bindparam("of_result"))
    .values(late_evaluation=bindparam("to_evaluation"))
)

_CHANGE_NOTHING = update(JournalPositionTable).where(false()).values(position=0)
"""SQLite turns BEGIN IMMEDIATE on a read-only file into a read transaction without a word; only a
statement that would write is refused."""


class SqliteResultStore:
    """Implements :class:`inspector.domain.record_ports.ResultStore`.

    One thread commits results. What others write goes over the same connection; they take turns.
    """

    def __init__(self, path: Path) -> None:
        """Connect to a database of the current schema.

        Raises:
            FolderNotWritableError: the file or its folder is read-only.
        """
        self._path = path
        self.database = Database.to_write(path)
        self._provenance_ids: dict[Provenance, int] = {}
        with ExitStack() as undo:
            undo.callback(self.database.close)
            with self.database.writing() as connection:
                connection.execute(_CHANGE_NOTHING)
            undo.pop_all()

    def position(self, journal_id: int) -> int:
        """The last journal sequence number that is stored, 0 for a new journal."""
        query = select(JournalPositionTable.position).where(
            JournalPositionTable.journal_id == journal_id
        )
        with self.database.reading() as connection:
            return connection.scalar(query) or 0

    def commit(
        self,
        journal_id: int,
        position: int,
        records: Sequence[ResultRecord],
        outcomes: Sequence[OutcomeUpdate],
        late: Sequence[LateVerdict],
        alarms: Sequence[AlarmEvent] = (),
        recipes: Sequence[RecipeUse] = (),
        lots: Sequence[LotUse] = (),
    ) -> None:
        """Store all in one transaction together with the journal position: all or nothing.

        A record whose ``result_id`` exists already is left as it is; so is an alarm, or the use of
        a recipe, that is known. An outcome or late verdict of a row that is not there any more is
        skipped and logged.

        Raises:
            DiskFullError: nothing was stored; try again when there is space.
            StoreError: nothing was stored.
        """
        with self.database.writing() as connection:
            known = self._identified(connection, {record.provenance for record in records})
            _insert(connection, records, known)
            _update(connection, outcomes, late)
            add_alarms(connection, alarms)
            add_recipe_uses(connection, journal_id, recipes)
            add_lot_uses(connection, journal_id, lots)
            connection.execute(_STORE_POSITION, {"journal_id": journal_id, "position": position})
        self._provenance_ids = known

    def commit_shadow(self, rows: Sequence[ShadowRecord]) -> None:
        """Store what models on trial say, from any thread; what is known is left as it is.

        Raises:
            DiskFullError: nothing was stored.
            StoreError: nothing was stored.
        """
        with self.database.writing() as connection:
            add_shadow(connection, rows)

    def counts(self, journal_id: int) -> ResultCounts:
        """Count the results of one journal.

        Reads at most twenty rows of ``tally``, which triggers keep exact within the transaction
        of each change, however long the history is.
        """
        query = select(TallyTable.evaluation, TallyTable.outcome, TallyTable.results).where(
            TallyTable.journal_id == journal_id
        )
        evaluations: Counter[Evaluation] = Counter(dict.fromkeys(Evaluation, 0))
        outcomes: Counter[Outcome] = Counter(dict.fromkeys(Outcome, 0))
        with self.database.reading() as connection:
            for evaluation, outcome, results in connection.execute(query):
                evaluations[Evaluation(evaluation)] += results
                outcomes[Outcome(outcome)] += results
        return ResultCounts(by_evaluation=dict(evaluations), by_outcome=dict(outcomes))

    def recipe_uses(self, journal_id: int) -> Sequence[RecipeUse]:
        """The last uses of recipes in one journal, oldest first."""
        with self.database.reading() as connection:
            return last_recipe_uses(connection, journal_id)

    def lot_uses(self, journal_id: int) -> Sequence[LotUse]:
        """The last boundaries of lots in one journal, oldest first."""
        with self.database.reading() as connection:
            return last_lot_uses(connection, journal_id)

    def lots(self) -> SqliteLots:
        """Lots; usable from any thread until this store is closed."""
        return SqliteLots(self.database)

    def retention(self) -> SqliteRetention:
        """What is old, on the same connections."""
        return SqliteRetention(self.database)

    def seals(self) -> SealChain:
        """The chain of seals, on the same connections."""
        return SealChain(self.database)

    def challenges(self) -> SqliteChallenges:
        """Challenge parts and runs, on the same connections."""
        return SqliteChallenges(self.database)

    def picks(self) -> SqlitePicks:
        """Lists of results; usable from any thread until this store is closed."""
        return SqlitePicks(self.database)

    def history(self) -> SqliteHistory:
        """A reader of the same database with connections of its own; close it separately."""
        return SqliteHistory(Database.to_read(self._path))

    def reviews(self) -> SqliteReviews:
        """What people said of verdicts; usable from any thread until this store is closed."""
        return SqliteReviews(self.database)

    def audit_anchors(self) -> SqliteAuditAnchors:
        """How far the audit trail had come; usable from any thread until this store is closed."""
        return SqliteAuditAnchors(self.database)

    def observations(self) -> SqliteObservations:
        """What is watched for drift; usable from any thread until this store is closed."""
        return SqliteObservations(self.database)

    def recipes(self) -> SqliteRecipes:
        """Revisions of recipes; usable from any thread until this store is closed."""
        return SqliteRecipes(self.database)

    def alarm_log(self) -> SqliteAlarmLog:
        """Alarms and events; usable from any thread until this store is closed."""
        return SqliteAlarmLog(self.database)

    def statistics(self) -> SqliteCounts:
        """What charts are drawn from; usable from any thread until this store is closed."""
        return SqliteCounts(self.database)

    def self_check(self) -> SqliteSelfCheck:
        """What the database says of itself; usable until this store is closed."""
        return SqliteSelfCheck(self._path, self.database)

    def close(self) -> None:
        """Write the write-ahead log back and disconnect."""
        self.database.close()

    def _identified(
        self, connection: Connection, wanted: Iterable[Provenance]
    ) -> dict[Provenance, int]:
        """All known ids and the wanted ones; kept by the caller once the transaction stands."""
        known = dict(self._provenance_ids)
        for provenance in wanted:
            if provenance not in known:
                known[provenance] = _identify(connection, provenance)
        return known


def _identify(connection: Connection, provenance: Provenance) -> int:
    row = provenance_row(provenance)
    connection.execute(_INSERT_PROVENANCE, row)
    query = select(ProvenanceTable.provenance_id).filter_by(**row)
    return connection.execute(query).scalar_one()


def _insert(
    connection: Connection, records: Sequence[ResultRecord], known: dict[Provenance, int]
) -> None:
    if not records:
        return
    views = [row for record in records for row in view_rows(record)]
    health = [row for record in records for row in health_rows(record)]
    stored_before = connection.execute(_NEWEST).scalar_one() if views or health else 0
    rows = [result_row(record, known[record.provenance]) for record in records]
    connection.execute(_INSERT_RESULT, rows)
    if views:
        connection.execute(
            _INSERT_VIEW, [{**view, "stored_before": stored_before} for view in views]
        )
    if health:
        add_health(connection, health, stored_before)


def _update(
    connection: Connection, outcomes: Sequence[OutcomeUpdate], late: Sequence[LateVerdict]
) -> None:
    updated = 0
    if outcomes:
        rows = [
            {
                "of_result": update.result_id,
                "to_outcome": update.outcome.value,
                "at_utc_ns": update.confirmed_utc_ns,
            }
            for update in outcomes
        ]
        updated += connection.execute(_UPDATE_OUTCOME, rows).rowcount
    if late:
        verdicts = [
            {"of_result": verdict.result_id, "to_evaluation": verdict.evaluation.value}
            for verdict in late
        ]
        updated += connection.execute(_UPDATE_LATE, verdicts).rowcount
    if updated < len(outcomes) + len(late):
        _log.warning("%d updates name no stored result", len(outcomes) + len(late) - updated)
