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
from inspector.training.fitting.options import ClassWeighting, FitOptions

_EFFECTIVE_NUMBER_BETA = 0.999
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


def class_weights(labels: NDArray[np.int64], classes: int, weighting: ClassWeighting) -> Tensor:
    """What a picture of each class counts; the mean over the pictures is one.

    Args:
        labels: Shape ``(N,)``.
        classes: Number of classes.
        weighting: ``inverse_sqrt`` (Mahajan et al. 2018, section 2.2) or ``effective_number``
            (Cui et al. 2019, arXiv:1901.05555, with beta 0.999).

    Returns:
        float32, shape ``(K,)``.
    """
    counts = np.bincount(labels, minlength=classes).astype(np.float64)
    present = np.maximum(counts, 1)
    if weighting is ClassWeighting.NONE:
        weights = np.ones(classes)
    elif weighting is ClassWeighting.INVERSE_SQRT:
        weights = 1 / np.sqrt(present)
    else:
        weights = (1 - _EFFECTIVE_NUMBER_BETA) / (1 - _EFFECTIVE_NUMBER_BETA**present)
    weights *= counts.sum() / (weights * counts).sum()
    return torch.from_numpy(weights.astype(np.float32))


def mixing(options: FitOptions, classes: int) -> Mix:
    """From planes and labels to planes and shares of the classes, blended where asked for."""
    ways = []
    if options.mixup_alpha:
        ways.append(v2.MixUp(alpha=options.mixup_alpha, num_classes=classes))
    if options.cutmix_alpha:
        ways.append(v2.CutMix(alpha=options.cutmix_alpha, num_classes=classes))
    if ways:
        chosen: Mix = v2.RandomChoice(ways)
        return chosen
    return lambda planes, labels: (planes, functional.one_hot(labels, classes).float())
