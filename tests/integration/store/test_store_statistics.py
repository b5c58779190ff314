"""Counts kept by triggers are those that counting the rows gives, whatever happens to them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from forwarding_rig import Shared, opened, send_all
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, text
from store_examples import JOURNAL, PROVENANCE, START_UTC_NS, example, view_of

from inspector.domain.evaluation import Evaluation, Outcome
from inspector.domain.lots import Lot, LotBoundary
from inspector.domain.record import OutcomeUpdate, ResultRecord
from inspector.domain.review import Review, Standing
from inspector.domain.statistics.counts import QUARTER_NS, StatisticsFilter
from inspector.store.connections import reader_engine, writer_engine
from inspector.store.forwarding.outbox import SqliteOutbox
from inspector.store.opening import DATABASE_NAME, open_store
from inspector.store.reading.statistics import SqliteCounts
from inspector.store.result_store import SqliteResultStore
from inspector.store.schema.migration import create_at, migrate

ALWAYS = StatisticsFilter(0, START_UTC_NS + 1000 * QUARTER_NS)
OTHER_MODEL = replace(PROVENANCE, model_id="machined-part/2.0.0", model_sha256="a" * 64)
CLASSES = {
    Evaluation.OK: "good",
    Evaluation.NOT_OK: "scratch",
    Evaluation.NOT_DECIDABLE: "dent",
    Evaluation.UNDEFINED: "",
}

COUNTED = {
    "verdict_rollup": """
        SELECT triggered_utc_ns / 900000000000, provenance_id, coalesce(lot_id, 0), challenge,
        evaluation, class_name, count(*) FROM result GROUP BY 1, 2, 3, 4, 5, 6""",
    "score_rollup": """
        SELECT triggered_utc_ns / 900000000000, provenance_id, coalesce(lot_id, 0), challenge,
        evaluation, class_name, max(0, min(19, CAST(score * 20 AS INTEGER))), count(*) FROM result
        WHERE score IS NOT NULL GROUP BY 1, 2, 3, 4, 5, 6, 7""",
    "outcome_rollup": """
        SELECT triggered_utc_ns / 900000000000, provenance_id, coalesce(lot_id, 0), challenge,
        evaluation, outcome, count(*) FROM result WHERE outcome <> 0 GROUP BY 1, 2, 3, 4, 5, 6""",
    "defect_rollup": """
        SELECT quarter, provenance_id, lot, challenge, class_name, sum(defects) FROM (
          SELECT triggered_utc_ns / 900000000000 AS quarter, provenance_id,
          coalesce(lot_id, 0) AS lot, challenge, class_name, 1 AS defects
          FROM result WHERE evaluation = 2
          UNION ALL
          SELECT triggered_utc_ns / 900000000000, provenance_id, coalesce(lot_id, 0), challenge,
          result_view.class_name, 1 FROM result_view JOIN result USING (sequence)
          WHERE result_view.evaluation = 2 AND result_view.view <> result.view
        ) GROUP BY 1, 2, 3, 4, 5""",
}


def assert_counts_are_those_of_the_rows(path: Path) -> None:
    engine = reader_engine(path)
    with engine.connect() as connection:
        for table, counting in COUNTED.items():
            kept = connection.execute(text(f"SELECT * FROM {table}")).all()  # noqa: S608
            assert sorted(row for row in kept if row[-1]) == sorted(
                connection.execute(text(counting)).all()
            ), table
    engine.dispose()


def change(path: Path, statement: str) -> None:
    """What the services of lots, challenge parts and retention do to rows."""
    engine = writer_engine(path)
    with engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()


def part(index: int, evaluation: Evaluation, score: float, quarters: int) -> ResultRecord:
    moment = START_UTC_NS + quarters * QUARTER_NS + index
    made = example(index, triggered_utc_ns=moment, score=score, evaluation=evaluation)
    made = replace(made, class_name=CLASSES[evaluation])
    if index % 3 == 0:
        made = replace(made, provenance=OTHER_MODEL)
    if index % 2 == 0:
        second = view_of(made, 1, "side", evaluation=Evaluation.NOT_OK, class_name="dent")
        made = replace(made, views=(view_of(made, 0, "top"), second))
    return made


PARTS = st.lists(
    st.tuples(
        st.sampled_from(Evaluation), st.floats(0, 1) | st.just(float("nan")), st.integers(0, 5)
    ),
    min_size=1,
    max_size=25,
)
STEPS = st.lists(
    st.sampled_from(
        [
            "UPDATE result SET challenge = 1 WHERE part_id % 4 = 1",
            "UPDATE result SET challenge = 0 WHERE part_id % 4 = 1",
            "UPDATE result SET lot_id = 1 WHERE part_id % 3 = 1",
            "UPDATE result SET lot_id = NULL WHERE part_id % 5 = 1",
            "DELETE FROM result WHERE part_id % 7 = 3",
            "UPDATE result SET outcome = part_id % 5",
            "UPDATE result SET outcome = 0 WHERE part_id % 2 = 0",
        ]
    ),
    max_size=6,
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parts=PARTS, steps=STEPS)
def test_counts_are_those_of_the_rows_whatever_happens(
    parts: list[tuple[Evaluation, float, int]],
    steps: list[str],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("store")
    path = folder / DATABASE_NAME
    store = open_store(folder)
    records = [part(index, *drawn) for index, drawn in enumerate(parts)]
    half = len(records) // 2
    store.commit(JOURNAL, 1, records[:half], [], [])
    rejected = [OutcomeUpdate(each.result_id, Outcome.REJECTED, 1) for each in records]
    store.commit(JOURNAL, 2, records, rejected[::2], [])
    store.close()
    assert_counts_are_those_of_the_rows(path)
    for step in steps:
        change(path, step)
        assert_counts_are_those_of_the_rows(path)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteResultStore]:
    opened = open_store(tmp_path)
    evaluations = (Evaluation.OK, Evaluation.NOT_OK, Evaluation.OK, Evaluation.NOT_DECIDABLE)
    records = [part(at, evaluations[at % 4], 0.62, at // 10) for at in range(40)]
    opened.commit(JOURNAL, 40, records, [], [])
    yield opened
    opened.close()


Counts = Callable[[], SqliteCounts]


@pytest.fixture(params=["sqlite", "postgresql"])
def counts(request: pytest.FixtureRequest, store: SqliteResultStore) -> Iterator[Counts]:
    """The counts of the store as it is, at the station and at a server that stations share."""
    if request.param == "sqlite":
        yield store.statistics
        return
    shared = Shared(request.getfixturevalue("postgres"))
    inbox, outbox = shared.inbox(), SqliteOutbox(store.database)

    def sent() -> SqliteCounts:
        send_all(outbox, inbox)
        return SqliteCounts(database)

    with opened(shared.database()) as database:
        yield sent
    inbox.close()


def test_verdicts_are_grouped_by_quarter(counts: Counts) -> None:
    found = counts().by_time(ALWAYS)
    quarters: Counter[int] = Counter()
    for each in found:
        quarters[(each.quarter_utc_ns - found[0].quarter_utc_ns) // QUARTER_NS] += each.parts
    assert quarters == {0: 10, 1: 10, 2: 10, 3: 10}
    assert sum(each.parts for each in found if each.evaluation is Evaluation.NOT_OK) == 10
    assert {each.score_bin for each in counts().by_score(ALWAYS)} == {12}


@pytest.mark.parametrize(
    ("criteria", "parts"),
    [
        (replace(ALWAYS, model_id=OTHER_MODEL.model_id), 14),
        (replace(ALWAYS, model_sha256=PROVENANCE.model_sha256), 26),
        (replace(ALWAYS, recipe_id="bracket"), 40),
        (replace(ALWAYS, recipe_id="another"), 0),
        (replace(ALWAYS, lot_id=7), 0),
        (replace(ALWAYS, station_id=PROVENANCE.station_id), 40),
        (replace(ALWAYS, station_id="another"), 0),
    ],
)
def test_filters_hold_for_every_count(
    counts: Counts, criteria: StatisticsFilter, parts: int
) -> None:
    assert sum(each.parts for each in counts().by_time(criteria)) == parts
    assert sum(each.parts for each in counts().by_score(criteria)) == parts


def test_reviews_tell_what_the_verdict_should_have_been(
    store: SqliteResultStore, counts: Counts
) -> None:
    reviews, records = store.reviews(), [part(at, Evaluation.OK, 0.62, 0) for at in range(40)]

    def say(index: int, label: str, evaluation: Evaluation, person: str = "Anna") -> None:
        moment = START_UTC_NS + index
        reviews.add(Review(records[index].result_id, moment, person, None, label, evaluation, ""))

    say(1, "good", Evaluation.OK)
    say(5, "dent", Evaluation.NOT_OK)
    say(0, "scratch", Evaluation.NOT_OK)
    say(0, "good", Evaluation.OK, "Boris")
    found = {
        (each.evaluation, each.said, each.standing): each.parts
        for each in counts().by_review(ALWAYS)
    }
    assert found == {
        (Evaluation.NOT_OK, Evaluation.OK, Standing.OVERRIDDEN): 1,
        (Evaluation.NOT_OK, Evaluation.NOT_OK, Standing.OVERRIDDEN): 1,
        (Evaluation.OK, Evaluation.OK, Standing.DISPUTED): 1,
    }


def test_thresholds_are_those_of_the_last_part_of_each_class(counts: Counts) -> None:
    assert counts().thresholds(ALWAYS, ["good", "unheard of"]) == {"good": 0.5}
    early = replace(ALWAYS, until_utc_ns=QUARTER_NS)
    assert counts().thresholds(early, ["good"]) == {}


def test_minutes_leave_challenge_parts_out(counts: Counts, tmp_path: Path) -> None:
    change(tmp_path / DATABASE_NAME, "UPDATE result SET challenge = 1 WHERE evaluation = 2")
    found = counts().by_minute(0, ALWAYS.until_utc_ns)
    assert sum(found.values()) == 30
    assert all(evaluation is not Evaluation.NOT_OK for _, evaluation in found)
    assert sum(each.parts for each in counts().by_time(ALWAYS)) == 30


def test_a_shared_history_counts_as_its_station_does(
    store: SqliteResultStore, counts: Counts
) -> None:
    records = [part(at, Evaluation.OK, 0.62, at // 10) for at in range(40)]
    outcomes = [
        OutcomeUpdate(each.result_id, Outcome(1 + at % 4), 9) for at, each in enumerate(records)
    ]
    store.commit(JOURNAL, 41, [], outcomes, [])
    store.lots().begin(Lot(0, "monday", "", 1, "ana"), LotBoundary(JOURNAL, 0))
    with store.database.writing() as connection:
        connection.execute(text("UPDATE result SET lot_id = 1 WHERE part_id % 3 = 0"))
    here, there = store.statistics(), counts()
    for ask in ("by_time", "by_class", "by_lot", "by_score", "by_outcome", "defects"):
        found = getattr(there, ask)(ALWAYS)
        assert found, ask
        assert Counter(found) == Counter(getattr(here, ask)(ALWAYS)), ask
    assert there.by_time(ALWAYS, classes=True) == here.by_time(ALWAYS, classes=True)
    assert there.by_lot(replace(ALWAYS, lot_id=1)) == here.by_lot(replace(ALWAYS, lot_id=1))
    assert there.lot_names([1]) == {1: "monday"}


def test_rows_of_an_older_program_are_counted_when_it_is_updated(tmp_path: Path) -> None:
    path = tmp_path / DATABASE_NAME
    current = open_store(tmp_path / "current")
    evaluations = (Evaluation.OK, Evaluation.NOT_OK, Evaluation.OK, Evaluation.NOT_DECIDABLE)
    records = [part(at, evaluations[at % 4], at / 41, at // 10) for at in range(40)]
    passed = [OutcomeUpdate(each.result_id, Outcome.PASSED, 1) for each in records[::2]]
    current.commit(JOURNAL, 40, records, passed, [])
    current.close()
    create_at(path, "0006")
    engine = writer_engine(path)
    with engine.begin() as connection:
        connection.execute(text("PRAGMA defer_foreign_keys = ON"))
        connection.exec_driver_sql(
            "ATTACH DATABASE ? AS new", (str(tmp_path / "current" / DATABASE_NAME),)
        )
        for table in ("provenance", "result", "result_view"):
            columns = _shared_columns(connection, table)
            connection.execute(
                text(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM new.{table}")  # noqa: S608
            )
    engine.dispose()
    migrate(path, "0006")
    assert_counts_are_those_of_the_rows(path)
    store = open_store(tmp_path)
    assert sum(each.parts for each in store.statistics().by_time(ALWAYS)) == 40
    store.close()


def _shared_columns(connection: Connection, table: str) -> str:
    """The columns that an older revision has, but for those that are computed."""
    known = connection.execute(text(f"PRAGMA main.table_xinfo({table})")).all()
    return ", ".join(row[1] for row in known if row[6] == 0)
