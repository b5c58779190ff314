"""Where the values of a tensor lie, and which part of them eight bits shall cover."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

BINS = 2048
_LEVELS = 256
_PERCENTILE = 99.99
_CANDIDATES = 64


@dataclass(frozen=True, slots=True)
class Range:
    """The closed interval that a quantized tensor can express; always holds zero."""

    low: float
    high: float

    def __post_init__(self) -> None:
        object.__setattr__(self, "low", min(0.0, float(self.low)))
        object.__setattr__(self, "high", max(0.0, float(self.high)))

    @property
    def width(self) -> float:
        """Its length; never zero, so that a dead tensor has a scale too."""
        return max(self.high - self.low, 1e-8)


@dataclass(frozen=True, slots=True)
class Spread:
    """How often a tensor takes which values.

    Attributes:
        low: Smallest value seen.
        high: Largest value seen.
        counts: Of equal bins from ``low`` to ``high``, shape ``(BINS,)``.
    """

    low: float
    high: float
    counts: NDArray[np.int64]

    @property
    def edges(self) -> NDArray[np.float64]:
        """Borders of the bins, shape ``(BINS + 1,)``."""
        return np.linspace(self.low, self.high, len(self.counts) + 1)


def whole(spread: Spread) -> Range:
    """From the smallest to the largest value: nothing is clipped."""
    return Range(spread.low, spread.high)


def percentile(spread: Spread) -> Range:
    """Without the outermost values: 99.99 % lie inside, half of the rest on either side."""
    total = np.cumsum(spread.counts)
    outside = total[-1] * (1 - _PERCENTILE / 100) / 2
    first = int(np.searchsorted(total, outside, side="right"))
    last = int(np.searchsorted(total, total[-1] - outside, side="left"))
    edges = spread.edges
    return Range(edges[first], edges[min(last, len(spread.counts) - 1) + 1])


def entropy(spread: Spread) -> Range:
    """The clipping under which the quantized distribution says most about the true one.

    Of ranges that shrink towards zero the one with the smallest Kullback-Leibler divergence, as in
    Migacz 2017, "8-bit Inference with TensorRT", but for unsigned values with a zero point: both
    ends shrink by the same share. Zeros are exact in any grid, so their bin counts no more than its
    neighbours: after a ReLU it would outweigh all that clipping loses.
    """
    spread = _without_zeros(spread)
    shares = np.linspace(1, 0.1, _CANDIDATES)
    losses = [
        _divergence(spread, Range(share * spread.low, share * spread.high)) for share in shares
    ]
    share = shares[int(np.argmin(losses))]
    return Range(share * spread.low, share * spread.high)


METHODS: Mapping[str, Callable[[Spread], Range]] = MappingProxyType(
    {"minmax": whole, "entropy": entropy, "percentile": percentile}
)


def _without_zeros(spread: Spread) -> Spread:
    counts = spread.counts.copy()
    place = int(np.searchsorted(spread.edges, 0.0, side="right")) - 1
    if 0 <= place < len(counts):
        neighbours = counts[max(place - 1, 0) : place + 2 : 2] if place else counts[1:2]
        counts[place] = min(counts[place], int(neighbours.max(initial=0)))
    return Spread(spread.low, spread.high, counts) if counts.any() else spread


def _divergence(spread: Spread, limits: Range) -> float:
    """Of the clipped histogram from what rounding to 256 levels leaves of it, in nats."""
    centres = (spread.edges[:-1] + spread.edges[1:]) / 2
    inside = np.flatnonzero((centres >= limits.low) & (centres <= limits.high))
    if len(inside) < _LEVELS:
        return np.inf
    first, last = inside[0], inside[-1]
    kept = spread.counts[first : last + 1].astype(np.float64)
    true = kept.copy()
    true[0] += spread.counts[:first].sum()
    true[-1] += spread.counts[last + 1 :].sum()
    levels = np.arange(len(kept)) * _LEVELS // len(kept)
    filled = np.bincount(levels, kept > 0, _LEVELS)
    share = np.bincount(levels, kept, _LEVELS) / np.maximum(filled, 1)
    rounded = np.where(kept > 0, share[levels], 0.0)
    true, rounded = true / true.sum(), rounded / max(rounded.sum(), 1e-12)
    seen = true > 0
    return float((true[seen] * np.log(true[seen] / np.maximum(rounded[seen], 1e-9))).sum())
