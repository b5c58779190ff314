"""What an operation and its parameters are; each family of functions declares its own."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import partial
from typing import TYPE_CHECKING, Any

from inspector.domain.phrase import Phrase
from inspector.domain.phrases.steps import StepPhrase
from inspector.domain.recipe import StepValue

if TYPE_CHECKING:
    from inspector.domain.frame import Image

ImageFunction = Callable[["Image"], "Image"]
LEVELS = "8-bit grey levels"
ALL_FORMATS = "Mono8, Mono16, BGR8, BGR16"


class Kind(Enum):
    """The type of a parameter; ``IMAGE`` is a path that is read once, when steps are compiled."""

    INTEGER = "integer"
    NUMBER = "number"
    CHOICE = "choice"
    IMAGE = "image file"


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One parameter of an operation.

    Attributes:
        name: The keyword of the function and the key in the recipe; it carries its unit.
        kind: What values are allowed.
        help: One sentence for the recipe's author.
        default: Value when the recipe is silent; ``None`` when it must be given or may be absent.
        required: Whether the recipe must give it.
        minimum: Smallest allowed number.
        maximum: Largest allowed number.
        choices: Allowed words of a ``CHOICE``.
        odd: Whether only odd integers are allowed.
        unit: Unit for the documentation, empty for a pure number.
    """

    name: str
    kind: Kind
    help: str
    default: StepValue | None = None
    required: bool = False
    minimum: float = -math.inf
    maximum: float = math.inf
    choices: tuple[str, ...] = ()
    odd: bool = False
    unit: str = ""

    @property
    def allowed(self) -> Phrase:
        """The allowed values."""
        if self.kind is Kind.CHOICE:
            return StepPhrase.ALLOWED_CHOICES(choices=self.choices)
        if self.kind is Kind.IMAGE:
            return StepPhrase.ALLOWED_PICTURE()
        among = StepPhrase.ALLOWED_ODD_RANGE if self.odd else StepPhrase.ALLOWED_RANGE
        return among(least=self.minimum, most=self.maximum)

    @property
    def hash_name(self) -> str:
        """The key with the SHA-256 that goes with an ``IMAGE``."""
        return f"{self.name}_sha256"

    def fault(self, value: StepValue) -> Phrase | None:
        """What is wrong with a value, or ``None``."""
        if self.kind in (Kind.CHOICE, Kind.IMAGE):
            return self._word_fault(value)
        return self._number_fault(value)

    def missing(self) -> Phrase:
        """That the recipe must give it."""
        return StepPhrase.PARAMETER_MISSING(parameter=self.name, allowed=self.allowed)

    def wrong(self, value: StepValue, allowed: Phrase | None = None) -> Phrase:
        """That a value is none that is allowed."""
        found = list(map(str, value)) if isinstance(value, tuple) else value
        return StepPhrase.PARAMETER_WRONG(
            parameter=self.name, found=found, allowed=allowed or self.allowed
        )

    def _word_fault(self, value: StepValue) -> Phrase | None:
        if not isinstance(value, str):
            return self.wrong(value, StepPhrase.ALLOWED_TEXT())
        if self.kind is Kind.CHOICE and value not in self.choices:
            return self.wrong(value)
        return None

    def _number_fault(self, value: StepValue) -> Phrase | None:
        whole = self.kind is Kind.INTEGER
        if isinstance(value, bool) or not isinstance(value, int if whole else (int, float)):
            number = StepPhrase.ALLOWED_INTEGER if whole else StepPhrase.ALLOWED_NUMBER
            return self.wrong(value, number())
        if not self.minimum <= value <= self.maximum or (self.odd and value % 2 == 0):
            return self.wrong(value)
        return None


def _no_conflict(parameters: Mapping[str, Any]) -> Phrase | None:
    del parameters
    return None


@dataclass(frozen=True, slots=True)
class Operation:
    """A named step.

    Attributes:
        name: The word in the recipe.
        summary: What it is for, in one sentence.
        make: Makes the image function from checked parameters; ``IMAGE`` ones come as arrays.
        parameters: In the order of the documentation.
        formats: Pixel formats that it takes.
        conflict: What is wrong between parameters that are each right, or ``None``.
    """

    name: str
    summary: str
    make: Callable[..., ImageFunction]
    parameters: tuple[Parameter, ...]
    formats: str = ALL_FORMATS
    conflict: Callable[[Mapping[str, Any]], Phrase | None] = _no_conflict


def per_image(function: Callable[..., Image]) -> Callable[..., ImageFunction]:
    """The ``make`` of a function that needs nothing worked out before the first image."""
    return partial(partial, function)
