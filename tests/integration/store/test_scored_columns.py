"""Past parts in columns say what the record of each part says, whatever rows are asked for."""

from __future__ import annotations

import math
import random
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from store_examples import JOURNAL, PROVENANCE, example, view_of

from inspector.domain.errors.store import DatabaseDamagedError
from inspector.domain.evaluation import Evaluation, Reason
from inspector.domain.history import HistoryFilter
from inspector.domain.record import ResultRecord
from inspector.domain.scored_parts import BY_SCORES, PartColumns
from inspector.domain.what_if import SCORED
from inspector.store.opening import DATABASE_NAME, open_store
from inspector.store.reading.history import SqliteHistory

PARTS = 300
CLASSES = ("good", "scratch", 'a "quoted", class', "漆")
GONE = 100


def made(chance: random.Random, index: int) -> ResultRecord:
    """One or several views; with all classes, some, none; numbers of all kinds and none."""

    def scores() -> dict[str, float]:
        known = CLASSES[: chance.choice([0, 2, 4, 4, 4])]
        values = (chance.choice([chance.random(), 1.0, 1e-300, math.nan]) for _ in known)
        return dict(zip(known, values, strict=True))

    record = example(
        index,
        scores=scores(),
        frame_id=chance.choice([None, index]),
        evaluation=chance.choice(list(Evaluation)),
        reason=chance.choice([Reason.CLASSIFIED, Reason.SCORE_INVALID, Reason.CAMERA_LOST]),
        provenance=replace(PROVENANCE, recipe_id=chance.choice("ab")),
        challenge=chance.random() < 0.1,
    )
    number = chance.choice([0, 0, 2, 3])
    views = [
        view_of(
            record,
            each,
            f"camera{each}",
            scores=scores(),
            evaluation=chance.choice(list(Evaluation)),
            reason=chance.choice([Reason.CLASSIFIED, Reason.FRAME_MISSING]),
        )
        for each in range(number)
    ]
    return replace(record, views=tuple(views))


@dataclass
class Kept:
    history: SqliteHistory
    sequences: Sequence[int]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kept]:
    folder, chance = tmp_path_factory.mktemp("database"), random.Random(3)
    store = open_store(folder)
    store.commit(JOURNAL, PARTS, [made(chance, index) for index in range(1, PARTS + 1)], [], [])
    with closing(sqlite3.connect(folder / DATABASE_NAME)) as connection, connection:
        connection.execute("DELETE FROM result_view WHERE sequence = ?", (GONE,))
        connection.execute("DELETE FROM result WHERE sequence = ?", (GONE,))
    history = store.history()
    yield Kept(history, [each for each in range(1, PARTS + 1) if each != GONE])
    history.close()
    store.close()


def seen(parts: PartColumns, place: int) -> list[tuple[int, dict[str, float]]]:
    """What each view stays, and its scores without those that it does not have."""
    views = parts.views
    return [
        (
            int(views.stays[row]),
            {
                name: score
                for name, score in zip(views.classes, views.scores[row].tolist(), strict=True)
                if not math.isnan(score)
            },
        )
        for row in np.flatnonzero(views.of_part == place)
    ]


def expected(record: ResultRecord) -> list[tuple[int, dict[str, float]]]:
    """The same, view by view, in plain Python."""
    own = [record] if record.scores or record.frame_id is not None else []
    return [
        (
            BY_SCORES if each.reason in SCORED else each.evaluation.value,
            {name: score for name, score in each.scores.items() if not math.isnan(score)},
        )
        for each in record.views or own
    ]


@given(wanted=st.sets(st.integers(1, PARTS + 5), max_size=60) | st.just(set(range(1, PARTS + 1))))
def test_columns_say_what_each_record_says(kept, wanted):
    parts = kept.history.scored_parts().scored_of(sorted(wanted))
    sequences = parts.sequences.tolist()
    assert sequences == sorted(wanted.intersection(kept.sequences), reverse=True)
    views = parts.views
    for place, result_id in enumerate(parts.result_ids):
        stored = kept.history.result(result_id)
        record = stored.record
        assert stored.sequence == sequences[place]
        assert (parts.was[place], parts.reasons[place]) == (record.evaluation, record.reason)
        assert parts.challenge[place] == record.challenge
        cited = kept.history.scored_parts().provenance(int(parts.provenance_ids[place]))
        assert cited == record.provenance
        assert seen(parts, place) == expected(record)
        scored = [bool(each.scores) for each in record.views or [record]]
        found = views.scored[views.of_part == place].tolist()
        assert found == (scored if len(found) else [])


@given(
    evaluation=st.none() | st.sampled_from(Evaluation),
    before=st.none() | st.integers(0, PARTS + 5),
    limit=st.integers(1, 2 * PARTS),
)
def test_parts_are_found_newest_first(kept, evaluation, before, limit):
    wanted = HistoryFilter(evaluation=evaluation)
    found = kept.history.scored_parts().found(wanted, before, limit)
    rows = kept.history.page(wanted, before, limit)
    assert list(found) == [row.sequence for row in rows]


@pytest.mark.parametrize("scores", ["{", "[1]", '{"a": 1}, {"b": 2}'])
def test_scores_that_nobody_writes_are_named_and_not_guessed(tmp_path, scores):
    store = open_store(tmp_path)
    store.commit(JOURNAL, 3, [example(index) for index in range(1, 4)], [], [])
    with closing(sqlite3.connect(tmp_path / DATABASE_NAME)) as connection, connection:
        connection.execute("UPDATE result SET scores = ? WHERE sequence = 2", (scores,))
    history = store.history()
    with pytest.raises(DatabaseDamagedError, match="1 to 3, by sequence"):
        history.scored_parts().scored_of([1, 2, 3])
    history.close()
    store.close()
