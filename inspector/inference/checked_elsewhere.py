"""Packages are looked into by a process of their own before a running line takes them in.

To parse a graph of 88 MB holds the interpreter up for half a second, and a graph made to break a
parser breaks that process and not the line. What it has passed is known by its hash from then on.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from inspector.domain.errors.catalogue import catalogue
from inspector.domain.errors.model import ModelError, ModelPackageError
from inspector.inference.package import ModelPackage, load_package, open_manifest
from inspector.inference.signature import Trust, public_key_text

_CHECK_S = 300.0
_BELOW_NORMAL_ON_WINDOWS = 0x00004000
_ERROR, _REMEDY = "error ", "\nremedy: "


class CheckedElsewhere:
    """Opens packages as :func:`~inspector.inference.package.load_package` does.

    The child has the priority of the thread that calls.

    Args:
        data_dir: Of the station, whose registry the child looks at.
    """

    def __init__(self, data_dir: Path) -> None:
        self._data_dir = data_dir
        self._passed: set[str] = set()
        self._line_runs = False

    def begin(self) -> None:
        """From now on a line runs; until now there was nothing to hold up."""
        self._line_runs = True

    def __call__(self, folder: Path, trust: Trust) -> ModelPackage:
        """Open a package; its files are compared with their hashes in any case.

        Raises:
            ModelError: what the child found, with its own code and remedy.
        """
        told = open_manifest(folder, trust)
        trust.require_to_run(told.signature, told.name)
        known = told.sha256 in self._passed
        if self._line_runs and not known:
            self._check(folder, trust)
            known = True
        package = load_package(folder, trust, graphs=not known)
        if package.sha256 != told.sha256:
            raise ModelPackageError(f"{folder} was exchanged while it was checked")
        self._passed.add(told.sha256)
        return package

    def _check(self, folder: Path, trust: Trust) -> None:
        keys = [
            part for key in trust.keys.values() for part in ("--trusted-key", public_key_text(key))
        ]
        where = ("--data-dir", str(self._data_dir), "--provider", "cpu")
        command = ["-P", "-m", "inspector", "model", "verify", str(folder), *keys, *where]
        try:
            done = subprocess.run(
                [sys.executable, *command],
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=_CHECK_S,
                check=False,
                creationflags=_BELOW_NORMAL_ON_WINDOWS if sys.platform == "win32" else 0,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise ModelPackageError(f"{folder} could not be checked: {error}") from error
        if done.returncode:
            raise _found(done.stderr.decode("utf-8", "replace"), done.returncode)


def _found(said: str, exit_code: int) -> ModelError:
    """The error that the child ended with."""
    kinds = {entry.code: entry.error for entry in catalogue()}
    _, _, rest = said.partition(_ERROR)
    code, _, text = rest.partition(": ")
    detail, _, remedy = text.partition(_REMEDY)
    kind = kinds.get(code)
    if kind is None or not issubclass(kind, ModelError):
        return ModelPackageError(f"the check ended with code {exit_code}: {said.strip()[-500:]}")
    return kind(detail, remedy=remedy.strip() or None)
