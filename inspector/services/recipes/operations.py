"""The operations that a step may name, for those who set a recipe up."""

from __future__ import annotations

import math

from inspector.vision.operation import Operation, Parameter
from inspector.vision.operations import OPERATIONS
from inspector.wire.recipe_drafts import OperationList, OperationParameter, OperationRow


def operation_list() -> OperationList:
    """All operations with their parameters."""
    return OperationList(operations=[_row(each) for each in OPERATIONS.values()])


def _row(operation: Operation) -> OperationRow:
    return OperationRow(
        name=operation.name,
        summary=operation.summary,
        parameters=[_parameter(each) for each in operation.parameters],
    )


def _parameter(parameter: Parameter) -> OperationParameter:
    default = parameter.default
    return OperationParameter(
        name=parameter.name,
        kind=parameter.kind.name.lower(),
        help=parameter.help,
        default=None if isinstance(default, tuple) else default,
        required=parameter.required,
        minimum=_bound(parameter.minimum),
        maximum=_bound(parameter.maximum),
        choices=list(parameter.choices),
        odd=parameter.odd,
        unit=parameter.unit,
    )


def _bound(limit: float) -> float | None:
    return limit if math.isfinite(limit) else None
