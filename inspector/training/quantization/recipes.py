"""The table of ways to make a smaller or faster file; each is tried, none is believed in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from inspector.domain.errors.quantization import UnknownCandidateError
from inspector.training.quantization.body import Body

REFERENCE_VARIANT = "fp32"


class Technique(Enum):
    """How a candidate is made."""

    STATIC = "static"
    DYNAMIC = "dynamic"
    HALF = "half"


class Kind(Enum):
    """What kind of network a recipe suits."""

    CONVOLUTIONAL = "convolutional"
    HARD_SWISH = "convolutional with hard-swish"
    TRANSFORMER = "transformer"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Recipe:
    """One row of the table.

    Attributes:
        name: Of the candidate, in manifests and cards.
        technique: How it is made.
        kind: The networks that it suits.
        per_channel: One weight scale for each output channel, or one for the tensor.
        method: Of :data:`inspector.training.quantization.ranges.METHODS`.
        integer_hard_swish: Rewrite hard-swish into integer operators first.
    """

    name: str
    technique: Technique
    kind: Kind
    per_channel: bool = True
    method: str = "minmax"
    integer_hard_swish: bool = False

    @property
    def linear_only(self) -> bool:
        """Whether only linear layers become integers."""
        return self.kind is Kind.TRANSFORMER


def _static(name: str, kind: Kind, *, per_channel: bool, method: str) -> Recipe:
    return Recipe(
        name,
        Technique.STATIC,
        kind,
        per_channel=per_channel,
        method=method,
        integer_hard_swish=kind is Kind.HARD_SWISH,
    )


_C, _H, _T = Kind.CONVOLUTIONAL, Kind.HARD_SWISH, Kind.TRANSFORMER

RECIPES: tuple[Recipe, ...] = (
    Recipe("fp16", Technique.HALF, Kind.ANY),
    _static("int8-static-per-channel-minmax", _C, per_channel=True, method="minmax"),
    _static("int8-static-per-channel-entropy", _C, per_channel=True, method="entropy"),
    _static("int8-static-per-channel-percentile", _C, per_channel=True, method="percentile"),
    _static("int8-static-per-tensor-minmax", _C, per_channel=False, method="minmax"),
    _static("int8-static-per-tensor-entropy", _C, per_channel=False, method="entropy"),
    _static("int8-static-per-tensor-percentile", _C, per_channel=False, method="percentile"),
    _static("int8-swish-per-channel-minmax", _H, per_channel=True, method="minmax"),
    _static("int8-swish-per-channel-percentile", _H, per_channel=True, method="percentile"),
    _static("int8-swish-per-tensor-minmax", _H, per_channel=False, method="minmax"),
    _static("int8-linear-per-channel-minmax", _T, per_channel=True, method="minmax"),
    _static("int8-linear-per-channel-entropy", _T, per_channel=True, method="entropy"),
    _static("int8-linear-per-channel-percentile", _T, per_channel=True, method="percentile"),
    _static("int8-linear-per-tensor-minmax", _T, per_channel=False, method="minmax"),
    Recipe("int8-dynamic-per-channel", Technique.DYNAMIC, Kind.TRANSFORMER),
)


def kinds_of(body: Body) -> frozenset[Kind]:
    """What kind of network it is, from its operators."""
    found = {node.op_type for node in body.model.graph.node}
    if "LayerNormalization" in found and "Softmax" in found:
        return frozenset({Kind.ANY, Kind.TRANSFORMER})
    kinds = {Kind.ANY, Kind.CONVOLUTIONAL}
    if found & {"HardSwish", "HardSigmoid"}:
        kinds.add(Kind.HARD_SWISH)
    return frozenset(kinds)


def suitable_recipes(body: Body, names: Sequence[str] = ()) -> tuple[Recipe, ...]:
    """The rows that suit a network, all or those named.

    Raises:
        UnknownCandidateError: a name is none of the table.
    """
    known = {recipe.name for recipe in RECIPES}
    if unknown := [name for name in names if name not in known]:
        raise UnknownCandidateError(f"no such candidate: {', '.join(unknown)}")
    kinds = kinds_of(body)
    return tuple(
        recipe for recipe in RECIPES if recipe.kind in kinds and (not names or recipe.name in names)
    )
