"""Every part of the journal is stored exactly once, whatever the disk does."""

from __future__ import annotations

import threading
import weakref
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
from store_examples import MODEL, PROVENANCE

from inspector.domain.alarm import Alarm, ClearedBy
from inspector.domain.errors.store import DiskFullError, StoreError
from inspector.domain.evaluation import Evaluation, Outcome, Reason
from inspector.domain.frame import Frame
from inspector.domain.history import HistoryFilter
from inspector.domain.inspection import Decision, Inspection, Trigger
from inspector.domain.lots import Lot, LotBoundary, LotUse
from inspector.domain.pictures import PicturePolicy
from inspector.domain.recipe import Recipe
from inspector.domain.record import (
    AlarmEvent,
    LateVerdict,
    OutcomeUpdate,
    RecipeUse,
    ResultCounts,
    ResultRecord,
)
from inspector.domain.result_id import make_result_id
from inspector.engine.judging.known_models import KnownModels
from inspector.engine.judging.recipes import LineModel, PreparedRecipe, Recipes
from inspector.engine.record import recorder as recorder_module
from inspector.engine.record import remembered as remembered_module
from inspector.engine.record.challenge import ChallengeWatch
from inspector.engine.record.citations import RecipeCitations
from inspector.engine.record.lots import Lots
from inspector.engine.record.recorder import Recorded, Recorder
from inspector.engine.record.rows import RowMaker
from inspector.pipe.records import AlarmChanged, Decided, LateSeen, OutcomeSeen, TriggerSeen
from inspector.store.archive import FileImageArchive
from inspector.store.opening import open_store
from inspector.store.result_store import SqliteResultStore

JOURNAL = 0xBEEF
RECIPES = (Recipe("bracket", "1" * 64, 1), Recipe("flange", "2" * 64, 2))
WAIT_S = 30


class UnreliableStore:
    """The real store behind a disk that fails when told to."""

    def __init__(self, store: SqliteResultStore) -> None:
        self.real = store
        self.error: Exception | None = None
        self.commits: list[int] = []
        self.failed = threading.Semaphore(0)

    def position(self, journal_id: int) -> int:
        self._fail_when_told()
        return self.real.position(journal_id)

    def counts(self, journal_id: int) -> ResultCounts:
        return self.real.counts(journal_id)

    def recipe_uses(self, journal_id: int) -> Sequence[RecipeUse]:
        return self.real.recipe_uses(journal_id)

    def lot_uses(self, journal_id: int) -> Sequence[LotUse]:
        return self.real.lot_uses(journal_id)

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
        self._fail_when_told()
        self.commits.append(len(records))
        self.real.commit(journal_id, position, records, outcomes, late, alarms, recipes, lots)

    def _fail_when_told(self) -> None:
        if self.error is not None:
            self.failed.release()
            raise self.error


class Bench:
    """A recorder on a real store in a folder."""

    def __init__(self, folder: Path) -> None:
        self.store = UnreliableStore(open_store(folder / "db"))
        self.stored = threading.Condition()
        self.recorded: list[Recorded] = []
        self.on_recorded: Callable[[Recorded], None] = lambda _: None
        archive = FileImageArchive(folder / "archive", reserve_bytes=0)
        rows = RowMaker(archive, PROVENANCE, KnownModels(MODEL), PicturePolicy())
        self.recipes = Recipes(
            LineModel(MODEL, tuple(PreparedRecipe(each, ()) for each in RECIPES))
        )
        self.lots = Lots()
        self.recorder = Recorder(
            self.store,
            rows,
            RecipeCitations(self.recipes),
            self.lots,
            ChallengeWatch(),
            self._note,
        )

    def _note(self, recorded: Recorded) -> None:
        with self.stored:
            self.recorded.append(recorded)
            self.stored.notify_all()
        self.on_recorded(recorded)

    def wait_for_position(self, position: int) -> None:
        with self.stored:
            found = self.stored.wait_for(
                lambda: self.recorded and self.recorded[-1].position >= position, WAIT_S
            )
        assert found

    def indexes(self) -> list[int]:
        history = self.store.real.history()
        rows = history.page(HistoryFilter(), None, 10_000)
        history.close()
        return sorted(row.trigger_index for row in rows)


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    monkeypatch.setattr(recorder_module, "_RETRY_S", 0.01)
    bench = Bench(tmp_path)
    bench.recorder.start()
    yield bench
    bench.recorder.stop()
    bench.store.real.close()


def decided(index: int) -> Decided:
    ok, why = Evaluation.OK, Reason.CLASSIFIED
    return Decided(index, index, index, index, 0, ok, why, 0, 0, 0.5, 10**18, 10**18 + 1, 1000, 1)


def inspection(index: int) -> Inspection:
    frame = Frame(np.zeros((4, 4), np.uint8), "Mono8", 100 + index, 0, 0)
    decision = Decision(Evaluation.OK, Reason.CLASSIFIED, "good", 0.9, 0.5)
    return Inspection(Trigger(index, index, 0, 0, 1), decision, frame)


def test_the_gates_decision_is_joined_with_what_the_engine_saw(bench: Bench) -> None:
    bench.recorder.attach(JOURNAL)
    bench.recorder.remember(0, inspection(1))
    bench.recorder.take(1, decided(1))
    bench.recorder.take(2, decided(2))
    bench.wait_for_position(2)
    frames = [row.frame_id for recorded in bench.recorded for row, _ in recorded.results]
    assert frames == [101, None]
    assert bench.recorder.recorded == 2


@pytest.fixture
def held_up(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """The disk stands still until this is set; whoever commits has come into it."""
    go_on = threading.Event()
    commit = bench.store.real.commit

    def wait_and_commit(*arguments: object) -> None:
        bench.store.failed.release()
        assert go_on.wait(WAIT_S)
        commit(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(bench.store.real, "commit", wait_and_commit)
    yield go_on
    go_on.set()


def test_while_the_disk_stands_still_pictures_take_no_more_memory_than_they_may(
    bench: Bench, held_up: threading.Event
) -> None:
    """Those of the rows that wait in the commit came on top."""
    kept = 8
    bench.recorder._remembered._pictures_max_bytes = kept * inspection(0).frame.image.nbytes
    pictures = []

    def show(index: int) -> None:
        seen = inspection(index)
        pictures.append(weakref.ref(seen.frame.image))
        bench.recorder.remember(0, seen)

    bench.recorder.attach(JOURNAL)
    for index in range(1, kept + 1):
        show(index)
        bench.recorder.take(index, decided(index))
    assert bench.store.failed.acquire(timeout=WAIT_S)
    for index in range(kept + 1, 5 * kept):
        show(index)
        bench.recorder.take(index, decided(index))
    assert sum(picture() is not None for picture in pictures) <= kept + 1
    held_up.set()
    bench.wait_for_position(5 * kept - 1)
    assert bench.indexes() == list(range(1, 5 * kept))


def test_storing_that_stands_still_or_gives_up_pictures_is_told(
    bench: Bench, held_up: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [10**15]
    monkeypatch.setattr(recorder_module, "monotonic_ns", lambda: now[0])
    recorder = bench.recorder
    recorder.attach(JOURNAL)
    assert recorder.behind is None
    recorder.take(1, decided(1))
    assert bench.store.failed.acquire(timeout=WAIT_S)
    assert recorder.behind is None
    now[0] += 11 * 10**9
    assert [reason.key for reason in recorder.behind.reasons] == ["storing_stands"]
    recorder._remembered._pictures_max_bytes = 0
    recorder.remember(0, inspection(2))
    assert [reason.key for reason in recorder.behind.reasons] == ["pictures_given_up"]
    held_up.set()
    bench.wait_for_position(1)
    assert [reason.key for reason in recorder.behind.reasons] == ["pictures_given_up"]
    now[0] += 61 * 10**9
    assert recorder.behind is None


def test_one_commit_serves_all_parts_that_wait(bench: Bench) -> None:
    for index in range(1, 301):
        bench.recorder.take(index, decided(index))
    bench.wait_for_position(300)
    assert bench.store.commits == [256, 44]


def test_outcomes_and_late_verdicts_reach_their_rows(bench: Bench) -> None:
    bench.recorder.attach(JOURNAL)
    bench.recorder.take(1, decided(1))
    bench.recorder.take(2, OutcomeSeen(1, Outcome.PASSED, 1, 10**18 + 2))
    bench.recorder.take(3, LateSeen(1, Evaluation.NOT_OK, Reason.CLASSIFIED, 10**18 + 3))
    bench.wait_for_position(3)
    history = bench.store.real.history()
    stored = history.result(make_result_id(JOURNAL, 1))
    history.close()
    assert (stored.outcome, stored.late_evaluation) == (Outcome.PASSED, Evaluation.NOT_OK)


@pytest.mark.parametrize("error", [DiskFullError("no space"), ValueError("bug in the store")])
def test_a_disk_that_is_full_for_a_while_loses_nothing(bench: Bench, error: Exception) -> None:
    bench.recorder.attach(JOURNAL)
    bench.store.error = error
    seen = inspection(1)
    bench.recorder.remember(0, seen)
    for index in (1, 2, 3):
        bench.recorder.take(index, decided(index))
    assert bench.store.failed.acquire(timeout=WAIT_S)
    assert bench.store.failed.acquire(timeout=WAIT_S)  # so the first failure is noted
    assert str(error) in bench.recorder.fault or type(error).__name__ in bench.recorder.fault
    bench.store.error = None
    bench.wait_for_position(3)
    assert bench.indexes() == [1, 2, 3]
    assert bench.recorder.fault == ""
    (_, found), *_ = bench.recorded[0].results
    assert found is not None
    assert found.decision is seen.decision


def test_what_could_not_be_stored_before_the_stop_is_asked_for_again(bench: Bench) -> None:
    bench.recorder.attach(JOURNAL)
    bench.store.error = DiskFullError("no space")
    bench.recorder.take(1, decided(1))
    assert bench.store.failed.acquire(timeout=WAIT_S)
    commit = bench.store.commit

    def recover_after_the_first_batch(*arguments: object) -> None:
        try:
            commit(*arguments)  # type: ignore[arg-type]
        finally:
            bench.store.error = None if bench.recorder._stopping.is_set() else bench.store.error

    bench.store.commit = recover_after_the_first_batch  # type: ignore[method-assign]
    for index in range(2, 600):
        bench.recorder.take(index, decided(index))
    bench.recorder.stop()
    stored = bench.indexes()
    assert stored == list(range(1, len(stored) + 1))
    assert bench.store.real.position(JOURNAL) == len(stored)


def test_the_position_is_told_only_when_all_before_it_is_stored(bench: Bench) -> None:
    bench.recorder.attach(JOURNAL)
    for index in range(1, 100):
        bench.recorder.take(index, decided(index))
    assert bench.recorder.attach(JOURNAL) == 99
    assert bench.recorder.attach(0xF00D) == 0
    assert bench.recorder.recorded == 0


def test_a_store_that_does_not_answer_attaches_nobody(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.recorder.attach(JOURNAL)
    bench.store.error = DiskFullError("no space")
    bench.recorder.take(1, decided(1))
    monkeypatch.setattr(recorder_module, "_ANSWER_S", 0.05)
    assert bench.store.failed.acquire(timeout=WAIT_S)
    with pytest.raises(StoreError, match="takes no results"):
        bench.recorder.attach(JOURNAL)
    bench.store.error = None
    bench.wait_for_position(1)
    monkeypatch.setattr(recorder_module, "_ANSWER_S", WAIT_S)
    assert bench.recorder.attach(JOURNAL) == 1


def test_a_database_that_fails_when_asked_for_its_position_ends_no_thread(bench: Bench) -> None:
    bench.store.error = StoreError("disk I/O error")
    with pytest.raises(StoreError, match="disk I/O error"):
        bench.recorder.attach(JOURNAL)
    assert "disk I/O error" in bench.recorder.fault
    bench.store.error = None
    assert bench.recorder.attach(JOURNAL) == 0
    assert bench.recorder.fault == ""


def test_a_screen_that_fails_does_not_stop_the_record(bench: Bench) -> None:
    def fail(_: Recorded) -> None:
        raise ZeroDivisionError

    bench.recorder.attach(JOURNAL)
    bench.on_recorded = fail
    bench.recorder.take(1, decided(1))
    bench.wait_for_position(1)
    bench.recorder.take(2, decided(2))
    bench.wait_for_position(2)
    assert bench.indexes() == [1, 2]
    assert bench.recorder.fault == ""


def test_details_of_parts_that_are_never_decided_are_forgotten(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remembered_module, "_PARTS_MAX", 1024)
    bench.recorder.attach(JOURNAL)
    for index in range(1, 2000):
        bench.recorder.remember(0, inspection(index))
    bench.recorder.take(1, decided(1))
    bench.recorder.take(2, decided(1999))
    bench.wait_for_position(2)
    frames = [row.frame_id for recorded in bench.recorded for row, _ in recorded.results]
    assert frames == [None, 100 + 1999]


def test_a_recorder_that_never_started_can_be_stopped(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    bench.recorder.stop()
    bench.store.real.close()


def test_a_part_of_another_journal_never_gets_the_picture_of_its_namesake(bench: Bench) -> None:
    bench.recorder.attach(JOURNAL)
    bench.recorder.remember(0, inspection(1))
    bench.recorder.attach(JOURNAL + 1)
    bench.recorder.take(1, decided(1))
    bench.wait_for_position(1)
    [row] = [row for recorded in bench.recorded for row, _ in recorded.results]
    assert (row.frame_id, row.views) == (None, ())


def seen(index: int, recipe_number: int) -> TriggerSeen:
    return TriggerSeen(index, index, index, 0, 10**18, 1, 2, 0, recipe_number)


def test_what_the_gate_complains_of_is_kept_once(bench: Bench) -> None:
    bench.recorder.attach(JOURNAL)
    full, air = Alarm.BIN_FULL, Alarm.AIR_LOW
    raised = AlarmChanged(full | air, full | air, 0, ClearedBy.NOBODY, 41, 10**18)
    cleared = AlarmChanged(air, 0, full, ClearedBy.PERSON, 0, 10**18 + 1)
    strange = AlarmChanged(0, 0, air, 77, 0, 10**18 + 2)
    for sequence, record in enumerate((raised, cleared, strange), start=1):
        bench.recorder.take(sequence, record)
    bench.wait_for_position(3)
    bench.recorder.take(1, raised)
    bench.recorder.take(4, decided(1))
    bench.wait_for_position(4)
    history = bench.store.real.history()
    found = [each.event for each in history.alarms(None, 10)]
    history.close()
    assert [(each.sequence, each.raised, each.cleared, each.latched) for each in found] == [
        (3, Alarm(0), air, Alarm(0)),
        (2, Alarm(0), full, air),
        (1, full | air, Alarm(0), full | air),
    ]
    assert [each.cleared_by for each in found] == [
        ClearedBy.NOBODY,
        ClearedBy.PERSON,
        ClearedBy.NOBODY,
    ]
    assert found[-1].trigger_index == 41


def test_where_a_recipe_begins_is_stored_though_the_disk_was_full(bench: Bench) -> None:
    bench.recorder.attach(JOURNAL)
    bench.store.error = DiskFullError("no space")
    bench.recorder.take(1, seen(1, 1))
    assert bench.store.failed.acquire(timeout=WAIT_S)
    for index in (2, 3):
        bench.recorder.take(index, seen(index, 2))
    bench.store.error = None
    bench.wait_for_position(3)
    assert bench.store.real.recipe_uses(JOURNAL) == [
        RecipeUse(1, 1, "bracket", "1" * 64),
        RecipeUse(2, 2, "flange", "2" * 64),
    ]


def test_without_an_engine_a_part_cites_the_recipe_that_is_in_force_when_it_is_recorded(
    bench: Bench,
) -> None:
    bench.recorder.attach(JOURNAL)
    bench.recipes.put_in_force(2)
    bench.recorder.take(1, seen(1, 0))
    bench.recorder.take(2, decided(1))
    bench.recorder.take(3, decided(9))
    bench.wait_for_position(3)
    rows = [row for recorded in bench.recorded for row, _ in recorded.results]
    assert [row.provenance.recipe_id for row in rows] == ["flange", "flange"]
    assert rows[0].provenance.model_sha256 == PROVENANCE.model_sha256


def test_another_journal_has_its_own_recipes(bench: Bench) -> None:
    bench.recorder.attach(JOURNAL)
    bench.recorder.take(1, seen(1, 2))
    bench.wait_for_position(1)
    bench.recorder.attach(JOURNAL + 1)
    bench.recorder.take(1, decided(1))
    with bench.stored:
        assert bench.stored.wait_for(lambda: len(bench.recorded) == 2, WAIT_S)
    [(row, _)] = bench.recorded[1].results
    assert row.provenance.recipe_id == "bracket"


def test_the_picture_of_a_stored_part_was_measured(bench: Bench) -> None:
    bench.recorder.attach(JOURNAL)
    bench.recorder.remember(0, inspection(1))
    bench.recorder.take(1, decided(1))
    bench.wait_for_position(1)
    history = bench.store.real.history()
    (view,) = history.result(make_result_id(JOURNAL, 1)).record.views
    history.close()
    assert view.health is not None
    assert view.health.brightness == 0.0
    assert bench.recorder.health.measured == 1


def test_a_part_belongs_to_the_lot_that_ran_when_it_came(bench: Bench) -> None:
    lots = bench.store.real.lots()

    def begin(name: str) -> Callable[[LotBoundary], int]:
        return lambda boundary: lots.begin(Lot(0, name, "", 1, "ana"), boundary).lot_id

    bench.recorder.attach(JOURNAL)
    bench.lots.note_counted(2)
    bench.lots.change(begin("monday"))
    bench.lots.note_coming(3)
    bench.lots.change(begin("tuesday"))
    bench.lots.note_coming(4)
    bench.lots.change(lambda boundary: lots.end(2, "ana", boundary) and None)
    for index in range(1, 7):
        bench.recorder.take(index, decided(index))
    bench.wait_for_position(6)
    history = bench.store.real.history()
    rows = history.page(HistoryFilter(), None, 10)
    history.close()
    assert [row.lot for row in reversed(rows)] == ["", "", "monday", "tuesday", "", ""]
    assert [lot.by_evaluation for lot in lots.page(None, 9)] == [{Evaluation.OK: 1}] * 2


def test_another_engine_goes_on_with_the_lot_that_runs(bench: Bench) -> None:
    lots = bench.store.real.lots()
    bench.recorder.attach(JOURNAL)
    bench.lots.note_counted(1)
    lot = Lot(0, "monday", "", 1, "ana")
    bench.lots.change(lambda boundary: lots.begin(lot, boundary).lot_id)
    other = Lots()
    other.resume(1, {})
    other.restore(JOURNAL, bench.store.real.lot_uses(JOURNAL), is_new=False)
    assert [other.of(index) for index in (1, 2, 3)] == [None, 1, 1]
    other.restore(JOURNAL + 1, [], is_new=True)
    assert other.of(1) == 1
    assert other.unstored == (LotUse(0, 1),)


def test_a_lot_that_began_while_the_gate_was_away_has_the_parts_that_come_then() -> None:
    lots = Lots()
    lots.change(lambda boundary: 7 if boundary == LotBoundary(0, 0) else None)
    lots.restore(JOURNAL, [], is_new=False)
    assert lots.of(5) is None
    lots.note_counted(5)
    assert [lots.of(index) for index in (5, 6)] == [None, 7]


def test_rows_wait_until_a_lot_is_stored() -> None:
    lots = Lots()
    lots.restore(JOURNAL, [], is_new=False)
    lots.note_counted(10)
    found: list[int | None] = []
    asked = threading.Event()

    def ask() -> None:
        asked.set()
        found.append(lots.of(11))

    asking = threading.Thread(target=ask)

    def store(boundary: LotBoundary) -> int:
        assert lots.of(10) is None
        asking.start()
        assert asked.wait(WAIT_S)
        assert found == []
        return 3

    lots.change(store)
    asking.join()
    assert found == [3]


def test_a_lot_that_cannot_be_stored_changes_nothing() -> None:
    lots = Lots()
    lots.restore(JOURNAL, [], is_new=False)
    lots.note_counted(10)

    def fail(_: LotBoundary) -> int:
        raise StoreError("the disk is full")

    with pytest.raises(StoreError):
        lots.change(fail)
    assert lots.of(11) is None
