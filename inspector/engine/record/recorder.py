"""The one writer of history: follows the gate's journal and stores every part exactly once.

The journal position is stored in the same transaction as the rows, so after any crash the stream
goes on exactly behind what is stored.
"""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass

from inspector.clock import monotonic_ns
from inspector.domain.errors.base import InspectorError
from inspector.domain.errors.store import StoreError, StoringBehindError
from inspector.domain.evaluation import Reason
from inspector.domain.inspection import Inspection
from inspector.domain.lots import LotUse
from inspector.domain.phrases.records import RecordPhrase
from inspector.domain.record import (
    AlarmEvent,
    LateVerdict,
    OutcomeUpdate,
    RecipeUse,
    ResultRecord,
)
from inspector.domain.record_ports import ResultStore
from inspector.engine.judging.health import BEHIND_MAX, HealthMeter
from inspector.engine.record.challenge import ChallengeWatch
from inspector.engine.record.citations import RecipeCitations
from inspector.engine.record.lots import Lots
from inspector.engine.record.remembered import Remembered, without_picture
from inspector.engine.record.rows import RowMaker
from inspector.engine.threads.bulkhead import Bulkhead
from inspector.engine.threads.priority import give_way_to_verdicts
from inspector.pipe.records import (
    AlarmChanged,
    Decided,
    LateSeen,
    OutcomeSeen,
    Record,
    TriggerSeen,
)

_log = logging.getLogger(__name__)
_BATCH_MAX = 256
_GROUP_S = 0.05
_RETRY_S = 0.5
_ANSWER_S = 1.0
_OTHER_VIEWS_S = 0.2
_STANDS_NS = 10_000_000_000
_TOLD_NS = 60_000_000_000


@dataclass(frozen=True, slots=True)
class Recorded:
    """What one commit has made part of the history; only its last part has its picture still."""

    position: int
    results: Sequence[tuple[ResultRecord, Inspection | None]]
    outcomes: Sequence[OutcomeUpdate]
    late: Sequence[LateVerdict] = ()
    alarms: Sequence[AlarmEvent] = ()
    recipes: Sequence[RecipeUse] = ()
    lots: Sequence[LotUse] = ()


@dataclass(frozen=True, slots=True)
class _Attach:
    journal_id: int
    position: Future[int]


class Recorder:
    """Owns the writing side of the store and runs in a thread of its own.

    Args:
        store: Where rows go.
        rows: Makes the rows.
        citations: Knows which recipe each part cites.
        lots: Knows which lot each part belongs to.
        challenge: Knows which parts are challenge parts; they belong to no lot.
        on_recorded: Called in the recorder's thread after each commit.

    Attributes:
        health: Measures pictures.
        recorded: Results of the gate's journal that are stored.
        alarms_recorded: Changes of its alarms that this engine has stored.
    """

    def __init__(
        self,
        store: ResultStore,
        rows: RowMaker,
        citations: RecipeCitations,
        lots: Lots,
        challenge: ChallengeWatch,
        on_recorded: Callable[[Recorded], None],
    ) -> None:
        self._store = store
        self._rows = rows
        self._citations = citations
        self._lots = lots
        self._challenge = challenge
        self._on_recorded = on_recorded
        self._queue: queue.SimpleQueue[tuple[int, Record] | _Attach | None] = queue.SimpleQueue()
        self._remembered = Remembered(len(rows.cameras))
        self._journal_id = 0
        self._stopping = threading.Event()
        self._bulkhead = Bulkhead(_log, recovered="results are stored again")
        self._screens = Bulkhead(_log)
        self._storing_since_ns: int | None = None
        self._let_go = (0, -_TOLD_NS)
        self.health = HealthMeter()
        self._thread = threading.Thread(target=self._run, name="recorder", daemon=True)
        self.recorded = 0
        self.alarms_recorded = 0

    @property
    def fault(self) -> str:
        """Why nothing can be stored; empty while results are stored."""
        return self._bulkhead.fault

    @property
    def error(self) -> InspectorError | None:
        """The same with its code and its remedy."""
        error = self._bulkhead.error
        return (
            error if error is None or isinstance(error, InspectorError) else StoreError(self.fault)
        )

    @property
    def behind(self) -> StoringBehindError | None:
        """What storing does not keep up with; rows wait in the gate's journal, pictures cannot."""
        now, since_ns = monotonic_ns(), self._storing_since_ns
        let_go = self._remembered.pictures_let_go
        if let_go != self._let_go[0]:
            self._let_go = let_go, now
        if now - self._let_go[1] < _TOLD_NS:
            return StoringBehindError(RecordPhrase.PICTURES_GIVEN_UP())
        if since_ns is not None and now - since_ns > _STANDS_NS:
            return StoringBehindError(RecordPhrase.STORING_STANDS(seconds=_STANDS_NS // 10**9))
        return None

    def start(self) -> None:
        """Begin to record."""
        self._thread.start()

    def stop(self) -> None:
        """Store what has arrived, then end; what cannot be stored stays in the gate's journal."""
        self._stopping.set()
        self._queue.put(None)
        if self._thread.ident is not None:
            self._thread.join()

    def attach(self, journal_id: int) -> int:
        """The position from which the journal must be streamed; waits for the recorder's thread.

        Raises:
            StoreError: the store does not answer, or not in time; nothing may be streamed.
        """
        request = _Attach(journal_id, Future())
        self._queue.put(request)
        try:
            return request.position.result(_ANSWER_S)
        except TimeoutError as error:
            request.position.cancel()
            raise StoreError(RecordPhrase.NO_RESULTS_TAKEN()) from error

    def remember(self, view: int, inspection: Inspection) -> None:
        """Keep what one camera saw of a part until the gate's decision on it arrives."""
        self._remembered.add(view, inspection)

    def take(self, sequence: int, record: Record) -> None:
        """Hand over one journal record."""
        self._queue.put((sequence, record))

    def _run(self) -> None:
        """Never past a batch that was not stored: the position would leave it behind for ever."""
        give_way_to_verdicts()
        while (item := self._queue.get()) is not None:
            batch, request = ([], item) if isinstance(item, _Attach) else self._gather(item)
            if batch and not self._store_batch(batch):
                return
            if request is not None and request.position.set_running_or_notify_cancel():
                self._answer(request)

    def _answer(self, request: _Attach) -> None:
        with self._bulkhead.contain():
            position = self._store.position(request.journal_id)
            recorded = sum(self._store.counts(request.journal_id).by_evaluation.values())
            uses = self._store.recipe_uses(request.journal_id)
            lots = self._store.lot_uses(request.journal_id)
            self._bulkhead.clear()
            if request.journal_id != self._journal_id:
                self._remembered.clear()
            self._citations.restore(uses)
            self._lots.restore(request.journal_id, lots, is_new=position == 0)
            self._journal_id, self.recorded = request.journal_id, recorded
            request.position.set_result(position)
            return
        request.position.set_exception(StoreError(self.fault))

    def _gather(self, first: tuple[int, Record]) -> tuple[list[tuple[int, Record]], _Attach | None]:
        """Wait a moment for company: one commit for many parts."""
        batch = [first]
        if self._queue.qsize() < _BATCH_MAX:
            self._stopping.wait(_GROUP_S)  # asleep: to be woken for each record costs the line time
        while len(batch) < _BATCH_MAX and not self._queue.empty():
            item = self._queue.get()
            if item is None:
                self._queue.put(None)
                break
            if isinstance(item, _Attach):
                return batch, item
            batch.append(item)
        return batch, None

    def _store_batch(self, batch: list[tuple[int, Record]]) -> bool:
        """Store it, however often it takes; ``False`` when told to stop before it could."""
        self._storing_since_ns = monotonic_ns()
        recorded = self._insist(lambda: self._make_rows(batch))
        if recorded is None or self._insist(lambda: self._commit(recorded)) is None:
            return False
        self._storing_since_ns = None
        self.recorded += len(recorded.results)
        self.alarms_recorded += len(recorded.alarms)
        with self._screens.contain():
            self._on_recorded(recorded)
        return True

    def _insist(self, work: Callable[[], Recorded]) -> Recorded | None:
        while True:
            with self._bulkhead.contain():
                return work()
            if self._stopping.wait(_RETRY_S):
                return None

    def _make_rows(self, batch: list[tuple[int, Record]]) -> Recorded:
        rows, journal_id = self._rows, self._journal_id
        records = [record for _, record in batch]
        self._citations.note([record for record in records if isinstance(record, TriggerSeen)])
        return Recorded(
            position=batch[-1][0],
            results=self._results([record for record in records if isinstance(record, Decided)]),
            outcomes=[rows.outcome(journal_id, r) for r in records if isinstance(r, OutcomeSeen)],
            late=[rows.late(journal_id, r) for r in records if isinstance(r, LateSeen)],
            alarms=[rows.alarm(journal_id, n, r) for n, r in batch if isinstance(r, AlarmChanged)],
            recipes=self._citations.unstored,
            lots=self._lots.unstored,
        )

    def _results(self, records: Sequence[Decided]) -> list[tuple[ResultRecord, Inspection | None]]:
        """Pictures that are archived would fill the memory while a commit waits for the disk."""
        results: list[tuple[ResultRecord, Inspection | None]] = []
        for record in records:
            if results and (before := results[-1][1]) is not None:
                results[-1] = results[-1][0], without_picture(before)
            results.append(self._result(record))
        return results

    def _result(self, record: Decided) -> tuple[ResultRecord, Inspection | None]:
        """A part is rejected at its first bad view; the others' pictures come a moment later."""
        patience_s = _OTHER_VIEWS_S if record.reason == Reason.CLASSIFIED else 0.0
        seen = self._remembered.views_of(record.trigger_index, patience_s)
        recipe = self._citations.of(record.trigger_index)
        challenge = self._challenge.is_challenge(record.trigger_index)
        lot_id = None if challenge else self._lots.of(record.trigger_index)
        waiting = self._queue.qsize()
        row = self._rows.result(
            self._journal_id,
            record,
            seen,
            recipe,
            lot_id,
            challenge=challenge,
            behind=waiting > BEHIND_MAX,
        )
        row = self.health.with_health(row, seen, waiting)
        return row, seen.get(record.view)

    def _commit(self, recorded: Recorded) -> Recorded:
        rows = [row for row, _ in recorded.results]
        self._rows.archive.settle()
        self._store.commit(
            self._journal_id,
            recorded.position,
            rows,
            recorded.outcomes,
            recorded.late,
            recorded.alarms,
            recorded.recipes,
            recorded.lots,
        )
        self._bulkhead.clear()
        self._citations.note_stored()
        self._lots.note_stored(recorded.lots)
        self._lots.note_recorded(rows)
        self._remembered.forget(row.trigger_index for row in rows)
        return recorded
