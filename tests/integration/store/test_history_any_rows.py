"""Whatever rows there are and whatever is asked, the answer is that of plain Python.

Names are what people and other programs may write: quotes, wildcards of SQL, a statement, other
scripts. Scores lie on, just below and just above the borders of their bands; the clock steps back;
rows of old blocks are gone; others are stored while somebody pages.
"""

from __future__ import annotations

import itertools
import math
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from store_examples import JOURNAL, PROVENANCE, START_UTC_NS, example

from inspector.domain.evaluation import Evaluation, Outcome, Reason
from inspector.domain.history import Facets, HistoryFilter, KnownModel, ResultSummary, RowCount
from inspector.domain.lots import Lot, LotBoundary
from inspector.domain.people import Role
from inspector.domain.record import ArchivedImage, OutcomeUpdate, ResultRecord
from inspector.domain.review import Review, Standing
from inspector.store.opening import DATABASE_NAME, open_store
from inspector.store.reading import leading
from inspector.store.reading.history import SqliteHistory
from inspector.store.result_store import SqliteResultStore

NAMES = ("scratch", "Scratch", "", "' OR 1=1 --", '"', "100%", "a_b", "\\", "划痕", "é", "e\u0301")
LOTS = ("%", "' OR ''='", "%", "批次 7", "_")
BORDERS = [
    moved
    for at in (0, 1, 2, 37, 64, 127, 128)
    for exact in (at / 128,)
    for moved in (math.nextafter(exact, -1.0), exact, math.nextafter(exact, 2.0))
]
SECOND = 10**9
BLOCK = 1024
"""Rows that the database looks up by time together."""

names = st.sampled_from(NAMES) | st.text(st.characters(exclude_categories=["Cs"]), max_size=3)
numbers = st.sampled_from(BORDERS) | st.sampled_from([-1e308, -1.0, -0.0, 5e-324, 1e308])
numbers |= st.floats(0, 1, allow_subnormal=False)
moments = st.integers(-3, 30).map(lambda half: START_UTC_NS + half * SECOND // 2)
part_ids = st.integers(0, 3) | st.just(2**32 - 1)


@dataclass(frozen=True)
class Row:
    """What a filter can ask of one stored part."""

    evaluation: Evaluation
    reason: Reason
    class_name: str
    part_id: int
    triggered_utc_ns: int
    lot_id: int | None
    recipe_id: str
    model_id: str
    model_sha256: str
    outcome: Outcome
    score: float
    review: Standing
    challenge: bool
    pictured: bool = True

    @property
    def lot(self) -> str | None:
        return None if self.lot_id is None else LOTS[self.lot_id - 1]


rows_of_any_kind = st.builds(
    Row,
    evaluation=st.sampled_from(Evaluation),
    reason=st.sampled_from(Reason),
    class_name=names,
    part_id=part_ids,
    triggered_utc_ns=moments,
    lot_id=st.none() | st.integers(1, len(LOTS)),
    recipe_id=names,
    model_id=names,
    model_sha256=st.sampled_from(["e" * 64, "a" * 64, ""]),
    outcome=st.sampled_from(Outcome),
    score=numbers | st.just(math.nan),
    review=st.sampled_from(Standing),
    challenge=st.booleans(),
    pictured=st.booleans(),
)
PLAIN = Row(
    evaluation=Evaluation.OK,
    reason=Reason.CLASSIFIED,
    class_name="good",
    part_id=1,
    triggered_utc_ns=START_UTC_NS,
    lot_id=1,
    recipe_id="bracket",
    model_id="model/1",
    model_sha256="e" * 64,
    outcome=Outcome.PASSED,
    score=0.5,
    review=Standing.NONE,
    challenge=False,
)
FIELDS = {
    "evaluation": st.sampled_from(Evaluation),
    "reason": st.sampled_from(Reason),
    "class_name": names,
    "part_id": part_ids | st.just(2**63 - 1),
    "since_utc_ns": moments | st.sampled_from([0, 2**63 - 1]),
    "until_utc_ns": moments | st.sampled_from([0, 2**63 - 1]),
    "lot": st.sampled_from(LOTS) | names,
    "lot_id": st.integers(0, len(LOTS) + 1) | st.just(2**63 - 1),
    "recipe_id": names,
    "model_id": names,
    "model_sha256": st.sampled_from(["e" * 64, "a" * 64, ""]),
    "outcome": st.sampled_from(Outcome),
    "score_min": numbers | st.just(math.nan),
    "score_max": numbers | st.just(math.nan),
    "review": st.sampled_from(Standing),
    "challenge": st.booleans(),
    "pictured": st.booleans(),
}
_OF_ROW = {"since_utc_ns": "triggered_utc_ns", "until_utc_ns": "triggered_utc_ns"}
_OF_ROW |= {"score_min": "score", "score_max": "score"}


@st.composite
def filters_for(draw: st.DrawFn, rows: Sequence[Row]) -> HistoryFilter:
    """A filter that as a rule finds at least one of the rows."""
    wanted = draw(st.lists(st.sampled_from(sorted(FIELDS)), max_size=3, unique=True))
    model = draw(st.sampled_from(rows))
    criteria = {
        name: draw(FIELDS[name])
        if draw(st.integers(0, 3)) == 0
        else getattr(model, _OF_ROW.get(name, name))
        for name in wanted
    }
    return HistoryFilter(**criteria)


@dataclass(frozen=True)
class Case:
    """Rows that are there, rows that come later, and what is asked."""

    rows: Sequence[Row]
    later: Sequence[Row]
    filters: Sequence[HistoryFilter]
    limit: int
    first: int


@st.composite
def cases(draw: st.DrawFn) -> Case:
    rows = draw(st.lists(rows_of_any_kind, min_size=1, max_size=25))
    return Case(
        rows,
        draw(st.lists(rows_of_any_kind, max_size=8)),
        draw(st.lists(filters_for(rows), min_size=12, max_size=16)),
        limit=draw(st.integers(1, 30)),
        first=draw(st.sampled_from([1, BLOCK - 5, 2**40 - 3])),
    )


def matches(criteria: HistoryFilter, row: Row) -> bool:
    """The filter in plain Python."""
    since, until = criteria.since_utc_ns, criteria.until_utc_ns
    low, high = criteria.score_min, criteria.score_max
    same = (
        criteria.evaluation in (None, row.evaluation),
        criteria.reason in (None, row.reason),
        criteria.class_name in (None, row.class_name),
        criteria.part_id in (None, row.part_id),
        criteria.lot in (None, row.lot),
        criteria.lot_id in (None, row.lot_id),
        criteria.recipe_id in (None, row.recipe_id),
        criteria.model_id in (None, row.model_id),
        criteria.model_sha256 in (None, row.model_sha256),
        criteria.outcome in (None, row.outcome),
        criteria.review in (None, row.review),
        criteria.challenge in (None, row.challenge),
        criteria.pictured in (None, row.pictured),
    )
    return (
        all(same)
        and (since is None or since <= row.triggered_utc_ns)
        and (until is None or row.triggered_utc_ns < until)
        and (low is None or low <= row.score)
        and (high is None or row.score < high)
    )


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with its lots and nothing else."""
    folder = tmp_path_factory.mktemp("empty")
    store = open_store(folder)
    for number, name in enumerate(LOTS):
        store.lots().begin(Lot(0, name, "", number, "ana"), LotBoundary(JOURNAL, number))
    store.close()
    return folder / DATABASE_NAME


class Filled:
    """A database that takes rows; knows which part of the test each stored result is."""

    def __init__(self, store: SqliteResultStore, history: SqliteHistory) -> None:
        self.store, self.history = store, history
        self._next = 0

    def add(self, rows: Sequence[Row]) -> list[str]:
        """Store rows with all that people said of them; their ids."""
        records = [self._record(row) for row in rows]
        updates = [
            OutcomeUpdate(record.result_id, row.outcome, record.decided_utc_ns)
            for record, row in zip(records, rows, strict=True)
        ]
        self.store.commit(JOURNAL, self._next, records, updates, [])
        for record, row in zip(records, rows, strict=True):
            for review in said_of(record, row.review):
                self.store.reviews().add(review)
        return [record.result_id for record in records]

    def _record(self, row: Row) -> ResultRecord:
        self._next += 1
        cited = {"recipe_id": row.recipe_id, "model_id": row.model_id}
        return example(
            self._next,
            evaluation=row.evaluation,
            reason=row.reason,
            class_name=row.class_name,
            part_id=row.part_id,
            triggered_utc_ns=row.triggered_utc_ns,
            lot_id=row.lot_id,
            score=row.score,
            challenge=row.challenge,
            image=ArchivedImage("2025/a.png", "0" * 64) if row.pictured else ArchivedImage(),
            provenance=replace(PROVENANCE, model_sha256=row.model_sha256, **cited),
        )


def said_of(record: ResultRecord, standing: Standing) -> list[Review]:
    """What people say for their words to stand so."""
    agreed = Review(
        record.result_id, 1, "ana", Role.QUALITY, record.class_name, record.evaluation, "it's so"
    )
    other = replace(agreed, person="ben", label=f"not {record.class_name}")
    return {
        Standing.NONE: [],
        Standing.CONFIRMED: [agreed],
        Standing.OVERRIDDEN: [other],
        Standing.DISPUTED: [agreed, other],
    }[standing]


@contextmanager
def filled(empty: Path, folder: Path, first: int) -> Iterator[Filled]:
    """A database whose next row has this sequence: history from before it was let go."""
    folder.mkdir()
    shutil.copy(empty, folder)
    with closing(sqlite3.connect(folder / DATABASE_NAME)) as connection, connection:
        connection.execute("INSERT INTO sqlite_sequence VALUES ('result', ?)", (first - 1,))
    store = open_store(folder)
    history = store.history()
    try:
        yield Filled(store, history)
    finally:
        history.close()
        store.close()
        shutil.rmtree(folder)


_folders = itertools.count()


@pytest.mark.parametrize(("looked_at", "short"), [(1, 1), (1, 1 << 14), (2000, 1 << 14)])
@settings(
    max_examples=8,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(case=cases())
def test_any_filter_over_any_rows_is_the_one_of_plain_python(
    empty, tmp_path, looked_at, short, case
):
    with (
        mock.patch.object(leading, "LOOKED_AT", looked_at),
        mock.patch.object(leading, "SHORT_PER_KEY", short),
        filled(empty, tmp_path / str(next(_folders)), case.first) as database,
    ):
        ids = database.add(case.rows)
        assert_facets_are_those_of(database.history.facets(), case.rows)
        walks = [Walk(database.history, criteria, case.limit) for criteria in case.filters]
        for walk in walks:
            walk.begin(chosen(walk.criteria, ids, case.rows))
        more = database.add(case.later) if case.later else []
        for walk in walks:
            walk.finish(chosen(walk.criteria, more, case.later))


def chosen(criteria: HistoryFilter, ids: Sequence[str], rows: Sequence[Row]) -> list[str]:
    return [each for each, row in zip(ids, rows, strict=True) if matches(criteria, row)]


class Walk:
    """Pages one filter in both directions; rows are stored after the first page of each."""

    def __init__(self, history: SqliteHistory, criteria: HistoryFilter, limit: int) -> None:
        self.criteria = criteria
        self._history, self._limit = history, limit

    def begin(self, wanted: list[str]) -> None:
        history, criteria = self._history, self.criteria
        assert history.count(criteria, 10.0) == RowCount(len(wanted), more=False)
        exported = history.exported(criteria, None, 100)
        assert [each.summary.result_id for each in exported] == wanted[::-1]
        self._wanted = wanted
        self._newest_first = list(history.page(criteria, None, self._limit))
        self._oldest_first = list(history.page_after(criteria, 0, self._limit))

    def finish(self, more: list[str]) -> None:
        newest_first, oldest_first, criteria = self._newest_first, self._oldest_first, self.criteria
        while newest_first and (page := self._older(newest_first[-1].sequence)):
            newest_first += page
        while page := self._history.page_after(criteria, last_of(oldest_first), self._limit):
            oldest_first += page
        wanted = self._wanted + more
        assert [row.result_id for row in newest_first] == self._wanted[::-1]
        assert [row.result_id for row in oldest_first] == wanted
        assert self._history.count(criteria, 10.0).count == len(wanted)

    def _older(self, shown: int) -> list[ResultSummary]:
        return self._history.page(self.criteria, shown, self._limit)


@pytest.mark.parametrize("field", ["class_name", "lot", "recipe_id", "model_id"])
def test_a_name_finds_itself_and_nothing_else(empty, tmp_path, field):
    values = range(1, len(LOTS) + 1) if field == "lot" else NAMES
    column = "lot_id" if field == "lot" else field
    rows = [replace(PLAIN, **{column: each}) for each in values]
    with filled(empty, tmp_path / field, 1) as database:
        ids = database.add(rows)
        for name in LOTS if field == "lot" else NAMES:
            walk = Walk(database.history, HistoryFilter(**{field: name}), 2)
            walk.begin(chosen(walk.criteria, ids, rows))
            walk.finish([])


def last_of(found: Sequence[ResultSummary]) -> int:
    return found[-1].sequence if found else 0


def assert_facets_are_those_of(facets: Facets, rows: Sequence[Row]) -> None:
    """Newest first, as far as they have an order of time; nothing is named twice."""
    newest = list(reversed(rows))
    assert facets.lots == list(dict.fromkeys(reversed(LOTS)))
    assert sorted(facets.recipes) == sorted({row.recipe_id for row in newest if row.recipe_id})
    assert facets.classes == sorted({row.class_name for row in newest if row.class_name})
    models = {(row.model_id, row.model_sha256) for row in newest if row.model_sha256}
    variant = PROVENANCE.model_variant
    assert set(facets.models) == {KnownModel(*model, variant) for model in models}
    assert len(set(facets.models)) == len(facets.models)
