"""Decision limits, and what they do to pictures whose truth is known."""

from typing import Annotated

from pydantic import Field

from inspector.wire.model import WireModel


class Limits(WireModel):
    """Decision limits as probabilities."""

    accept: Annotated[float, Field(gt=0, le=1)]
    reject_default: Annotated[float, Field(gt=0, le=1)]
    reject: dict[str, Annotated[float, Field(gt=0, le=1)]] = Field(default_factory=dict)


class ModelLimits(WireModel):
    """The limits that the model in force recommends, and its classes."""

    limits: Limits
    classes: list[str]
    ok_classes: list[str]


class CostRequest(WireModel):
    """What thresholds cost: per escape, per false reject, per part that is not decided.

    ``class_name`` is the defect class whose limit is varied; empty for that of all without one.
    """

    limits: Limits
    class_name: Annotated[str, Field(max_length=100)] = ""
    recipe_id: str = ""
    escape_cost: Annotated[float, Field(ge=0, le=1e12)] = 0
    false_reject_cost: Annotated[float, Field(ge=0, le=1e12)] = 0
    not_decidable_cost: Annotated[float, Field(ge=0, le=1e12)] = 0


class CostPoint(WireModel):
    """What one choice of ``limit`` does to the parts of the evidence; all others as asked."""

    limit: float
    escapes: int
    false_rejects: int
    not_decidable: int
    cost: float


class ClassCost(WireModel):
    """What the limit of one defect class does.

    Of its ``pictures`` some escape; ``false_rejects`` are good parts over its limit.
    """

    class_name: str
    pictures: int
    escapes: int
    false_rejects: int


class CostTable(WireModel):
    """The limits that were asked for, and what others would do, from lenient to strict.

    ``validation`` and ``reviewed`` count the pictures that it rests on; ``good`` and ``defective``
    are their truth. ``accepts`` vary the accept limit, ``rejects`` the reject limit of
    ``class_name``, or that of all classes without their own.
    """

    validation: int
    reviewed: int
    good: int
    defective: int
    asked: CostPoint
    accepts: list[CostPoint]
    rejects: list[CostPoint]
    class_name: str = ""
    by_class: list[ClassCost] = Field(default_factory=list)
