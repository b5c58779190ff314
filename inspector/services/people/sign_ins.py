"""When each person signed in last, and how often somebody failed since."""

from __future__ import annotations

import json
import logging
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from inspector.domain.errors.config import FolderNotWritableError
from inspector.paths import write_atomically

_log = logging.getLogger(__name__)
_SIZE_LIMIT_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class SignIns:
    """What is known of one person. ``last_at`` is ISO 8601 in UTC, empty for never."""

    last_at: str = ""
    failures: int = 0

    @property
    def last(self) -> datetime | None:
        """When this person signed in last."""
        return datetime.fromisoformat(self.last_at) if self.last_at else None


class SignInLog:
    """One small file, for people to look at; nothing is decided by it.

    Whoever calls holds a lock. What cannot be written is kept until the program ends.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._known: dict[str, SignIns] | None = None

    def of(self, key: str) -> SignIns:
        """What is known of one person."""
        return self._all().get(key, SignIns())

    def succeeded(self, key: str) -> None:
        """The person has signed in."""
        self._keep(key, SignIns(datetime.now(UTC).isoformat(timespec="seconds")))

    def failed(self, key: str) -> None:
        """Somebody tried this name in vain."""
        known = self.of(key)
        self._keep(key, SignIns(known.last_at, known.failures + 1))

    def _keep(self, key: str, known: SignIns) -> None:
        everybody = self._all()
        everybody[key] = known
        text = json.dumps({name: asdict(each) for name, each in everybody.items()}, indent=1)
        try:
            write_atomically(self._path, text + "\n", owner_only=True)
        except FolderNotWritableError:
            _log.exception("the times of signing in could not be kept")

    def _all(self) -> dict[str, SignIns]:
        if self._known is None:
            self._known = _read(self._path)
        return self._known


def _read(path: Path) -> dict[str, SignIns]:
    try:
        with path.open("rb") as stream:
            told = json.loads(stream.read(_SIZE_LIMIT_BYTES))
        read = {str(name): SignIns(**each) for name, each in told.items()}
        return {name: each for name, each in read.items() if each.last is None or each.last.tzinfo}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, TypeError, AttributeError) as error:
        _log.warning("%s is begun anew: %s", path, error)
        return {}
