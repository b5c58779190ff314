"""What people did: one JSON object per line, chained by hash and only ever appended."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from inspector.domain.errors.base import InspectorError
from inspector.domain.errors.people import AuditNotWritableError
from inspector.domain.people import Role
from inspector.services.people.audit_file import ROTATE_BYTES, AuditFiles
from inspector.services.people.audit_line import bounded
from inspector.services.people.trace import account

_log = logging.getLogger(__name__)
DONE = "done"
Value = object
"""Whatever JSON can hold."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who asks for something; without a name it is whoever holds the station's token.

    Attributes:
        name: Of the person.
        role: What the person is at this station.
        client: From where: address and program, empty where nobody asked over the network.
        approved_by: The second person, where four eyes were needed.
    """

    name: str = ""
    role: Role | None = None
    client: str = field(default="", compare=False)
    approved_by: str = field(default="", compare=False)


@dataclass(slots=True)
class AuditEntry:
    """What changes and why; filled in while it is done."""

    old: Value = None
    new: Value = None
    reason: str = ""


class AuditTrail:
    """Appends to the files of one trail. Safe to use from any thread and by several programs.

    Args:
        path: The file that is appended to; full ones lie beside it.
        rotate_bytes: A file that is as long is followed by a new one.
    """

    def __init__(self, path: Path, rotate_bytes: int = ROTATE_BYTES) -> None:
        self._files = AuditFiles(path, rotate_bytes)
        self._lock = threading.Lock()

    @property
    def files(self) -> AuditFiles:
        """What it is made of, to be read."""
        return self._files

    @contextmanager
    def recorded(
        self,
        actor: Actor,
        what: str,
        target: str = "",
        *,
        urgent: bool = False,
        reason: str = "",
    ) -> Iterator[AuditEntry]:
        """Do something and write down what came of it, also when it was refused.

        Args:
            actor: Who.
            what: A word such as ``station.start``.
            target: To what, where that is not clear by itself.
            urgent: Do it even when it cannot be written down: it leads to a safe state.
            reason: Why, in the person's words.

        Raises:
            AuditNotWritableError: the log cannot be opened; nothing was done.
        """
        entry = AuditEntry(reason=reason)
        if not urgent:
            self._require_writable()
        try:
            yield entry
        except InspectorError as error:
            self.note(actor, what, target, entry, error.code)
            raise
        self.note(actor, what, target, entry)

    def note(
        self,
        actor: Actor,
        what: str,
        target: str = "",
        entry: AuditEntry | None = None,
        outcome: str = DONE,
    ) -> None:
        """Append one line; a failure to do so is logged and undoes nothing."""
        account()
        changed = entry or AuditEntry()
        told = {
            "who": actor.name,
            "role": None if actor.role is None else actor.role.value,
            "what": what,
            "target": target,
            "old": bounded(changed.old),
            "new": bounded(changed.new),
            "reason": changed.reason,
            "outcome": outcome,
            "client": actor.client,
            "approved_by": actor.approved_by,
        }
        try:
            with self._lock:
                self._files.append(lambda: {"at": _now(), **told})
        except OSError:
            _log.exception("%s by %r could not be written to the audit log", what, actor.name)

    def _require_writable(self) -> None:
        try:
            with self._lock:
                self._files.require_writable()
        except OSError as error:
            raise AuditNotWritableError(f"{self._files.path}: {error.strerror}") from error


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")
