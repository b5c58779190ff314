"""Where a network is fitted, in which precision, and what a full memory looks like."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import torch

from inspector.domain.errors.training import TrainingDeviceError, TrainingMemoryError

_FIRST_WITH_BFLOAT16 = (8, 0)
_ALLOCATOR = "alloc"


def choose_device(name: str, index: int = 0) -> torch.device:
    """The device that ``auto``, ``cpu`` or ``cuda`` stands for on this computer.

    Args:
        name: ``auto`` takes a GPU where there is one.
        index: Which GPU; the local rank of a process under torchrun.

    Raises:
        TrainingDeviceError: there is no such GPU.
    """
    found = torch.cuda.device_count() if name != "cpu" and torch.cuda.is_available() else 0
    if name == "cpu" or (name == "auto" and not found):
        return torch.device("cpu")
    if index >= found:
        raise TrainingDeviceError(
            f"GPU {index} was asked for and PyTorch finds {found} on this computer"
        )
    return torch.device("cuda", index)


def half_precision(device: torch.device) -> torch.dtype | None:
    """What mixed precision computes in: bfloat16 from Ampere on, float16 before, nothing on a CPU.

    Micikevicius et al. 2018, arXiv:1710.03740.
    """
    if device.type != "cuda":
        return None
    capability = torch.cuda.get_device_capability(device)
    return torch.bfloat16 if capability >= _FIRST_WITH_BFLOAT16 else torch.float16


@contextmanager
def own_randomness(device: torch.device) -> Iterator[None]:
    """Leave the caller's random numbers as they were."""
    with torch.random.fork_rng(devices=[device] if device.type == "cuda" else []):
        yield


@contextmanager
def memory_advice(batch_size: int) -> Iterator[None]:
    """Turn a full memory into advice.

    Raises:
        TrainingMemoryError: a step needs more memory than there is.
    """
    try:
        yield
    except torch.OutOfMemoryError as error:
        raise _too_large(batch_size, error) from error
    except RuntimeError as error:  # what the CPU's allocator raises
        if _ALLOCATOR not in str(error):
            raise
        raise _too_large(batch_size, error) from error


def _too_large(batch_size: int, error: Exception) -> TrainingMemoryError:
    detail = f"a batch of {batch_size} does not fit into memory: {error}".splitlines()[0]
    if batch_size <= 2:
        return TrainingMemoryError(detail, remedy="Choose a smaller --input-size.")
    return TrainingMemoryError(detail, remedy=f"Choose --batch-size {batch_size // 2}.")
