"""The two halves of every network: what sees, and the last linear layer, which names."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from torch import Tensor, nn


def head_layer(network: nn.Module) -> nn.Linear:
    """The last linear layer."""
    return [module for module in network.modules() if isinstance(module, nn.Linear)][-1]


def head_prefix(network: nn.Module) -> str:
    """What the names of the last linear layer's parameters begin with, such as ``heads.head.``."""
    head = head_layer(network)
    return next(f"{name}." for name, module in network.named_modules() if module is head)


def backbone_parameters(network: nn.Module) -> list[nn.Parameter]:
    """All parameters but those of the last linear layer."""
    head = set(head_layer(network).parameters())
    return [parameter for parameter in network.parameters() if parameter not in head]


def features_of(network: nn.Module, planes: Tensor) -> Tensor:
    """The pooled vector that the last linear layer reads, as in evaluation mode.

    Args:
        network: One of :data:`inspector.training.networks.architectures.ARCHITECTURES`.
        planes: Normalised planes, shape ``(N, 3, S, S)``.

    Returns:
        Shape ``(N, D)``; without dropout, whatever mode the network is in.
    """
    seen: list[Tensor] = []

    def remember(_head: nn.Module, inputs: tuple[Tensor, ...]) -> None:
        seen.append(inputs[0])

    hook = head_layer(network).register_forward_pre_hook(remember)
    try:
        with evaluating(network):
            network(planes)
    finally:
        hook.remove()
    return seen[-1]


@contextmanager
def evaluating(network: nn.Module) -> Iterator[None]:
    """Put every module into evaluation mode, and then back into the mode that it was in."""
    training = [module for module in network.modules() if module.training]
    network.eval()
    try:
        yield
    finally:
        for module in training:
            module.training = True
