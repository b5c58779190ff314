"""What thresholds cost, on pictures whose truth is known."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace

from inspector.domain.errors.recipe import CostsWithoutEvidenceError
from inspector.domain.phrases.recipes import RecipePhrase
from inspector.domain.recipe import DecisionLimits
from inspector.services.recipes.evidence import Evidence, ModelClasses, ReviewedEvidence
from inspector.wire.threshold_costs import (
    ClassCost,
    CostPoint,
    CostRequest,
    CostTable,
    Limits,
    ModelLimits,
)

GRID = (
    *(place / 20 for place in range(1, 19)),
    *(0.92, 0.94, 0.95, 0.96, 0.97, 0.98, 0.99, 0.995, 0.999),
)
"""Limits that are compared: finer where models are sure."""


class ThresholdCosts:
    """All methods may be called from several threads.

    Args:
        model: The model in force.
        limits: What that model recommends.
        validation: Its validation pictures, by the hash of its package; ``None`` when the package
            holds none.
        reviewed: What people said of parts at this station.
    """

    def __init__(
        self,
        model: Callable[[], ModelClasses],
        limits: Callable[[], DecisionLimits],
        validation: Callable[[str], Evidence | None],
        reviewed: ReviewedEvidence,
    ) -> None:
        self._model = model
        self._limits = limits
        self._validation = validation
        self._reviewed = reviewed
        self._looking = threading.Lock()

    def recommended(self) -> ModelLimits:
        """What the model in force recommends.

        Raises:
            ModelError: its package cannot be read any more.
        """
        model = self._model()
        return ModelLimits(
            limits=Limits.model_validate(self._limits().table()),
            classes=list(model.classes),
            ok_classes=sorted(model.ok_classes),
        )

    def table(self, request: CostRequest) -> CostTable:
        """Escapes, false rejects and undecided parts for the limits asked, and for others.

        Raises:
            CostsWithoutEvidenceError: there is no picture whose truth is known.
        """
        model = self._model()
        with self._looking:
            reviewed = self._reviewed.evidence(request.recipe_id)
        validation = self._validation(model.sha256)
        evidence = reviewed if validation is None else validation.together_with(reviewed)
        total = len(evidence.truly_good)
        if not total:
            raise CostsWithoutEvidenceError(RecipePhrase.NO_EVIDENCE())
        asked = DecisionLimits(
            request.limits.accept, request.limits.reject_default, dict(request.limits.reject)
        )
        accepts = sorted({*GRID, asked.accept})
        varied = request.class_name
        rejects = sorted({*GRID, asked.reject_limit(varied)})
        good = int(evidence.truly_good.sum())
        return CostTable(
            validation=total - len(reviewed.truly_good),
            reviewed=len(reviewed.truly_good),
            good=good,
            defective=total - good,
            asked=_point(asked.accept, evidence, asked, request),
            accepts=[
                _point(each, evidence, replace(asked, accept=each), request) for each in accepts
            ],
            rejects=[
                _point(each, evidence, _rejecting(asked, varied, each), request) for each in rejects
            ],
            class_name=varied,
            by_class=[
                ClassCost(class_name=name, pictures=shown, escapes=escapes, false_rejects=lost)
                for name, (shown, escapes, lost) in evidence.by_class(asked).items()
            ],
        )


def _rejecting(limits: DecisionLimits, class_name: str, limit: float) -> DecisionLimits:
    if not class_name:
        return replace(limits, reject_default=limit)
    return replace(limits, reject={**limits.reject, class_name: limit})


def _point(
    limit: float, evidence: Evidence, limits: DecisionLimits, request: CostRequest
) -> CostPoint:
    escapes, false_rejects, undecided = evidence.outcomes(limits)
    return CostPoint(
        limit=limit,
        escapes=escapes,
        false_rejects=false_rejects,
        not_decidable=undecided,
        cost=escapes * request.escape_cost
        + false_rejects * request.false_reject_cost
        + undecided * request.not_decidable_cost,
    )
