"""Who is signed in now."""

from __future__ import annotations

import hashlib
import secrets
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from inspector.clock import monotonic_ns
from inspector.domain.people import Role
from inspector.services.people.register import Person

_NS_PER_S = 1_000_000_000
_AT_MOST = 64
"""Sessions at a time; one more ends the one that was idle longest."""


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody who is signed in. ``expires_ns`` is the monotonic clock."""

    key: str
    person: Person
    expires_ns: int


class Sessions:
    """Sessions by their tokens, of which only hashes are kept. Safe to use from any thread.

    Args:
        idle_s: How long a session of each role lasts without a sign of its person.
        clock: Monotonic nanoseconds.
    """

    def __init__(
        self, idle_s: Mapping[Role, float], clock: Callable[[], int] = monotonic_ns
    ) -> None:
        self._idle_ns = {role: round(each * _NS_PER_S) for role, each in idle_s.items()}
        self._clock = clock
        self._lock = threading.Lock()
        self._sessions: dict[str, Session] = {}

    def open(self, person: Person) -> tuple[str, Session]:
        """Begin a session; its token and the session."""
        token = secrets.token_urlsafe(32)
        key = _key(token)
        with self._lock:
            self._forget_expired()
            if len(self._sessions) >= _AT_MOST:
                del self._sessions[min(self._sessions.values(), key=_expiry).key]
            session = Session(key, person, self._expiry_of(person))
            self._sessions[key] = session
        return token, session

    def find(self, token: str) -> Session | None:
        """The session of this token, unless it has expired."""
        with self._lock:
            self._forget_expired()
            return self._sessions.get(_key(token))

    def renew(self, session: Session) -> Session:
        """The person is still here: the idle time begins anew."""
        return self.rebind(session, session.person)

    def rebind(self, session: Session, person: Person) -> Session:
        """The session goes on with what its person is now; the idle time begins anew."""
        renewed = Session(session.key, person, self._expiry_of(person))
        with self._lock:
            if session.key in self._sessions:
                self._sessions[session.key] = renewed
        return renewed

    def close(self, session: Session) -> None:
        """End a session."""
        with self._lock:
            self._sessions.pop(session.key, None)

    def seconds_left(self, session: Session) -> float:
        """How long the session lasts when nobody renews it."""
        return max(session.expires_ns - self._clock(), 0) / _NS_PER_S

    def _expiry_of(self, person: Person) -> int:
        return self._clock() + self._idle_ns[person.role]

    def _forget_expired(self) -> None:
        now = self._clock()
        for session in [each for each in self._sessions.values() if each.expires_ns <= now]:
            del self._sessions[session.key]


def _key(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _expiry(session: Session) -> int:
    return session.expires_ns
