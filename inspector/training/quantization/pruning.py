"""Structured pruning: whole channels go, so that the smaller network is faster on any machine."""

from __future__ import annotations

import copy
import warnings
from dataclasses import dataclass

import torch
from torch import nn

from inspector.domain.errors.quantization import CandidateFailedError
from inspector.training.networks.layers import head_layer

_ROUND_TO = 8


@dataclass(frozen=True, slots=True)
class Pruned:
    """A smaller network and what was saved.

    Attributes:
        network: Not yet fine-tuned.
        multiply_adds_before: Of one picture.
        multiply_adds_after: Of one picture.
        parameters_before: Of the whole network.
        parameters_after: Of the whole network.
    """

    network: nn.Module
    multiply_adds_before: int
    multiply_adds_after: int
    parameters_before: int
    parameters_after: int


def prune(network: nn.Module, share: float, size_px: int) -> Pruned:
    """A copy without this share of its channels, the weakest by the norm of all that they touch.

    Coupled layers lose the same channels (Fang et al. 2023, "DepGraph: Towards Any Structural
    Pruning"); what is left is a multiple of eight, as vector units like it.

    Raises:
        CandidateFailedError: a transformer, whose heads cannot be cut this way, or too large a
            share.
    """
    if any(isinstance(module, nn.MultiheadAttention) for module in network.modules()):
        raise CandidateFailedError("channels of a transformer cannot be pruned")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import torch_pruning

        own = copy.deepcopy(network).to(memory_format=torch.contiguous_format).eval()
        planes = torch.zeros(1, 3, size_px, size_px)
        before = torch_pruning.utils.count_ops_and_params(own, planes)
        pruner = torch_pruning.pruner.MagnitudePruner(
            own,
            planes,
            importance=torch_pruning.importance.GroupMagnitudeImportance(p=2),
            pruning_ratio=share,
            ignored_layers=[head_layer(own)],
            round_to=_ROUND_TO,
        )
        pruner.step()
        after = torch_pruning.utils.count_ops_and_params(own, planes)
    if after[0] >= before[0]:
        raise CandidateFailedError(f"no channel is left to prune at a share of {share:g}")
    return Pruned(own, int(before[0]), int(after[0]), int(before[1]), int(after[1]))
