"""Temperature scaling (Guo et al. 2017, "On Calibration of Modern Neural Networks")."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

_CANDIDATES = np.geomspace(0.25, 4, 81)


def fit_temperature(logits: Tensor, labels: Tensor) -> float:
    """The divisor of the logits under which the true classes are most likely.

    Args:
        logits: Shape ``(N, classes)``, of samples that were not trained on.
        labels: Shape ``(N,)``.
    """
    losses = [
        float(functional.cross_entropy(logits / float(candidate), labels))
        for candidate in _CANDIDATES
    ]
    best: int = int(torch.tensor(losses).argmin())
    return float(_CANDIDATES[best])
