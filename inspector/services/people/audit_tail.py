"""The newest entries of the audit trail, for showing; nothing is verified here."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from inspector.clock import utc_ns_of
from inspector.services.people.audit_file import AuditFiles

Entry = Mapping[str, Any]


def entries_before(files: AuditFiles, until_utc_ns: int) -> Iterator[tuple[int, Entry]]:
    """Entries with their times in Unix nanoseconds, newest first; what is no entry is left out.

    Raises:
        OSError: the trail cannot be read.
    """
    with files.parts() as parts:
        for part in reversed(parts):
            for line in reversed(part.read().splitlines()):
                entry = _entry(line)
                if entry is not None and entry[0] < until_utc_ns:
                    yield entry


def _entry(line: bytes) -> tuple[int, Entry] | None:
    try:
        fields = json.loads(line)
        moment = datetime.fromisoformat(fields["at"])
        return utc_ns_of(moment), fields
    except (ValueError, KeyError, TypeError):
        return None
