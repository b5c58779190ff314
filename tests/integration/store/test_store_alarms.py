"""Alarms and the uses of recipes are kept once, whatever is told twice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from store_examples import JOURNAL, START_UTC_NS, example
from test_store_opening import fill_by_hand

from inspector.domain.alarm import Alarm, ClearedBy
from inspector.domain.errors.store import StoreError
from inspector.domain.record import AlarmEvent, RecipeUse
from inspector.store.opening import DATABASE_NAME, open_store
from inspector.store.result_store import SqliteResultStore
from inspector.store.schema import migration

RAISED = AlarmEvent(
    journal_id=JOURNAL,
    sequence=7,
    utc_ns=START_UTC_NS,
    raised=Alarm.BIN_FULL | Alarm.JOURNAL_FAILED,
    cleared=Alarm(0),
    latched=Alarm.BIN_FULL | Alarm.JOURNAL_FAILED,
    cleared_by=ClearedBy.NOBODY,
    trigger_index=41,
)
CLEARED = AlarmEvent(
    journal_id=JOURNAL,
    sequence=9,
    utc_ns=START_UTC_NS + 5,
    raised=Alarm(0),
    cleared=Alarm.BIN_FULL,
    latched=Alarm.JOURNAL_FAILED,
    cleared_by=ClearedBy.PERSON,
    trigger_index=0,
)
FIRST = RecipeUse(1, 1, "bracket", "a" * 64)
SECOND = RecipeUse(40, 2, "flange", "b" * 64)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteResultStore]:
    store = open_store(tmp_path)
    yield store
    store.close()


def events(store: SqliteResultStore) -> list[AlarmEvent]:
    history = store.history()
    found = history.alarms(None, 10)
    history.close()
    return [each.event for each in found]


def test_alarms_come_back_newest_first_as_they_were_told(store):
    store.commit(JOURNAL, 9, [], [], [], [RAISED, CLEARED])
    assert events(store) == [CLEARED, RAISED]


def test_an_alarm_that_is_told_twice_is_kept_once(store):
    store.commit(JOURNAL, 7, [], [], [], [RAISED])
    store.commit(JOURNAL, 9, [], [], [], [replace(RAISED, utc_ns=1), CLEARED])
    other = replace(RAISED, journal_id=JOURNAL + 1)
    store.commit(JOURNAL + 1, 7, [], [], [], [other])
    assert events(store) == [other, CLEARED, RAISED]


def test_alarms_are_paged_by_an_id_that_grows(store):
    many = [replace(RAISED, sequence=number) for number in range(1, 8)]
    store.commit(JOURNAL, 7, [], [], [], many)
    history = store.history()
    first = history.alarms(None, 3)
    rest = history.alarms(first[-1].event_id, 10)
    history.close()
    assert [each.event.sequence for each in (*first, *rest)] == [7, 6, 5, 4, 3, 2, 1]


def test_what_a_failing_transaction_told_is_not_there(store):
    broken = replace(example(1), part_id="no number")
    with pytest.raises(StoreError):
        store.commit(JOURNAL, 9, [broken], [], [], [RAISED], [FIRST])
    assert events(store) == []
    assert store.recipe_uses(JOURNAL) == []


def test_the_uses_of_recipes_come_back_in_the_order_of_the_parts(store):
    store.commit(JOURNAL, 1, [], [], [], recipes=[FIRST])
    store.commit(JOURNAL, 2, [], [], [], recipes=[replace(FIRST, recipe_id="another"), SECOND])
    assert store.recipe_uses(JOURNAL) == [FIRST, SECOND]
    assert store.recipe_uses(JOURNAL + 1) == []


def test_of_many_changeovers_the_last_are_remembered(store):
    uses = [replace(FIRST, trigger_index=number) for number in range(1, 200)]
    store.commit(JOURNAL, 1, [], [], [], recipes=uses)
    assert store.recipe_uses(JOURNAL) == uses[-64:]


def test_a_database_from_before_there_were_alarms_takes_them_and_keeps_its_rows(tmp_path):
    path = tmp_path / DATABASE_NAME
    migration.create_at(path, "0003")
    fill_by_hand(path)
    store = open_store(tmp_path)
    assert (events(store), store.recipe_uses(JOURNAL)) == ([], [])
    store.commit(JOURNAL, 9, [], [], [], [RAISED], [FIRST])
    assert (events(store), store.recipe_uses(JOURNAL)) == ([RAISED], [FIRST])
    history = store.history()
    assert history.result(example(1).result_id).record == example(1)
    history.close()
    store.close()
