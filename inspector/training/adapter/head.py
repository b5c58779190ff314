"""The part of a network that an adaptation learns: a residual adapter and the last layer."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

LARGEST_RANK = 16


@dataclass(frozen=True, slots=True)
class AdapterHead:
    """From features to logits: ``h = f + up relu(down f + down_bias)``, then ``weight h + bias``.

    The residual form with a bottleneck is that of Houlsby et al. 2019 ("Parameter-Efficient
    Transfer Learning for NLP"); with ``up`` zero it changes nothing.

    Attributes:
        down: Shape ``(R, D)``.
        down_bias: Shape ``(R,)``.
        up: Shape ``(R, D)``, stored transposed.
        weight: Of the last layer, shape ``(K, D)``.
        bias: Of the last layer, shape ``(K,)``.
    """

    down: NDArray[np.float32]
    down_bias: NDArray[np.float32]
    up: NDArray[np.float32]
    weight: NDArray[np.float32]
    bias: NDArray[np.float32]

    @classmethod
    def of_layer(cls, weight: NDArray[np.float32], bias: NDArray[np.float32]) -> AdapterHead:
        """A last layer with an adapter that changes nothing; what it looks at is drawn anew."""
        width = weight.shape[1]
        rank = min(LARGEST_RANK, width)
        rng = np.random.default_rng(width)
        return cls(
            down=(rng.standard_normal((rank, width)) / np.sqrt(width)).astype(np.float32),
            down_bias=np.zeros(rank, np.float32),
            up=np.zeros((rank, width), np.float32),
            weight=weight,
            bias=bias,
        )

    def logits(self, features: NDArray[np.float32]) -> NDArray[np.float32]:
        """Of features ``(N, D)``; shape ``(N, K)``."""
        seen = np.maximum(features @ self.down.T + self.down_bias, 0)
        logits = (features + seen @ self.up) @ self.weight.T + self.bias
        return np.asarray(logits, np.float32)

    def with_classes(self, count: int) -> AdapterHead:
        """For a longer list of classes; the new ones begin as unlikely as the least of the old."""
        more = count - len(self.bias)
        return AdapterHead(
            self.down,
            self.down_bias,
            self.up,
            np.pad(self.weight, ((0, more), (0, 0))),
            np.pad(self.bias, (0, more), constant_values=float(self.bias.min())),
        )

    def in_units(self, center: NDArray[np.float32], scale: NDArray[np.float32]) -> AdapterHead:
        """The same function of ``(f - center) / scale``."""
        return _head(
            self.down * scale,
            self.down_bias + self.down @ center,
            self.up / scale,
            self.weight * scale,
            self.bias + self.weight @ center,
        )

    def of_units(self, center: NDArray[np.float32], scale: NDArray[np.float32]) -> AdapterHead:
        """The same function of ``f``, of one of ``(f - center) / scale``."""
        return _head(
            self.down / scale,
            self.down_bias - (self.down / scale) @ center,
            self.up * scale,
            self.weight / scale,
            self.bias - (self.weight / scale) @ center,
        )


def _head(*parts: NDArray[np.floating]) -> AdapterHead:
    return AdapterHead(*(np.asarray(part, np.float32) for part in parts))
