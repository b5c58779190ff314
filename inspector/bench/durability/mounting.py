"""Mounting file systems of one's own: who may, and how it fails."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path


def missing_for(*programs: str) -> str:
    """Why nothing can be mounted on this computer; empty where it can."""
    if sys.platform != "linux":
        return "needs Linux: a file system is mounted"
    if os.geteuid() != 0:
        return "needs root: a file system is mounted"
    if missing := [name for name in programs if shutil.which(name) is None]:
        return f"needs {', '.join(missing)}"
    return ""


def run(*command: str | Path) -> None:
    """Run a command of the operating system.

    Raises:
        OSError: it failed; its own words.
    """
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode:
        raise OSError(done.stderr.strip() or f"{command[0]} failed")
