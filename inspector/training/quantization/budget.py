"""What a smaller file may cost, and the words in which one that costs more is refused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from inspector.domain.evaluation import Evaluation

_FREE_FLIPS = 1


@dataclass(frozen=True, slots=True)
class Budget:
    """What quantization may cost against ``fp32``.

    Attributes:
        accuracy_points: Percentage points of accuracy on the test split.
        flip_percent: Verdicts that differ, on validation and test together. Where the pictures are
            too few to measure this share, so that one flip already exceeds it, one flip is allowed
            - but not one that lets a defective part pass.
    """

    accuracy_points: float = 0.5
    flip_percent: float = 0.2

    def flips_allowed(self, pictures: int) -> int:
        """How many verdicts of so many may differ."""
        return max(_FREE_FLIPS, self.escapes_allowed(pictures))

    def escapes_allowed(self, pictures: int) -> int:
        """How many of these flips may let a defective part pass that ``fp32`` stops."""
        return int(pictures * self.flip_percent / 100 + 1e-9)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Verdicts of a candidate beside those of ``fp32``, on the same pictures.

    Attributes:
        pictures: How many.
        flips: Verdicts that differ.
        new_escapes: Defective parts among them that only the candidate would let pass.
    """

    pictures: int
    flips: int
    new_escapes: int


def compare(
    reference: Sequence[Evaluation], own: Sequence[Evaluation], good: Sequence[bool]
) -> Comparison:
    """Count flips; all three in the order of the pictures."""
    rows = list(zip(reference, own, good, strict=True))
    return Comparison(
        pictures=len(rows),
        flips=sum(before is not after for before, after, _ in rows),
        new_escapes=sum(
            before is not Evaluation.OK and after is Evaluation.OK and not fine
            for before, after, fine in rows
        ),
    )


def refusal(
    budget: Budget, reference_accuracy: float, accuracy: float, compared: Comparison
) -> str:
    """Why a candidate is outside the budget, with the figure; empty when it is inside."""
    reasons = []
    loss_points = 100 * (reference_accuracy - accuracy)
    if loss_points > budget.accuracy_points + 1e-9:
        reasons.append(
            f"accuracy {loss_points:.2f} points below fp32, "
            f"{budget.accuracy_points:g} points allowed"
        )
    allowed = budget.flips_allowed(compared.pictures)
    if compared.flips > allowed:
        share = 100 * compared.flips / compared.pictures
        reasons.append(
            f"{compared.flips} of {compared.pictures} verdicts differ from fp32 ({share:.2f} %), "
            f"{allowed} allowed"
        )
    escapes_allowed = budget.escapes_allowed(compared.pictures)
    if compared.new_escapes > escapes_allowed:
        reasons.append(
            f"{compared.new_escapes} defective parts pass that fp32 stops, "
            f"{escapes_allowed} allowed"
        )
    return "; ".join(reasons)
