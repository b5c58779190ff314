"""The moving average of a network's weights (Polyak & Juditsky 1992; Izmailov et al. 2018)."""

from __future__ import annotations

import math
from collections.abc import Callable

import torch
from torch import Tensor, nn
from torch.optim.swa_utils import AveragedModel

_WARM_UP = 10
_Tensors = tuple[Tensor, ...] | list[Tensor]


def moving_average(network: nn.Module, horizon_steps: float) -> AveragedModel:
    """A copy that follows the weights and the statistics of the norms.

    In the first steps it follows faster, or it would remember the random start.

    Args:
        network: What is followed.
        horizon_steps: After so many steps a change is taken over by 63 percent.
    """
    return AveragedModel(network, multi_avg_fn=_following(horizon_steps), use_buffers=True)


def _following(horizon_steps: float) -> Callable[[_Tensors, _Tensors, Tensor | int], None]:
    longest = math.exp(-1 / horizon_steps)

    def follow(averages: _Tensors, currents: _Tensors, updates: Tensor | int) -> None:
        done = torch.as_tensor(updates, device=averages[0].device)
        taken = 1 - ((1 + done) / (_WARM_UP + done)).clamp(max=longest)
        for average, current in zip(averages, currents, strict=True):
            if average.is_floating_point():
                average.lerp_(current, taken.to(average.dtype))
            else:
                average.copy_(current)

    return follow
