"""Where a client finds the running station, and why it does not: for the owner's eyes only."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from pydantic import ValidationError

from inspector.domain.errors.state import StationNotRunningError, StationRefusedError
from inspector.paths import write_atomically
from inspector.wire.model import WireModel

_REFUSED_NAME = "refused.json"


class RunFile(WireModel):
    """The address of the API, its bearer token and the process that serves it."""

    url: str
    token: str
    pid: int


class Refusal(WireModel):
    """A process of the station that refuses to start again, and what it says."""

    process: str
    code: str
    detail: str
    remedy: str


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
        StationRefusedError: its engine refuses to start again.
        StationNotRunningError: there is no readable run file, so none runs here.
    """
    try:
        return RunFile.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        refused = read_refusal(path)
        if refused is not None:
            raise refused from error
        raise StationNotRunningError(f"no station has left its address in {path}") from error


def write_refusal(run_file: Path, refusal: Refusal) -> None:
    """Say beside the run file who refuses to start again.

    Raises:
        FolderNotWritableError: the file cannot be written.
    """
    text = refusal.model_dump_json(indent=1)
    write_atomically(run_file.with_name(_REFUSED_NAME), text, owner_only=True)


def forget_refusal(run_file: Path) -> None:
    """Nobody refuses any more; a disk that takes no change keeps what was said."""
    with contextlib.suppress(OSError):
        run_file.with_name(_REFUSED_NAME).unlink(missing_ok=True)


def read_refusal(run_file: Path) -> StationRefusedError | None:
    """Who refuses to start again; ``None`` for nobody."""
    try:
        told = Refusal.model_validate_json(run_file.with_name(_REFUSED_NAME).read_bytes())
    except (OSError, ValidationError):
        return None
    return StationRefusedError.of(told.process, told.code, told.detail, told.remedy)
