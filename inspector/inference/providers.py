"""Which execution providers really load on this machine.

Asking ONNX Runtime for a provider whose libraries are absent prints a loader error before it falls
back, so the libraries are tried first, the cheapest one (the driver) before the gigabytes.
"""

from __future__ import annotations

import contextlib
import ctypes
import functools
import io
import logging
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import onnxruntime

from inspector.domain.errors.model import ProviderUnavailableError

Provider = Literal["cpu", "cuda", "tensorrt"]
ProviderChoice = Literal["auto", "cpu", "cuda", "tensorrt"]

_PREFERENCE: tuple[Provider, ...] = ("tensorrt", "cuda", "cpu")
_ORT_NAMES: dict[Provider, str] = {
    "tensorrt": "TensorrtExecutionProvider",
    "cuda": "CUDAExecutionProvider",
    "cpu": "CPUExecutionProvider",
}
_LOG = logging.getLogger(__name__)


def resolve_providers(choice: ProviderChoice) -> tuple[Provider, ...]:
    """The providers to ask for, best first; the CPU always stands last.

    Raises:
        ProviderUnavailableError: ``choice`` names a provider that does not load here.
    """
    if choice == "auto":
        return loadable_providers()
    if choice not in loadable_providers():
        raise ProviderUnavailableError(f"the execution provider {choice!r} does not load here")
    return (choice,) if choice == "cpu" else (choice, "cpu")


def ort_names(providers: Sequence[Provider]) -> list[str]:
    """The names that ONNX Runtime gives them."""
    return [_ORT_NAMES[provider] for provider in providers]


@functools.cache
def loadable_providers() -> tuple[Provider, ...]:
    """The providers whose libraries load, best first."""
    built_in = set(onnxruntime.get_available_providers())
    candidates = [name for name in _PREFERENCE if _ORT_NAMES[name] in built_in]
    if candidates != ["cpu"] and not _has_gpu():
        candidates = ["cpu"]
    if len(candidates) > 1:
        _preload_cuda()
    return tuple(name for name in candidates if name == "cpu" or _plugin_loads(name))


def _has_gpu() -> bool:
    """Whether the driver is installed and sees a device."""
    try:
        driver = ctypes.CDLL("nvcuda.dll" if sys.platform == "win32" else "libcuda.so.1")
        count = ctypes.c_int(0)
        ready = driver.cuInit(0) == 0 and driver.cuDeviceGetCount(ctypes.byref(count)) == 0
    except (OSError, AttributeError):
        return False
    return ready and count.value > 0


def _preload_cuda() -> None:
    """Load CUDA and cuDNN from where pip put them; what the loader prints goes to our log."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.suppress(OSError, RuntimeError):
        onnxruntime.preload_dlls()
    if said.getvalue():
        _LOG.debug("onnxruntime.preload_dlls: %s", said.getvalue().strip())


def runtime_version() -> str:
    """What computes models here, with its version."""
    return f"onnxruntime {onnxruntime.__version__}"


def _plugin_loads(provider: Provider) -> bool:
    folder = Path(onnxruntime.__file__).parent / "capi"
    prefix, suffix = ("", ".dll") if sys.platform == "win32" else ("lib", ".so")
    names = (f"{prefix}onnxruntime_providers_{part}{suffix}" for part in ("shared", provider))
    try:
        for name in names:
            ctypes.CDLL(str(folder / name), mode=ctypes.RTLD_GLOBAL)
    except OSError as error:
        _LOG.debug("%s does not load: %s", provider, error)
        return False
    return True
