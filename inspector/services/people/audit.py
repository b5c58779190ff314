"""What people did: one JSON object per line, only ever appended."""

from __future__ import annotations

import json
import logging
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from inspector.domain.errors.base import InspectorError
from inspector.domain.errors.people import AuditNotWritableError
from inspector.domain.people import Role

_log = logging.getLogger(__name__)
DONE = "done"
Value = object
"""Whatever JSON can hold."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who asks for something; without a name it is whoever holds the station's token."""

    name: str = ""
    role: Role | None = None


@dataclass(slots=True)
class AuditEntry:
    """What changes; filled in while it is done."""

    old: Value = None
    new: Value = None


class AuditTrail:
    """Appends to one file. Safe to use from any thread."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()

    @contextmanager
    def recorded(
        self, actor: Actor, what: str, target: str = "", *, urgent: bool = False
    ) -> Iterator[AuditEntry]:
        """Do something and write down what came of it, also when it was refused.

        Args:
            actor: Who.
            what: A word such as ``station.start``.
            target: To what, where that is not clear by itself.
            urgent: Do it even when it cannot be written down: it leads to a safe state.

        Raises:
            AuditNotWritableError: the log cannot be opened; nothing was done.
        """
        entry = AuditEntry()
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
        changed = entry or AuditEntry()
        line = {
            "at": datetime.now(UTC).isoformat(timespec="milliseconds"),
            "who": actor.name,
            "role": None if actor.role is None else actor.role.value,
            "what": what,
            "target": target,
            "old": changed.old,
            "new": changed.new,
            "outcome": outcome,
        }
        text = json.dumps(line, ensure_ascii=False, default=str) + "\n"
        try:
            with self._lock, self._open() as stream:
                stream.write(text.encode())
                stream.flush()
                os.fsync(stream.fileno())
        except OSError:
            _log.exception("%s by %r could not be written to the audit log", what, actor.name)

    def _require_writable(self) -> None:
        try:
            with self._open():
                pass
        except OSError as error:
            raise AuditNotWritableError(f"{self._path}: {error.strerror}") from error

    def _open(self) -> BinaryIO:
        """Readable to its owner only; every write goes to the end, whoever else writes."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0)
        return os.fdopen(os.open(self._path, flags, 0o600), "ab", buffering=0)
