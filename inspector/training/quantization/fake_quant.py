"""Rounding to eight bits simulated in a torch network, so that training learns to live with it.

Weights and inputs of convolutions and linear layers pass through quantization and back in every
step; gradients pass straight through the rounding and stop where a value was clipped (Jacob et al.
2018, section 3; Bengio et al. 2013, "Estimating or Propagating Gradients Through Stochastic
Neurons"). Weights are rounded before a batch norm is folded into them: with one symmetric scale per
output channel that gives the same integers as rounding them after, but for the thousandth by which
a stored scale may be larger.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import torch
from torch import Tensor, nn
from torch.nn.modules.linear import NonDynamicallyQuantizableLinear
from torch.nn.utils import parametrize

from inspector.training.networks.layers import head_layer

_LARGEST_WEIGHT = 127
_LARGEST_ACTIVATION = 255
_MOMENTUM = 0.05
_SMALLEST_SCALE = 1e-12
_INPUTS = "rounded_inputs"


class RoundedWeights(nn.Module):
    """Weights as signed integers with one scale for each output channel, and back."""

    def forward(self, weights: Tensor) -> Tensor:
        """The nearest weights that eight bits can express."""
        largest = weights.detach().abs().flatten(1).amax(1)
        scale = (largest / _LARGEST_WEIGHT).clamp_min(_SMALLEST_SCALE)
        zero = torch.zeros_like(scale, dtype=torch.int32)
        return torch.fake_quantize_per_channel_affine(
            weights, scale, zero, 0, -_LARGEST_WEIGHT, _LARGEST_WEIGHT
        )


class RoundedInputs(nn.Module):
    """Activations as unsigned integers over a range that follows the extremes of the batches."""

    low: Tensor
    high: Tensor
    seen: Tensor

    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("low", torch.zeros(()))
        self.register_buffer("high", torch.zeros(()))
        self.register_buffer("seen", torch.zeros((), dtype=torch.bool))

    def forward(self, values: Tensor) -> Tensor:
        """The nearest values that the range can express; in training the range follows first."""
        if self.training:
            self._follow(values.detach())
        scale = ((self.high - self.low) / _LARGEST_ACTIVATION).clamp_min(_SMALLEST_SCALE)
        zero = (-self.low / scale).round().to(torch.int32)
        return torch.fake_quantize_per_tensor_affine(values, scale, zero, 0, _LARGEST_ACTIVATION)

    def _follow(self, values: Tensor) -> None:
        low, high = values.min().clamp_max(0), values.max().clamp_min(0)
        share = torch.where(self.seen, _MOMENTUM, 1.0)
        self.low.lerp_(low.to(self.low.dtype), share)
        self.high.lerp_(high.to(self.high.dtype), share)
        self.seen.fill_(True)


@contextmanager
def rounding_simulated(network: nn.Module) -> Iterator[None]:
    """Within it the network computes as its static INT8 file will; the head stays float.

    Its trained float weights are left in place at the end.
    """
    head = head_layer(network)
    layers = [
        (module, name)
        for module in network.modules()
        for name in _weight_names(module)
        if module is not head
    ]
    hooks = []
    for module, name in layers:
        parametrize.register_parametrization(module, name, RoundedWeights())
        if name == "weight" and not isinstance(module, NonDynamicallyQuantizableLinear):
            module.add_module(_INPUTS, RoundedInputs())
            hooks.append(module.register_forward_pre_hook(_round_inputs))
    try:
        yield
    finally:
        for hook in hooks:
            hook.remove()
        for module, name in layers:
            parametrize.remove_parametrizations(module, name, leave_parametrized=False)
            if hasattr(module, _INPUTS):
                delattr(module, _INPUTS)


def _round_inputs(module: nn.Module, inputs: tuple[Tensor, ...]) -> tuple[Tensor, ...]:
    rounded: Tensor = module.get_submodule(_INPUTS)(inputs[0])
    return (rounded, *inputs[1:])


def _weight_names(module: nn.Module) -> tuple[str, ...]:
    if isinstance(module, nn.MultiheadAttention):
        return ("in_proj_weight",)
    return ("weight",) if isinstance(module, nn.Conv2d | nn.Linear) else ()
