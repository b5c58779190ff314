"""Puts the Modbus library of Node.js where the tests of the PLC link look for it.

    .venv/bin/python installers/common/node_peers.py

Without it the tests that need it are skipped, so a failure is told and does no more. Standard
library and npm; no lock file, for that would name a registry.
"""

import shutil
import subprocess
import sys
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[2]
WANTED = _ROOT / "tests" / "contracts" / "plc" / "peers" / "package.json"
_OPTIONS = ["--no-package-lock", "--ignore-scripts", "--omit=optional", "--no-audit", "--no-fund"]
_DOWNLOAD_TIMEOUT_S = 60


def folder() -> Path:
    """Where the packages belong: in the environment that runs this."""
    return Path(sys.prefix) / "share" / "inspector-test" / "node"


def is_installed(target: Path) -> bool:
    """Whether just what is wanted was completely installed."""
    stamp = target / "installed.json"
    return stamp.is_file() and stamp.read_bytes() == WANTED.read_bytes()


def install(target: Path) -> bool:
    """Install afresh; the stamp comes last, so that a set-up that was killed leaves none."""
    npm = shutil.which("npm")
    if npm is None:
        return False
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    shutil.copy(WANTED, target / "package.json")
    command = [npm, "install", "--silent", *_OPTIONS, "--prefix", str(target)]
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=_DOWNLOAD_TIMEOUT_S)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        return False
    shutil.copy(WANTED, target / "installed.json")
    return True


def main() -> int:
    """Fetch what is missing."""
    if not is_installed(folder()) and not install(folder()):
        sys.stderr.write(
            "note: npm is not there, or cannot reach its registry: "
            "tests that need modbus-serial are skipped.\n"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
