"""A teacher's knowledge for a student (Hinton et al. 2015, arXiv:1503.02531).

The teacher sees the very view that the student sees, augmented and blended, as consistent
teaching asks for (Beyer et al. 2022, arXiv:2106.05237); answers of stored views taught worse.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from inspector.domain.errors.training import FitOptionsError


@dataclass(frozen=True, slots=True)
class Teacher:
    """A trained network.

    Attributes:
        network: Of the same classes, in the same order, as the student.
        size_px: Side of its input; the student's view is resized to it.
    """

    network: nn.Module
    size_px: int


class Teaching:
    """A teacher on the device of its student, in evaluation mode, that learns nothing itself.

    Args:
        teacher: Stays as it is but for its device.
        classes: Of the student.
        device: Of the student.

    Raises:
        FitOptionsError: the teacher knows another number of classes.
    """

    def __init__(self, teacher: Teacher, classes: int, device: torch.device) -> None:
        self._network = teacher.network.to(device).eval()
        self._size_px = teacher.size_px
        known = self(torch.zeros(1, 3, teacher.size_px, teacher.size_px, device=device)).shape[1]
        if known != classes:
            raise FitOptionsError(
                f"the teacher knows {known} classes, the student {classes}",
                remedy="Train the teacher on the same classes.",
            )

    def __call__(self, planes: Tensor) -> Tensor:
        """The teacher's logits, shape ``(N, K)``."""
        size = (self._size_px, self._size_px)
        with torch.no_grad():
            if tuple(planes.shape[2:]) != size:
                planes = functional.interpolate(planes, size, mode="bilinear", antialias=True)
            answers: Tensor = self._network(planes)
        return answers


def soft_loss(outputs: Tensor, answers: Tensor, temperature: float) -> Tensor:
    """Divergence of the student from its teacher at a temperature.

    Multiplied by the square of the temperature, so that its gradients stay as long as those of the
    labels (Hinton et al. 2015, section 2).
    """
    divergence = functional.kl_div(
        functional.log_softmax(outputs / temperature, 1),
        functional.log_softmax(answers.to(outputs.dtype) / temperature, 1),
        reduction="batchmean",
        log_target=True,
    )
    return temperature**2 * divergence
