"""The name of this machine's processor."""

from __future__ import annotations

import platform
import sys
from pathlib import Path


def processor_name() -> str:
    """As the system calls it, such as ``Intel(R) Xeon(R) Processor``."""
    if sys.platform == "linux":
        try:
            lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
        except OSError:
            lines = []
        for line in lines:
            name, _, value = line.partition(":")
            if name.strip() == "model name":
                return value.strip()
    return platform.processor() or platform.machine()
