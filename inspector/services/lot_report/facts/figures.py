"""How many parts of a lot got which verdict, and what is known of wrong ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from inspector.domain.evaluation import Evaluation, Outcome, Reason
from inspector.domain.lot_record import PartCount
from inspector.domain.review import Standing
from inspector.domain.statistics.wilson import Share, wilson_share


@dataclass(frozen=True, slots=True)
class Figures:
    """Parts of a lot without challenge parts, by verdict, and what is known of wrong verdicts.

    Attributes:
        parts: All of them.
        ok: Found good.
        not_ok: Found bad.
        not_decidable: Seen, and neither.
        undefined: Without a verdict, by reason.
        yield_share: Share of parts that are OK; ``None`` without parts.
        challenge: Challenge parts, which count nowhere else.
        pending: Parts of which nobody has told yet where they went, challenge parts included.
        bad_passed: Parts that are not OK and that the PLC saw pass.
        good_rejected: Parts that are OK and that the PLC rejected.
        said_bad: Parts found OK that people call bad.
        said_good: Parts found not OK that people call good.
        reviewed: Parts of which somebody said anything.
    """

    parts: int
    ok: int
    not_ok: int
    not_decidable: int
    undefined: Mapping[Reason, int]
    yield_share: Share | None
    challenge: int
    pending: int
    bad_passed: int
    good_rejected: int
    said_bad: int
    said_good: int
    reviewed: int

    @property
    def rejected(self) -> int:
        """Judged, and not good."""
        return self.not_ok + self.not_decidable

    @property
    def escapes(self) -> int:
        """Bad parts that left the station, as far as anybody knows."""
        return self.bad_passed + self.said_bad


def figures_of(counts: Sequence[PartCount]) -> Figures:
    """The figures of these parts."""
    product = [each for each in counts if not each.challenge]

    def parts(wanted: Callable[[PartCount], bool]) -> int:
        return sum(each.parts for each in product if wanted(each))

    verdicts: Counter[Evaluation] = Counter()
    undefined: Counter[Reason] = Counter()
    for each in product:
        verdicts[each.evaluation] += each.parts
        if each.evaluation is Evaluation.UNDEFINED:
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
        bad_passed=parts(lambda each: each.bad_passed),
        good_rejected=parts(lambda each: each.good_rejected),
        said_bad=parts(_said_bad),
        said_good=parts(_said_good),
        reviewed=parts(lambda each: each.standing is not Standing.NONE),
    )


def _said_bad(each: PartCount) -> bool:
    """Found good, called bad, and not rejected all the same."""
    overridden = each.standing is Standing.OVERRIDDEN and each.said is not Evaluation.OK
    return not each.is_bad and overridden and each.outcome is not Outcome.REJECTED


def _said_good(each: PartCount) -> bool:
    overridden = each.standing is Standing.OVERRIDDEN and each.said is Evaluation.OK
    return each.evaluation is Evaluation.NOT_OK and overridden


def reject_count(counts: Sequence[PartCount]) -> int:
    """How many of them are not OK or were rejected, challenge parts left out."""
    return sum(
        each.parts
        for each in counts
        if not each.challenge and (each.is_bad or each.outcome is Outcome.REJECTED)
    )
