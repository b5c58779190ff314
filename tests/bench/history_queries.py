"""Print how fast filters page: ``python tests/bench/history_queries.py [FOLDER] [ROWS] [pairs]``.

With ``pairs`` the newest page is asked for by each criterion and by every two of them.

Ten parts a second; three in a hundred are bad, a lot has 20,000 parts, a model 700,000 and a recipe
takes turns every hour; people have reviewed every 500th part. All by SQL, the indexes included.
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1] / "rigs"))

from store_examples import JOURNAL, START_UTC_NS, example, with_view

from inspector.domain.evaluation import Evaluation, Outcome, Reason
from inspector.domain.history import HistoryFilter
from inspector.domain.lots import Lot, LotBoundary
from inspector.domain.review import Standing
from inspector.store.opening import DATABASE_NAME, open_store
from inspector.store.reading.history import SqliteHistory

STEP_NS = 100_000_000
LOT, MODEL, RECIPE = 20_000, 700_000, 36_000
RANDOM = "(abs(random()) % 1000000 / 1000000.0)"
VALUES = {
    "sequence": "n",
    "result_id": "printf('%08x-%012d', 1, n)",
    "journal_id": "1",
    "trigger_index": "n",
    "part_id": "n",
    "triggered_utc_ns": f"{START_UTC_NS} + n * {STEP_NS}",
    "decided_utc_ns": f"{START_UTC_NS} + n * {STEP_NS} + 9000000",
    "evaluation": "CASE WHEN k < 0.03 THEN 2 WHEN k < 0.031 THEN 3 WHEN k < 0.032 THEN 0 "
    "ELSE 1 END",
    "reason": "CASE WHEN k >= 0.031 AND k < 0.032 THEN 20 ELSE 0 END",
    "class_name": "CASE WHEN k < 0.0001 THEN 'inclusion' WHEN k < 0.01 THEN 'dent' "
    "WHEN k < 0.03 THEN 'scratch' ELSE 'good' END",
    "score": "CASE WHEN k < 0.05 THEN 0.4 + k * 12 ELSE 1 - (k - 0.05) * 0.02 END",
    "outcome": "CASE WHEN k < 0.032 THEN 2 ELSE 1 END",
    "lot_id": f"n / {LOT} + 1",
    "provenance_id": f"1 + n / {MODEL} * 2 + n / {RECIPE} % 2",
    "challenge": "n % 9000 = 0",
    "review": "CASE WHEN n % 500 = 0 THEN 1 + n / 500 % 3 ELSE 0 END",
}


def fill(folder: Path, rows: int) -> None:
    """The first row by the store itself, all others from it by SQL."""
    store = open_store(folder)
    for number in range(rows // LOT + 1):
        lot = Lot(0, f"lot-{number}", "", START_UTC_NS, "ana")
        store.lots().begin(lot, LotBoundary(JOURNAL, number * LOT))
    for number in range((rows // MODEL + 1) * 2):
        first = with_view(example(number, novelty=0.5))
        cited = replace(
            first.provenance, recipe_id=f"recipe-{number % 2}", model_id=f"model-{number // 2}"
        )
        store.commit(JOURNAL, 1, [replace(first, provenance=cited)], [], [])
    store.close()
    connection = sqlite3.connect(folder / DATABASE_NAME)
    names = [row[1] for row in connection.execute("PRAGMA table_info(result)")]
    known = connection.execute("SELECT max(sequence) FROM result").fetchone()[0]
    columns = ", ".join(VALUES.get(name, f'"{name}"') for name in names)
    for start in range(known, rows, 200_000):
        end = min(start + 200_000, rows)
        connection.executescript(f"""
            BEGIN;
            WITH RECURSIVE c(n) AS (
                SELECT {start} + 1 UNION ALL SELECT n + 1 FROM c WHERE n < {end}
            ),
            d AS MATERIALIZED (SELECT n, {RANDOM} AS k FROM c)
            INSERT INTO result ({", ".join(names)})
            SELECT {columns} FROM d, (SELECT * FROM result WHERE sequence = 1);
            COMMIT;
        """)  # noqa: S608
    connection.close()


def questions(rows: int) -> Iterator[tuple[str, HistoryFilter]]:
    day = START_UTC_NS + rows // 2 * STEP_NS
    in_time = HistoryFilter(since_utc_ns=day, until_utc_ns=day + 8 * 3600 * 10**9)
    lot = f"lot-{rows // LOT // 3}"
    yield "newest", HistoryFilter()
    yield "a shift", in_time
    yield "NOT_OK", HistoryFilter(evaluation=Evaluation.NOT_OK)
    yield "OK", HistoryFilter(evaluation=Evaluation.OK)
    yield "NOT_OK in a shift", replace(in_time, evaluation=Evaluation.NOT_OK)
    yield "an old lot", HistoryFilter(lot=lot)
    yield "NOT_OK in an old lot", HistoryFilter(lot=lot, evaluation=Evaluation.NOT_OK)
    yield "UNDEFINED in an old lot", HistoryFilter(lot=lot, evaluation=Evaluation.UNDEFINED)
    yield "rare class", HistoryFilter(class_name="inclusion")
    yield "class in a shift", replace(in_time, class_name="dent")
    yield "rare class in a shift", replace(in_time, class_name="inclusion")
    yield "overridden", HistoryFilter(review=Standing.OVERRIDDEN)
    yield "disputed in a shift", replace(in_time, review=Standing.DISPUTED)
    yield "not reviewed", HistoryFilter(review=Standing.NONE)
    yield "score 0.45..0.55", HistoryFilter(score_min=0.45, score_max=0.55)
    yield "score 0.453..0.457", HistoryFilter(score_min=0.453, score_max=0.457)
    yield "score 0.5..0.6 in a shift", replace(in_time, score_min=0.5, score_max=0.6)
    yield "score above 0.9", HistoryFilter(score_min=0.9)
    yield "score below 0.3", HistoryFilter(score_max=0.3)
    yield "reason", HistoryFilter(reason=Reason.FRAME_MISSING)
    yield "outcome", HistoryFilter(outcome=Outcome.UNCONFIRMED)
    yield "old model", HistoryFilter(model_id="model-0")
    yield "recipe", HistoryFilter(recipe_id="recipe-0")
    yield "recipe and class", HistoryFilter(recipe_id="recipe-0", class_name="inclusion")
    yield "old model and NOT_OK", HistoryFilter(model_id="model-0", evaluation=Evaluation.NOT_OK)
    yield "challenge", HistoryFilter(challenge=True)
    yield "class and score", HistoryFilter(class_name="scratch", score_min=0.6, score_max=0.62)
    yield "no such class", HistoryFilter(class_name="no such class")
    yield "NOT_OK above 0.9995", HistoryFilter(evaluation=Evaluation.NOT_OK, score_min=0.9995)
    yield "NOT_OK and passed", HistoryFilter(evaluation=Evaluation.NOT_OK, outcome=Outcome.PASSED)
    yield "OK and rejected", HistoryFilter(evaluation=Evaluation.OK, outcome=Outcome.REJECTED)
    yield "class and passed", HistoryFilter(class_name="scratch", outcome=Outcome.PASSED)
    yield "class good below 0.5", HistoryFilter(class_name="good", score_max=0.5)
    yield "OK below 0.5", HistoryFilter(evaluation=Evaluation.OK, score_max=0.5)


def ask(history: SqliteHistory, rows: int) -> None:
    generator = np.random.default_rng(0)
    for name, wanted in questions(rows):
        took, worked = [], []
        for turn in range(40):
            before = None if turn == 0 else int(generator.integers(rows // 4, rows))
            begun, busy = time.perf_counter(), time.thread_time()
            found = history.page(wanted, before, 101)
            took.append((time.perf_counter() - begun) * 1e3)
            worked.append((time.thread_time() - busy) * 1e3)
        begun = time.perf_counter()
        counted = history.count(wanted, 0.2)
        counting_ms = (time.perf_counter() - begun) * 1e3
        p50, p95 = np.percentile(took, [50, 95])
        more = "more than " if counted.more else ""
        sys.stdout.write(
            f"{name:26} p50 {p50:6.1f} p95 {p95:6.1f} ms, "
            f"{np.percentile(worked, 95):6.1f} of the CPU; first {took[0]:6.1f} ms, "
            f"{len(found):3} rows; "
            f"{more}{counted.count:,} counted in {counting_ms:.0f} ms\n"
        )
    begun = time.perf_counter()
    history.facets()
    sys.stdout.write(f"facets {(time.perf_counter() - begun) * 1e3:.1f} ms\n")


def criteria(rows: int) -> Iterator[tuple[str, dict[str, object]]]:
    day = START_UTC_NS + rows // 2 * STEP_NS
    yield "a shift", {"since_utc_ns": day, "until_utc_ns": day + 8 * 3600 * 10**9}
    yield "old lot", {"lot": f"lot-{rows // LOT // 3}"}
    for evaluation in Evaluation:
        yield evaluation.name, {"evaluation": evaluation}
    for name in ("good", "scratch", "dent", "inclusion"):
        yield name, {"class_name": name}
    for low, high in ((None, 0.3), (None, 0.5), (0.45, 0.55), (0.9, None), (0.9995, None)):
        yield f"score {low}..{high}", {"score_min": low, "score_max": high}
    for standing in Standing:
        yield standing.name, {"review": standing}
    for outcome in (Outcome.PASSED, Outcome.REJECTED, Outcome.UNCONFIRMED):
        yield outcome.name, {"outcome": outcome}
    yield "reason", {"reason": Reason.FRAME_MISSING}
    yield "old model", {"model_id": "model-0"}
    yield "recipe", {"recipe_id": "recipe-0"}
    yield "challenge", {"challenge": True}


def ask_pairs(history: SqliteHistory, rows: int) -> None:
    known = list(criteria(rows))
    asked = [(name, HistoryFilter(**fields)) for name, fields in known]
    for (one, fields), (other, more) in combinations(known, 2):
        if not fields.keys() & more.keys():
            asked.append((f"{one}, {other}", HistoryFilter(**fields, **more)))
    took = []
    for name, wanted in asked:
        history.page(wanted, None, 101)
        begun, busy = time.perf_counter(), time.thread_time()
        history.page(wanted, None, 101)
        worked = (time.thread_time() - busy) * 1e3
        took.append(((time.perf_counter() - begun) * 1e3, worked, name))
    for wall, worked, name in sorted(took, reverse=True)[:8]:
        sys.stdout.write(f"{name:40} {wall:6.1f} ms, {worked:6.1f} of the CPU\n")
    slow = sum(wall > 50 for wall, _, _ in took)
    sys.stdout.write(
        f"{len(took)} filters: p50 {np.median([each[0] for each in took]):.1f} ms, "
        f"{slow} above 50 ms\n"
    )


def main(folder: Path, rows: int, *, pairs: bool) -> None:
    if not (folder / DATABASE_NAME).exists():
        begun = time.perf_counter()
        fill(folder, rows)
        sys.stdout.write(f"{rows:,} rows made in {time.perf_counter() - begun:.0f} s\n")
    size = (folder / DATABASE_NAME).stat().st_size / 2**30
    sys.stdout.write(f"{size:.2f} GiB\n")
    store = open_store(folder)
    history = store.history()
    (ask_pairs if pairs else ask)(history, rows)
    history.close()
    store.close()


if __name__ == "__main__":
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 2_000_000
    if len(sys.argv) > 1:
        main(Path(sys.argv[1]), count, pairs="pairs" in sys.argv)
    else:
        with tempfile.TemporaryDirectory(dir=Path.cwd()) as made:
            main(Path(made), count, pairs=False)
