"""Where a client finds the running station: address and token, for the owner's eyes only."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from pathlib import Path

from pydantic import ValidationError

from inspector.domain.errors.config import FolderNotWritableError
from inspector.domain.errors.state import StationNotRunningError
from inspector.wire.station import WireModel

_OWNER_RIGHTS_SID = "*S-1-3-4"


class RunFile(WireModel):
    """The address of the API, its bearer token and the process that serves it."""

    url: str
    token: str
    pid: int


def write_run_file(path: Path, url: str, token: str) -> None:
    """Publish a running station atomically; nobody but the owner may ever read the token.

    Raises:
        FolderNotWritableError: the file cannot be written.
    """
    run_file = RunFile(url=url, token=token, pid=os.getpid())
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.unlink(missing_ok=True)
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            if sys.platform == "win32":
                _restrict_to_owner(draft)
            file.write(run_file.model_dump_json(indent=1))
        draft.replace(path)
    except OSError as error:
        raise FolderNotWritableError(f"{path}: {error.strerror}") from error
    finally:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)


def read_run_file(path: Path) -> RunFile:
    """Find the running station.

    Raises:
        StationNotRunningError: there is no readable run file, so none runs here.
    """
    try:
        return RunFile.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise StationNotRunningError(f"no station has left its address in {path}") from error


def _restrict_to_owner(path: Path) -> None:
    """Replace the inherited access list of Windows by one entry, full access for the owner."""
    icacls = Path(os.environ.get("SYSTEMROOT", r"C:\Windows")) / "System32" / "icacls.exe"
    subprocess.run(
        [str(icacls), str(path), "/inheritance:r", "/grant:r", f"{_OWNER_RIGHTS_SID}:F"],
        check=False,
        capture_output=True,
    )
