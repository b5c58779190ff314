"""A network that learns: everything that changes from step to step."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import Any

import torch
from torch import Tensor, nn

from inspector.training.fitting.averaging import moving_average
from inspector.training.fitting.device import half_precision
from inspector.training.fitting.distributed import World
from inspector.training.fitting.options import FitOptions
from inspector.training.fitting.rates import (
    Schedule,
    make_optimizer,
    set_rate,
    train_everything,
    train_head_only,
)

Loss = Callable[[Tensor, Tensor, Tensor], Tensor]


class Learner:
    """Weights, their average, optimizer and loss scale.

    Args:
        network: Trained in place; moved to the device.
        options: How.
        steps_per_epoch: Steps of one epoch.
        device: Where.
        world: With which other processes.
    """

    def __init__(
        self,
        network: nn.Module,
        options: FitOptions,
        steps_per_epoch: int,
        device: torch.device,
        world: World,
    ) -> None:
        self.network = network.to(device).to(memory_format=torch.channels_last)
        self.device = device
        self.precision = half_precision(device)
        self._options, self._world = options, world
        self._steps_per_epoch = steps_per_epoch
        self._schedule = Schedule(
            steps=options.epochs * steps_per_epoch,
            head_steps=options.head_epochs * steps_per_epoch,
            warm_up_share=options.warm_up_share,
        )
        self._optimizer = make_optimizer(network, options)
        self._scaler = torch.amp.GradScaler(device.type, enabled=self.precision is torch.float16)
        horizon = options.average_epochs * steps_per_epoch
        self._average = moving_average(network, horizon) if horizon else None
        self._forward: Callable[[Tensor], Tensor] = network
        self._prepared_for: bool | None = None
        self._step = 0

    @property
    def result(self) -> nn.Module:
        """What is measured and kept: the averaged network where there is one."""
        return self.network if self._average is None else self._average.module

    @property
    def learning_rate(self) -> float:
        """Of the last layer, in the step that comes."""
        return self._options.learning_rate * self._schedule.share(self._step)

    def begin_epoch(self, epoch: int) -> None:
        """Free or freeze the backbone, and count from the first step of this epoch."""
        head_only = epoch < self._options.head_epochs
        (train_head_only if head_only else train_everything)(self.network)
        if self._prepared_for is not head_only:
            self._forward, self._prepared_for = self._prepared(), head_only
        self._step = epoch * self._steps_per_epoch

    def step(self, planes: Tensor, targets: Tensor, loss: Loss) -> Tensor:
        """Learn from one batch of an epoch that has begun; the loss stays on the device."""
        set_rate(self._optimizer, self._schedule.share(self._step))
        with torch.autocast(
            self.device.type, dtype=self.precision, enabled=self.precision is not None
        ):
            outputs = self._forward(planes)
            value = loss(outputs.float(), targets, planes)
        self._optimizer.zero_grad()
        self._scaler.scale(value).backward()  # type: ignore[no-untyped-call]
        if self._options.gradient_norm:
            self._scaler.unscale_(self._optimizer)
            nn.utils.clip_grad_norm_(self.network.parameters(), self._options.gradient_norm)
        self._scaler.step(self._optimizer)
        self._scaler.update()
        if self._average is not None:
            self._average.update_parameters(self.network)
        self._step += 1
        return value.detach()

    def state(self) -> dict[str, Any]:
        """All that a training needs to go on, as tensors and plain numbers."""
        return {
            "network": self.network.state_dict(),
            "average": None if self._average is None else self._average.state_dict(),
            "optimizer": self._optimizer.state_dict(),
            "scaler": self._scaler.state_dict(),
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        """Go on from what :meth:`state` gave."""
        self.network.load_state_dict(state["network"])
        self._optimizer.load_state_dict(state["optimizer"])
        self._scaler.load_state_dict(state["scaler"])
        if self._average is not None:
            self._average.load_state_dict(state["average"])

    def _prepared(self) -> Callable[[Tensor], Tensor]:
        """The network, averaging gradients with other processes, compiled where that is asked."""
        parallel = self._world.parallel(self.network, self.device)
        if not self._options.compiled:
            return parallel
        # The compiler's remark that it sees no GPU is no news.
        logging.getLogger("torch.utils.cpp_extension").setLevel(logging.ERROR)
        compiled: Callable[[Tensor], Tensor] = torch.compile(parallel)
        return compiled
