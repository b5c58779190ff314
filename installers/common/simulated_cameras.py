"""Puts the GenTL producer TLSimu, which simulates cameras, where the tests look for it.

    .venv/bin/python installers/common/simulated_cameras.py

It was last shipped inside genicam 1.5.0; the release that the product uses has another. Without it
the tests that need it are skipped, so a failure is told and does no more. Standard library and pip.
"""

import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

RELEASE = "genicam==1.5.0"
PRODUCER = "TLSimu.cti"
# The wheels differ by Python version only in what is left behind here.
_ANY_PYTHON = ["--only-binary=:all:", "--implementation=cp", "--python-version=3.11", "--abi=cp311"]
_DOWNLOAD_TIMEOUT_S = 60


def folder() -> Path:
    """Where the producer and its library belong: in the environment that runs this."""
    return Path(sys.prefix) / "share" / "inspector-test"


def unpack(wheel: Path, target: Path) -> bool:
    """Copy the producer and its library out of a wheel; whether it was there.

    The producer comes last and by a move, so that a set-up that was killed leaves none.
    """
    target.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(wheel) as archive:
        members = sorted(_members(archive), key=lambda name: name.endswith(PRODUCER))
        for member in members:
            partial = target / f"{Path(member).name}.part"
            partial.write_bytes(archive.read(member))
            partial.replace(partial.with_suffix(""))
    return any(member.endswith(PRODUCER) for member in members)


def _members(archive: zipfile.ZipFile) -> Iterator[str]:
    for name in archive.namelist():
        if name.endswith(PRODUCER) or "VirtualFG" in Path(name).name:
            yield name


def _download(into: str) -> Path | None:
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-input"]
    command += ["--retries=1", "--disable-pip-version-check", *_ANY_PYTHON, "-d", into, RELEASE]
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=_DOWNLOAD_TIMEOUT_S)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        return None
    return next(Path(into).glob("*.whl"), None)


def main() -> int:
    """Fetch what is missing."""
    if (folder() / PRODUCER).is_file():
        return 0
    scratch = tempfile.mkdtemp()
    try:
        wheel = _download(scratch)
        if wheel is None or not unpack(wheel, folder()):
            sys.stderr.write(
                f"note: pip has no {RELEASE} for this computer, or cannot be reached: "
                f"tests that need {PRODUCER} are skipped.\n"
            )
    finally:
        shutil.rmtree(scratch)
    return 0


if __name__ == "__main__":
    sys.exit(main())
