"""approvals.json: what waits for a second person, so that a restart of the station forgets none."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from inspector.domain.errors.config import FolderNotWritableError
from inspector.domain.errors.people import PeopleError
from inspector.domain.people import FourEyes, Right
from inspector.paths import write_atomically
from inspector.services.people.audit import Actor, Value

_log = logging.getLogger(__name__)
_SIZE_LIMIT_BYTES = 8 << 20


@dataclass(frozen=True, slots=True)
class Request:
    """What a second person is shown, and what is done then.

    Attributes:
        target: What it is about, such as the name of a package or of a person.
        payload: All that would be done, as JSON; no secret.
        reason: Why, in the words of the person who asks.
        order: What it takes to carry it out, as JSON; shown to nobody.
    """

    target: str
    payload: Value = None
    reason: str = ""
    order: Value = None


@dataclass(frozen=True, slots=True)
class Pending:
    """A request that waits.

    Attributes:
        approval_id: Its name.
        action: What is asked for.
        right: What both people need.
        request: What the second one is shown.
        asker: Who asked.
        asked_at: When, in UTC.
        expires_at: When it is forgotten, in UTC, for people; ``expires_ns`` decides.
        expires_ns: The same on the monotonic clock of the running station.
    """

    approval_id: str
    action: FourEyes
    right: Right
    request: Request
    asker: Actor
    asked_at: datetime
    expires_at: datetime
    expires_ns: int


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")
    schema_version: int = 1
    approvals: list[Pending] = []


class ApprovalFile:
    """Written at every change and before anything is carried out: nothing is done twice.

    Args:
        path: The file; readable to its owner alone, for it holds hashes of secrets.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self) -> Sequence[Pending]:
        """What waited when the station ended; nothing where the file says nothing."""
        try:
            with self._path.open("rb") as stream:
                return _File.model_validate_json(stream.read(_SIZE_LIMIT_BYTES)).approvals
        except FileNotFoundError:
            return ()
        except (OSError, ValueError) as error:
            _log.error("what waited for a second person is forgotten: %s: %s", self._path, error)
            return ()

    def write(self, waiting: Sequence[Pending]) -> None:
        """Keep what waits.

        Raises:
            PeopleError: it cannot be kept.
        """
        text = _File(approvals=list(waiting)).model_dump_json(indent=1)
        try:
            write_atomically(self._path, text + "\n", owner_only=True)
        except FolderNotWritableError as error:
            raise PeopleError(f"{self._path} cannot be written") from error
