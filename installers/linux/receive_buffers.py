"""Raises the kernel's receive buffers for the tests of GigE cameras, until the next boot.

    python3 receive_buffers.py

Where it may not, it says so; the tests then use smaller pictures.
"""

import sys
from pathlib import Path

SETTINGS = Path("/proc/sys/net/core")
WANTED_BYTES = {"rmem_max": 8388608, "rmem_default": 4194304}


def too_small(settings: Path) -> dict[str, int]:
    """The settings that are below what is wanted, with the value that is wanted.

    A container may have none of them: nothing can be done about those.
    """
    files = {name: settings / name for name in WANTED_BYTES}
    return {
        name: WANTED_BYTES[name]
        for name, file in files.items()
        if file.is_file() and int(file.read_text("ascii")) < WANTED_BYTES[name]
    }


def main(settings: Path = SETTINGS) -> int:
    """Raise what is too small."""
    refused = []
    for name, wanted in too_small(settings).items():
        try:
            (settings / name).write_text(f"{wanted}\n", "ascii")
        except OSError:
            refused.append(f"net.core.{name}={wanted}")
    if refused:
        sys.stderr.write(
            "note: the tests of GigE cameras use small pictures, for the receive buffers are small."
            f" To raise them: sudo sysctl -w {' '.join(refused)}\n"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
