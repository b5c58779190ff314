"""The optimizer, and the learning rate of each step."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import torch
from torch import nn

from inspector.training.fitting.options import FitOptions
from inspector.training.networks.layers import backbone_parameters, head_layer

_FIRST_SHARE = 0.01
_UNDECAYED = ("class_token", "pos_embedding")


@dataclass(frozen=True, slots=True)
class Schedule:
    """First the last layer alone, then everything: a linear warm-up and a half cosine each.

    Cosine: Loshchilov & Hutter 2017, arXiv:1608.03983; warm-up: Goyal et al. 2017,
    arXiv:1706.02677; first the head: Howard & Ruder 2018, section 3.3, and Kumar et al. 2022,
    arXiv:2202.10054.

    Attributes:
        steps: Of the whole training.
        head_steps: Of these, the first in which only the last layer learns.
        warm_up_share: Of each of the two stages.
    """

    steps: int
    head_steps: int
    warm_up_share: float

    def share(self, step: int) -> float:
        """The rate of a step as a share of the peak."""
        if step < self.head_steps:
            return self._course(step, self.head_steps)
        return self._course(step - self.head_steps, self.steps - self.head_steps)

    def _course(self, step: int, steps: int) -> float:
        warm_up = round(self.warm_up_share * steps)
        if step < warm_up:
            return _FIRST_SHARE + (1 - _FIRST_SHARE) * step / warm_up
        return 0.5 * (1 + math.cos(math.pi * (step - warm_up) / max(1, steps - warm_up)))


def make_optimizer(network: nn.Module, options: FitOptions) -> torch.optim.Optimizer:
    """AdamW (Loshchilov & Hutter 2019); each group knows the ``peak`` of its rate.

    Biases, norms and embeddings do not decay: He et al. 2019, arXiv:1812.01187, section 3.1.
    """
    backbone = set(backbone_parameters(network))
    groups: list[dict[str, Any]] = []
    for in_head in (False, True):
        peak = options.learning_rate * (1.0 if in_head else options.backbone_rate)
        own = [(n, p) for n, p in network.named_parameters() if (p not in backbone) is in_head]
        for decays in (True, False):
            chosen = [parameter for name, parameter in own if _decays(name, parameter) is decays]
            decay = options.weight_decay if decays else 0.0
            groups.append({"params": chosen, "weight_decay": decay, "peak": peak})
    return torch.optim.AdamW(groups, options.learning_rate, fused=True)


def set_rate(optimizer: torch.optim.Optimizer, share: float) -> None:
    """Give each group its share of its peak."""
    for group in optimizer.param_groups:
        group["lr"] = share * group["peak"]


def train_head_only(network: nn.Module) -> None:
    """Only the last layer learns; norms keep the statistics that they came with."""
    network.eval()
    network.requires_grad_(False)
    head_layer(network).requires_grad_(True)


def train_everything(network: nn.Module) -> None:
    """All parameters learn."""
    network.train()
    network.requires_grad_(True)


def _decays(name: str, parameter: nn.Parameter) -> bool:
    return parameter.ndim > 1 and not name.endswith(_UNDECAYED)
