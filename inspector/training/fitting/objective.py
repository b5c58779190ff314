"""What is made small: cross entropy with labels, and with a teacher."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional
from torchvision.transforms import v2

from inspector.training.fitting.distillation import Teaching, soft_loss
from inspector.training.fitting.options import FitOptions

Mix = Callable[[Tensor, Tensor], tuple[Tensor, Tensor]]


class Objective:
    """The loss of a batch.

    Args:
        weights: What a picture of each class counts, shape ``(K,)``.
        options: Smoothing and the teacher's share.
        teaching: A teacher that has been made ready, if there is one.
    """

    def __init__(self, weights: Tensor, options: FitOptions, teaching: Teaching | None) -> None:
        self._weights = weights
        self._smoothing = options.label_smoothing
        self._teaching = teaching
        self._distillation = options.distillation

    def __call__(self, outputs: Tensor, targets: Tensor, planes: Tensor) -> Tensor:
        """The mean loss.

        Args:
            outputs: Logits, shape ``(N, K)``.
            targets: Shares of the classes, shape ``(N, K)``.
            planes: What the network has seen, for the teacher to see the very same.
        """
        hard = functional.cross_entropy(
            outputs, targets, weight=self._weights, label_smoothing=self._smoothing
        )
        if self._teaching is None:
            return hard
        share = self._distillation.soft_share
        soft = soft_loss(outputs, self._teaching(planes), self._distillation.temperature)
        return share * soft + (1 - share) * hard


def class_weights(labels: NDArray[np.int64], classes: int) -> Tensor:
    """What a picture of each class counts, 1/√count; the mean over the pictures is one.

    Mahajan et al. 2018, arXiv:1805.00932, section 2.2.

    Args:
        labels: Shape ``(N,)``.
        classes: Number of classes.

    Returns:
        float32, shape ``(K,)``.
    """
    counts = np.bincount(labels, minlength=classes).astype(np.float64)
    weights = 1 / np.sqrt(np.maximum(counts, 1))
    weights *= counts.sum() / (weights * counts).sum()
    return torch.from_numpy(weights.astype(np.float32))


def mixing(options: FitOptions, classes: int) -> Mix:
    """From planes and labels to planes and shares of the classes, blended where asked for."""
    if options.mixup_alpha:
        mixup: Mix = v2.MixUp(alpha=options.mixup_alpha, num_classes=classes)
        return mixup
    return lambda planes, labels: (planes, functional.one_hot(labels, classes).float())
