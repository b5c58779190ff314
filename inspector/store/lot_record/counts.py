"""Counting the parts of one lot."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, func, select

from inspector.domain.evaluation import Evaluation, Outcome, Reason
from inspector.domain.lot_record import PartCount, TimedSubgroup
from inspector.domain.review import Standing
from inspector.domain.statistics.control_chart import Subgroup
from inspector.store.reviews.record import SAID
from inspector.store.schema.tables import ResultTable

_T = ResultTable
_JUDGED = [each.value for each in Evaluation if each is not Evaluation.UNDEFINED]


def part_counts(connection: Connection, lot_id: int) -> list[PartCount]:
    """How many parts of which kind; only of those that were reviewed are reviews looked up."""
    kind = (_T.challenge, _T.evaluation, _T.reason, _T.outcome, _T.review)
    of_lot = _T.lot_id == lot_id
    plain = select(*kind, func.count()).where(of_lot, _T.review == 0).group_by(*kind)
    found = [(*row[:5], None, row[5]) for row in connection.execute(plain)]
    reviewed = select(*kind, SAID).where(of_lot, _T.review != 0).subquery()
    columns = list(reviewed.c)
    counted = select(*columns, func.count()).group_by(*columns)
    found += [tuple(row) for row in connection.execute(counted)]
    return [
        PartCount(
            bool(challenge),
            Evaluation(evaluation),
            Reason(reason),
            Outcome(outcome),
            Standing(standing),
            None if said is None else Evaluation(said),
            number,
        )
        for challenge, evaluation, reason, outcome, standing, said, number in found
    ]


def classes(connection: Connection, lot_id: int) -> Mapping[str, int]:
    """Parts that are NOT_OK by class, without challenge parts."""
    query = select(_T.class_name, func.count()).where(
        _T.lot_id == lot_id, _T.challenge == 0, _T.evaluation == Evaluation.NOT_OK.value
    )
    return {row[0]: row[1] for row in connection.execute(query.group_by(_T.class_name))}


def subgroups(connection: Connection, lot_id: int, size: int) -> list[TimedSubgroup]:
    """Judged parts in the order of coming, so many together, without challenge parts."""
    place = func.row_number().over(order_by=(_T.triggered_utc_ns, _T.sequence)) - 1
    judged = (
        select(_T.triggered_utc_ns, _T.evaluation, place.label("place"))
        .where(_T.lot_id == lot_id, _T.challenge == 0, _T.evaluation.in_(_JUDGED))
        .subquery()
    )
    group = judged.c.place.op("/")(size)
    not_ok = func.count().filter(judged.c.evaluation == Evaluation.NOT_OK.value)
    query = (
        select(func.min(judged.c.triggered_utc_ns), not_ok, func.count())
        .group_by(group)
        .order_by(group)
    )
    return [
        TimedSubgroup(since, Subgroup(wrong, parts))
        for since, wrong, parts in connection.execute(query)
    ]
