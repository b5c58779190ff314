"""Reads everything that a report says, in one look at the record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeVar

from inspector.clock import utc_ns
from inspector.domain.evaluation import Evaluation, Outcome, Reason
from inspector.domain.lot_record import LotRecord, LotRecords, PartCount, Stretch
from inspector.domain.lots import Lot
from inspector.domain.review import Standing
from inspector.domain.statistics.control_chart import ChartKind, control_chart
from inspector.domain.statistics.pareto import pareto
from inspector.domain.statistics.wilson import wilson_share
from inspector.services.lot_report.document import Chart, Figures, Listed, LotReport, Seals
from inspector.services.lot_report.reconciliation import count_lines
from inspector.services.lot_report.trail import LotTrail, unlike_noted

T = TypeVar("T")
_SUBGROUPS = 25
_EXPECTED = 3.5
"""Parts not OK in a group, so that it is large enough to be judged."""
_SIZES = (10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 5000, 10_000, 50_000)
_DONE = frozenset({Evaluation.OK, Evaluation.NOT_OK, Evaluation.NOT_DECIDABLE})


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
    figures = _figures(counts)
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
        rejects=Listed(rejects, _rejects(counts)),
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


def _figures(counts: Sequence[PartCount]) -> Figures:
    product = [each for each in counts if not each.challenge]

    def parts(wanted: Callable[[PartCount], bool]) -> int:
        return sum(each.parts for each in product if wanted(each))

    verdicts: Counter[Evaluation] = Counter()
    undefined: Counter[Reason] = Counter()
    for each in product:
        verdicts[each.evaluation] += each.parts
        if each.evaluation not in _DONE:
            undefined[each.reason] += each.parts
    total = sum(verdicts.values())
    return Figures(
        parts=total,
        ok=verdicts[Evaluation.OK],
        not_ok=verdicts[Evaluation.NOT_OK],
        not_decidable=verdicts[Evaluation.NOT_DECIDABLE],
        undefined=dict(undefined.most_common()),
        yield_share=wilson_share(verdicts[Evaluation.OK], total),
        challenge=sum(each.parts for each in counts if each.challenge),
        pending=sum(each.parts for each in counts if each.outcome is Outcome.PENDING),
        bad_passed=parts(lambda each: _is_bad(each) and each.outcome is Outcome.PASSED),
        good_rejected=parts(lambda each: not _is_bad(each) and each.outcome is Outcome.REJECTED),
        said_bad=parts(_said_bad),
        said_good=parts(_said_good),
        reviewed=parts(lambda each: each.standing is not Standing.NONE),
    )


def _is_bad(each: PartCount) -> bool:
    return each.evaluation is not Evaluation.OK


def _said_bad(each: PartCount) -> bool:
    """Found good, called bad, and not rejected all the same."""
    overridden = each.standing is Standing.OVERRIDDEN and each.said is not Evaluation.OK
    return not _is_bad(each) and overridden and each.outcome is not Outcome.REJECTED


def _said_good(each: PartCount) -> bool:
    overridden = each.standing is Standing.OVERRIDDEN and each.said is Evaluation.OK
    return each.evaluation is Evaluation.NOT_OK and overridden


def _rejects(counts: Sequence[PartCount]) -> int:
    return sum(
        each.parts
        for each in counts
        if not each.challenge and (_is_bad(each) or each.outcome is Outcome.REJECTED)
    )


def _chart(record: LotRecord, lot_id: int, figures: Figures) -> Chart | None:
    judged = figures.ok + figures.rejected
    if not judged:
        return None
    wanted = max(judged / _SUBGROUPS, _EXPECTED * judged / max(figures.not_ok, 1))
    size = next((each for each in _SIZES if each >= wanted), _SIZES[-1])
    subgroups = record.subgroups(lot_id, size)
    return Chart(size, subgroups, control_chart(ChartKind.P, [each.counted for each in subgroups]))
