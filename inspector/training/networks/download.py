"""ImageNet weights from torchvision's server, or from the cache of torch.hub."""

from __future__ import annotations

import contextlib
import http.client
import io
import pickle
import socket
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import urlparse

from torch import Tensor, hub
from torchvision.models import WeightsEnum

from inspector.domain.errors.training import WeightsError, WeightsUnavailableError
from inspector.training.progress import Progress

_NO_ANSWER_S = 20.0
_FAILURES = (
    OSError,
    RuntimeError,
    EOFError,
    pickle.UnpicklingError,
    http.client.HTTPException,
)


def imagenet_state(weights: WeightsEnum | None, progress: Progress) -> Mapping[str, Tensor]:
    """Fetch a state dict, or take it from the cache; what is fetched is held against its hash.

    Args:
        weights: torchvision's entry for the architecture, ``None`` if there is none.
        progress: Told the address before anything is fetched.

    Raises:
        WeightsUnavailableError: there are none, or the server cannot be reached.
        WeightsError: what was fetched earlier is damaged.
    """
    if weights is None:
        raise WeightsUnavailableError("torchvision has no ImageNet weights for this architecture")
    cached = _cache_file(weights)
    if not cached.exists():
        progress.tell(f"fetching {weights.url}")
    try:
        with _bounded_wait(), contextlib.redirect_stdout(io.StringIO()):
            state: Mapping[str, Tensor] = weights.get_state_dict(
                progress=False, check_hash=True, map_location="cpu", weights_only=True
            )
    except _FAILURES as error:
        if not cached.exists():
            raise _unavailable(weights, str(error)) from error
        raise WeightsError(
            f"the fetched file {cached} is damaged", remedy=f"Delete {cached} and try again."
        ) from error
    return state


def _cache_file(weights: WeightsEnum) -> Path:
    return Path(hub.get_dir(), "checkpoints", Path(urlparse(weights.url).path).name)


def _unavailable(weights: WeightsEnum, reason: str) -> WeightsUnavailableError:
    return WeightsUnavailableError(
        f"the weights {weights} could not be fetched from {weights.url}: {reason}",
        remedy=f"Fetch {weights.url} on another computer and pass it with --weights FILE.",
    )


@contextlib.contextmanager
def _bounded_wait() -> Iterator[None]:
    """torch.hub names no timeout of its own, and a silent firewall would hold it for minutes."""
    before = socket.getdefaulttimeout()
    socket.setdefaulttimeout(_NO_ANSWER_S)
    try:
        yield
    finally:
        socket.setdefaulttimeout(before)
