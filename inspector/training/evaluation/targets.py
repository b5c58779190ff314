"""What limits shall reach."""

from __future__ import annotations

import math
from dataclasses import dataclass

from inspector.domain.errors.evaluation import EvaluationOptionsError


@dataclass(frozen=True, slots=True)
class EscapeTarget:
    """At most this share of the defective parts may pass; then as few good ones are lost as can be.

    Attributes:
        max_escape_rate: From 0 to below 1.
    """

    max_escape_rate: float

    def __post_init__(self) -> None:
        _require_share(self.max_escape_rate, "the escape rate")

    def __str__(self) -> str:
        return f"at most {100 * self.max_escape_rate:g} % escapes"


@dataclass(frozen=True, slots=True)
class FalseRejectTarget:
    """At most this share of the good parts may be lost; for sets with few defects or none.

    Attributes:
        max_false_reject_rate: From 0 to below 1.
    """

    max_false_reject_rate: float

    def __post_init__(self) -> None:
        _require_share(self.max_false_reject_rate, "the false reject rate")

    def __str__(self) -> str:
        return f"at most {100 * self.max_false_reject_rate:g} % of the good parts lost"


@dataclass(frozen=True, slots=True)
class Costs:
    """The limits under which the parts together cost least.

    Attributes:
        escape: Of a defective part that passes.
        false_reject: Of a good part that is rejected.
        not_decidable: Of a part, good or not, that somebody has to look at.
        defect_share: How many parts of the line are defective, 0 to 1; ``None`` takes the share
            among the pictures, in which defects are usually far more common than on a line.
    """

    escape: float
    false_reject: float
    not_decidable: float
    defect_share: float | None = None

    def __post_init__(self) -> None:
        costs = (self.escape, self.false_reject, self.not_decidable)
        if not all(math.isfinite(cost) and cost >= 0 for cost in costs) or self.escape == 0:
            raise EvaluationOptionsError(
                f"costs {', '.join(f'{cost:g}' for cost in costs)}: none may be negative, and an "
                "escape must cost something"
            )
        if self.defect_share is not None:
            _require_share(self.defect_share, "the share of defective parts")

    def __str__(self) -> str:
        costs = (
            f"least cost: escape {self.escape:g}, false reject {self.false_reject:g}, "
            f"not decidable {self.not_decidable:g}"
        )
        if self.defect_share is None:
            return costs
        return f"{costs}; {100 * self.defect_share:g} % of the parts defective"


Target = EscapeTarget | FalseRejectTarget | Costs


def _require_share(share: float, what: str) -> None:
    if not (math.isfinite(share) and 0 <= share < 1):
        raise EvaluationOptionsError(f"{what} {share:g} is not between 0 and 1")
