"""Whoever changes, removes or adds a sealed result is found out."""

# ruff: noqa: S608 - column names of our own tables

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from store_examples import JOURNAL, START_UTC_NS, example, passed, view_of

from inspector.config.retention import RetentionConfig
from inspector.domain.evaluation import Evaluation
from inspector.services.people.audit import AuditTrail
from inspector.services.retention.sweep import Sweep, Swept
from inspector.services.seals.sealer import Sealer
from inspector.store.archive import FileImageArchive
from inspector.store.opening import DATABASE_NAME, open_store
from inspector.store.result_store import SqliteResultStore
from inspector.store.seals import content
from inspector.store.seals.proof import SealProof, count_blocks, prove

DAY_NS = 86_400 * 10**9
NOW = START_UTC_NS + DAY_NS
MINUTE_NS = 60 * 10**9
ALL = 2**62
COLUMNS = (*content._RESULT, *content._VIEW)


def record(store: SqliteResultStore, first: int, count: int) -> None:
    rows = [example(index) for index in range(first, first + count)]
    rows = [
        example(row.trigger_index, views=(view_of(row, 0, "top"), view_of(row, 1, "side")))
        for row in rows
    ]
    store.commit(JOURNAL, first + count, rows, [passed(row) for row in rows], [])


@pytest.fixture
def store(tmp_path: Path):
    made = open_store(tmp_path / "db")
    record(made, 0, 30)
    for before in (10, 20, 30):
        made.seals().seal(before, NOW)
    yield made
    made.close()


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "db" / DATABASE_NAME


def proof_of(database: Path) -> SealProof:
    return prove(database, lambda: None)


def tamper(database: Path, *statements: str) -> None:
    with closing(sqlite3.connect(database)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def test_what_nobody_touched_holds(store, database):
    proof = proof_of(database)
    assert proof.holds
    assert (proof.blocks, proof.sealed, proof.unsealed, proof.let_go) == (3, 30, 0, 0)
    assert proof.head == store.seals().head().digest
    assert count_blocks(database) == 3


def test_what_is_not_settled_is_left_for_later(store, database):
    record(store, 30, 5)
    assert store.seals().seal(33, NOW) == 3
    assert proof_of(database).unsealed == 2


@pytest.mark.parametrize("name", content._RESULT)
def test_every_sealed_column_of_a_result_is_watched(store, database, name):
    tamper(database, f"UPDATE result SET {name} = {changed('result', name)} WHERE sequence = 7")
    assert proof_of(database).changed == [7]


@pytest.mark.parametrize("name", [name for name in content._VIEW if name != "view"])
def test_every_sealed_column_of_a_view_is_watched(store, database, name):
    tamper(
        database,
        f"UPDATE result_view SET {name} = {changed('result_view', name)} "
        "WHERE sequence = 7 AND view = 1",
    )
    assert proof_of(database).changed == [7]


@pytest.mark.parametrize("name", content._PROVENANCE)
def test_with_what_it_was_judged_is_watched(store, database, name):
    tamper(database, f"UPDATE provenance SET {name} = {changed('provenance', name)}")
    assert len(proof_of(database).changed) == 30


def changed(table: str, name: str) -> str:
    """An expression for another value of the column's type."""
    numbers = {"score", "threshold", "novelty"}
    if name == "evaluation":
        return "2"
    if name == "outcome":
        return "2"
    if name in numbers:
        return f"coalesce({name}, 0) + 0.001"
    texts = {
        "result_id": "'00c0ffee-000000000999'",
        "scores": "'{}'",
    }
    if name in texts:
        return texts[name]
    words = "class_name frame_source pixel_format image_sha256 camera station_id app_version"
    words += " config_hash recipe_id recipe_revision model_id model_sha256 model_variant provider"
    return f"{name} || 'x'" if name in words.split() else f"coalesce({name}, 0) + 1"


def test_what_may_change_by_right_is_not_sealed(store, database):
    tamper(
        database,
        "UPDATE result SET review = 2, image_path = '', image_note = 'let go' WHERE sequence = 3",
    )
    assert proof_of(database).holds


def test_a_view_that_is_removed_or_added_is_found(store, database):
    tamper(database, "DELETE FROM result_view WHERE sequence = 4 AND view = 1")
    assert proof_of(database).changed == [4]


def test_a_result_that_is_removed_counts_as_let_go_and_its_seal_stays(store, database):
    tamper(database, "PRAGMA foreign_keys = ON", "DELETE FROM result WHERE sequence = 5")
    proof = proof_of(database)
    assert proof.holds
    assert proof.let_go == 1


def test_a_result_that_is_slipped_in_is_found(store, database):
    tamper(
        database,
        "PRAGMA foreign_keys = ON",
        "DELETE FROM result WHERE sequence = 5",
        "DELETE FROM result_seal WHERE sequence = 5",
    )
    proof = proof_of(database)
    assert not proof.holds
    assert [str(each) for each in proof.broken] == ["block 1 is not what its digest says"]


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM seal WHERE seal_id = 2",
        "UPDATE seal SET digest = (SELECT digest FROM seal WHERE seal_id = 1) WHERE seal_id = 3",
        "UPDATE seal SET sealed_utc_ns = sealed_utc_ns + 1 WHERE seal_id = 2",
        "UPDATE seal SET last_sequence = last_sequence - 1 WHERE seal_id = 2",
        "UPDATE result_seal SET hash = zeroblob(32) WHERE sequence = 12",
    ],
)
def test_whoever_alters_the_chain_breaks_it(store, database, statement):
    tamper(database, statement)
    assert not proof_of(database).holds


def test_a_chain_that_is_made_anew_has_another_head(store, database):
    head = proof_of(database).head
    tamper(
        database,
        "UPDATE result SET evaluation = 1 - (evaluation = 1) WHERE sequence = 9",
        "DELETE FROM seal",
        "DELETE FROM result_seal",
    )
    store.seals().seal(ALL, NOW)
    again = proof_of(database)
    assert again.holds
    assert again.head != head


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sequence=st.integers(1, 30), bit=st.integers(0, 30))
def test_any_bit_of_any_number_is_found(store, database, sequence, bit):
    flip = f"UPDATE result SET encoder = (encoder | {1 << bit}) - (encoder & {1 << bit})"
    tamper(database, f"{flip} WHERE sequence = {sequence}")
    try:
        assert proof_of(database).changed == [sequence]
    finally:
        tamper(database, f"{flip} WHERE sequence = {sequence}")
    assert proof_of(database).holds


def test_retention_leaves_the_proof_of_what_remains(store, database, tmp_path):
    archive = FileImageArchive(tmp_path / "archive", reserve_bytes=0)
    keep = RetentionConfig(results_days=0.5)
    store.picks().add("claim", [example(3).result_id], NOW, "Anna")
    swept = Swept()
    Sweep(keep, store.retention(), archive, lambda: True).run(NOW, swept)
    assert swept.results == 29
    proof = proof_of(database)
    assert proof.holds
    assert (proof.sealed, proof.let_go) == (30, 29)


class Clocks:
    """A wall clock that people set and one that nobody sets, and a sealer that goes by them."""

    def __init__(self, store: SqliteResultStore, trail: Path) -> None:
        self.utc_ns, self.monotonic_ns = NOW, 5
        self.sealer = Sealer(
            store.seals(),
            AuditTrail(trail),
            lambda: True,
            lambda: self.utc_ns,
            lambda: self.monotonic_ns,
        )

    def look_after(self, minutes: int) -> int:
        """So much time passes; how many results are sealed then."""
        self.utc_ns += minutes * MINUTE_NS
        self.monotonic_ns += minutes * MINUTE_NS
        return self.sealer.look()


@pytest.fixture
def clocks(store: SqliteResultStore, tmp_path: Path) -> Clocks:
    return Clocks(store, tmp_path / "audit.jsonl")


def test_a_result_is_sealed_ten_minutes_after_it_was_stored(store, clocks):
    record(store, 30, 5)
    assert [clocks.look_after(minutes) for minutes in (0, 4)] == [0, 0]
    record(store, 35, 2)
    assert [clocks.look_after(minutes) for minutes in (0, 5, 1, 3, 1)] == [0, 0, 5, 0, 2]


def test_an_outcome_that_the_gate_kept_while_no_engine_ran_is_no_alteration(
    store, clocks, database
):
    old = example(30)
    store.commit(JOURNAL, 31, [old], [], [])
    clocks.look_after(0)
    store.commit(JOURNAL, 32, [], [passed(old)], [])
    assert clocks.look_after(10) == 1
    assert proof_of(database).holds


def test_a_clock_that_is_set_ahead_seals_nothing_before_its_outcome(store, clocks, database):
    clocks.look_after(0)
    young = example(30, decided_utc_ns=clocks.utc_ns)
    store.commit(JOURNAL, 31, [young], [], [])
    clocks.utc_ns += DAY_NS
    assert clocks.look_after(1) == 0
    store.commit(JOURNAL, 32, [], [passed(young)], [])
    assert clocks.look_after(10) == 1
    assert proof_of(database).holds


def test_a_result_from_the_year_2099_keeps_no_other_from_being_sealed(store, clocks, database):
    wrong = example(30, decided_utc_ns=4_070_908_800 * 10**9)
    store.commit(JOURNAL, 31, [wrong], [passed(wrong)], [])
    record(store, 31, 3)
    clocks.look_after(0)
    assert clocks.look_after(10) == 4
    assert proof_of(database).unsealed == 0


def test_the_head_stands_in_the_audit_trail_once_a_day(store, clocks, tmp_path):
    record(store, 30, 1)
    for minutes in (0, 10, 10, 10, 24 * 60):
        clocks.look_after(minutes)
    noted = (tmp_path / "audit.jsonl").read_text("utf-8").splitlines()
    assert ["history.sealed" in line for line in noted] == [True, True]
    assert store.seals().head().digest in noted[1]


def test_an_undecided_part_is_watched_like_any_other(store, database):
    row = example(99, evaluation=Evaluation.UNDEFINED, score=float("nan"))
    store.commit(JOURNAL, 100, [row], [], [])
    assert store.seals().seal(ALL, NOW) == 1
    assert proof_of(database).holds
