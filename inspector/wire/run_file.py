"""Where a client finds the running station: address and token, for the owner's eyes only."""

from __future__ import annotations

import os
from pathlib import Path

from pydantic import ValidationError

from inspector.domain.errors.state import StationNotRunningError
from inspector.paths import write_atomically
from inspector.wire.model import WireModel


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
    write_atomically(path, run_file.model_dump_json(indent=1), owner_only=True)


def read_run_file(path: Path) -> RunFile:
    """Find the running station.

    Raises:
        StationNotRunningError: there is no readable run file, so none runs here.
    """
    try:
        return RunFile.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise StationNotRunningError(f"no station has left its address in {path}") from error
