"""Only providers that really load are asked for."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from inspector.domain.errors.model import ProviderUnavailableError
from inspector.inference.providers import loadable_providers, ort_names, resolve_providers


def test_the_cpu_always_loads_and_stands_last() -> None:
    assert loadable_providers()[-1] == "cpu"
    assert resolve_providers("auto") == loadable_providers()
    assert resolve_providers("cpu") == ("cpu",)
    assert ort_names(["cpu"]) == ["CPUExecutionProvider"]


@pytest.mark.parametrize("provider", ["cuda", "tensorrt"])
def test_a_provider_asked_for_by_name_loads_or_is_refused(provider: str) -> None:
    if provider in loadable_providers():
        assert resolve_providers(provider) == (provider, "cpu")  # type: ignore[arg-type]
        return
    with pytest.raises(ProviderUnavailableError, match=provider):
        resolve_providers(provider)  # type: ignore[arg-type]


def test_looking_for_providers_prints_nothing() -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "from inspector.inference.providers import resolve_providers as r; r('auto')",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    assert (done.stdout, done.stderr) == ("", "")


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="needs /proc")
def test_the_runtime_keeps_no_record_of_its_use():
    program = (
        "import os, inspector.inference.session\n"
        "for fd in os.listdir('/proc/self/fd'):\n"
        "    path = f'/proc/self/fd/{fd}'\n"
        "    print(os.readlink(path) if os.path.exists(path) else '')\n"
    )
    environment = {k: v for k, v in os.environ.items() if k != "ORT_DISABLE_TELEMETRY"}
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True
    )
    assert "onnxruntime" not in done.stdout
