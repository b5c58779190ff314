"""How often somebody may try to sign in."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from inspector.clock import monotonic_ns
from inspector.domain.errors.people import SignInLockedError

FAILURES = 5
LOCKED_NS = 60_000_000_000
ATTEMPTS_A_MINUTE = 30
_STRANGER = ""
"""All names that nobody has count as one: what strangers try takes no memory."""


@dataclass(slots=True)
class _Tries:
    failures: int = 0
    locked_until_ns: int = 0


@dataclass(slots=True)
class SignInLimit:
    """Locks a name after five failures in a row, and the door after too many attempts.

    Not safe to use from several threads; whoever tries holds a lock.
    """

    clock: Callable[[], int] = monotonic_ns
    _tries: dict[str, _Tries] = field(default_factory=dict)
    _attempts: deque[int] = field(default_factory=deque)

    def require_open(self, name: str | None) -> None:
        """Count an attempt in the name of a person, or of ``None`` for nobody who is defined.

        Raises:
            SignInLockedError: not now.
        """
        now = self.clock()
        while self._attempts and now - self._attempts[0] >= LOCKED_NS:
            self._attempts.popleft()
        left_ns = self._tries.get(name or _STRANGER, _Tries()).locked_until_ns - now
        if left_ns > 0:
            raise SignInLockedError(f"locked for {-(-left_ns // 1_000_000_000)} s")
        if len(self._attempts) >= ATTEMPTS_A_MINUTE:
            raise SignInLockedError("too many attempts within a minute")
        self._attempts.append(now)

    def is_locked(self, name: str) -> bool:
        """Whether this person has to wait."""
        return self._tries.get(name, _Tries()).locked_until_ns > self.clock()

    def succeeded(self, name: str) -> None:
        """Forget the failures."""
        self._tries.pop(name, None)

    def failed(self, name: str | None) -> bool:
        """Count a failure; ``True`` when it locks the name."""
        tries = self._tries.setdefault(name or _STRANGER, _Tries())
        tries.failures += 1
        if tries.failures < FAILURES:
            return False
        tries.failures = 0
        tries.locked_until_ns = self.clock() + LOCKED_NS
        return True
