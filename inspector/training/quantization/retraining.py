"""Lets the search change the network itself: prune it, or train it with rounding simulated."""

from __future__ import annotations

import copy
from collections.abc import Callable

import onnx
from torch import nn

from inspector.training.progress import Progress
from inspector.training.quantization.fake_quant import rounding_simulated
from inspector.training.quantization.pruning import prune


class NetworkRetraining:
    """A trained network with the ways to train it on and to export it."""

    def __init__(
        self,
        network: nn.Module,
        size_px: int,
        fine_tune: Callable[[nn.Module, Progress], object],
        complete: Callable[[nn.Module], onnx.ModelProto],
    ) -> None:
        """Keep what is needed; the network itself is never changed.

        Args:
            network: Trained.
            size_px: Side of its input.
            fine_tune: Trains a network in place for a few epochs at a low learning rate.
            complete: Its complete float graph, from raw pixels to probabilities.
        """
        self._network, self._size_px = network, size_px
        self._fine_tune, self._complete = fine_tune, complete

    def quantization_aware(self, progress: Progress) -> onnx.ModelProto:
        """The float graph of a copy that has learned to live with rounding.

        Raises:
            TrainingCancelledError: somebody has cancelled.
        """
        own = copy.deepcopy(self._network)
        progress.tell("no INT8 candidate is inside the budget: training with rounding simulated")
        with rounding_simulated(own):
            self._fine_tune(own, progress)
        return self._complete(own.eval())

    def pruned(self, share: float, progress: Progress) -> onnx.ModelProto:
        """The float graph of a pruned and fine-tuned copy.

        Raises:
            CandidateFailedError: the network cannot be pruned.
            TrainingCancelledError: somebody has cancelled.
        """
        found = prune(self._network, share, self._size_px)
        progress.tell(
            f"pruned {100 * share:.0f} % of the channels: "
            f"{found.multiply_adds_before / 1e6:.1f} -> {found.multiply_adds_after / 1e6:.1f} "
            f"million multiply-adds, {found.parameters_before / 1e6:.2f} -> "
            f"{found.parameters_after / 1e6:.2f} million parameters"
        )
        self._fine_tune(found.network, progress)
        return self._complete(found.network.eval())
