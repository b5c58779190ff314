"""One training in several processes, as torchrun starts them.

``torchrun --nproc-per-node 2 -m inspector model train ...`` runs the program twice. Both fit the
same network on their share of every batch (Li et al. 2020, arXiv:2006.15704); the first process
alone looks at the validation pictures, decides and writes, and tells the others.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

import torch
from torch import Tensor, distributed, nn
from torch.nn.parallel import DistributedDataParallel

from inspector.domain.errors.training import TrainingCancelledError, TrainingDeviceError
from inspector.training.cores import usable_cores
from inspector.training.fitting.device import choose_device

_SIZE, _LOCAL_SIZE, _LOCAL_RANK = "WORLD_SIZE", "LOCAL_WORLD_SIZE", "LOCAL_RANK"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class World:
    """The processes of one training.

    Attributes:
        rank: Which of them this is.
        size: How many there are.
    """

    rank: int = 0
    size: int = 1

    @property
    def first(self) -> bool:
        """Whether this process decides and writes."""
        return self.rank == 0

    def parallel(self, network: nn.Module, device: torch.device) -> nn.Module:
        """The network with gradients averaged over all processes."""
        if self.size == 1:
            return network
        devices = [device.index] if device.type == "cuda" else None
        return DistributedDataParallel(network, device_ids=devices)

    def mean(self, value: float) -> float:
        """The mean of what each process has."""
        if self.size == 1:
            return value
        total = _numbers([value])
        distributed.all_reduce(total)
        return float(total[0]) / self.size

    def told_by_first(self, count: int, act: Callable[[], Sequence[float]]) -> list[float]:
        """Let the first process act, and let all know what it found.

        Args:
            count: How many numbers ``act`` returns.
            act: Called in the first process only.

        Raises:
            TrainingCancelledError: in the others, when ``act`` has raised in the first.
        """
        if self.size == 1:
            return list(act())
        if not self.first:
            told = _numbers([0.0] * (count + 1))
            distributed.broadcast(told, 0)
            if not told[0]:
                raise TrainingCancelledError("the first process has ended the training")
            return told[1:].tolist()
        found: Sequence[float] | None = None
        try:
            found = act()
            return list(found)
        finally:
            numbers = [0.0] * (count + 1) if found is None else [1.0, *found]
            distributed.broadcast(_numbers(numbers), 0)

    def in_turn(self, act: Callable[[], T]) -> T:
        """Let the first process act and then the others, which find what it has written.

        Raises:
            TrainingCancelledError: in the others, when ``act`` has raised in the first.
        """
        found: list[T] = []

        def act_first() -> Sequence[float]:
            found.append(act())
            return ()

        self.told_by_first(0, act_first)
        return found[0] if found else act()

    def take_from_first(self, tensors: Iterable[Tensor]) -> None:
        """Overwrite tensors with those of the first process."""
        if self.size == 1:
            return
        for tensor in tensors:
            sent = tensor.detach().contiguous()
            distributed.broadcast(sent, 0)
            tensor.detach().copy_(sent)


def current_world() -> World:
    """The processes that :func:`joined_world` has brought together, or this one alone."""
    if not (distributed.is_available() and distributed.is_initialized()):
        return World()
    return World(distributed.get_rank(), distributed.get_world_size())


def local_rank() -> int:
    """Which process of this computer this is, as torchrun tells it."""
    return int(os.environ.get(_LOCAL_RANK, "0"))


def threads_of_this_process() -> int:
    """The cores that this process may use, shared evenly by the processes of torchrun on it."""
    return max(1, usable_cores() // int(os.environ.get(_LOCAL_SIZE, "1")))


def started_by_torchrun() -> bool:
    """Whether this is one of several processes of one training."""
    return int(os.environ.get(_SIZE, "1")) > 1


@contextmanager
def joined_world(device: str = "auto") -> Iterator[World]:
    """Meet the other processes that torchrun has started, and part from them at the end.

    Args:
        device: ``auto``, ``cpu`` or ``cuda``; GPUs talk through NCCL, CPUs through Gloo.

    Raises:
        TrainingDeviceError: there are more processes than GPUs, or they do not find each other.
    """
    if not started_by_torchrun():
        yield World()
        return
    chosen = choose_device(device, local_rank())
    if chosen.type == "cuda":
        torch.cuda.set_device(chosen)
    try:
        distributed.init_process_group("nccl" if chosen.type == "cuda" else "gloo")
    except (RuntimeError, ValueError) as error:
        raise TrainingDeviceError(
            f"the processes of this training do not find each other: {error}",
            remedy="Start them with torchrun and let the firewall pass its port.",
        ) from error
    try:
        yield current_world()
    finally:
        distributed.destroy_process_group()


def _numbers(values: Sequence[float]) -> Tensor:
    device = "cuda" if distributed.get_backend() == "nccl" else "cpu"
    return torch.tensor(values, dtype=torch.float64, device=device)
