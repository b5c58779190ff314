"""Keeps challenge parts and runs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, RowMapping, delete, insert, select, update

from inspector.domain.challenge import (
    Cause,
    ChallengePart,
    ChallengeRun,
    RunState,
    Step,
)
from inspector.domain.errors.challenge import ChallengePartUnknownError
from inspector.domain.evaluation import Evaluation, Outcome, Reason
from inspector.store.database import Database
from inspector.store.rows.values import reasons_json, reasons_of, storable
from inspector.store.schema.challenge_tables import (
    ChallengePartTable,
    ChallengeRunTable,
    ChallengeStepTable,
)

_PARTS = (
    select(ChallengePartTable.__table__)
    .where(ChallengePartTable.retired == 0)
    .order_by(ChallengePartTable.position, ChallengePartTable.part_id)
)
_RUNS = select(ChallengeRunTable.__table__)
_STEPS = select(ChallengeStepTable.__table__).order_by(ChallengeStepTable.place)


class SqliteChallenges:
    """Implements :class:`inspector.domain.challenge.ChallengeStore`.

    Args:
        database: Where they are kept.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def parts(self) -> Sequence[ChallengePart]:
        """All that are in use, in the order of a run."""
        with self._database.reading() as connection:
            return [_part(row) for row in connection.execute(_PARTS).mappings()]

    def put_part(self, part: ChallengePart) -> ChallengePart:
        """Keep a new part (id 0), or another description of a known one.

        Raises:
            ChallengePartUnknownError: there is none of this id.
        """
        values = {
            "name": storable(part.name),
            "defective": int(part.defective),
            "class_name": storable(part.class_name),
            "note": storable(part.note),
            "valid_until_utc_ns": part.valid_until_utc_ns,
            "position": part.position,
        }
        with self._database.writing() as connection:
            if not part.part_id:
                added = connection.execute(insert(ChallengePartTable).values(**values))
                return replace(part, part_id=_key(added))
            _update_part(connection, part.part_id, values)
        return part

    def retire_part(self, part_id: int) -> ChallengePart:
        """Use a part no more; runs go on naming it.

        Raises:
            ChallengePartUnknownError: there is none of this id.
        """
        with self._database.writing() as connection:
            query = _PARTS.where(ChallengePartTable.part_id == part_id)
            row = connection.execute(query).mappings().one_or_none()
            _update_part(connection, part_id, {"retired": 1})
        if row is None:
            raise ChallengePartUnknownError(f"there is no challenge part {part_id}")
        return _part(row)

    def put_run(self, run: ChallengeRun) -> ChallengeRun:
        """Keep a run with its steps; a new one (id 0) is given its id."""
        values = {
            "cause": run.cause.value,
            "person": storable(run.person),
            "begun_utc_ns": run.begun_utc_ns,
            "ended_utc_ns": run.ended_utc_ns,
            "state": run.state.value,
            "detail": storable(run.detail),
            "recipe_id": storable(run.recipe_id),
            "model_sha256": run.model_sha256,
            "reasons": reasons_json(run.reasons),
        }
        table = ChallengeRunTable
        with self._database.writing() as connection:
            if not run.run_id:
                run = replace(run, run_id=_key(connection.execute(insert(table).values(**values))))
            else:
                connection.execute(update(table).where(table.run_id == run.run_id).values(**values))
                of_run = ChallengeStepTable.run_id == run.run_id
                connection.execute(delete(ChallengeStepTable).where(of_run))
            rows = [_step_row(run.run_id, place, step) for place, step in enumerate(run.steps)]
            if rows:
                connection.execute(insert(ChallengeStepTable), rows)
        return run

    def runs(self, before: int | None, limit: int) -> Sequence[ChallengeRun]:
        """Runs, newest first, with an id below ``before``."""
        table = ChallengeRunTable
        query = _RUNS.order_by(table.run_id.desc()).limit(limit)
        if before is not None:
            query = query.where(table.run_id < before)
        return self._read(query)

    def runs_between(self, since_utc_ns: int, until_utc_ns: int) -> Sequence[ChallengeRun]:
        """Runs that were begun in a time, oldest first."""
        with self._database.reading() as connection:
            return runs_between(connection, since_utc_ns, until_utc_ns)

    def _read(self, query: Any) -> list[ChallengeRun]:
        with self._database.reading() as connection:
            return _runs(connection, query)


def runs_between(
    connection: Connection, since_utc_ns: int, until_utc_ns: int
) -> list[ChallengeRun]:
    """Runs that were begun in a time, oldest first, over an open connection."""
    begun = ChallengeRunTable.begun_utc_ns
    query = _RUNS.where(begun >= since_utc_ns, begun < until_utc_ns)
    return _runs(connection, query.order_by(ChallengeRunTable.run_id))


def _runs(connection: Connection, query: Any) -> list[ChallengeRun]:
    runs = connection.execute(query).mappings().all()
    ids = [row["run_id"] for row in runs]
    steps: dict[int, list[Step]] = {run_id: [] for run_id in ids}
    for row in connection.execute(_STEPS.where(ChallengeStepTable.run_id.in_(ids))).mappings():
        steps[row["run_id"]].append(_step(row))
    return [_run(row, tuple(steps[row["run_id"]])) for row in runs]


def _key(added: Any) -> int:
    return int(added.inserted_primary_key[0])


def _update_part(connection: Connection, part_id: int, values: dict[str, Any]) -> None:
    table = ChallengePartTable
    known = (table.part_id == part_id, table.retired == 0)
    if not connection.execute(update(table).where(*known).values(**values)).rowcount:
        raise ChallengePartUnknownError(f"there is no challenge part {part_id}")


def _part(row: RowMapping) -> ChallengePart:
    return ChallengePart(
        part_id=row["part_id"],
        name=row["name"],
        defective=bool(row["defective"]),
        class_name=row["class_name"],
        note=row["note"],
        valid_until_utc_ns=row["valid_until_utc_ns"],
        position=row["position"],
    )


def _step_row(run_id: int, place: int, step: Step) -> dict[str, Any]:
    return {
        "run_id": run_id,
        "place": place,
        "part_id": step.part.part_id,
        "name": storable(step.part.name),
        "defective": int(step.part.defective),
        "expected_class": storable(step.part.class_name),
        "note": storable(step.part.note),
        "result_id": step.result_id,
        "evaluation": None if step.evaluation is None else int(step.evaluation),
        "reason": int(step.reason),
        "class_name": storable(step.class_name),
        "score": step.score,
        "outcome": int(step.outcome),
        "fault": step.fault,
    }


def _step(row: RowMapping) -> Step:
    evaluation = row["evaluation"]
    return Step(
        part=ChallengePart(
            part_id=row["part_id"],
            name=row["name"],
            defective=bool(row["defective"]),
            class_name=row["expected_class"],
            note=row["note"],
            position=row["place"],
        ),
        result_id=row["result_id"],
        evaluation=None if evaluation is None else Evaluation(evaluation),
        reason=Reason(row["reason"]),
        class_name=row["class_name"],
        score=float("nan") if row["score"] is None else row["score"],
        outcome=Outcome(row["outcome"]),
        fault=row["fault"],
    )


def _run(row: RowMapping, steps: tuple[Step, ...]) -> ChallengeRun:
    return ChallengeRun(
        run_id=row["run_id"],
        cause=Cause(row["cause"]),
        person=row["person"],
        begun_utc_ns=row["begun_utc_ns"],
        ended_utc_ns=row["ended_utc_ns"],
        state=RunState(row["state"]),
        detail=row["detail"],
        recipe_id=row["recipe_id"],
        model_sha256=row["model_sha256"],
        steps=steps,
        reasons=reasons_of(row["reasons"]),
    )
