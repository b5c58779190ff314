"""From counts to an answer in words and figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from inspector.domain.evaluation import Evaluation
from inspector.domain.statistics.wilson import wilson_share
from inspector.domain.what_if import Truth
from inspector.services.statistics.figures import share_reply
from inspector.services.what_if.basis import Basis
from inspector.services.what_if.tally import Fold, Tally
from inspector.wire.what_if import (
    Costs,
    KnownTruth,
    LeftOut,
    LeftOutParts,
    LimitChanges,
    Mistakes,
    Sample,
    SweepPoint,
    TruthSource,
    VerdictChange,
    WhatIfAnswer,
)

_UNDECIDED = (Evaluation.UNDEFINED, Evaluation.NOT_DECIDABLE)
_PEOPLE = {TruthSource.REVIEWS: False, TruthSource.CHALLENGE_PARTS: True}


@dataclass
class Found:
    """What a question has come to so far; used under its question's lock."""

    fold: Fold
    left_out: Counter[tuple[LeftOut, Evaluation]] = field(default_factory=Counter)
    newest: Basis | None = None

    def answer(self, costs: Costs) -> WhatIfAnswer:
        """All of it, as a client sees it."""
        tally = self.fold.tally
        left_out = self.left_out + Counter(
            {(LeftOut.CAMERA_SILENT, was): n for was, n in self.fold.undecided.items()}
        )
        basis = self.newest
        return WhatIfAnswer(
            parts=tally.parts(),
            changed=tally.changed,
            unexplained=self.fold.unexplained,
            changes=list(_changes(tally)),
            left_out=[
                LeftOutParts(why=why, was=was, parts=parts)
                for (why, was), parts in sorted(left_out.items())
                if parts
            ],
            samples=list(_samples(tally, left_out)),
            truth=list(_truth(tally, costs)),
            sweep=[_point(value, of, costs) for value, of in sorted(self.fold.sweep.items())],
            limits_before=None if basis is None else _limits(basis),
            classes=[] if basis is None else list(basis.classes),
            ok_classes=[] if basis is None else sorted(basis.ok_classes),
        )


def _changes(tally: Tally) -> Iterator[VerdictChange]:
    for was in Evaluation:
        for now in Evaluation:
            parts = tally.parts(was=was, now=now)
            if parts:
                unknown = tally.parts(Truth.UNKNOWN, was=was, now=now)
                yield VerdictChange(was=was, now=now, parts=parts, truth_unknown=unknown)


def _samples(tally: Tally, left_out: Mapping[tuple[LeftOut, Evaluation], int]) -> Iterator[Sample]:
    for was in Evaluation:
        decided = tally.parts(was=was)
        missing = sum(parts for (_, verdict), parts in left_out.items() if verdict is was)
        changed = decided - tally.parts(was=was, now=was)
        if decided or missing:
            share = share_reply(wilson_share(changed, decided))
            yield Sample(
                was=was, parts=decided + missing, decided=decided, changed=changed, share=share
            )


def _truth(tally: Tally, costs: Costs) -> Iterator[KnownTruth]:
    for source, challenge in _PEOPLE.items():
        good = tally.parts(Truth.GOOD, challenge=challenge)
        defective = tally.parts(Truth.DEFECTIVE, challenge=challenge)
        if good + defective:
            yield KnownTruth(
                source=source,
                good=good,
                defective=defective,
                before=_mistakes(tally, costs, challenge=challenge, now=False),
                after=_mistakes(tally, costs, challenge=challenge, now=True),
            )


def _mistakes(tally: Tally, costs: Costs, *, challenge: bool, now: bool) -> Mistakes:
    def found(truth: Truth, *evaluations: Evaluation) -> int:
        return sum(
            tally.parts(truth, challenge=challenge, **{"now" if now else "was": each})
            for each in evaluations
        )

    escapes = found(Truth.DEFECTIVE, Evaluation.OK)
    false_rejects = found(Truth.GOOD, Evaluation.NOT_OK)
    undecided = found(Truth.GOOD, *_UNDECIDED) + found(Truth.DEFECTIVE, *_UNDECIDED)
    good = tally.parts(Truth.GOOD, challenge=challenge)
    defective = tally.parts(Truth.DEFECTIVE, challenge=challenge)
    return Mistakes(
        escapes=escapes,
        false_rejects=false_rejects,
        undecided=undecided,
        escape_share=share_reply(wilson_share(escapes, defective)),
        false_reject_share=share_reply(wilson_share(false_rejects, good)),
        cost=_cost(costs, escapes, false_rejects, undecided),
    )


def _cost(costs: Costs, escapes: int, false_rejects: int, undecided: int) -> float:
    return escapes * costs.escape + false_rejects * costs.false_reject + undecided * costs.undecided


def _point(value: float, tally: Tally, costs: Costs) -> SweepPoint:
    mistakes = _mistakes(tally, costs, challenge=False, now=True)
    return SweepPoint(
        limit=value,
        ok=tally.parts(now=Evaluation.OK),
        not_ok=tally.parts(now=Evaluation.NOT_OK),
        undecided=sum(tally.parts(now=each) for each in _UNDECIDED),
        escapes=mistakes.escapes,
        false_rejects=mistakes.false_rejects,
        known_undecided=mistakes.undecided,
        cost=mistakes.cost,
    )


def _limits(basis: Basis) -> LimitChanges:
    limits = basis.limits
    defects = [name for name in basis.classes if name not in basis.ok_classes]
    return LimitChanges(
        accept=limits.accept,
        reject_default=limits.reject_default,
        reject={name: limits.reject_limit(name) for name in defects},
    )
