"""Creates `.venv` in the checkout and installs the package into it, pinned; standard library only.

    python3 bootstrap.py run|train|dev

`run` is the product, `train` adds torch and torchvision, `dev` adds the test tools and all camera
drivers to both. A stamp inside the environment names what was installed; while it holds, the script
ends at once.
"""

import argparse
import contextlib
import hashlib
import os
import platform
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

# Each set contains those before it.
SETS = {"run": ".", "train": ".[train]", "dev": ".[train,dev,mqtt,postgres,gentl,pylon,viva]"}
# What the tests need besides packages; each ends at once when it has nothing to do.
DEV_SCRIPTS = ("simulated_cameras.py", "node_peers.py")
FREE_SPACE_GB = {"run": 2, "train": 9, "dev": 9}
RETRY_PAUSE_S = 5
_ANSWER = (
    "import importlib.util, sys; print(sys.version, importlib.util.find_spec('pip') is not None)"
)


class SetupError(Exception):
    """The set-up cannot go on; the message says why and what to do."""


@dataclass(frozen=True)
class Checkout:
    """The folders of one checkout."""

    root: Path

    @property
    def venv(self) -> Path:
        """The virtual environment."""
        return self.root / ".venv"

    @property
    def python(self) -> Path:
        """The interpreter of the virtual environment."""
        windows = os.name == "nt"
        return self.venv / ("Scripts/python.exe" if windows else "bin/python")

    @property
    def unfinished(self) -> Path:
        """A file that exists while an installation runs, and after one that was killed."""
        return self.root / ".make" / "unfinished"

    def stamp(self, name: str) -> Path:
        """The file that holds the key of the last complete installation of this set."""
        return self.venv / f".installed-{name}"

    def key(self) -> str:
        """A hash of all that decides what the environment must contain."""
        digest = hashlib.sha256()
        for name in ("pyproject.toml", "constraints.txt"):
            digest.update((self.root / name).read_bytes())
        digest.update(f"{self.root} {platform.machine()} {self.interpreter()}".encode())
        return digest.hexdigest()

    def interpreter(self) -> str | None:
        """The version of the environment's Python; None where it does not run or has no pip."""
        command = [str(self.python), "-c", _ANSWER]
        try:
            answer = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        except (OSError, subprocess.CalledProcessError):
            return None
        version, _, has_pip = answer.strip().rpartition(" ")
        return version if has_pip == "True" else None

    def is_installed(self, name: str) -> bool:
        """Whether this set, or a wider one, was completely installed from the present files."""
        key = self.key()
        wider = list(SETS)[list(SETS).index(name) :]
        return any(_read(self.stamp(each)) == key for each in wider)


def set_up(checkout: Checkout, name: str) -> None:
    """Bring the environment of a checkout to the state that its files ask for.

    Args:
        checkout: where to install.
        name: one of `SETS`.

    Raises:
        SetupError: no space, no virtual environment, or pip failed twice.
    """
    checkout.unfinished.parent.mkdir(exist_ok=True)
    with _locked(checkout.root / ".make" / "lock"):
        if checkout.unfinished.exists() or checkout.interpreter() is None:
            _create_venv(checkout)
        if not checkout.is_installed(name):
            _install(checkout, name)
        if name == "dev":
            for script in DEV_SCRIPTS:
                command = [str(checkout.python), str(Path(__file__).with_name(script))]
                subprocess.run(command, check=False)


def _install(checkout: Checkout, name: str) -> None:
    _require_space(checkout, name)
    checkout.unfinished.touch()
    installed = _pip_install(checkout, SETS[name])
    checkout.unfinished.unlink()
    if not installed:
        raise SetupError("pip failed twice.\nremedy: read its message above, then run it again.")
    checkout.stamp(name).write_text(checkout.key(), encoding="ascii")


def _read(path: Path) -> str | None:
    return path.read_text(encoding="ascii") if path.is_file() else None


def _create_venv(checkout: Checkout) -> None:
    sys.stdout.write(f"creating {checkout.venv} with Python {platform.python_version()}\n")
    sys.stdout.flush()
    checkout.unfinished.touch()
    command = [sys.executable, "-m", "venv", "--clear", str(checkout.venv)]
    if subprocess.run(command, check=False).returncode != 0:
        raise SetupError("no virtual environment.\nremedy: install the package python3-venv.")


def _require_space(checkout: Checkout, name: str) -> None:
    free_gb = shutil.disk_usage(checkout.root).free / 1e9
    if free_gb < FREE_SPACE_GB[name]:
        needed = FREE_SPACE_GB[name]
        raise SetupError(
            f"{free_gb:.1f} GB are free, {needed} GB needed.\nremedy: free disk space."
        )


def _pip_install(checkout: Checkout, target: str) -> bool:
    """Install in one pip command, so that pip sees torch and torchvision together; retry once."""
    command = [str(checkout.python), "-m", "pip", "install", "--no-input", "-c", "constraints.txt"]
    command += ["-e", target]
    if subprocess.run(command, cwd=checkout.root, check=False).returncode == 0:
        return True
    sys.stderr.write("pip failed; once more, for the network may have been the cause\n")
    time.sleep(RETRY_PAUSE_S)
    return subprocess.run(command, cwd=checkout.root, check=False).returncode == 0


@contextlib.contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Let one set-up run at a time in a checkout; on Windows the user sees to it."""
    with path.open("w") as file:
        if sys.platform != "win32":
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("set", choices=list(SETS))
    name: str = parser.parse_args().set
    checkout = Checkout(Path(__file__).resolve().parents[2])
    try:
        set_up(checkout, name)
    except SetupError as error:
        sys.stderr.write(f"error: {error}\n")
        return 1
    except KeyboardInterrupt:
        sys.stderr.write("stopped; the next run starts the installation afresh\n")
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
