"""What thresholds cost, on pictures whose truth is known."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace

from inspector.domain.errors.recipe import CostsWithoutEvidenceError
from inspector.domain.recipe import DecisionLimits
from inspector.services.recipes.evidence import Evidence, ModelClasses, ReviewedEvidence
from inspector.wire.recipes import CostPoint, CostRequest, CostTable

GRID = (
    *(place / 20 for place in range(1, 19)),
    *(0.92, 0.94, 0.95, 0.96, 0.97, 0.98, 0.99, 0.995, 0.999),
)
"""Limits that are compared: finer where models are sure."""


class ThresholdCosts:
    """All methods may be called from several threads.

    Args:
        model: The model in force.
        validation: Its validation pictures, by the hash of its package; ``None`` when the package
            holds none.
        reviewed: What people said of parts at this station.
    """

    def __init__(
        self,
        model: Callable[[], ModelClasses],
        validation: Callable[[str], Evidence | None],
        reviewed: ReviewedEvidence,
    ) -> None:
        self._model = model
        self._validation = validation
        self._reviewed = reviewed
        self._looking = threading.Lock()

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
            raise CostsWithoutEvidenceError(
                "the model's package holds no validation scores, and no part was reviewed"
            )
        asked = DecisionLimits(
            request.limits.accept, request.limits.reject_default, dict(request.limits.reject)
        )
        accepts = sorted({*GRID, asked.accept})
        rejects = sorted({*GRID, asked.reject_default})
        good = int(evidence.truly_good.sum())
        return CostTable(
            validation=total - len(reviewed.truly_good),
            reviewed=len(reviewed.truly_good),
            good=good,
            defective=total - good,
            asked=_point(evidence, asked, request),
            accepts=[_point(evidence, replace(asked, accept=each), request) for each in accepts],
            rejects=[
                _point(evidence, replace(asked, reject_default=each), request) for each in rejects
            ],
            classes=list(model.classes),
            ok_classes=sorted(model.ok_classes),
        )


def _point(evidence: Evidence, limits: DecisionLimits, request: CostRequest) -> CostPoint:
    escapes, false_rejects, undecided = evidence.outcomes(limits)
    return CostPoint(
        accept=limits.accept,
        reject_default=limits.reject_default,
        escapes=escapes,
        false_rejects=false_rejects,
        not_decidable=undecided,
        cost=escapes * request.escape_cost
        + false_rejects * request.false_reject_cost
        + undecided * request.not_decidable_cost,
    )
