"""Reads everything that a report says, in one look at the record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeVar

from inspector.clock import utc_ns
from inspector.domain.lot_record import LotRecord, LotRecords, Stretch
from inspector.domain.lots import Lot
from inspector.domain.statistics.control_chart import ChartKind, control_chart
from inspector.domain.statistics.pareto import pareto
from inspector.services.lot_report.facts.figures import Figures, figures_of, reject_count
from inspector.services.lot_report.facts.reconciliation import count_lines
from inspector.services.lot_report.facts.report import Chart, Listed, LotReport, Seals
from inspector.services.lot_report.facts.trail import LotTrail, unlike_noted

T = TypeVar("T")
_SUBGROUPS = 25
_EXPECTED = 3.5
"""Parts not OK in a group, so that it is large enough to be judged."""
_SIZES = (10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 5000, 10_000, 50_000)


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a lot gone wrong is put on paper; what is left out is counted and said.

    Attributes:
        rejects: Rejects that are listed.
        pictures: Of them, so many are shown with a picture.
        reviews: Reviews that are listed.
        alarms: Alarms that are listed.
        uses: Changes of recipe, model or program that are listed.
    """

    rejects: int = 10_000
    pictures: int = 2_000
    reviews: int = 5_000
    alarms: int = 1_000
    uses: int = 200


def gathered(
    records: LotRecords,
    trail: LotTrail,
    which: int | str,
    limits: Limits,
) -> LotReport:
    """The report of a lot, by number or by name.

    Raises:
        LotNotFoundError: there is none.
        StoreError: the record cannot be read.
    """
    with records.opened() as record:
        lot = record.lot(which) if isinstance(which, int) else record.find(which)
        return _gathered(record, trail, lot, limits)


def _gathered(record: LotRecord, trail: LotTrail, lot: Lot, limits: Limits) -> LotReport:
    number, until = lot.lot_id, lot.ended_utc_ns or utc_ns()
    counts, stretch = record.counts(number), record.stretch(number)
    figures = figures_of(counts)
    uses = _listed(record.uses(number, limits.uses + 1), limits.uses)
    alarms = _listed(record.alarms(lot.begun_utc_ns, until, limits.alarms + 1), limits.alarms)
    rejects = record.rejects(number, limits.rejects)
    reviews = record.reviews(number, limits.reviews + 1)
    cited = [use.provenance for use in uses.shown]
    revisions = dict.fromkeys(each.recipe_revision for each in cited)
    known = ((revision, record.recipe_number(revision)) for revision in revisions)
    return LotReport(
        lot=lot,
        read=datetime.now(UTC),
        stretch=stretch,
        station_ids=tuple(dict.fromkeys(each.station_id for each in cited)),
        app_versions=tuple(dict.fromkeys(each.app_version for each in cited)),
        simulated=any(each.is_simulated for each in cited),
        products=tuple(dict.fromkeys(each.recipe_id for each in cited if each.recipe_id)),
        digests=record.digests(number),
        figures=figures,
        lines=count_lines(lot, counts, record.numbers(number), record.readings(number)),
        pareto=tuple(pareto(record.classes(number))),
        chart=_chart(record, number, figures),
        rejects=Listed(rejects, reject_count(counts)),
        escapes=record.escapes(number, limits.reviews),
        reviews=_listed(reviews, limits.reviews),
        challenges=record.challenges(lot.begun_utc_ns, until),
        uses=uses,
        recipe_numbers={key: found for key, found in known if found is not None},
        alarms=alarms,
        seals=None if stretch is None else _seals(record, trail, number, stretch),
        signatures=trail.signatures(lot),
    )


def _seals(record: LotRecord, trail: LotTrail, lot_id: int, stretch: Stretch) -> Seals:
    """The chain from its beginning to the first head behind the lot that the trail has noted."""
    heads = trail.heads()
    behind = min((each for each in heads if each >= stretch.last_sequence), default=None)
    until = behind or stretch.last_sequence
    state = record.seals(stretch, lot_id, until)
    followed = {sequence: head for sequence, head in heads.items() if sequence <= until}
    faults = [*state.faults, *unlike_noted(followed, state.digests)]
    vouched = behind in state.digests and not faults
    return Seals(state, tuple(faults), heads[behind] if behind and vouched else None)


def _listed(found: Sequence[T], limit: int) -> Listed[T]:
    """One more than the limit was asked for: then there are more, and nobody counts how many."""
    return Listed(found[:limit], len(found))


def _chart(record: LotRecord, lot_id: int, figures: Figures) -> Chart | None:
    judged = figures.ok + figures.rejected
    if not judged:
        return None
    wanted = max(judged / _SUBGROUPS, _EXPECTED * judged / max(figures.not_ok, 1))
    size = next((each for each in _SIZES if each >= wanted), _SIZES[-1])
    subgroups = record.subgroups(lot_id, size)
    return Chart(size, subgroups, control_chart(ChartKind.P, [each.counted for each in subgroups]))
