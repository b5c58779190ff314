"""A stretch of brightness between two percentiles."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from inspector.domain.phrases.steps import StepPhrase
from inspector.vision.image import apply_table, full_scale, histogram, saturate
from inspector.vision.operation import Kind, Operation, Parameter, per_image

if TYPE_CHECKING:
    from inspector.domain.frame import Image
    from inspector.domain.phrase import Phrase


def percentile_stretch(image: Image, *, low_percent: float, high_percent: float) -> Image:
    """Map the two percentiles of the pixel values to black and full scale; clip what is outside.

    All channels share the two limits, so a colour image keeps its hues. An image whose two
    percentiles are one value stays as it is.
    """
    cumulative = np.cumsum(histogram(image))
    total = int(cumulative[-1])
    low = int(np.searchsorted(cumulative, max(1.0, total * low_percent / 100)))
    high = int(np.searchsorted(cumulative, total * high_percent / 100))
    if high <= low:
        return image
    values = np.arange(full_scale(image) + 1, dtype=np.float64)
    return apply_table(image, saturate((values - low) * full_scale(image) / (high - low), image))


def _conflict(parameters: Mapping[str, Any]) -> Phrase | None:
    if parameters["low_percent"] < parameters["high_percent"]:
        return None
    return StepPhrase.PARAMETER_NOT_BELOW(parameter="low_percent", other_parameter="high_percent")


PERCENTILE_STRETCH = Operation(
    "percentile_stretch",
    "Stretch each image between two percentiles to the full range.",
    per_image(percentile_stretch),
    (
        Parameter(
            name="low_percent",
            kind=Kind.NUMBER,
            help="Share of pixels that become black.",
            default=1.0,
            minimum=0,
            maximum=100,
            unit="%",
        ),
        Parameter(
            name="high_percent",
            kind=Kind.NUMBER,
            help="Share of pixels below white.",
            default=99.0,
            minimum=0,
            maximum=100,
            unit="%",
        ),
    ),
    conflict=_conflict,
)
