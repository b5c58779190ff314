"""Print how long a million rows are asked for: ``python tests/bench/quality_queries.py [FOLDER]``.

Ten parts a second for 28 hours, every second one with a picture; a model on trial judged a third of
them and people every 500th. The questions are about the last day.
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

sys.path.insert(0, str(Path(__file__).parents[1] / "rigs"))

from store_examples import JOURNAL, START_UTC_NS, example, with_view

from inspector.domain.labels import Why
from inspector.store.opening import DATABASE_NAME, open_store

ROWS = 1_000_000
STEP_NS = 100_000_000
DAY_NS = 86_400 * 10**9
CHALLENGER = "a" * 64
VALUES = {
    "sequence": "n",
    "result_id": "printf('%08x-%012d', 1, n)",
    "trigger_index": "n",
    "part_id": "n",
    "triggered_utc_ns": f"{START_UTC_NS} + n * {STEP_NS}",
    "score": "0.5 + (n * 7919 % 10000) / 20000.0",
    "novelty": "(n * 104729 % 10000) / 5000.0",
    "image_path": "CASE WHEN n % 2 THEN 'a/b.png' ELSE '' END",
}
_T = TypeVar("_T")


def fill(folder: Path) -> None:
    """The first row by the store itself, all others from it by SQL."""
    store = open_store(folder)
    store.commit(JOURNAL, 1, [with_view(example(0, novelty=0.5))], [], [])
    store.close()
    connection = sqlite3.connect(folder / DATABASE_NAME)
    names = [row[1] for row in connection.execute("PRAGMA table_info(result)")]
    columns = ", ".join(VALUES.get(name, f'"{name}"') for name in names)
    connection.executescript(f"""
        WITH RECURSIVE k(n) AS (SELECT 2 UNION ALL SELECT n + 1 FROM k WHERE n < {ROWS})
        INSERT INTO result SELECT {columns} FROM k, (SELECT * FROM result WHERE sequence = 1);
        INSERT INTO image_health SELECT sequence, 0, .1, .5, .6, 0, 0, 0, .9 FROM result;
        INSERT INTO shadow_result
        SELECT result_id, 0, '{CHALLENGER}', triggered_utc_ns, 1, 'good', .9, .5, NULL, 1000
        FROM result WHERE sequence % 3 = 0;
        INSERT INTO review (result_id, utc_ns, person, role, label, evaluation, reason)
        SELECT result_id, 1, 'ana', 'quality', 'good', 1, '' FROM result WHERE sequence % 500 = 1;
    """)  # noqa: S608
    connection.close()


def timed(what: str, ask: Callable[[], _T]) -> _T:
    begun = time.perf_counter()
    answer = ask()
    sys.stdout.write(f"{what}: {(time.perf_counter() - begun) * 1e3:.0f} ms\n")
    return answer


def main(folder: Path) -> None:
    if not (folder / DATABASE_NAME).exists():
        timed("filled", lambda: fill(folder))
    store = open_store(folder)
    history, observations = store.history(), store.observations()
    until = START_UTC_NS + ROWS * STEP_NS
    since = until - DAY_NS
    candidates = history.label_candidates()
    for why in (Why.NEAR_THRESHOLD, Why.NOVEL, Why.RANDOM):
        timed(f"50 {why} of a day", lambda why=why: candidates.candidates(why, since, until, 50))
    timed("50 disputed of a day", lambda: candidates.disputed(CHALLENGER, since, until, 50))
    timed("50 disputed of a day", lambda: candidates.disputed(CHALLENGER, since, until, 50))
    timed("a trial compared over a day", lambda: history.shadow_comparison(CHALLENGER, since))
    timed(
        "a day's series, sampled to 20,000 parts",
        lambda: observations.observations_between(since, until, 20_000),
    )
    timed("the last 200 parts", lambda: observations.observations_after(ROWS - 200, 2000))
    timed("500 labels", lambda: store.reviews().reviewed_after(0, 500))
    history.close()
    store.close()


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(Path(sys.argv[1]))
    else:
        with tempfile.TemporaryDirectory(dir=Path.cwd()) as name:
            main(Path(name))
