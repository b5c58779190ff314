"""What runs first in a process that is forked from an older one; it imports next to nothing."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from typing import Any


def run_in(
    environment: Mapping[str, str], target: Callable[..., None], args: tuple[Any, ...]
) -> None:
    """Run a function as a process does that was started now."""
    os.environ.clear()
    os.environ.update(environment)
    target(*args)
